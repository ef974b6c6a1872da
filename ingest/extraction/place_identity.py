"""The identity of places: whether a name that somebody asks for means one."""

import math
import re

from ingest.articles import Place, PlacePrecision
from ingest.extraction.cues import WORDS
from ingest.extraction.gazetteer import country_of, fold, load_gazetteer, plain
from ingest.extraction.place_names import REGION_WORD

_SAME_POINT = 0.02
"""Degrees, about 2 km: spellings of one town share a point, the boroughs of a city do not."""


def same_place(query: str, place: Place) -> bool:
    """Tell whether `place` is `query` or lies in it: a country holds its towns and sites, a region its towns."""
    wanted, _, holder = plain(query).strip().partition(", ")
    if holder:
        return same_place(wanted, place) and same_place(holder, place)
    country = country_of(wanted) or country_of(wanted.title()) or country_of(wanted.upper())
    if country and place.country == country:
        return True
    if place.name and _same_name(wanted, place):
        return True
    if place.admin and fold(place.admin) == fold(REGION_WORD.sub("", wanted)):
        return True
    return not country and _is_spelling_of(wanted, place)


def _is_spelling_of(name: str, place: Place) -> bool:
    """Tell whether a town of that name stands where `place` does: the gazetteer gives all spellings one point."""
    if place.latitude is None or place.longitude is None:
        return False
    towns = load_gazetteer().towns_called(name) or load_gazetteer().towns_called(name.title())
    here = (place.latitude, place.longitude)
    return any(math.dist((town.latitude, town.longitude), here) < _SAME_POINT for town in towns)


def _same_name(query: str, place: Place) -> bool:
    if place.precision is PlacePrecision.SITE:
        return place_words(query) == place_words(place.name or "")
    return fold(place.name or "") == fold(query)


def place_words(name: str) -> frozenset[str]:
    """Give the words that tell a site from others: "Al-Asad air base" and "Al-Asad" share theirs."""
    words = frozenset(word.casefold() for word in re.findall(r"\w{3,}", name))
    return words - WORDS["site words"] or words
