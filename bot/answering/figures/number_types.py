"""What type of number stands in a text: an age, a duration, a sum, a day of a month, a count. Pure."""

import re
from calendar import month_abbr, month_name
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.answering.question.number_type import CURRENCY, LENGTH, TIME, NumberType
from ingest import NumberForm, Quantity, measure_of

_BESIDE: Final = 60
"""Characters on either side of a number that tell its type."""
_OLDEST: Final = 130
"""Years of age; no older is anybody."""
_ADULT: Final = 10
"""Years of age from which a number between commas is anybody's."""
_DAYS: Final = 31
_MONTH = rf"(?:{'|'.join(filter(None, (*month_name, *month_abbr)))}|Sept)"


_SIGNS: Final = {
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "₹": "rupee",
    "Rs": "rupee",
    "¥": "yen",
    "₦": "naira",
    "₩": "won",
}


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_MONEY_BEHIND = _pattern(rf"[\s-]*(?:\w+\s+)?{CURRENCY}\b")
_MONEY_BEFORE = _pattern(r"\b(?:USD|EUR|GBP|INR|PKR|Rs)\.?\s*$")
_AGE_BEHIND = _pattern(rf"\s*-?\s*{TIME}[\s-]?olds?\b|\s*years?\s+of\s+age\b")
_YOUNG_BEHIND = _pattern(r"\s*-?\s*(month|week|day)s?[\s-]?olds?\b")
_AGE_BEFORE = _pattern(
    r"\b(?:aged?|ages|age\s+of|turn(?:s|ed|ing)|age\s+(?:was|is)|(?:died|dies|dead|dying|pass\w+\s+away|birth)\b.*\sat)"
    r"\s+(?:just\s+|only\s+|the\s+age\s+of\s+)?$|\b(?:s?he|who)\s+was\s+$"
)
_OF_SOMEBODY = re.compile(r"[A-Za-z’”\"'-]{3,}\s*[,(]\s*$")
_OF_A_CHILD = _pattern(r"\b(?:boy|girl|son|daughter|child|baby|toddler|sister|brother)s?\s*[,(]\s*$")
_CLOSED = re.compile(r"\s*[,)]")
_MONTH_BEFORE = _pattern(rf"\b{_MONTH}\.?\s+(?:the\s+)?$")
_MONTH_BEHIND = _pattern(rf"(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b")
_CLOCK_BEHIND = _pattern(r"\s*(?:[ap]\.?m\b|o[’']clock\b|:\d\d|GMT\b)")
_TIME_BEHIND = _pattern(rf"(?:-and-a-half)?[\s-]*(?:(?:more|full|straight|consecutive)\s+)?{TIME}\b")
_LENGTH_BEHIND = _pattern(rf"[\s-]*(?:{LENGTH}|magnitude)(?!\w)|\)\s+{LENGTH}\b")
_SIZE_BEFORE = _pattern(r"\b(?:magnitude|category)[\s-]+(?:of\s+)?$")


@dataclass(frozen=True, slots=True)
class _Stands:
    """A number with what stands on either side of it in its line."""

    quantity: Quantity
    before: str
    behind: str

    def is_money(self) -> bool:
        is_written_so = self.quantity.form is NumberForm.MONEY
        return is_written_so or bool(_MONEY_BEHIND.match(self.behind) or _MONEY_BEFORE.search(self.before))

    def is_age(self) -> bool:
        """Tell whether it is that of somebody's years: "Ada Quill, 34,", "aged 34", "34-year-old"."""
        somebody = _OF_SOMEBODY if self.quantity.value >= _ADULT else _OF_A_CHILD
        is_aside = somebody.search(self.before) and _CLOSED.match(self.behind)
        is_said = _AGE_BEHIND.match(self.behind) or _AGE_BEFORE.search(self.before)
        return self.quantity.value <= _OLDEST and bool(is_aside or is_said)

    def is_date(self) -> bool:
        """Tell whether it is a year, or that of a day of a month or of an hour."""
        is_beside_month = _MONTH_BEFORE.search(self.before) or _MONTH_BEHIND.match(self.behind)
        is_day = self.quantity.value <= _DAYS and bool(is_beside_month or _CLOCK_BEHIND.match(self.behind))
        return self.quantity.form is NumberForm.YEAR or is_day

    def is_extent(self) -> bool:
        return bool(_LENGTH_BEHIND.match(self.behind) or _SIZE_BEFORE.search(self.before))


_TYPES: Final[tuple[tuple[NumberType, Callable[[_Stands], bool]], ...]] = (
    (NumberType.SHARE, lambda one: one.quantity.form is NumberForm.SHARE),
    (NumberType.MONEY, _Stands.is_money),
    (NumberType.COUNT, lambda one: not one.quantity.is_written),
    (NumberType.AGE, _Stands.is_age),
    (NumberType.DATE, _Stands.is_date),
    (NumberType.DURATION, lambda one: bool(_TIME_BEHIND.match(one.behind))),
    (NumberType.EXTENT, _Stands.is_extent),
    (NumberType.COUNT, lambda one: bool(one.quantity.phrase)),
)
"""The first that holds is it."""


def type_of(quantity: Quantity, text: str) -> NumberType:
    """Tell what type of number `quantity` is in its article's `text`; `ANY` where nothing beside it says."""
    span = quantity.span
    *_, before = text[max(0, span.start - _BESIDE) : span.start].split("\n")
    behind, *_ = text[span.end : span.end + _BESIDE].split("\n")
    one = _Stands(quantity, before, behind)
    return next((told for told, holds in _TYPES if holds(one)), NumberType.ANY)


def unit_of(quantity: Quantity, text: str) -> str:
    """Give what `quantity` is so many of, in words: its noun phrase; of an age "years old" or "months old"."""
    if type_of(quantity, text) is not NumberType.AGE:
        return " ".join(quantity.phrase)
    young = _YOUNG_BEHIND.match(text, quantity.span.end)
    return f"{young[1].lower() if young else 'year'}s old"


def currency_of(quantity: Quantity) -> str | None:
    """Give the currency of a sum in one word: `dollar`; `None` for what is no sum, or where the text names none."""
    if quantity.tally is None or quantity.tally.measure != "money":
        return None
    *_, last = quantity.tally.unit.split() or [""]
    return _SIGNS.get(last) or _SIGNS.get(last[-1:]) or measure_of(last)
