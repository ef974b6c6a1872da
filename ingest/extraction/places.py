"""Where: the towns, regions, countries and sites that an English text names, by exact whole names."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from ingest.articles import Place, PlacePrecision, Span
from ingest.extraction.cues import cues
from ingest.extraction.dates import CALENDAR
from ingest.extraction.gazetteer import Town, country_of, fold, load_gazetteer, owner_of
from ingest.extraction.place_mentions import LOCATIVE, PlaceMention, agreed, is_origin, is_topic
from ingest.extraction.place_names import (
    LARGE_TOWN,
    REGION_WORD,
    WORD,
    Context,
    Hints,
    Name,
    country_named,
    find_names,
    is_region_here,
    is_town_elsewhere,
    longer_name,
    names_rather_a_town,
)
from ingest.extraction.unlisted_places import find_called_towns, find_sites, site_mention

_CUES: Final = cues("places")
NOWHERE: Final = Context()


def find_places(text: str, context: Context = NOWHERE) -> tuple[PlaceMention, ...]:
    """Give the places that `text` names, in order, without overlaps; the longest name wins.

    A name that several towns share is the one in a region or country that the text names, else the one that
    its article (`context`) names, else the by far largest; otherwise it has neither country nor coordinates.
    Names that are also words or surnames count only where the text puts something there.
    """
    words = [_trimmed(match) for match in WORD.finditer(text)]
    sites = find_sites(text)
    names = list(find_names(text, words, taken=sites))
    hints = Hints.of(text, words, names, context)
    hints = replace(hints, holders={**context.holders, **_holders(text, names, hints)})
    mentions = list(_resolved(text, names, hints))
    mentions += find_called_towns(text, [*sites, *(mention.span for mention in mentions)], hints)
    mentions += (site_mention(text, site, mentions, context.country) for site in sites)
    read = (replace(each, located=each.located and not is_origin(text, each.span)) for each in mentions)
    return tuple(sorted(read, key=lambda mention: mention.span.start))


def holders_in(text: str) -> dict[str, str]:
    """Give the region or country of each town that `text` names with one: "Paris, Texas"."""
    names = list(find_names(text, [_trimmed(match) for match in WORD.finditer(text)], taken=[]))
    return _holders(text, names, Hints.of(text, [], names, NOWHERE))


def _holders(text: str, names: list[Name], hints: Hints) -> dict[str, str]:
    pairs = zip_longest(names, names[1:])
    return {name.name: holder for name, following in pairs if (holder := _holder_after(text, name, following, hints))}


def dateline_of(text: str, context: Context = NOWHERE) -> PlaceMention | None:
    """Give the place of a dateline ("BAGHDAD (Agency) -", "MOSUL, Iraq:") at the start of a paragraph of `text`."""
    match = _CUES["dateline"].search(text)
    if not match:
        return None
    first, _, second = match["place"].partition(", ")
    town = _as_title(first)
    rest = country_of(second) or country_of(_as_title(second)) or load_gazetteer().states.get(second) or second
    found = find_places(f"in {town}, {rest}" if rest else f"in {town}", context)
    return replace(found[0], span=Span(match.start("place"), match.end("place"))) if found else None


def _trimmed(match: re.Match[str]) -> Span:
    """Leave the possessive ending out."""
    word = match.group()
    return Span(match.start(), match.end() - (2 if word.endswith(("'s", "\u2019s")) else 0))


def _as_title(name: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name)


def _resolved(text: str, names: list[Name], hints: Hints) -> Iterator[PlaceMention]:
    consumed = 0
    for index, name in enumerate(names):
        if name.span.start < consumed:
            continue
        following = names[index + 1] if index + 1 < len(names) else None
        mention = _resolve(text, name, following, hints)
        if mention:
            consumed = mention.span.end
            yield mention


def _resolve(text: str, name: Name, following: Name | None, hints: Hints) -> PlaceMention | None:
    gazetteer = load_gazetteer()
    spelled = _holder_after(text, name, following, hints)
    holder = spelled or hints.holders.get(name.name)
    is_held = any(town.admin == holder for town in gazetteer.towns_called(name.name))
    if name.name in gazetteer.countries and not is_held and not is_region_here(name.name, hints):
        located = bool(LOCATIVE.search(text, 0, name.span.start)) and not is_topic(text, name.span)
        return PlaceMention(name.span, _country_place(gazetteer.countries[name.name]), located)
    located = bool(spelled) or _is_located(text, name)
    region_word = REGION_WORD.match(text, name.span.end)
    is_part_of_name = not (located or region_word) and (
        _NAME_GOES_ON.match(text, name.span.end) or longer_name(text, name)
    )
    is_county = region_word and f"{name.name}{region_word.group()}" in gazetteer.counties
    if is_county or (is_part_of_name and not _CUES["local after"].match(text, name.span.end)):
        return None
    if name.name in gazetteer.regions and not is_held and (region_word or not names_rather_a_town(name.name, hints)):
        located = located and not is_topic(text, name.span)
        return _region_mention(name, region_word, holder, hints, located=located)
    longer = longer_name(text, name)
    if longer and not holder:
        place = Place(longer.name, None, country_named(hints), None, None, PlacePrecision.SITE)
        is_town = located and not _CUES["the before"].search(text, 0, longer.span.start)
        return PlaceMention(longer.span, place, located) if is_town else None
    if holder or (located and _may_be_place(text, name)) or _is_plainly_a_town(text, name):
        return _town_mention(text, longer or name, holder, hints, located=located)
    return None


def _holder_after(text: str, name: Name, following: Name | None, hints: Hints) -> str | None:
    """Give the region or country behind a comma: "Mosul, Iraq", "Springfield, Ill."."""
    gazetteer = load_gazetteer()
    abbreviated = _CUES["state after"].match(text, name.span.end)
    if abbreviated and abbreviated["state"] in gazetteer.states:
        return gazetteer.states[abbreviated["state"]]
    if not following or not _CUES["comma"].fullmatch(text, name.span.end, following.span.start):
        return None
    if following.name in gazetteer.regions and not is_town_elsewhere(following.name, hints):
        return following.name
    return following.name if following.name in gazetteer.countries else None


def _is_located(text: str, name: Name) -> bool:
    if _CUES["local after"].match(text, name.span.end) and name.name not in load_gazetteer().doubtful:
        return True
    return bool(LOCATIVE.search(text, max(0, name.span.start - 80), name.span.start))


def _may_be_place(text: str, name: Name) -> bool:
    """Refuse words that are also towns, and names that go on ("in Washington Post offices")."""
    if load_gazetteer().doubtful.get(name.name) == "word":
        return False
    return bool(_CUES["local after"].match(text, name.span.end)) or not _NAME_GOES_ON.match(text, name.span.end)


def _is_plainly_a_town(text: str, name: Name) -> bool:
    """Accept a bare name only for a large town that is not part of a longer name nor doing or saying something."""
    if name.name in load_gazetteer().doubtful:
        return False
    towns = load_gazetteer().towns_called(name.name)
    if not towns or towns[0].population < LARGE_TOWN:
        return False
    return not (
        _NAME_GOES_ON.match(text, name.span.end)
        or _CUES["person after"].match(text, name.span.end)
        or _CUES["name before"].search(text, 0, name.span.start)
    )


def _town_mention(text: str, name: Name, holder: str | None, hints: Hints, *, located: bool) -> PlaceMention | None:
    elsewhere = replace(hints, regions=hints.regions - {name.name})
    towns = load_gazetteer().towns_called(name.name)
    town = _choose(towns, holder, elsewhere)
    is_quarter = _CUES["quarter"].match(text, name.span.end) or (town and _is_small_and_elsewhere(town, elsewhere))
    if hints.home and not holder and is_quarter:
        return PlaceMention(
            name.span, Place(name.name, hints.home, hints.default, None, None, PlacePrecision.SITE), located
        )
    is_district = _CUES["district"].match(text, name.span.end)
    if is_district and (town is None or town.country not in hints.countries | hints.adjectives | {hints.default}):
        place = Place(name.name, name.name, country_named(hints), None, None, PlacePrecision.REGION)
        return PlaceMention(Span(name.span.start, is_district.end()), place, located)
    if town:
        place = Place(name.name, town.admin or None, town.country, town.latitude, town.longitude, PlacePrecision.TOWN)
        return PlaceMention(name.span, place, located)
    country, admin = owner_of(holder)
    return PlaceMention(name.span, Place(name.name, admin, country, None, None, PlacePrecision.TOWN), located)


def _is_small_and_elsewhere(town: Town, hints: Hints) -> bool:
    """Tell a namesake: in an article on one region, a quarter or a hamlet bears the name, not a small town far off."""
    return town.admin not in hints.regions and town.country not in hints.countries and town.population < LARGE_TOWN


def _choose(towns: tuple[Town, ...], holder: str | None, hints: Hints) -> Town | None:
    if holder:
        country = load_gazetteer().countries.get(holder)
        return next((town for town in towns if fold(holder) == fold(town.admin) or country == town.country), None)
    if not towns:
        return None
    in_region = next((town for town in towns if town.admin in hints.regions), None)
    if in_region:
        return in_region
    largest = towns[0]
    for wanted, share in (
        (hints.countries, _NAMED_SHARE),
        (hints.adjectives, _ADJECTIVE_SHARE),
        (frozenset(filter(None, (hints.default,))), _NAMED_SHARE),
    ):
        for town in towns:
            if town.country in wanted and town.population * share >= largest.population:
                return town
    second = next((town for town in towns[1:] if town.country != largest.country or town.admin != largest.admin), None)
    return largest if not second or largest.population >= _DOMINANT * second.population else None


def _region_mention(
    name: Name, region_word: re.Match[str] | None, holder: str | None, hints: Hints, *, located: bool
) -> PlaceMention:
    owners = load_gazetteer().regions[name.name]
    named = [owner for owner in owners if owner in hints.countries or owner == holder]
    likely = named or [owner for owner in owners if owner in hints.adjectives or owner == hints.default]
    if not likely and name.name in load_gazetteer().states.values():
        likely = ["United States"]
    country = likely[0] if likely else agreed(owners)
    end = region_word.end() if region_word else name.span.end
    place = Place(name.name, name.name, country, None, None, PlacePrecision.REGION)
    return PlaceMention(Span(name.span.start, end), place, located)


def _country_place(country: str) -> Place:
    return Place(country, None, country, None, None, PlacePrecision.COUNTRY)


_DOMINANT = 5
_NAMED_SHARE = 50
_ADJECTIVE_SHARE = 20
_NAME_GOES_ON = re.compile(rf"(?:\s+|-)(?!I\b|[A-Z]+\b|(?:{'|'.join(CALENDAR)})\b)[A-Z][a-z]")
