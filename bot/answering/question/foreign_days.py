"""The day or month that a question in another language names with a month's name: "el 18 de noviembre". Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from bot.answering.question.asking_words import folded

_NEAR: Final = 2
"""Words between the month's name and the day or the year: "18 de noviembre de 2023"."""
_LONGEST: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of the months in every year."""
_DAY: Final = re.compile(r"([1-9]|[12]\d|3[01])(?:er|st|nd|rd|th|º|ª)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day, or a month."""

    first: date
    last: date
    words: frozenset[str]
    """The words that name it, folded: no longer anything to look for."""


def named_day(words: Sequence[str], language: str, *, today: date) -> NamedDay | None:
    """Give what `words` name in `language`; without a year, the last such day until `today`.

    A month's name alone is none: "mars" is also a planet.
    """
    told = list(map(folded, words))
    for position, word in enumerate(told):
        month = _months(language).get(word)
        if month is None:
            continue
        beside = [*reversed(told[max(0, position - _NEAR) : position]), *told[position + 1 : position + 2 + 2 * _NEAR]]
        day = next((each for each in beside if _DAY.fullmatch(each)), None)
        year = next((each for each in beside if _YEAR.fullmatch(each)), None)
        if first := _first(day, month, year, today):
            last = first if day else first.replace(day=_LONGEST[month - 1])
            return NamedDay(first, last, frozenset(filter(None, (word, day, year))))
    return None


def _first(day: str | None, month: int, year: str | None, today: date) -> date | None:
    if day is None and year is None:
        return None
    number = int(re.sub(r"\D", "", day)) if day else 1
    years = [int(year)] if year else [today.year, today.year - 1]
    dates = (date(each, month, number) for each in years if number <= _LONGEST[month - 1])
    return next((first for first in dates if year or first <= today), None)


@cache
def _months(language: str) -> Mapping[str, int]:
    """Give the numbers of the months by their whole names in `language`, folded: Unicode's CLDR has them."""
    from babel import Locale, UnknownLocaleError

    try:
        forms = Locale.parse(language).months
    except UnknownLocaleError:
        return {}
    return {folded(name): number for form in ("format", "stand-alone") for number, name in forms[form]["wide"].items()}
