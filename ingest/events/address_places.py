"""Places that an article's address names: "losangeles.example.com", "example.com/chicago/", "/2-shot-in-ghent-bar"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from ingest.articles import Place, PlacePrecision
from ingest.events.gazetteer import load_gazetteer

_SEPARATORS = re.compile(r"[-_+.\s]+")
_LARGE = 100_000
"""Below this, a word of an address is rather a word."""
_LONGEST = 3
_SHORTEST = 5
_REST = 3
"""Letters of a masthead behind its town."""
_ARCHIVED = re.compile(r"https?://")


def address_places(url: str | None) -> tuple[Place, ...]:
    """Give the large towns and the regions whose names stand in `url`, the narrowest part last."""
    if not url:
        return ()
    *_, original = _ARCHIVED.split(url)
    parts = urlsplit(f"//{original}")
    host = (parts.hostname or "").removeprefix("www.").split(".")
    masthead = host[-2] if len(host) > 1 else ""
    segments = [*host[:-1], *(segment for segment in unquote(parts.path).split("/") if segment)]
    return (*_in_masthead(masthead), *(place for segment in segments for place in _named(segment)))


def _in_masthead(letters: str) -> Iterator[Place]:
    """Read the longest place that a publisher's name begins with: "toledoblade"."""
    for length in range(len(letters) - _REST, _SHORTEST, -1):
        if place := _place_called(letters[:length]):
            yield place
            return


def _named(segment: str) -> Iterator[Place]:
    words = [word for word in _SEPARATORS.split(segment.lower()) if word]
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST, len(words) - position), 0, -1):
            if place := _place_called("".join(words[position : position + length])):
                yield place
                position += length - 1
                break
        position += 1


def _place_called(letters: str) -> Place | None:
    return _places_by_letters().get(letters) if len(letters) >= _SHORTEST else None


@lru_cache(maxsize=1)
def _places_by_letters() -> dict[str, Place]:
    """Give large towns and regions by their names without blanks."""
    gazetteer = load_gazetteer()
    found = {}
    for state in gazetteer.states.values():
        found[_letters(state)] = Place(state, state, "United States", None, None, PlacePrecision.REGION)
    for name in gazetteer.towns:
        if gazetteer.doubtful.get(name) == "word":
            continue
        town = gazetteer.towns_called(name)[0]
        if town.population >= _LARGE and _letters(name) not in found:
            found[_letters(name)] = Place(
                name, town.admin or None, town.country, town.latitude, town.longitude, PlacePrecision.TOWN
            )
    return found


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
