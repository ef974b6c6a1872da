"""When: the dates and windows that an English text names, read from the day it was written on."""

import re
from calendar import day_abbr, day_name, month_abbr, month_name, monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, TypeAlias

from ingest.articles import DatePrecision, Span
from ingest.extraction.cues import cues
from ingest.extraction.numbers import UNITS


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day or stretch of days as a text names it, both ends included."""

    span: Span
    first: date
    last: date
    precision: DatePrecision


def find_dates(text: str, *, today: date) -> tuple[DateMention, ...]:
    """Give the dates that `text` names, in order, without overlaps.

    A day without a year, and a weekday, is the most recent one on or before `today`; "last Tuesday" lies
    before `today`. Weeks begin on Monday. Impossible days (30 February) are not dates.
    """
    if not _CUES["any"].search(text):
        return ()
    found = [mention for pattern, read in _FORMS for mention in _mentions(pattern, read, text, today)]
    found.sort(key=lambda mention: (mention.span.start, -mention.span.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return tuple(kept)


def since_of(text: str, *, today: date) -> DateMention | None:
    """Give the window that `text` states for what it tells, or `None`.

    "since D" is open: its last day is `today`. The most explicit window wins: "since", then "between"
    and "from ... to", then "the past N days", then a named week, month or year. "Since" that means
    "because" has no date behind it and states no window.
    """
    return next(iter(windows_of(text, today=today)), None)


def windows_of(text: str, *, today: date) -> tuple[DateMention, ...]:
    """Give every window that `text` states, the most explicit first, as `since_of` ranks them, without overlaps."""
    dates = find_dates(text, today=today)
    if not dates:
        return ()
    found = (
        *_after_since(text, dates, today),
        *_between(text, dates),
        *_worded(_CUES["window"], text, dates),
        *_worded(_CUES["period"], text, dates),
    )
    kept: list[DateMention] = []
    for mention in found:
        if all(mention.span.end <= other.span.start or other.span.end <= mention.span.start for other in kept):
            kept.append(mention)
    return tuple(kept)


def _after_since(text: str, dates: tuple[DateMention, ...], today: date) -> Iterator[DateMention]:
    for mention in dates:
        start = mention.span.start
        before = _CUES["since"].search(text, 0, start)
        is_since = before or text[start : start + 5].lower() == "since"
        if is_since and mention.first <= today:
            span = Span(before.start() if before else start, mention.span.end)
            yield DateMention(span, mention.first, today, mention.precision)


def _between(text: str, dates: tuple[DateMention, ...]) -> Iterator[DateMention]:
    for mention in dates:
        is_range = mention.precision is DatePrecision.DAY and mention.last > mention.first
        if is_range and not _CUES["spoken"].match(text, mention.span.start):
            yield mention
    for earlier, later in pairwise(dates):
        before = _CUES["between"].search(text, 0, earlier.span.start)
        if before and _CUES["to"].fullmatch(text, earlier.span.end, later.span.start) and earlier.first <= later.last:
            span = Span(before.start(), later.span.end)
            yield DateMention(span, earlier.first, later.last, earlier.precision)


def _worded(words: re.Pattern[str], text: str, dates: tuple[DateMention, ...]) -> Iterator[DateMention]:
    return (mention for mention in dates if words.match(text, mention.span.start, mention.span.end))


_MONTH_NUMBERS = {
    name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if number
} | {"sept": 9}
_WEEKDAY_NUMBERS = {name.lower(): number for number, name in enumerate(day_abbr)}
_COUNT_NUMBERS = {word: count for word, count in UNITS.items() if count} | {
    **dict.fromkeys(("a", "an"), 1),
    **dict.fromkeys(("couple", "couple of", "a couple of"), 2),
    **dict.fromkeys(("few", "a few", "several"), 3),
}

CALENDAR = frozenset({*(name.title() for name in _MONTH_NUMBERS), *day_name})
"""The names of months, their abbreviations and weekdays, with a capital."""
_Days: TypeAlias = tuple[date, date, DatePrecision]
_Reader: TypeAlias = Callable[[re.Match[str], date], _Days | None]


def _mentions(pattern: re.Pattern[str], read: _Reader, text: str, today: date) -> Iterator[DateMention]:
    for match in pattern.finditer(text):
        days = read(match, today)
        if days:
            yield DateMention(Span(match.start(), match.end()), *days)


def _iso_day(match: re.Match[str], _today: date) -> _Days | None:
    return _single(_day_of(int(match["year"]), int(match["month"]), int(match["day"])))


def _slashed_day(match: re.Match[str], _today: date) -> _Days | None:
    first, second, year = (int(part) for part in match.groups())
    american, european = _day_of(year, first, second), _day_of(year, second, first)
    return None if american and european and american != european else _single(american or european)


def _named_day(match: re.Match[str], today: date) -> _Days | None:
    if _is_modal_verb(match):
        return None
    return _single(_recent(_month_of(match), int(match["day"]), match["year"], today))


def _named_days(match: re.Match[str], today: date) -> _Days | None:
    months = [_MONTH_NUMBERS[name.lower()] for name in (match["month"], match["later_month"]) if name]
    last = _recent(months[-1], int(match["later"]), match["year"], today)
    first = last and _recent(months[0], int(match["day"]), None, last)
    return (first, last, DatePrecision.DAY) if first and last else None


def _bare_month(match: re.Match[str], today: date) -> _Days | None:
    """Read "October 2023", "in October", "mid-October", "the start of October"."""
    if not (match["cue"] or match["part"] or match["year"]) or (match["month"].islower() and not match["cue"]):
        return None
    first = _recent(_month_of(match), 1, match["year"], today)
    if not first:
        return None
    return *_part_of_month(first, match["part"]), DatePrecision.MONTH


def _bare_year(match: re.Match[str], _today: date) -> _Days:
    return *_period_around(date(int(match["year"]), 1, 1), "year"), DatePrecision.YEAR


def _weekday(match: re.Match[str], today: date) -> _Days:
    back = (today.weekday() - _WEEKDAY_NUMBERS[match["weekday"][:3].lower()]) % 7
    if back == 0 and (match["cue"] or "").lower() == "last":
        back = 7
    day = today - timedelta(days=back)
    return day, day, DatePrecision.DAY


def _spoken_day(match: re.Match[str], today: date) -> _Days:
    """Read "today", "yesterday", "last night": a night is both of its days."""
    word = match["word"].lower()
    yesterday = today - timedelta(days=1)
    if word.startswith("the day before"):
        day = today - timedelta(days=2)
        return day, day, DatePrecision.DAY
    if word == "overnight" or word.endswith("last night"):
        return yesterday, today, DatePrecision.DAY
    if word.startswith(("yesterday", "last evening")):
        return yesterday, yesterday, DatePrecision.DAY
    return today, today, DatePrecision.DAY


def _weekend(_match: re.Match[str], today: date) -> _Days:
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    return saturday, min(saturday + timedelta(days=1), today), DatePrecision.WEEK


def _named_period(match: re.Match[str], today: date) -> _Days:
    """Read "this week", "last month", "late last year"."""
    unit = match["unit"].lower()
    first, last = _period_around(today, unit)
    if match["which"].lower() not in {"this", "the current"}:
        first, last = _period_around(first - timedelta(days=1), unit)
    if unit == "month":
        first, last = _part_of_month(first, match["part"])
    return first, min(last, today), _UNIT_PRECISION[unit]


def _period_start(match: re.Match[str], today: date) -> _Days:
    """Read "the beginning of the year": from its first day up to `today`."""
    unit = match["unit"].lower()
    return _period_around(today, unit)[0], today, _UNIT_PRECISION[unit]


def _past_period(match: re.Match[str], today: date) -> _Days:
    """Read "the past two weeks", "the last 24 hours", "in just one week": a window up to `today`."""
    unit = match["unit"].lower()
    first = _before(today, _count_of(match["count"]) if match["count"] else 1, unit)
    return first, today, _UNIT_PRECISION[unit]


def _ago(match: re.Match[str], today: date) -> _Days:
    """Read "two weeks ago": a unit's length around that day."""
    unit = match["unit"].lower()
    middle = _before(today, _count_of(match["count"]), unit)
    if unit == "year":
        return *_period_around(middle, unit), DatePrecision.YEAR
    around = timedelta(days={"week": 3, "month": 15}.get(unit, 0))
    return middle - around, min(middle + around, today), _UNIT_PRECISION[unit]


