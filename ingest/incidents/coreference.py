"""Event coreference: whether two reports tell one event."""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from ingest.articles import DatePrecision, FoundReport, IncidentKind, Near, Place, PlacePrecision, Report
from ingest.extraction.gazetteer import country_of
from ingest.extraction.kinds import are_compatible, find_triggers
from ingest.extraction.measures import PEOPLE, family_of
from ingest.extraction.place_identity import place_words

_KEPT = 8_192
"""Reports of which each thing that is compared is remembered: each of a fold is compared with dozens. Each thing has a
memory of its own, since one that is asked in turns for more than it holds remembers nothing."""


def keys_of(found: FoundReport) -> Iterator[tuple[object, ...]]:
    """Give what two reports of one event share at least one of: a day and a place, a sentence, a target, a toll."""
    report = found.report
    names = _place_keys(report.place)
    for day in _days(found):
        for name in names:
            yield day, name
        yield day, _sentence_words(found)
        for word in _most_telling(*_told(found)):
            yield day, word
        if (report.killed.best or 0) >= _DISASTER:
            yield day, report.kind
        if toll := _toll(report):
            yield day, toll
        for nation in _nations(report.actors):
            yield day, nation, report.place.country
    for name in _people(report):
        yield (name,)


def near(reports: Iterable[FoundReport], *, ids: Collection[int] = ()) -> Near:
    """Give the days and people by which those are found that share a key with one of these, as they were read."""
    read = [as_read(found) for found in reports]
    days = frozenset(day for found in read for day in _days(found))
    return Near(days, frozenset(name for found in read for name in _people(found.report)), frozenset(ids))


def as_read(found: FoundReport) -> FoundReport:
    """Give a report with nothing corrected: as such it is compared."""
    return replace(found, report=found.as_read) if found.as_read else found


@lru_cache(maxsize=_KEPT)
def _place_keys(place: Place) -> frozenset[str]:
    if place.precision not in {PlacePrecision.TOWN, PlacePrecision.SITE, PlacePrecision.REGION} or not place.name:
        return frozenset()
    name = " ".join(re.findall(r"\w+", place.name)).casefold()
    if place.precision is PlacePrecision.SITE:
        return place_words(place.name) | {name}
    return frozenset({name, f"{place.latitude} {place.longitude}"} if place.latitude is not None else {name})


def _days(found: FoundReport) -> list[date]:
    first, last = _possible_days(found)
    return [first + timedelta(days=offset) for offset in range(min((last - first).days, _LONGEST_EVENT) + 1)]


def _possible_days(found: FoundReport) -> tuple[date, date]:
    """Give the days on which it may have happened: an undated event may be of the day before publication."""
    report = found.report
    if report.date_precision is DatePrecision.PUBLISHED:
        return report.first_day - _NEXT_DAY, report.last_day
    return report.first_day, report.last_day


def tell_same_event(one: FoundReport, other: FoundReport) -> bool:
    """Tell that both report one event, after ACLED's codebook: one kind, day and place, or one telling."""
    first, second = one.report, other.report
    if not are_compatible(first.kind, second.kind):
        return False
    if _share_people(one, other):
        return True
    if not _overlap(one, other):
        return False
    return (
        (_share_place(first.place, second.place) and _are_related(one, other))
        or are_near_copies(one, other)
        or _retell(one, other)
        or _share_side(first, second)
        or _share_disaster(first, second)
        or _share_toll(first, second)
    )


def _are_related(one: FoundReport, other: FoundReport) -> bool:
    """Tell that what place and day agree on is not two events: a large city has several of a kind in a day."""
    first, second = one.report, other.report
    if not _COMMONPLACE.isdisjoint((first.kind, second.kind)):
        return _alike(one, other) >= _RELATED
    share_word = not _telling_words(one).keys().isdisjoint(_telling_words(other))
    return share_word or not (first.killed.differ_from(second.killed) or first.injured.differ_from(second.injured))


