"""Places that the gazetteer lacks: sites that bear a proper name, and what the words around a name tell of it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ingest.articles import Place, PlacePrecision, Span
from ingest.extraction.cues import WORDS, cues
from ingest.extraction.dates import CALENDAR
from ingest.extraction.gazetteer import country_of, load_gazetteer, owner_of, plain
from ingest.extraction.place_mentions import LOCATIVE, PlaceMention, agreed, overlap
from ingest.extraction.place_names import (
    BESIDE_NAMES,
    LARGE_TOWN,
    REGION_WORD,
    WORD,
    Hints,
    country_named,
    is_town_elsewhere,
)

_CUES: Final = cues("unlisted_places")
_NO_PLACES: Final = BESIDE_NAMES | CALENDAR | WORDS["no places"]


def find_sites(text: str) -> list[Span]:
    """Find bases, camps, waters and the like that bear a proper name."""
    spans = []
    for match in _CUES["site"].finditer(text):
        words = list(WORD.finditer(text, match.start(), match.end()))
        within = [place for place, word in enumerate(words[:-1], start=1) if word.group() in WORDS["no part of site"]]
        words = words[within[-1] :] if within else words
        while words and (words[0].group() in WORDS["not in site"] or country_of(words[0].group())):
            words.pop(0)
        is_town = plain(match.group()) in load_gazetteer().towns
        if len(words) > 1 and not is_town and not _CUES["only kind"].fullmatch(text, words[0].start(), match.end()):
            spans.append(Span(words[0].start(), match.end()))
    return spans


def site_mention(text: str, site: Span, others: Iterable[PlaceMention], country: str | None) -> PlaceMention:
    """Give the site at `site` the country and region that the located `others` agree on, else `country`."""
    if _CUES["open waters"].search(text, site.start, site.end):
        place = Place(text[site.start : site.end], None, None, None, None, PlacePrecision.SITE)
        return PlaceMention(site, place, located=bool(LOCATIVE.search(text, 0, site.start)))
    located = [
        other.place for other in others if other.located or _CUES["follows"].match(text, site.end, other.span.start + 1)
    ]
    owner, admin = _owner_within(text, site)
    owner = owner or agreed(place.country for place in located) or country
    admin = admin or agreed(place.admin for place in located if place.country == owner)
    name = re.sub(r"\s+", " ", text[site.start : site.end])
    place = Place(name, admin, owner, None, None, PlacePrecision.SITE)
    return PlaceMention(site, place, located=bool(LOCATIVE.search(text, 0, site.start)))


def _owner_within(text: str, site: Span) -> tuple[str | None, str | None]:
    """Give country and region of an airport, port or prison that is called by its town or land: "Prague airport"."""
    called = _CUES["called by town"].match(text, site.start, site.end)
    if not called:
        return None, None
    name = plain(called["town"])
    towns = load_gazetteer().towns_called(name)
    if country := country_of(name):
        return country, None
    if not towns or towns[0].population < LARGE_TOWN:
        return None, None
    return towns[0].country, towns[0].admin or None


def find_unlisted(text: str, *, taken: Iterable[Span], country: str | None) -> tuple[PlaceMention, ...]:
    """Give the proper names outside `taken` where `text` puts something but that the gazetteer lacks: "at Al-Tanf".

    Only for a sentence that tells an event: elsewhere too many capitalised names stand behind "in" and "at".
    """
    taken = tuple(taken)
    found = []
    for match in _CUES["put somewhere"].finditer(text):
        span = Span(*match.span("name"))
        words = match["name"].split()
        if any(_is_no_place(word) for word in words) or any(overlap(span, other) for other in taken):
            continue
        is_region = bool(REGION_WORD.match(text, span.end))
        precision = PlacePrecision.REGION if is_region else PlacePrecision.SITE
        place = Place(match["name"], match["name"] if is_region else None, country, None, None, precision)
        found.append(PlaceMention(span, place, located=True))
    return tuple(found)


def _is_no_place(word: str) -> bool:
    return word in _NO_PLACES or word.isupper() or word in load_gazetteer().demonyms


def find_called_towns(text: str, taken: list[Span], hints: Hints) -> Iterator[PlaceMention]:
    """Find towns that the gazetteer lacks but the text calls so: "the village of X", "in X, Ind."."""
    for match in _CUES["called town"].finditer(text):
        span = Span(*match.span("name"))
        if not any(overlap(span, other) for other in taken):
            place = Place(match["name"], None, country_named(hints), None, None, PlacePrecision.TOWN)
            yield PlaceMention(span, place, located=True)
    for match in _CUES["stated town"].finditer(text):
        span = Span(*match.span("name"))
        admin = load_gazetteer().states.get(match["holder"], match["holder"])
        is_region = admin in load_gazetteer().regions and not is_town_elsewhere(admin, hints)
        if is_region and not any(overlap(span, other) for other in taken):
            place = Place(match["name"], admin, owner_of(admin)[0], None, None, PlacePrecision.TOWN)
            yield PlaceMention(span, place, located=True)
