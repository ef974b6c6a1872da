"""Quarters: small places of the gazetteer that are parts of a city which the text names beside them."""

import math
from collections.abc import Iterable, Sequence

from ingest.articles import Place, PlacePrecision
from ingest.extraction.gazetteer import load_gazetteer
from ingest.extraction.place_mentions import PlaceMention, is_taken_to
from ingest.extraction.place_names import LARGE_TOWN

_WITHIN = 0.25
"""Degrees from the middle of a city."""
_MUCH_LARGER = 5


def large_towns(text: str, mentions: Iterable[PlaceMention]) -> tuple[Place, ...]:
    """Give the large towns where `text` puts something, hospitals left out."""
    return tuple(
        dict.fromkeys(
            mention.place
            for mention in mentions
            if mention.located and _population(mention.place) >= LARGE_TOWN and not is_taken_to(text, mention)
        )
    )


def city_of(place: Place, cities: Sequence[Place]) -> Place | None:
    """Give the nearest of the `cities` that `place` may be a part of."""
    if place.precision is not PlacePrecision.TOWN or place.latitude is None:
        return None
    holding = [
        city
        for city in cities
        if city.admin == place.admin
        and city.name != place.name
        and _apart(place, city) <= _WITHIN
        and _population(city) >= _MUCH_LARGER * _population(place)
    ]
    return min(holding, key=lambda city: _apart(place, city), default=None)


def _apart(one: Place, other: Place) -> float:
    return math.dist((one.latitude or 0, one.longitude or 0), (other.latitude or 0, other.longitude or 0))


def _population(place: Place) -> int:
    """Give the people of a town of the gazetteer, 0 for any other place."""
    if place.precision is not PlacePrecision.TOWN or place.latitude is None:
        return 0
    towns = load_gazetteer().towns_called(place.name or "")
    return next((town.population for town in towns if town.latitude == place.latitude), 0)