def _share_people(one: FoundReport, other: FoundReport) -> bool:
    """Tell that both name one person, which tells an event from others where the days do not speak against it.

    A report without a day of its own may be of an arrest or a trial long after; an article tells one event once.
    """
    first, second = one.report, other.report
    if one.stored.id == other.stored.id or _are_elsewhere(first.place, second.place):
        return False
    if not _people(first) & _people(second):
        return False
    undated = DatePrecision.DAY not in {first.date_precision} & {second.date_precision}
    apart = max(first.first_day, second.first_day) - min(first.last_day, second.last_day)
    return apart <= (_FOLLOWED_UP if undated else _MISDATED)


def _people(report: Report) -> frozenset[str]:
    """Give who is named in full: two capitalised words and nothing else."""
    return _full_names((*report.actors, *report.victims))


@lru_cache(maxsize=_KEPT)
def _full_names(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in phrases if _FULL_NAME.fullmatch(phrase))


def _are_elsewhere(one: Place, other: Place) -> bool:
    """Tell places that are plainly not one: of two countries, or of two regions."""
    return any(
        first is not None and second is not None and first != second
        for first, second in ((one.country, other.country), (one.admin, other.admin))
    )


def _overlap(one: FoundReport, other: FoundReport) -> bool:
    if {one.report.date_precision, other.report.date_precision} & _INEXACT:
        return False
    first, second = _possible_days(one), _possible_days(other)
    return first[0] <= second[1] and second[0] <= first[1]


def _hurt(report: Report) -> int:
    return (report.killed.best or 0) + (report.injured.best or 0)


def _share_place(one: Place, other: Place) -> bool:
    if one.country and other.country and one.country != other.country:
        return False
    if (
        one.admin
        and other.admin
        and one.admin != other.admin
        and one.precision is other.precision is PlacePrecision.TOWN
    ):
        return False
    narrow = {PlacePrecision.TOWN, PlacePrecision.SITE}
    return one.precision in narrow and other.precision in narrow and bool(_place_keys(one) & _place_keys(other))


def _share_toll(one: Report, other: Report) -> bool:
    """Tell one event by its dead and injured on one day: in a suburb and its city, in a town and "in the country"."""
    toll = _toll(one)
    if not toll or toll != _toll(other) or one.place.country != other.place.country:
        return False
    first, second = one.place, other.place
    is_open = bool(first.country) and None in {first.admin, second.admin}
    return (is_open or (bool(first.admin) and first.admin == second.admin)) and not _are_two_towns(first, second)


def _share_side(one: Report, other: Report) -> bool:
    """Tell one nation's strikes on one land and day, which no report places more narrowly than by the land."""
    if not one.place.country or one.place.country != other.place.country or one.kind not in _STRIKES:
        return False
    is_wide = one.place.precision is other.place.precision is PlacePrecision.COUNTRY
    return is_wide and bool(_nations(one.actors) & _nations(other.actors))


@lru_cache(maxsize=_KEPT)
def _nations(actors: tuple[str, ...]) -> frozenset[str]:
    """Give the nations that `actors` are of: "US forces", "Russia"."""
    words = (word for actor in actors for word in actor.split())
    return frozenset(nation for word in words if (nation := country_of(word.removesuffix("'s"))))


def _share_disaster(one: Report, other: Report) -> bool:
    """Tell accounts of one disaster while its toll rises: so many die at once in one country on few days."""
    few, many = sorted((one.killed.best or 0, other.killed.best or 0))
    is_one = one.kind in _RARE and one.kind is other.kind and not _are_elsewhere(one.place, other.place)
    return is_one and few >= _DISASTER and few >= _RISEN * many and not _are_two_towns(one.place, other.place)


def _are_two_towns(one: Place, other: Place) -> bool:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return False
    apart = math.dist((one.latitude or 0, one.longitude or 0), (other.latitude or 0, other.longitude or 0))
    return apart > _NEIGHBOURHOOD


def _toll(report: Report) -> tuple[int | None, int | None] | None:
    """Give the killed and injured where they tell an event from others: one victim does not."""
    return (report.killed.best, report.injured.best) if _hurt(report) >= _TELLING_TOLL else None


def are_near_copies(one: FoundReport, other: FoundReport) -> bool:
    """Tell sentences of which one repeats the other."""
    first, second = _sentence_words(one), _sentence_words(other)
    return len(first & second) >= _COPY * len(first | second) and len(first) > _SHORT


