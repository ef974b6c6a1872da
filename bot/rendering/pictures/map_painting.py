"""A map as a picture: outlines of countries, a circle a place, names beside the largest."""

import gzip
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from bot.answering.composition.phrasing import number
from bot.rendering.pictures.labels import Box, Free, around
from bot.rendering.pictures.maps import Frame, IncidentMap, Spot
from bot.rendering.pictures.paper import (
    BLUE,
    FADED,
    GREY,
    INK,
    LABEL,
    LAND,
    LINE,
    MARGIN,
    SEA,
    SMALL,
    TEXT,
    TITLE,
    VERMILLION,
    WIDTH,
    Sheet,
)
from bot.rendering.pictures.words import plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Points = NDArray[np.float64]
"""Rows of longitude and latitude."""

_LARGEST, _SMALLEST = 92.0, 22.0
"""Diameters of circles."""
_CROWD: Final = 60
_CROWDED_SHARE: Final = 0.55
"""Of a circle's size where there are more than so many places."""
_FEW: Final = 10
"""Where no place has so many, none has the largest circle."""
_DATELINE: Final = 179.9
_GRID: Final = 24
"""Points each way among which a country's name finds its place."""
_SPOT_CHARACTERS: Final = 26


def paint_map(drawing: IncidentMap) -> bytes:
    """Draw a map; its height follows the part of the world that it shows."""
    width = WIDTH - 2 * MARGIN
    tall = round(width * drawing.frame.ratio)
    measure = Sheet(100)
    title = measure.lines(drawing.title, size=TITLE, most=2, bold=True)
    note = measure.lines(" · ".join(filter(None, (drawing.counted, drawing.note))), size=TEXT, most=3)
    top = MARGIN - 6 + LINE * TITLE * len(title) + 2 + LINE * TEXT * len(note) + 16
    sheet = Sheet(round(top + tall + 2.6 * LINE * SMALL + MARGIN))
    y = sheet.paragraph(title, MARGIN - 6, size=TITLE, bold=True)
    sheet.paragraph(note, y + 2, size=TEXT, colour=FADED)
    axes = sheet.axes(left=MARGIN, top=top, width=width, height=tall)
    frame = drawing.frame
    axes.set_facecolor(SEA)
    axes.set_xlim(frame.west, frame.west + frame.width)
    axes.set_ylim(frame.south, frame.south + frame.height)
    rings = list(_rings_within(frame))
    for _, ring in rings:
        _outline(axes, ring)
    free = Free(Box(MARGIN, top, WIDTH - MARGIN, top + tall))
    _spots(sheet, axes, drawing, free)
    _country_names(sheet, axes, frame, rings, free)
    _key(sheet, drawing, top + tall + 14)
    return sheet.png()


def _rings_within(frame: Frame) -> Iterator[tuple[str, Points]]:
    """Give outlines that reach into the frame, each as often as it does: a frame may cross the dateline."""
    for country, rings in _outlines():
        for ring in rings:
            for turn in (0.0, 360.0):
                shifted = ring + np.array((turn, 0.0))
                west, south = shifted.min(axis=0)
                east, north = shifted.max(axis=0)
                if (
                    west < frame.west + frame.width
                    and east > frame.west
                    and south < frame.south + frame.height
                    and north > frame.south
                ):
                    yield country, shifted


@lru_cache(maxsize=1)
def _outlines() -> tuple[tuple[str, tuple[Points, ...]], ...]:
    packed = files("bot.rendering.pictures").joinpath("outlines.json.gz").read_bytes()
    return tuple(
        (name, tuple(np.array(ring, dtype=float).reshape(-1, 2) for ring in rings))
        for name, rings in json.loads(gzip.decompress(packed))
    )


def _outline(axes: "Axes", ring: Points) -> None:
    """Fill an outline, and draw its border except where it is cut at the dateline."""
    axes.fill(ring[:, 0], ring[:, 1], facecolor=LAND, edgecolor="none", zorder=1)
    at_dateline = np.abs((ring[:, 0] + 180) % 360 - 180) >= _DATELINE
    cuts = np.flatnonzero(at_dateline[:-1] & at_dateline[1:]) + 1
    border = np.insert(ring, cuts, np.nan, axis=0)
    axes.plot(border[:, 0], border[:, 1], color="#B4B0A2", linewidth=1.2, zorder=2)


def _spots(sheet: Sheet, axes: "Axes", drawing: IncidentMap, free: Free) -> None:
    """Draw circles, the largest first so that none is hidden; then names, as far as there is room."""
    greatest = max(_amount(spot, drawing) for spot in drawing.spots)
    is_crowd = len(drawing.spots) > _CROWD
    placed = []
    for spot in drawing.spots:
        x, y = sheet.place(axes, drawing.frame.east_of_edge(spot.longitude), spot.latitude)
        size = _diameter(_amount(spot, drawing), greatest) * (_CROWDED_SHARE if is_crowd else 1)
        colour = _colour(spot, drawing)
        axes.plot(
            [drawing.frame.east_of_edge(spot.longitude)],
            [spot.latitude],
            marker="o",
            markersize=size * 0.72,
            markerfacecolor="none" if spot.is_rough else (*_rgb(colour), 0.62),
            markeredgecolor=colour,
            markeredgewidth=2.5,
            linestyle="none",
            zorder=4,
        )
        placed.append((spot, x, y, size))
        free.take(around(x, y, size * 0.45))
    for spot, x, y, size in placed:
        _spot_label(sheet, free, spot, drawing, (x, y, size))