def _single(day: date | None) -> _Days | None:
    return (day, day, DatePrecision.DAY) if day else None


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _recent(month: int, day: int, year: str | None, today: date) -> date | None:
    """Give the day of the stated year, or else the most recent one on or before `today`."""
    if year:
        return _day_of(int(year), month, day)
    years = range(today.year, today.year - 9, -1)
    days = (_day_of(candidate, month, day) for candidate in years)
    return next((found for found in days if found and found <= today), None)


def _month_of(match: re.Match[str]) -> int:
    return _MONTH_NUMBERS[match["month"].lower()]


def _is_modal_verb(match: re.Match[str]) -> bool:
    """Tell "may 5" and "march 12" apart from months: a small letter needs a word such as "since" before it."""
    return match["month"] in {"may", "march", "mar"} and not _CUES["lower"].search(
        match.string, 0, match.start("month")
    )


def _period_around(day: date, unit: str) -> tuple[date, date]:
    """Give the first and last day of the week, month or year that `day` is in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return _part_of_month(day, None)
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _part_of_month(day: date, part: str | None) -> tuple[date, date]:
    """Give the first and last day of the month that `day` is in, or of its "early", "mid-", "end of"."""
    begin, end = next((_PARTS[word] for word in (part or "").lower().split() if word in _PARTS), (1, 31))
    return day.replace(day=begin), day.replace(day=min(end, monthrange(day.year, day.month)[1]))


def _count_of(words: str) -> int:
    return int(words) if words.isdigit() else _COUNT_NUMBERS[re.sub(r"\s+", " ", words.lower())]


def _before(today: date, count: int, unit: str) -> date:
    if unit == "hour":
        return today - timedelta(days=round(count / 24))
    if unit in {"day", "week"}:
        return today - timedelta(days=count * (7 if unit == "week" else 1))
    return _months_before(today, count * (12 if unit == "year" else 1))


def _months_before(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    years = max(years, 1)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


_PARTS = {
    **dict.fromkeys(("early", "start", "beginning"), (1, 10)),
    "mid": (11, 20),
    **dict.fromkeys(("late", "end"), (21, 31)),
}
"""Days of a month by the word for a part of it."""
_UNIT_PRECISION = {
    "hour": DatePrecision.DAY,
    "day": DatePrecision.DAY,
    "week": DatePrecision.WEEK,
    "month": DatePrecision.MONTH,
    "year": DatePrecision.YEAR,
}

_READERS: Final[dict[str, _Reader]] = {
    reader.__name__.removeprefix("_"): reader
    for reader in (
        *(_iso_day, _slashed_day, _named_day, _named_days, _bare_month, _bare_year, _weekday, _spoken_day, _weekend),
        *(_named_period, _period_start, _past_period, _ago),
    )
}
_FORMS: Final = tuple((form, _READERS[name.split()[0]]) for name, form in cues("dates").items())
"""The forms of days and windows, each with the function that its name begins with."""
_CUES: Final = cues("date_cues")
