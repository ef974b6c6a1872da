"""What a map of incidents shows: places, how many and how bad, what has no place on it, which part of the world. Pure.

Longitudes of a frame may lie beyond 180: a frame across the dateline begins west of it and ends east of it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Final, Literal

from bot.answering.composition.phrasing import count_words, day
from bot.rendering.pictures.drawings import NothingToDraw
from bot.rendering.pictures.words import alt_text, plain
from ingest import Incident, Place, PlacePrecision, point_of

_TITLE_CHARACTERS: Final = 90
_MARGIN: Final = 0.18
"""Of the points' span, on each side."""
_LEAST_DEGREES: Final = 9.0
"""Of latitude: below it the outlines at 1:110 million are too coarse to tell anybody where a point is."""
_SQUAREST: Final = 0.85
_FLATTEST: Final = 0.62
"""Height of a map as a share of its width."""
_HIGHEST_LATITUDE: Final = 85.0
_LEAST_COSINE: Final = 0.2
_STATED_SHARE: Final = 0.5
"""Points are sized by people killed if so many of the incidents say it."""
_COUNTRIES_TOLD: Final = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """What happened in one place."""

    name: str
    latitude: float
    longitude: float
    incidents: int
    killed: int | None
    """The best counts together; `None` if no report says."""
    is_rough: bool
    """Whether the coordinates stand for a whole region or country."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the world, in degrees."""

    west: float
    """From -180 up to 180."""
    south: float
    width: float
    height: float

    @property
    def cosine(self) -> float:
        """How much shorter a degree of longitude is than one of latitude, in the middle."""
        return max(cos(radians(self.south + self.height / 2)), _LEAST_COSINE)

    @property
    def ratio(self) -> float:
        """Height as a share of the width, as drawn."""
        return self.height / (self.width * self.cosine)

    def east_of_edge(self, longitude: float) -> float:
        """Give a longitude as it is counted within the frame: at or east of its western edge."""
        return self.west + (longitude - self.west) % 360


@dataclass(frozen=True, slots=True)
class IncidentMap:
    """Incidents on a map."""

    title: str
    span: str
    """Their days: "18 Oct 2023 to 21 Dec 2023"."""
    spots: tuple[Spot, ...]
    """The largest first."""
    sized_by: Literal["killed", "incidents"]
    missing: tuple[tuple[str, int], ...]
    """How many incidents have no coordinates, by country, most first; "" stands for an unknown one."""
    frame: Frame

    @property
    def shown(self) -> int:
        """How many incidents are on the map."""
        return sum(spot.incidents for spot in self.spots)

    @property
    def left_out(self) -> int:
        """How many have no coordinates."""
        return sum(count for _, count in self.missing)

    @property
    def counted(self) -> str:
        """What is on the map: "7 of 27 incidents in 6 places"."""
        total = self.shown + self.left_out
        shown = f"{self.shown:,} of " if self.left_out else ""
        return f"{shown}{count_words(total, 'incident')} in {count_words(len(self.spots), 'place')}, {self.span}"

    @property
    def note(self) -> str:
        """What is not on the map: "18 without coordinates: 9 in Iraq, 7 in Syria, 2 elsewhere"; "" if all are."""
        if not self.missing:
            return ""
        told = [
            f"{count:,} in {country}" if country else f"{count:,} in no stated country"
            for country, count in self.missing
        ]
        rest = sum(count for _, count in self.missing[_COUNTRIES_TOLD:])
        shown = [*told[:_COUNTRIES_TOLD], *([f"{rest:,} elsewhere"] if rest else [])]
        return f"{self.left_out:,} without coordinates: {', '.join(shown)}"

    @property
    def alt(self) -> str:
        """How many are where, what is missing; then the places, the largest first."""
        rough = sum(spot.is_rough for spot in self.spots)
        finding = [
            f"{self.title}: a map of {self.counted}.",
            f"{self.note}." if self.note else "",
            f"{count_words(rough, 'place')} known only roughly." if rough else "",
        ]
        return alt_text(finding, "Places:", [_spot_words(spot) for spot in self.spots])