def _spot_label(sheet: Sheet, free: Free, spot: Spot, drawing: IncidentMap, circle: tuple[float, float, float]) -> None:
    x, y, size = circle
    amount = _amount(spot, drawing)
    name = plain(spot.name.partition(",")[0], _SPOT_CHARACTERS)
    text = f"{name} {number(amount)}" if amount and (amount > 1 or drawing.sized_by == "killed") else name
    box = free.room(x, y, (sheet.width(text, size=LABEL, bold=True), LABEL), gap=size / 2 + 6)
    if box:
        sheet.write(text, box.left, box.top, size=LABEL, bold=True, halo=LAND)


def _country_names(sheet: Sheet, axes: "Axes", frame: Frame, rings: Sequence[tuple[str, Points]], free: Free) -> None:
    """Name countries where the name fits into what is seen of them, away from the points."""
    largest: dict[str, Points] = {}
    for country, ring in rings:
        if country not in largest or _seen_area(ring, frame) > _seen_area(largest[country], frame):
            largest[country] = ring
    for country, ring in sorted(largest.items(), key=lambda each: (-_seen_area(each[1], frame), each[0])):
        width = sheet.width(country, size=SMALL)
        west, east, south, north = _seen(ring, frame)
        left, _ = sheet.place(axes, west, south)
        right, _ = sheet.place(axes, east, north)
        if width > 0.9 * (right - left):
            continue
        spot = _inmost(ring, (west, east, south, north))
        if spot is None:
            continue
        x, y = sheet.place(axes, *spot)
        box = Box(x - width / 2, y - SMALL / 2, x + width / 2, y + SMALL / 2)
        if free.claim(box):
            sheet.write(country, x, box.top, size=SMALL, colour="#77736A", align="center")


def _seen(ring: Points, frame: Frame) -> tuple[float, float, float, float]:
    west, south = ring.min(axis=0)
    east, north = ring.max(axis=0)
    return (
        max(float(west), frame.west),
        min(float(east), frame.west + frame.width),
        max(float(south), frame.south),
        min(float(north), frame.south + frame.height),
    )


def _seen_area(ring: Points, frame: Frame) -> float:
    west, east, south, north = _seen(ring, frame)
    return (east - west) * (north - south)


def _inmost(ring: Points, seen: tuple[float, float, float, float]) -> tuple[float, float] | None:
    """Give the point within an outline that is farthest from its border and from the picture's edge."""
    from matplotlib.path import Path

    west, east, south, north = seen
    xs, ys = np.linspace(west, east, _GRID)[1:-1], np.linspace(south, north, _GRID)[1:-1]
    grid = np.array([(x, y) for y in ys for x in xs])
    inside = grid[Path(ring).contains_points(grid)]
    if not len(inside):
        return None
    apart = np.sqrt(((inside[:, None, :] - ring[None, :, :]) ** 2).sum(axis=2)).min(axis=1)
    edges = np.minimum.reduce([inside[:, 0] - west, east - inside[:, 0], inside[:, 1] - south, north - inside[:, 1]])
    x, y = inside[int(np.minimum(apart, edges).argmax())]
    return float(x), float(y)


def _amount(spot: Spot, drawing: IncidentMap) -> int:
    return (spot.killed or 0) if drawing.sized_by == "killed" else spot.incidents


def _diameter(amount: int, greatest: int) -> float:
    """Let areas be as the amounts are, as far as the smallest is still seen."""
    return max(_LARGEST * sqrt(amount / max(greatest, _FEW)), _SMALLEST)


def _colour(spot: Spot, drawing: IncidentMap) -> str:
    if drawing.sized_by == "incidents":
        return BLUE
    return VERMILLION if spot.killed else GREY


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[first : first + 2], 16) / 255 for first in (1, 3, 5))
    return red, green, blue


def _key(sheet: Sheet, drawing: IncidentMap, y: float) -> None:
    if drawing.sized_by == "killed":
        keys = [("o", VERMILLION, VERMILLION, "size and number: people killed")]
        if any(not spot.killed for spot in drawing.spots):
            keys.append(("o", GREY, GREY, "none killed, or not stated"))
    else:
        keys = [("o", BLUE, BLUE, "size and number: incidents")]
    if any(spot.is_rough for spot in drawing.spots):
        keys.append(("o", "none", INK, "place known only roughly"))
    x = float(MARGIN)
    for shape, fill, edge, words in keys:
        sheet.sign(x + 11, y + SMALL / 2, shape, size=20, fill=fill, edge=edge)
        sheet.write(words, x + 30, y, size=SMALL, colour=FADED)
        x += 30 + sheet.width(words, size=SMALL) + 30
    sheet.write("Outlines: Natural Earth", MARGIN, y + LINE * SMALL, size=SMALL, colour=FADED)
