"""A timeline as a picture: a bar a stretch of time, inexact dates lighter and hatched."""

from typing import Final

from bot.answering.composition.phrasing import count_words, number
from bot.rendering.pictures.paper import (
    BLUE,
    FADED,
    INK,
    LABEL,
    LINE,
    MARGIN,
    RULE,
    SKY,
    SMALL,
    TEXT,
    TITLE,
    WIDTH,
    Sheet,
)
from bot.rendering.pictures.scales import day_ticks, value_ticks, years_of
from bot.rendering.pictures.timelines import Stretch, Timeline

_HEIGHT: Final = 820
_NUMBERED: Final = 18
"""So many bars have room for their numbers."""
_LEAST_BARS: Final = 6
"""Fewer bars are drawn no wider than these would be."""


def paint_timeline(timeline: Timeline) -> bytes:
    """Draw a timeline."""
    sheet = Sheet(_HEIGHT)
    y = sheet.paragraph(sheet.lines(timeline.title, size=TITLE, most=2, bold=True), MARGIN - 6, size=TITLE, bold=True)
    told = f"{count_words(timeline.count, 'incident')} {timeline.pace}, {timeline.span}"
    y = sheet.paragraph(sheet.lines(told, size=TEXT, most=2), y + 2, size=TEXT, colour=FADED)
    bottom = _HEIGHT - MARGIN - LINE * SMALL
    _bars(sheet, timeline, top=y + 60, bottom=bottom - 100)
    _key(sheet, timeline, bottom)
    return sheet.png()


def _bars(sheet: Sheet, timeline: Timeline, *, top: float, bottom: float) -> None:
    bars = timeline.bars
    ticks = value_ticks(0, max(bar.count for bar in bars), most=4, whole=True)
    left = MARGIN + max(sheet.width(number(tick), size=LABEL) for tick in ticks) + 16
    axes = sheet.axes(left=left, top=top, width=WIDTH - MARGIN - left, height=bottom - top)
    spare = max(_LEAST_BARS - len(bars), 0) / 2
    axes.set_xlim(-0.6 - spare, len(bars) - 0.4 + spare)
    axes.set_ylim(0, ticks[-1])
    for tick in ticks:
        axes.axhline(tick, color=RULE if tick else INK, linewidth=1.5, zorder=1)
        _, y = sheet.place(axes, 0, tick)
        sheet.write(number(tick), left - 14, y - LABEL / 2, size=LABEL, colour=FADED, align="right")
    places, certain = range(len(bars)), [bar.certain for bar in bars]
    axes.bar(places, certain, width=0.78, color=BLUE, zorder=2)
    axes.bar(
        places,
        [bar.inexact for bar in bars],
        bottom=certain,
        width=0.78,
        color=SKY,
        edgecolor=BLUE,
        hatch="//",
        linewidth=0,
        zorder=2,
    )
    if len(bars) <= _NUMBERED:
        for place, bar in enumerate(bars):
            x, y = sheet.place(axes, place, bar.count)
            if bar.count:
                sheet.write(number(bar.count), x, y - LINE * LABEL, size=LABEL, bold=True, align="center")
    for labelled, label in _labels(timeline):
        x, y = sheet.place(axes, labelled, 0)
        half = sheet.width(label, size=LABEL) / 2
        sheet.write(
            label, min(max(x, MARGIN + half), WIDTH - 12 - half), y + 14, size=LABEL, colour=FADED, align="center"
        )
    if timeline.stretch != "year" and not any(
        label.endswith(f"{bars[-1].first.year}") for _, label in _labels(timeline)
    ):
        years = years_of(bars[0].first, bars[-1].first)
        weeks = ", weeks begin on Monday" if timeline.stretch == "week" else ""
        sheet.write(years + weeks, WIDTH - MARGIN, y + 14 + LINE * LABEL, size=SMALL, colour=FADED, align="right")


def _labels(timeline: Timeline) -> list[tuple[float, str]]:
    """Label bars by their first days, as many as there is room for."""
    firsts = [bar.first for bar in timeline.bars]
    match timeline.stretch:
        case "day" | "week":
            every = -(-len(firsts) // 6)
            return [(place, f"{first.day} {first:%b}") for place, first in list(enumerate(firsts))[::every]]
        case "month":
            ticks = day_ticks(firsts[0], firsts[-1], most=6)
            return [(firsts.index(day), label) for day, label in ticks if day in firsts]
        case "year":
            every = -(-len(firsts) // 8)
            return [(place, str(first.year)) for place, first in list(enumerate(firsts))[::every]]


def _key(sheet: Sheet, timeline: Timeline, y: float) -> None:
    if not timeline.inexact:
        sheet.write("One incident told by several articles counts once.", MARGIN, y, size=SMALL, colour=FADED)
        return
    sheet.sign(MARGIN + 10, y + SMALL / 2, "s", size=22, fill=BLUE)
    sheet.write("day known", MARGIN + 30, y, size=SMALL, colour=FADED)
    second = MARGIN + 30 + sheet.width("day known", size=SMALL) + 30
    sheet.sign(second + 10, y + SMALL / 2, "s", size=22, fill=SKY, edge=BLUE)
    sheet.write(f"date inexact: {_uncertain(timeline.stretch)}", second + 30, y, size=SMALL, colour=FADED)


def _uncertain(stretch: Stretch) -> str:
    return f"maybe of another {stretch}"
