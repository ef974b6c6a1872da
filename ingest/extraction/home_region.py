"""The home region of a text: the one in which most of what it names lies."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ingest.articles import Place, PlacePrecision
from ingest.extraction.cues import cues
from ingest.extraction.gazetteer import Town, load_gazetteer
from ingest.extraction.place_mentions import PlaceMention

_CUES: Final = cues("home_region")
_NAMED = 2.0
"""Votes of a text that names the region itself; a town, wherever its namesakes are, has one in all."""
_LEAST = 0.5
_LEAD_OVER_NEXT = 1.5
_DOMINANT = 5
_UNITED_STATES = "United States"


def home_region(text: str, mentions: Sequence[PlaceMention]) -> Place | None:
    """Give the region that the places named in `text` have in common, if one plainly leads."""
    votes: dict[tuple[str, str], float] = defaultdict(float)
    for place, count in _counted(mentions).items():
        for region, share in _shares(place):
            votes[region] += share * count
    for region, share in (*_stated(text), *_of_counties(text)):
        votes[region] += share
    ranked = sorted(votes.items(), key=lambda vote: -vote[1])
    if not ranked or ranked[0][1] < _LEAST or (len(ranked) > 1 and ranked[0][1] < _LEAD_OVER_NEXT * ranked[1][1]):
        return None
    admin, country = ranked[0][0]
    return Place(admin, admin, country, None, None, PlacePrecision.REGION)


def _counted(mentions: Iterable[PlaceMention]) -> Counter[Place]:
    """Count the places; a town that the text puts nothing in may be somebody's surname."""
    return Counter(
        mention.place for mention in mentions if mention.located or mention.place.precision is not PlacePrecision.TOWN
    )


def _shares(place: Place) -> Iterator[tuple[tuple[str, str], float]]:
    """Divide a mention's vote between the regions that it may lie in."""
    if place.precision is PlacePrecision.REGION and place.admin and place.country:
        yield (place.admin, place.country), _NAMED
    if place.precision is PlacePrecision.COUNTRY and place.name in load_gazetteer().states.values():
        yield (place.name or "", _UNITED_STATES), 1.0
    if place.precision is PlacePrecision.TOWN:
        towns = [town for town in load_gazetteer().towns_called(place.name or "") if town.admin]
        if towns and _dominates(towns):
            towns = towns[:1]
        regions = {(town.admin, town.country) for town in towns}
        yield from ((region, 1 / len(regions)) for region in regions)


def _dominates(towns: Sequence[Town]) -> bool:
    return len(towns) == 1 or towns[0].population >= _DOMINANT * towns[1].population


def _stated(text: str) -> Iterator[tuple[tuple[str, str], float]]:
    """Read abbreviated states: "Gary, Ind.", "(Gary, IN)", "COLUMBIA, SC:"."""
    states = load_gazetteer().states
    for match in _CUES["state"].finditer(text):
        if match["state"] in states:
            yield (states[match["state"]], _UNITED_STATES), _NAMED


def _of_counties(text: str) -> Iterator[tuple[tuple[str, str], float]]:
    counties = load_gazetteer().counties
    for match in _CUES["county"].finditer(text):
        words = match["name"].title().split()
        names = (" ".join((*words[start:], match["word"].title())) for start in range(len(words)))
        owners = next((counties[name] for name in names if name in counties), ())
        yield from (((owner, _UNITED_STATES), _NAMED / len(owners)) for owner in owners)