def map_of(incidents: Sequence[Incident], title: str) -> IncidentMap | NothingToDraw:
    """Put incidents on a map, as far as they have coordinates."""
    if not incidents:
        return NothingToDraw("There is no map: no incidents were found.")
    placed: dict[tuple[float, float], list[Incident]] = defaultdict(list)
    missing: Counter[str] = Counter()
    for incident in incidents:
        if point := _point(incident.place):
            placed[point].append(incident)
        else:
            missing[plain(incident.place.country or "")] += 1
    if not placed:
        found = count_words(len(incidents), "incident")
        return NothingToDraw(f"There is no map: {found} found, none in a place whose coordinates are known.")
    spots = [_spot(point, together) for point, together in placed.items()]
    stated = sum(incident.killed.best is not None for together in placed.values() for incident in together)
    by_killed = any(spot.killed for spot in spots) and stated >= _STATED_SHARE * sum(map(len, placed.values()))
    return IncidentMap(
        title=plain(title, _TITLE_CHARACTERS),
        span=_span(incidents),
        spots=tuple(sorted(spots, key=lambda spot: _rank(spot, by_killed=by_killed))),
        sized_by="killed" if by_killed else "incidents",
        missing=tuple(sorted(missing.items(), key=lambda told: (-told[1], told[0] == "", told[0]))),
        frame=frame_around([(spot.latitude, spot.longitude) for spot in spots]),
    )


def frame_around(points: Sequence[tuple[float, float]]) -> Frame:
    """Give the part of the world that holds points of latitude and longitude, with a margin, in a fair shape."""
    west, width = _around(sorted(longitude for _, longitude in points))
    south, north = min(latitude for latitude, _ in points), max(latitude for latitude, _ in points)
    cosine = Frame(west, south, width, north - south).cosine
    height = max((north - south) * (1 + 2 * _MARGIN), _LEAST_DEGREES)
    wide = max(width * (1 + 2 * _MARGIN), _LEAST_DEGREES / cosine, height / (_SQUAREST * cosine))
    height = max(height, wide * cosine * _FLATTEST)
    wide, height = min(wide, 360.0), min(height, 2 * _HIGHEST_LATITUDE)
    lowest = (south + north - height) / 2
    return Frame(
        west=_wrapped(west + width / 2 - wide / 2),
        south=max(min(lowest, _HIGHEST_LATITUDE - height), -_HIGHEST_LATITUDE),
        width=wide,
        height=height,
    )


def _around(longitudes: Sequence[float]) -> tuple[float, float]:
    """Give the western end and the width of the shortest stretch that holds sorted longitudes, dateline or not."""
    gaps = [(following - before, following) for before, following in pairwise(longitudes)]
    around = (longitudes[0] + 360 - longitudes[-1], longitudes[0])
    gap, west = max([around, *gaps], key=lambda each: each[0])
    return west, 360 - gap


def _wrapped(longitude: float) -> float:
    return (longitude + 180) % 360 - 180


def _point(place: Place) -> tuple[float, float] | None:
    point = point_of(place)
    return None if point is None else (max(-90.0, min(90.0, round(point[0], 3))), _wrapped(round(point[1], 3)))


def _spot(point: tuple[float, float], together: Sequence[Incident]) -> Spot:
    killed = [incident.killed.best for incident in together if incident.killed.best is not None]
    rough = {PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN}
    return Spot(
        name=_name(together[0].place),
        latitude=point[0],
        longitude=point[1],
        incidents=len(together),
        killed=sum(killed) if killed else None,
        is_rough=all(incident.place.precision in rough for incident in together),
    )


def _name(place: Place) -> str:
    named = [plain(name) for name in (place.name, place.country) if name]
    return ", ".join(dict.fromkeys(filter(None, named))) or "place not stated"


def _rank(spot: Spot, *, by_killed: bool) -> tuple[float, float, str, float, float]:
    killed = spot.killed or 0
    first, second = (killed, spot.incidents) if by_killed else (spot.incidents, killed)
    return -first, -second, spot.name, spot.latitude, spot.longitude


def _span(incidents: Sequence[Incident]) -> str:
    first = min(incident.first_day for incident in incidents)
    last = max(incident.last_day for incident in incidents)
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def _spot_words(spot: Spot) -> str:
    return ", ".join(_spot_parts(spot))


def _spot_parts(spot: Spot) -> Iterator[str]:
    yield f"{spot.name}: {count_words(spot.incidents, 'incident')}"
    if spot.killed is not None:
        yield f"{spot.killed:,} killed"
