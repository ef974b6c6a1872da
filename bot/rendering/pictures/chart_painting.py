"""A chart as a picture: a mark a report, steps between them, publishers beside the marks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.rendering.pictures.charts import Chart, Mark
from bot.rendering.pictures.labels import Box, Free, along, around
from bot.rendering.pictures.paper import (
    BLUE,
    FADED,
    INK,
    LABEL,
    LINE,
    MARGIN,
    PAPER,
    RULE,
    SMALL,
    TEXT,
    TITLE,
    VERMILLION,
    WIDTH,
    Align,
    Sheet,
)
from bot.rendering.pictures.scales import day_ticks, tick_labels, value_ticks, years_of
from bot.rendering.pictures.words import plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HEIGHT: Final = 920
_SHAPES: Final = {"exact": "o", "about": "D", "at_least": "^", "more_than": "^", "at_most": "v", "nearly": "v"}
_SHAPE_WORDS: Final = {"o": "as stated", "D": "about", "^": "at least, more than", "v": "at most, nearly"}
_OTHER: Final = "X"
_PUBLISHER_CHARACTERS: Final = 24
_SIGN: Final = 24
_DAYS_HEIGHT: Final = 100
"""Of what stands between the field and the key."""
_CROWD: Final = 40
"""More marks than these are drawn smaller, and the first and the newest alone are labelled."""


def paint_chart(chart: Chart) -> bytes:
    """Draw a chart."""
    sheet = Sheet(_HEIGHT)
    y = sheet.paragraph(sheet.lines(chart.title, size=TITLE, most=2, bold=True), MARGIN - 6, size=TITLE, bold=True)
    y = sheet.paragraph(sheet.lines(f"“{chart.question}”", size=TEXT, most=2), y + 2, size=TEXT, colour=FADED)
    keys = _key_rows(sheet, chart)
    bottom = _HEIGHT - MARGIN - LINE * SMALL * (len(keys) + 1)
    axes = _field(sheet, chart, top=y + 30, bottom=bottom - _DAYS_HEIGHT)
    _steps(axes, chart.series)
    _signs_and_labels(sheet, axes, chart, top=y + 4)
    _key(sheet, chart, keys, bottom)
    return sheet.png()


def _field(sheet: Sheet, chart: Chart, *, top: float, bottom: float) -> "Axes":
    marks = (*chart.series, *chart.others)
    values, days = [mark.value for mark in marks], sorted(mark.day for mark in marks)
    low = min(0.0, *values) if chart.is_count else min(values)
    ticks = value_ticks(low, max(values), most=5, whole=chart.is_count)
    told = tick_labels(ticks)
    left = MARGIN + max(sheet.width(label, size=LABEL) for label in told) + 16
    axes = sheet.axes(left=left, top=top, width=WIDTH - MARGIN - left, height=bottom - top)
    span = max((days[-1] - days[0]).days, 1)
    axes.set_xlim(days[0].toordinal() - 0.06 * span, days[-1].toordinal() + 0.06 * span)
    axes.set_ylim(ticks[0], ticks[-1])
    for tick, label in zip(ticks, told, strict=True):
        axes.axhline(tick, color=RULE if tick or not chart.is_count else INK, linewidth=1.5, zorder=1)
        _, y = sheet.place(axes, days[0].toordinal(), tick)
        sheet.write(label, left - 14, y - LABEL / 2, size=LABEL, colour=FADED, align="right")
    labelled = day_ticks(days[0], days[-1], most=5)
    for day, label in labelled:
        x, y = sheet.place(axes, day.toordinal(), ticks[0])
        axes.plot(
            [day.toordinal()] * 2, [ticks[0], ticks[0] - 0.015 * (ticks[-1] - ticks[0])], color=INK, clip_on=False
        )
        sheet.write(label, x, y + 14, size=LABEL, colour=FADED, align="center")
    if not any(label.endswith(str(day.year)) for day, label in labelled):
        sheet.write(
            years_of(days[0], days[-1]), WIDTH - MARGIN, y + 14 + LINE * LABEL, size=SMALL, colour=FADED, align="right"
        )
    return axes


def _steps(axes: "Axes", series: Sequence[Mark]) -> None:
    """Hold each figure until the next was reported: nothing is known of the days between."""
    days = [mark.day.toordinal() for mark in series]
    axes.step(days, [mark.value for mark in series], where="post", color=BLUE, alpha=0.45, linewidth=3, zorder=2)


def _signs_and_labels(sheet: Sheet, axes: "Axes", chart: Chart, *, top: float) -> None:
    crowd = len(chart.series) + len(chart.others)
    is_crowd = crowd > _CROWD
    size = _SIGN / 3 if is_crowd else _SIGN
    left, bottom = sheet.place(axes, axes.get_xlim()[0], axes.get_ylim()[0])
    free = Free(Box(left, top, WIDTH - 12, bottom))
    series = [(mark, *_spot(sheet, axes, mark)) for mark in chart.series]
    others = [(mark, *_spot(sheet, axes, mark)) for mark in chart.others]
    for mark, x, y in series:
        sheet.sign(x, y, _SHAPES[mark.qualifier], size=size, fill=BLUE, edge=BLUE if is_crowd else PAPER)
    for _, x, y in others:
        sheet.sign(x, y, _OTHER, size=size, fill=VERMILLION)
    free.take(*(around(x, y, size / 2) for _, x, y in (*series, *others)))
    free.take(*along(list(_corners([(x, y) for _, x, y in series])), 2))
    newest, *earlier = reversed(series)
    _label(sheet, free, newest, BLUE)
    for each in others[-_CROWD:]:
        _label(sheet, free, each, VERMILLION)
    for each in _ends_first(earlier)[: 1 if is_crowd else None]:
        _label(sheet, free, each, INK)


def _ends_first(earlier: Sequence[tuple[Mark, float, float]]) -> list[tuple[Mark, float, float]]:
    """Label the first figure, then the others, the newest before the older."""
    return [*earlier[-1:], *earlier[:-1]]


def _label(sheet: Sheet, free: Free, placed: tuple[Mark, float, float], colour: str) -> None:
    """Write value and publisher beside a mark; the value alone where there is no room, nothing where there is none."""
    mark, x, y = placed
    value = mark.said + ("*" if mark.counts_from_elsewhen else "")
    publishers = " +".join(filter(None, (plain("".join(mark.publishers[:1]), _PUBLISHER_CHARACTERS), _more(mark))))
    value_width = sheet.width(value, size=LABEL, bold=True)
    whole = max(value_width, sheet.width(publishers, size=SMALL)) if publishers else value_width
    both = (whole, LABEL * LINE + SMALL * 1.1) if publishers else (whole, LABEL)
    box = free.room(x, y, both, gap=18)
    told = [(value, LABEL, True), (publishers, SMALL, False)] if publishers else [(value, LABEL, True)]
    if box is None:
        box, told = free.room(x, y, (value_width, LABEL), gap=18), told[:1]
    if box is None:
        return
    align, edge = _alignment(box, x)
    line = box.top
    for text, size, bold in told:
        sheet.write(
            text,
            edge,
            line,
            size=size,
            colour=colour if bold else FADED,
            bold=bold,
            align=align,
            halo=PAPER,
        )
        line += size * LINE


def _alignment(box: Box, x: float) -> tuple[Align, float]:
    """Give how a text stands in its box, and where, so that it clings to the point."""
    middle = (box.left + box.right) / 2
    if abs(middle - x) < 1:
        return "center", middle
    return ("right", box.right) if middle < x else ("left", box.left)


def _more(mark: Mark) -> str:
    return str(len(mark.publishers) - 1) if len(mark.publishers) > 1 else ""


def _corners(spots: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    for (x, y), (following, _) in pairwise(spots):
        yield x, y
        yield following, y
    yield spots[-1]


def _spot(sheet: Sheet, axes: "Axes", mark: Mark) -> tuple[float, float]:
    return sheet.place(axes, mark.day.toordinal(), mark.value)


def _key_rows(sheet: Sheet, chart: Chart) -> list[list[tuple[str, str, str]]]:
    """Give shape, colour and meaning of the signs that are used, on as many rows as they need."""
    used = {_SHAPES[mark.qualifier] for mark in chart.series}
    keys = [(shape, BLUE, words) for shape, words in _SHAPE_WORDS.items() if shape in used]
    if chart.others:
        keys.append((_OTHER, VERMILLION, "disagrees or not borne out"))
    rows: list[list[tuple[str, str, str]]] = [[]]
    width = 0.0
    for key in keys:
        width += _key_width(sheet, key[2])
        if rows[-1] and width > WIDTH - 2 * MARGIN:
            rows.append([])
            width = _key_width(sheet, key[2])
        rows[-1].append(key)
    return rows


def _key_width(sheet: Sheet, words: str) -> float:
    return sheet.width(words, size=SMALL) + 60


def _key(sheet: Sheet, chart: Chart, rows: Sequence[Sequence[tuple[str, str, str]]], y: float) -> None:
    """Say what the signs mean, and what the line does."""
    for row in rows:
        x = float(MARGIN)
        for shape, colour, words in row:
            sheet.sign(x + 10, y + SMALL / 2, shape, size=20, fill=colour)
            sheet.write(words, x + 28, y, size=SMALL, colour=FADED)
            x += _key_width(sheet, words)
        y += LINE * SMALL
    told = ["The line holds each figure until the next report."]
    if any(mark.counts_from_elsewhen for mark in (*chart.series, *chart.others)):
        told.append("* counts from another day")
    sheet.paragraph(sheet.lines(" ".join(told), size=SMALL, most=1), y, size=SMALL, colour=FADED)
