"""Event coreference: how likely two reports tell one event.

A logistic regression over what a reader compares: kind, days, places, figures, and how near the articles' openings are,
by their vectors; by their words where those are of another encoder than the weights. These are fitted by
`tests/benchmarks/training/coreference.py` on reports grouped by hand.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.articles import DatePrecision, FoundReport, Near, Place, PlacePrecision, Report
from ingest.extraction.kinds import are_compatible, find_triggers
from ingest.extraction.measures import PEOPLE, family_of
from ingest.extraction.place_identity import place_words
from ingest.regression import Features, read_regression

_KEPT: Final = 8_192
"""Reports of which each thing that is compared is remembered: each of a fold is compared with dozens. Each thing has a
memory of its own, since one that is asked in turns for more than it holds remembers nothing."""
_ONE_DAY: Final = timedelta(days=1)
_MOST_APART: Final = 4
"""Days beyond which it no longer matters how many there are between two reports."""
_MISDATED: Final = timedelta(days=2)
FOLLOWED_UP: Final = timedelta(days=400)
"""Two reports further apart are never joined by whom they name."""
_FULL_NAME: Final = re.compile(r"[A-Z][\w'\u2019.-]+(?: [A-Z][\w'\u2019.-]+){1,3}")
_LONGEST_EVENT: Final = 7
_COPY: Final = 0.8
_SHORT: Final = 6
"""Words; shorter sentences are alike by chance."""
_TELLING: Final = 5
"""Letters of a word that tells something."""
_TELLING_TOLL: Final = 3
_DISASTER: Final = 10
_NARROW: Final = frozenset({PlacePrecision.TOWN, PlacePrecision.SITE})


LEAST_LIKELY: Final = 0.5
"""Least likelihood at which two reports are joined; see docs/decisions/incidents-coreference.md."""
ENCODER: Final = "all-MiniLM-L6-v2"
"""By whose vectors openings are compared: of another's the cosines are others, and the weights say nothing."""
BY_VECTORS: Final = "coreference.json"
BY_WORDS: Final = "coreference_words.json"


def keys_of(found: FoundReport) -> Iterator[tuple[object, ...]]:
    """Give what two reports of one event share at least one of: a day and a place, a sentence, a word, a toll."""
    report = found.report
    shared = (
        *_place_keys(report.place),
        _words(found.sentence),
        *_telling_words(found),
        *((report.kind,) if (report.killed.best or 0) >= _DISASTER else ()),
        *filter(None, (_toll(report),)),
    )
    yield from product(_days(report), shared)
    yield from ((name,) for name in _people(report))


def near(reports: Iterable[FoundReport], *, ids: Collection[int] = ()) -> Near:
    """Give the days and people by which those are found that share a key with one of these, as they were read."""
    read = [as_read(found).report for found in reports]
    days = frozenset(day for report in read for day in _days(report))
    return Near(days, frozenset(name for report in read for name in _people(report)), frozenset(ids))


def as_read(found: FoundReport) -> FoundReport:
    """Give a report with nothing corrected: as such it is compared."""
    return replace(found, report=found.as_read, corrections=(), as_read=None) if found.as_read else found


def tell_same_event(one: FoundReport, other: FoundReport) -> bool:
    """Tell that both likely report one event, after ACLED's codebook: one kind, day and place, or one telling.

    Kinds, countries or towns that exclude one another never do; who names a person whom the other names too always
    does, where the days do not speak against it.
    """
    if not may_be_one(one, other):
        return False
    if share_people(one, other):
        return True
    cosine = nearness(one, other)
    if cosine is None:
        return read_regression(__package__, BY_WORDS).probability(by_words(one, other)) >= LEAST_LIKELY
    return read_regression(__package__, BY_VECTORS).probability(by_vectors(one, other, cosine)) >= LEAST_LIKELY


def may_be_one(one: FoundReport, other: FoundReport) -> bool:
    """Tell reports worth comparing: of two articles, not of places apart, and of kinds that go together."""
    first, second = one.report, other.report
    is_elsewhere = _are_apart(first.place, second.place)
    return not is_elsewhere and are_compatible(first.kind, second.kind) and one.stored.id != other.stored.id


def nearness(one: FoundReport, other: FoundReport) -> float | None:
    """Give the cosine of how two articles begin; `None` without vectors that the weights are of."""
    first, second = one.opening, other.opening
    if first is None or second is None or {first.encoder, second.encoder} != {ENCODER}:
        return None
    return float(_vector(first.vector) @ _vector(second.vector))


def by_vectors(one: FoundReport, other: FoundReport, cosine: float) -> Features:
    """Give what tells one event from two, where it is known how near their articles' openings are."""
    return _agreement(one.report, other.report) | {"nearness": cosine}


def by_words(one: FoundReport, other: FoundReport) -> Features:
    """Give what tells one event from two by words: the shares of them that titles, sentences have in common."""
    return _agreement(one.report, other.report) | {
        "same kind": float(one.report.kind is other.report.kind),
        "titles": _likeness(_words(one.stored.article.title), _words(other.stored.article.title)),
        "sentences": _likeness(_words(one.sentence), _words(other.sentence)),
        "telling words": _likeness(_telling_words(one), _telling_words(other)),
    }


