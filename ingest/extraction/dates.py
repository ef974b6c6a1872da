"""When: the dates and windows that an English text names, read from the day it was written on."""

import re
from calendar import day_abbr, day_name, month_abbr, month_name, monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias

from ingest.articles import DatePrecision, Span
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
    if not _ANY.search(text):
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
        *_worded(_WINDOW_WORDS, text, dates),
        *_worded(_PERIOD_WORDS, text, dates),
    )
    kept: list[DateMention] = []
    for mention in found:
        if all(mention.span.end <= other.span.start or other.span.end <= mention.span.start for other in kept):
            kept.append(mention)
    return tuple(kept)


def _after_since(text: str, dates: tuple[DateMention, ...], today: date) -> Iterator[DateMention]:
    for mention in dates:
        start = mention.span.start
        before = _SINCE.match(text, start) or _SINCE_THEN.search(text, 0, start) or _SINCE_EVENT.search(text, 0, start)
        if before and mention.first <= today:
            yield DateMention(Span(before.start(), mention.span.end), mention.first, today, mention.precision)


def _between(text: str, dates: tuple[DateMention, ...]) -> Iterator[DateMention]:
    for mention in dates:
        is_range = mention.precision is DatePrecision.DAY and mention.last > mention.first
        if is_range and not _SPOKEN.match(text, mention.span.start):
            yield mention
    for earlier, later in pairwise(dates):
        before = _BETWEEN.search(text, 0, earlier.span.start)
        if before and _TO.fullmatch(text, earlier.span.end, later.span.start) and earlier.first <= later.last:
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

_MONTH_NAMES = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_MONTH = rf"(?P<month>{_MONTH_NAMES})\b\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w:%]|[,.]\d)"
_LATER_DAY = r"(?P<later>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w:%]|[,.]\d)"
_LATER_MONTH = rf"(?P<later_month>{_MONTH_NAMES})\b\.?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
_TO_WORD = r"\s*(?:-|\u2013|\u2014|to|through|until|and)\s*"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SHORT_WEEKDAY = r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?"
_PART_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night))?"
_WEEKDAY_BEFORE = rf"(?:\b(?:{_WEEKDAY}|{_SHORT_WEEKDAY}){_PART_OF_DAY},?\s*\(?(?:the\s+)?)?"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_COUNT_NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>hour|day|week|month|year)s?"

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
    begin, end = _PART_BOUNDS[_part_of(match["part"])]
    last_day = monthrange(first.year, first.month)[1]
    return first.replace(day=begin), first.replace(day=min(end, last_day)), DatePrecision.MONTH


def _bare_year(match: re.Match[str], _today: date) -> _Days:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR


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
    this = match["which"].lower() in {"this", "the current"}
    unit = match["unit"].lower()
    if unit == "week":
        monday = today - timedelta(days=today.weekday())
        if this:
            return monday, today, DatePrecision.WEEK
        return monday - timedelta(days=7), monday - timedelta(days=1), DatePrecision.WEEK
    begin, end = _PART_BOUNDS[_part_of(match["part"])]
    if unit == "month":
        first = today.replace(day=1) if this else _months_before(today.replace(day=1), 1)
        last_day = monthrange(first.year, first.month)[1]
        last = first.replace(day=min(end, last_day))
        return first.replace(day=begin), min(last, today) if this else last, DatePrecision.MONTH
    year = today.year if this else today.year - 1
    return date(year, 1, 1), today if this else date(year, 12, 31), DatePrecision.YEAR


def _period_start(match: re.Match[str], today: date) -> _Days:
    """Read "the beginning of the year": from its first day up to `today`."""
    unit = match["unit"].lower()
    starts = {"week": today - timedelta(days=today.weekday()), "month": today.replace(day=1)}
    return starts.get(unit, today.replace(month=1, day=1)), today, _UNIT_PRECISION[unit]


def _past_period(match: re.Match[str], today: date) -> _Days:
    """Read "the past two weeks", "the last 24 hours", "in just one week": a window up to `today`."""
    unit = match["unit"].lower()
    first = _before(today, _count_of(match["count"]) if match["count"] else 1, unit)
    return first, today, _UNIT_PRECISION[unit]