def _retell(one: FoundReport, other: FoundReport) -> bool:
    """Tell one event told twice, in a town and in its region: fewer words do where the regions agree."""
    first, second = one.report.place, other.report.place
    are_towns = first.precision is second.precision is PlacePrecision.TOWN
    if _are_elsewhere(first, second) or (are_towns and not _place_keys(first) & _place_keys(second)):
        return False
    are_near = first.admin is not None and first.admin == second.admin
    return _alike(one, other) >= (_RETOLD_NEARBY if are_near else _RETOLD)


def _alike(one: FoundReport, other: FoundReport) -> int:
    """Weigh the telling words that two reports share, 0 where they are few beside the others."""
    first, second = _telling_words(one), _telling_words(other)
    shared = first.keys() & second.keys()
    if len(shared) < _OVERLAP * min(len(first), len(second)):
        return 0
    return sum(max(first[word], second[word]) for word in shared)


def _telling_words(found: FoundReport) -> Mapping[str, int]:
    """Give the words of title and sentence that tell an event from others of its kind and place, and their weights."""
    return _telling(*_told(found))


def _told(found: FoundReport) -> tuple[str, str, str]:
    return found.stored.article.title, found.sentence, found.report.place.name or ""


@lru_cache(maxsize=_KEPT)
def _most_telling(title: str, sentence: str, place: str) -> tuple[str, ...]:
    return tuple(sorted(_telling(title, sentence, place), key=lambda word: (len(word), word))[-_MOST_TELLING:])


@lru_cache(maxsize=_KEPT)
def _telling(title: str, sentence: str, place: str) -> Mapping[str, int]:
    names = {name.casefold() for name in _NAME.findall(sentence) if country_of(name) is None}
    words = _words(f"{title} {sentence}") - _words(place)
    return {word: 1 + (word in names or len(word) >= _RARE_LENGTH) for word in words if _tells(word)}


@lru_cache(maxsize=_KEPT)
def _tells(word: str) -> bool:
    """Tell a word that not every report of such an event holds."""
    return len(word) >= _TELLING and word not in PEOPLE and not family_of(word) and not find_triggers(word)


def _sentence_words(found: FoundReport) -> frozenset[str]:
    return _words_in_sentence(found.sentence)


@lru_cache(maxsize=_KEPT)
def _words_in_sentence(sentence: str) -> frozenset[str]:
    return _words(sentence)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


_NEXT_DAY = timedelta(days=1)
_MISDATED = timedelta(days=2)
_FOLLOWED_UP = timedelta(days=400)
_FULL_NAME = re.compile(r"[A-Z][\w'\u2019.-]+(?: [A-Z][\w'\u2019.-]+){1,3}")
_LONGEST_EVENT = 7
_COPY = 0.8
_STRIKES = frozenset(
    {IncidentKind.AIRSTRIKE, IncidentKind.DRONE_OR_MISSILE_ATTACK, IncidentKind.SHELLING, IncidentKind.ARMED_ATTACK}
)
_RARE = frozenset({IncidentKind.ACCIDENT, IncidentKind.DISASTER, IncidentKind.SHOOTING})
_DISASTER = 10
_RISEN = 0.7
_COMMONPLACE = frozenset({IncidentKind.ARREST, IncidentKind.ROBBERY, IncidentKind.ACCIDENT, IncidentKind.DISASTER})
"""Kinds of which one place has several a day: there, more than the place must agree."""
_TELLING = 5
"""Letters of a word that tells something."""
_RARE_LENGTH = 9
"""Letters of a word that tells as much as a name does."""
_NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w+")
"""A capital within a sentence; a headline's capitals tell nothing."""
_MOST_TELLING = 6
"""The longest words of a report, by which those like it are looked for."""
_OVERLAP = 0.3
_RELATED = 2
_RETOLD = 5
_RETOLD_NEARBY = 3
_SHORT = 6
"""Words; shorter sentences are alike by chance."""
_INEXACT = frozenset({DatePrecision.MONTH, DatePrecision.YEAR})
_TELLING_TOLL = 3
_NEIGHBOURHOOD = 0.5
"""Degrees: a city and its suburbs."""
