"""Ticks at round values and round days. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import Final

from bot.answering.composition.phrasing import number

_ROUND: Final = (1, 2, 2.5, 5, 10)
_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
_MONTH_DAYS: Final = 30.4
_LEAST_SPAN: Final = 0.02
"""Of a value's size: closer ones are not drawn farther apart."""
_IN_WORDS: Final = 1_000_000
_ROOM: Final = 0.06
"""Of the span, between the extremes and the ends."""


def value_ticks(low: float, high: float, *, most: int, whole: bool) -> list[float]:
    """Give about `most` round values; what lies between stays off the ends, except off a zero."""
    span = max(high - low, 1.0 if whole else _LEAST_SPAN * abs(high), 1e-9)
    power = 10.0 ** floor(log10(span / most))
    steps = [share * scale for scale in (power, 10 * power) for share in _ROUND]
    step = next(step for step in steps if span / step <= most and (not whole or float(step).is_integer()))
    first = floor(low / step) if low == 0 else floor((low - _ROOM * span) / step)
    last = ceil((high + _ROOM * span) / step)
    return [round(index * step, 10) for index in range(first, last + 1)]


def day_ticks(first: date, last: date, *, most: int) -> list[tuple[date, str]]:
    """Give at most about `most` days with their labels: days, then firsts of months, then of years."""
    span = (last - first).days
    for step in _DAYS:
        if span / step <= most:
            days = [last - timedelta(days=back) for back in range(0, span + 1, step)]
            return [(day, f"{day.day} {day:%b}") for day in reversed(days)]
    step = next((step for step in _MONTHS if span / (_MONTH_DAYS * step) <= most), _MONTHS[-1])
    form = "%Y" if step >= 12 else "%b %Y" if first.year != last.year else "%b"  # noqa: PLR2004 because a year has twelve
    return [(month, f"{month:{form}}") for month in _months(first, last, step)]


def tick_labels(ticks: Sequence[float]) -> list[str]:
    """Write values alike: thousands grouped, as many decimals as any of them needs, millions in words."""
    if max(map(abs, ticks)) >= _IN_WORDS:
        return [number(tick) for tick in ticks]
    decimals = max(len(f"{tick:.10g}".partition(".")[2]) for tick in ticks)
    return [f"{tick:,.{decimals}f}" for tick in ticks]


def years_of(first: date, last: date) -> str:
    """Name the years that labels without a year lie in."""
    return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"


def _months(first: date, last: date, step: int) -> Iterator[date]:
    index = 12 * first.year + first.month - 1
    index += -index % step
    while index < 12 * date.max.year:
        month = date(index // 12, index % 12 + 1, 1)
        if month > last:
            return
        if month >= first:
            yield month
        index += step