def _ago(match: re.Match[str], today: date) -> _Days:
    """Read "two weeks ago": a unit's length around that day."""
    unit = match["unit"].lower()
    middle = _before(today, _count_of(match["count"]), unit)
    if unit in {"hour", "day"}:
        return middle, middle, DatePrecision.DAY
    if unit == "week":
        return middle - timedelta(days=3), min(middle + timedelta(days=3), today), DatePrecision.WEEK
    if unit == "month":
        return middle - timedelta(days=15), min(middle + timedelta(days=15), today), DatePrecision.MONTH
    return date(middle.year, 1, 1), date(middle.year, 12, 31), DatePrecision.YEAR


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
    return match["month"] in {"may", "march", "mar"} and not _LOWER_CUE.search(match.string, 0, match.start("month"))


def _part_of(part: str | None) -> str:
    word = (part or "").lower().strip(" -")
    if word.startswith(("early", "earlier")) or "start" in word or "beginning" in word:
        return "early" if word != "earlier" else ""
    if word.startswith("late") or "end" in word:
        return "late" if word != "later" else ""
    return "mid" if word.startswith("mid") else ""


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


_PART_BOUNDS = {"": (1, 31), "early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_UNIT_PRECISION = {
    "hour": DatePrecision.DAY,
    "day": DatePrecision.DAY,
    "week": DatePrecision.WEEK,
    "month": DatePrecision.MONTH,
    "year": DatePrecision.YEAR,
}

_PART = r"(?:(?P<part>mid|early|earlier|late|later|(?:the\s+)?(?:very\s+)?(?:start|beginning|end)\s+of)[\s-]+)?"
_WITHIN = r"(?:(?:in|over|during|within|for)\s+)?"
_ALL_OF = r"(?:in\s+)?(?:all|the\s+(?:whole|rest))\s+of"
_PAST = r"(?:past|last|previous|preceding)"
_ONLY = r"(?:just|only|under|less\s+than|barely)"
_ROUGHLY = r"(?:about|around|nearly|almost|some|just|over|more\s+than)"
_ANY = re.compile(
    rf"\d{{4}}|\b(?:{_MONTH_NAMES})\b|day\b|night\b|morning\b|evening\b|afternoon\b|hours?\b|days\b|week|month|year"
    rf"|\b{_SHORT_WEEKDAY}",
    re.IGNORECASE,
)
_MONTH_CUE = r"in|during|since|throughout|until|by|last|this|of|from"
_OF_YEAR = r"(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)(?!\d))?"
_SPOKEN_DAY = (
    r"the day before yesterday|yesterday(?:\s+(?:morning|afternoon|evening|night))?|(?:late\s+)?last night|last evening"
    r"|overnight|earlier today|today|tonight|this (?:morning|afternoon|evening)"
)
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(expression, re.IGNORECASE), reader)
    for expression, reader in (
        (r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", _iso_day),
        (r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\d/])", _slashed_day),
        (rf"{_WEEKDAY_BEFORE}\b{_MONTH}\s*{_DAY}{_YEAR}", _named_day),
        (rf"{_WEEKDAY_BEFORE}\b(?<![\d.,]){_DAY}(?:\s+of)?\s+{_MONTH}{_YEAR}", _named_day),
        (rf"\b{_MONTH}\s*{_DAY}{_TO_WORD}(?:{_LATER_MONTH}\s*)?{_LATER_DAY}{_YEAR}", _named_days),
        (rf"\b(?<![\d.,]){_DAY}(?:\s+{_MONTH})?{_TO_WORD}{_LATER_DAY}\s+{_LATER_MONTH}{_YEAR}", _named_days),
        (rf"(?:\b(?P<cue>{_MONTH_CUE})\s+)?\b{_PART}\b{_MONTH}{_OF_YEAR}(?!\.?\s*\d)", _bare_month),
        (
            rf"\b(?:in|since|during|of|from|until|by|throughout|{_ALL_OF})\s+(?P<year>(?:19|20)\d\d)\b(?![-/,]\d|\s*%)",
            _bare_year,
        ),
        (r"\b(?P<year>(?:19|20)\d\d)(?=,?\s+when\b)", _bare_year),
        (rf"\b(?:(?P<cue>last|this|past)\s+)?\b(?P<weekday>{_WEEKDAY})\b{_PART_OF_DAY}", _weekday),
        (rf"\b(?P<cue>on|last|since|until)\s+(?P<weekday>{_SHORT_WEEKDAY})(?!\w)", _weekday),
        (rf"\b(?P<word>{_SPOKEN_DAY})\b", _spoken_day),
        (r"\b(?:over\s+the|this|last|this past|the)\s+weekend\b", _weekend),
        (
            rf"\b(?:so\s+far\s+)?{_PART}(?P<which>this|last|the current)\s+(?P<unit>week|month|year)\b",
            _named_period,
        ),
        (r"\b(?:start|beginning)\s+of\s+the\s+(?P<unit>week|month|year)\b", _period_start),
        (rf"\b{_WITHIN}(?:the|these|this)\s+{_PAST}\s+(?:{_COUNT}\s+)?{_UNIT}\b", _past_period),
        (rf"\b{_WITHIN}(?:past|last)\s+{_COUNT}\s+{_UNIT}\b", _past_period),
        (rf"\b(?:in|over|within|inside)\s+{_ONLY}\s+{_COUNT}\s+{_UNIT}\b", _past_period),
        (rf"(?<=times\s)(?:in|over)\s+{_COUNT}\s+{_UNIT}\b", _past_period),
        (rf"\b(?:in|over)\s+(?:the\s+)?{_COUNT}\s+{_UNIT}(?=\s+(?:to|ending|until|through)\s+\w+day\b)", _past_period),
        (rf"\b(?:in|over)\s+{_PAST}\s+(?:{_COUNT}\s+)?{_UNIT}\b", _past_period),
        (rf"\b(?:{_ROUGHLY}\s+)?{_COUNT}\s+{_UNIT}\s+(?:ago|earlier)\b", _ago),
    )
)

