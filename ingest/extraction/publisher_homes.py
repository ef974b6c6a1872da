"""Publishers' homes: the region that a publisher mostly reports from, for what its articles leave open."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.articles import FoundReport, Place, PlacePrecision, Region
from ingest.extraction.gazetteer import Town, load_gazetteer
from ingest.extraction.place_names import LARGE_TOWN

_MOST = 0.6
"""Of a publisher's reports; at .5 and .67 no more counts of local incidents were right."""
_LEAST = 2
_MOST_AT_HOME = 0.9
"""Of a publisher's reports, in the country of its home: who reports from all over the world is at home nowhere."""


def at_home(reports: Sequence[FoundReport], told: Mapping[str, Mapping[Region, int]]) -> tuple[FoundReport, ...]:
    """Place what the texts leave open in the home region of its publisher, as far as that has one.

    `told` says how many of a publisher's reports are in which region.
    """
    homes = {publisher: home for publisher, counts in told.items() if (home := _home(counts))}
    return tuple(_settled(found, homes.get(found.stored.article.publisher)) for found in reports)


def _home(counts: Mapping[Region, int]) -> Region | None:
    region = max(counts, key=lambda region: counts[region])
    told = sum(counts.values())
    in_country = sum(count for other, count in counts.items() if other.country == region.country)
    is_local = in_country >= _MOST_AT_HOME * told and counts[region] >= max(_LEAST, _MOST * told)
    return region if is_local else None


def _settled(found: FoundReport, home: Region | None) -> FoundReport:
    place = found.report.place
    if home is None or not place.leaves_region_open or place.admin == home.admin:
        return found
    return replace(found, report=replace(found.report, place=_placed(place, home)))


def _placed(place: Place, home: Region) -> Place:
    if place.precision is PlacePrecision.REGION or (
        place.country not in {None, home.country} and not place.is_surmised
    ):
        return place
    if place.precision in {PlacePrecision.UNKNOWN, PlacePrecision.COUNTRY}:
        return place
    towns = load_gazetteer().towns_called(place.name or "")
    here = next((town for town in towns if (town.admin, town.country) == home), None)
    if here is None and place.admin and _is_well_known(towns):
        return place
    latitude, longitude = (here.latitude, here.longitude) if here else (None, None)
    return replace(place, admin=home.admin, country=home.country, latitude=latitude, longitude=longitude)


def _is_well_known(towns: Sequence[Town]) -> bool:
    return bool(towns) and towns[0].population >= LARGE_TOWN