def _agreement(first: Report, second: Report) -> dict[str, float]:
    """Give the days between two reports, and whether place and toll agree, 0 or 1."""
    here, there = first.place, second.place
    is_one_spot = _are_one_spot(here, there)
    many_dead = first.killed.best is not None and first.killed.best >= _TELLING_TOLL
    return {
        "days between": float(min(abs(first.last_day - second.last_day).days, _MOST_APART)),
        "same country": float(here.country is not None and here.country == there.country),
        "other region": float(_differ(here.admin, there.admin)),
        "same town or site": float(is_one_spot),
        "same town or site on a day": float(is_one_spot and _told_day(first) == _told_day(second) is not None),
        "several dead, as many": float(many_dead and first.killed.best == second.killed.best),
    }


@lru_cache(maxsize=_KEPT)
def _vector(stored: bytes) -> NDArray[np.float32]:
    return np.frombuffer(stored, dtype="<f2").astype(np.float32)


def are_near_copies(one: FoundReport, other: FoundReport) -> bool:
    """Tell sentences of which one repeats the other."""
    first, second = _words(one.sentence), _words(other.sentence)
    return len(first) > _SHORT and _likeness(first, second) >= _COPY


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the share of words that both hold (Jaccard, 1912)."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _days(report: Report) -> Iterator[date]:
    """Give the days on which it may have happened: an undated event may be of the day before publication."""
    first = report.first_day - (report.date_precision is DatePrecision.PUBLISHED) * _ONE_DAY
    return (first + _ONE_DAY * offset for offset in range(min((report.last_day - first).days, _LONGEST_EVENT) + 1))


def _told_day(report: Report) -> date | None:
    """Give the day, where the text itself tells one."""
    return report.last_day if report.date_precision is DatePrecision.DAY else None


def _differ(one: str | None, other: str | None) -> bool:
    """Tell that both are told, and not the same."""
    return one is not None and other is not None and one != other


def _are_apart(one: Place, other: Place) -> bool:
    """Tell places of two countries, and towns or sites of two regions."""
    are_narrow = one.precision in _NARROW and other.precision in _NARROW
    return _differ(one.country, other.country) or (are_narrow and _differ(one.admin, other.admin))


def _are_one_spot(one: Place, other: Place) -> bool:
    are_narrow = one.precision in _NARROW and other.precision in _NARROW and not _differ(one.admin, other.admin)
    return are_narrow and not _place_keys(one).isdisjoint(_place_keys(other))


@lru_cache(maxsize=_KEPT)
def _place_keys(place: Place) -> frozenset[str]:
    if place.precision not in _NARROW | {PlacePrecision.REGION} or not place.name:
        return frozenset()
    name = " ".join(re.findall(r"\w+", place.name)).casefold()
    if place.precision is PlacePrecision.SITE:
        return place_words(place.name) | {name}
    return frozenset({name, f"{place.latitude} {place.longitude}"} if place.latitude is not None else {name})


def share_people(one: FoundReport, other: FoundReport) -> bool:
    """Tell that both name one person, which tells an event from others where the days do not speak against it.

    A report without a day of its own may be of an arrest or a trial long after; an article tells one event once.
    """
    first, second = one.report, other.report
    if _differ(first.place.admin, second.place.admin) or _people(first).isdisjoint(_people(second)):
        return False
    undated = DatePrecision.DAY not in {first.date_precision} & {second.date_precision}
    apart = max(first.first_day, second.first_day) - min(first.last_day, second.last_day)
    return apart <= (FOLLOWED_UP if undated else _MISDATED)


def _people(report: Report) -> frozenset[str]:
    """Give who is named in full: two capitalised words and nothing else."""
    return _full_names((*report.actors, *report.victims))


@lru_cache(maxsize=_KEPT)
def _full_names(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in phrases if _FULL_NAME.fullmatch(phrase))


def _toll(report: Report) -> tuple[int | None, int | None] | None:
    """Give the killed and injured where they tell an event from others: one victim does not."""
    toll = report.killed.best, report.injured.best
    return toll if sum(filter(None, toll)) >= _TELLING_TOLL else None


def _telling_words(found: FoundReport) -> frozenset[str]:
    """Give the words of title and sentence that tell an event from others of its kind and place."""
    return _telling(found.stored.article.title, found.sentence, found.report.place.name or "")


@lru_cache(maxsize=_KEPT)
def _telling(title: str, sentence: str, place: str) -> frozenset[str]:
    return frozenset(word for word in _words(f"{title} {sentence}") - _words(place) if _tells(word))


@lru_cache(maxsize=_KEPT)
def _tells(word: str) -> bool:
    """Tell a word that not every report of such an event holds."""
    return len(word) >= _TELLING and word not in PEOPLE and not family_of(word) and not find_triggers(word)


@lru_cache(maxsize=_KEPT)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