_LOWER_CUE = re.compile(
    r"\b(?:since|on|until|from|between|after|before|and|to|by|of|in|during)\s+(?:the\s+)?(?:\d\S*\s+)?(?:of\s+)?$",
)
_SINCE = re.compile(r"since\b", re.IGNORECASE)
_SINCE_THEN = re.compile(
    r"\bsince(?:\s+(?:about|around|at\s+least|the|an?|late|on|that|[\w'\u2019-]+['\u2019]s))*\s*$",
    re.IGNORECASE,
)
_SINCE_EVENT = re.compile(
    r"\bsince(?:\s+[\w'\u2019-]+){1,6}?\s+(?:began|begun|started|erupted|launched|broke\s+out|resumed|took\s+\w+)"
    r"(?:\s+[\w'\u2019-]+){0,4}?(?:\s+on)?\s*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|from)(?:\s+the)?\s*$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:and|to|until|till|through|up\s+to|-|\u2013|\u2014)(?:\s+the)?\s*", re.IGNORECASE)
_SPOKEN = re.compile(
    r"overnight|(?:late\s+)?last night|(?:in|over|during|within|for|the|these|past|last)\b",
    re.IGNORECASE,
)
_WINDOW_WORDS = re.compile(
    r"(?:in|over|during|within|inside|for|the|these|past|last)\b.*?\b(?:hours?|days?|weeks?|months?|years?)$",
    re.IGNORECASE | re.DOTALL,
)
_PERIOD_WORDS = re.compile(
    r"(?:so\s+far\s+)?(?:earlier\s+)?(?:this|last|the current)\s+(?:week|month|year)$"
    rf"|(?:in|during|throughout)\s.*(?:{_MONTH_NAMES})\b.*|(?:(?:in|during|throughout|.*\b(?:all|whole|rest)\s+of)\s+)?(?:19|20)\d\d$",
    re.IGNORECASE | re.DOTALL,
)
