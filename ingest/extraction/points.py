"""Points of places that the table of towns lacks: bases, camps, crossings, small towns that news name.

They place an event on a map and nothing else: what is the same event, or the same place, is told without them. A point
is taken for a name to the letter, less the word for what it is ("air base", "camp"), in that country alone.
"""

from functools import lru_cache
from importlib.resources import files
from typing import Final

from ingest.articles import Place, PlacePrecision
from ingest.extraction.cues import cues
from ingest.extraction.gazetteer import fold, load_gazetteer

_CUES: Final = cues("points")
_TABLE = files("ingest.extraction") / "points.tsv"


def point_of(place: Place) -> tuple[float, float] | None:
    """Give latitude and longitude: the place's own, or those of the site or small town that it names."""
    if place.latitude is not None and place.longitude is not None:
        return place.latitude, place.longitude
    if place.name is None or place.precision not in {PlacePrecision.SITE, PlacePrecision.TOWN}:
        return None
    found = _load().get((_bare(place.name), place.country))
    return None if found is None or found[0] not in {"", place.admin} else found[1]


@lru_cache(maxsize=1)
def _load() -> dict[tuple[str, str | None], tuple[str, tuple[float, float]]]:
    """Give region, where one must be told, and point by bare name and country."""
    codes = load_gazetteer().codes
    points: dict[tuple[str, str | None], tuple[str, tuple[float, float]]] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        names, code, admin, latitude, longitude = line.split("\t")
        for name in names.split(";"):
            points[_bare(name), codes[code]] = (admin, (float(latitude), float(longitude)))
    return points


def _bare(name: str) -> str:
    """Write a name for comparison, less the word for what it is: "al asad" for "Al-Asad air base"."""
    return _CUES["kind"].sub("", fold(name))
