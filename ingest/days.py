"""The day that a text names, in whatever order and language; of a text that may name several, none."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from ingest.calendar_names import months_named, weekdays_named

_WORD: Final = re.compile(r"[^\W\d]+")
_PAIR: Final = re.compile(r"(?<![^\W\d])([^\W\d]+)[ -]([^\W\d]+)")
_LATIN_FILLERS: Final = "a al alle am as at da de del den di do el em il kl klo las le o of on ore the um v w"
_CYRILLIC_FILLERS: Final = "в г о р у года року"  # noqa: RUF001 because they are Cyrillic
_FILLERS: Final = frozenset(f"{_LATIN_FILLERS} {_CYRILLIC_FILLERS}".split())
"""What stands between the parts: 22 de noviembre, am 22. November um 10:00."""
_ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|eme|o|a|e)\b")
_MARKS: Final = " ,.|·•/()@-'"
_MARK_RUN: Final = re.compile(f"[{re.escape(_MARKS)}]+")
_NUMERIC: Final = re.compile(r"(\d{1,4})(?P<mark>[-/ ]|\. ?)(\d{1,2})(?P=mark)(\d{1,4})")
_DIGITS: Final = re.compile(r"\d+")
_NUMBERS_OF_A_DAY: Final = {2, 3}
_WRITTEN: Final = (
    re.compile(r"(?P<day>\d{1,2}) M (?P<year>\d{4}|\d\d)"),
    re.compile(r"M (?P<day>\d{1,2}) (?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4}) M (?P<day>\d{1,2})"),
)
"""Of what is left where `M` stands for the month's name."""
_LONG_YEAR: Final = 4
_YEARS: Final = range(1900, 2100)
"""Other calendars count otherwise: 2566 is Bangkok's 2023."""
_SHORT_YEAR: Final = 2
_THIS_CENTURY: Final = 50
"""A year of two digits is of this century if it is below (RFC 2822)."""


def day_named(text: str) -> date | None:
    """Give the day that a folded text names, if nothing else stands in it and it can be no other.

    What may be several days is settled by the weekday beside it, or not at all. A weekday that has nothing to settle
    may err: machines write some that never were.
    """
    if not _is_worth_looking_up(text):
        return None
    found = list(_readings(_PAIR.sub(_joined, _ORDINAL.sub("", text))))
    days = {day for day, _ in found}
    if len(days) > 1:
        days = {day for day, weekdays in found if day.weekday() in weekdays}
    return days.pop() if len(days) == 1 else None


def _is_worth_looking_up(text: str) -> bool:
    """Tell it by the numbers: the names of all languages take half a second to load."""
    numbers = _DIGITS.findall(text)
    return len(numbers) in _NUMBERS_OF_A_DAY and all(len(number) <= _LONG_YEAR for number in numbers)


def _joined(pair: re.Match[str]) -> str:
    """Write a name of two words, as `thứ hai`, as one."""
    name = f"{pair[1]} {pair[2]}"
    return name.replace(" ", "_") if months_named(name) or weekdays_named(name) else pair[0]


def _readings(text: str) -> Iterator[tuple[date, frozenset[int]]]:
    """Give each day that may be meant, with the weekdays that are named beside it."""
    names = [word for word in _WORD.finditer(text) if word[0] not in _FILLERS]
    for month in (None, *names):
        weekdays = [weekdays_named(name[0].replace("_", " ")) for name in names if name is not month]
        if len(weekdays) > 1 or not all(weekdays):
            continue
        days = _written(text, month) if month else _numeric(_WORD.sub(" ", text).strip(_MARKS))
        yield from ((day, weekdays[0] if weekdays else frozenset()) for day in days)


def _written(text: str, month: re.Match[str]) -> Iterator[date]:
    marked = _WORD.sub(" ", text[: month.start()]) + " M " + _WORD.sub(" ", text[month.end() :])
    shape = _MARK_RUN.sub(" ", marked).strip()
    for order in _WRITTEN:
        if read := order.fullmatch(shape):
            for number in months_named(month[0].replace("_", " ")):
                yield from _valid(read["year"], number, read["day"])


def _numeric(text: str) -> Iterator[date]:
    """Give the days that three numbers may mean: with points between them, the day comes before the month."""
    numbers = _NUMERIC.fullmatch(text)
    if numbers is None:
        return
    first, mark, second, third = numbers.groups()
    if len(first) == _LONG_YEAR:
        yield from _valid(first, second, third)
        return
    yield from _valid(third, second, first)
    if not mark.startswith("."):
        yield from _valid(third, first, second)
    if mark == "-":
        yield from _valid(first, second, third)


def _valid(year: str, month: str | int, day: str) -> Iterator[date]:
    if len(year) == _SHORT_YEAR:
        year = f"20{year}" if int(year) < _THIS_CENTURY else f"19{year}"
    if len(year) != _LONG_YEAR or int(year) not in _YEARS:
        return
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
