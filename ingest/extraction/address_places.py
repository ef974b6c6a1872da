"""Places that the path of an article's address names: "example.com/chicago/", "/2-shot-in-ghent-bar"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from ingest.articles import Place, PlacePrecision
from ingest.extraction.gazetteer import load_gazetteer

_SEPARATORS = re.compile(r"[-_+.\s]+")
_LARGE = 100_000
"""Below this, a word of an address is rather a word."""
_LONGEST = 3
_SHORTEST = 5
_ARCHIVED = re.compile(r"https?://")


def address_places(url: str | None) -> tuple[Place, ...]:
    """Give the large towns and the regions that the path of `url` names, the narrowest part last.

    Its host is a publisher's, and a publisher's home is not where an event was.
    """
    if not url:
        return ()
    *_, original = _ARCHIVED.split(url)
    segments = unquote(urlsplit(f"//{original}").path).split("/")
    return tuple(place for segment in segments for place in _named(segment))


def _named(segment: str) -> Iterator[Place]:
    words = [word for word in _SEPARATORS.split(segment.lower()) if word]
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST, len(words) - position), 0, -1):
            if place := _place_called(words[position : position + length]):
                yield place
                position += length - 1
                break
        position += 1


def _place_called(words: list[str]) -> Place | None:
    """Give the place that one word of an address names, its blanks left out, or as many words as its name has."""
    letters = "".join(words)
    place = _places_by_letters().get(letters) if len(letters) >= _SHORTEST else None
    return place if place and len(words) in {1, len((place.name or "").split())} else None


@lru_cache(maxsize=1)
def _places_by_letters() -> dict[str, Place]:
    """Give large towns and regions by their names without blanks."""
    gazetteer = load_gazetteer()
    found = {}
    for state in gazetteer.states.values():
        found[_letters(state)] = Place(state, state, "United States", None, None, PlacePrecision.REGION)
    for name in gazetteer.towns:
        if gazetteer.doubtful.get(name) == "word" or name in gazetteer.countries:
            continue
        town = gazetteer.towns_called(name)[0]
        if town.population >= _LARGE and _letters(name) not in found:
            found[_letters(name)] = Place(
                name, town.admin or None, town.country, town.latitude, town.longitude, PlacePrecision.TOWN
            )
    return found


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
