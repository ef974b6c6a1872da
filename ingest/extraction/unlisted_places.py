"""Places that the gazetteer lacks, told by the words around their names."""

from collections.abc import Iterable, Iterator
from typing import Final

from ingest.articles import Place, PlacePrecision, Span
from ingest.extraction.cues import WORDS, cues
from ingest.extraction.dates import CALENDAR
from ingest.extraction.gazetteer import load_gazetteer, owner_of
from ingest.extraction.place_hints import Hints, country_named, is_town_elsewhere
from ingest.extraction.place_mentions import PlaceMention, overlap
from ingest.extraction.place_names import BESIDE_NAMES, REGION_WORD

_CUES: Final = cues("unlisted_places")
_NO_PLACES: Final = BESIDE_NAMES | CALENDAR | WORDS["no places"]


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
