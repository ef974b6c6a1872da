"""Quantities: numbers with what they count, how exactly they are meant, and whether one follows from others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import floor, log10
from typing import Final

from bot.answering.question.wording import forms_of
from ingest import CASUALTIES, PEOPLE, Number, Qualifier, Span, counted_in, find_numbers, measure_of, noun_phrase
from ingest import vague_words as vague_words_of

_PERCENT: Final = re.compile(r"\s*-?(?:%|per\s?cent\b|percentage\b|pct\b)", re.IGNORECASE)
_MONEY_WORD: Final = re.compile(
    r"\s*-?(?:(?:US|Canadian|Australian|Hong Kong|Singapore|New Zealand)\s+)?"
    r"(?P<name>dollar|euro|pound|yen|yuan|rupee|rouble|ruble|peso|franc|won|lira|naira|rea)(?:s|is|l)?\b",
    re.IGNORECASE,
)
_SIGNS: Final = {"$": "dollar", "€": "euro", "£": "pound", "₹": "rupee", "Rs": "rupee", "¥": "yen", "₽": "rouble"}
_MEASURED: Final = {
    form: unit
    for unit, forms in {
        "second": "second seconds sec",
        "minute": "minute minutes min mins",
        "hour": "hour hours hr hrs",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years yr yrs",
        "decade": "decade decades",
        "century": "century centuries",
        "kilometre": "km kms kilometre kilometres kilometer kilometers",
        "metre": "m metre metres meter meters",
        "mile": "mile miles",
        "foot": "ft foot feet",
        "inch": "inch inches",
        "centimetre": "cm centimetre centimetres centimeter centimeters",
        "kilogram": "kg kilo kilos kilogram kilograms",
        "gram": "gram grams",
        "pound": "lb lbs",
        "tonne": "ton tons tonne tonnes",
        "mph": "mph",
        "kph": "kph kmh",
        "degree": "degree degrees",
        "acre": "acre acres",
        "hectare": "hectare hectares",
        "litre": "litre litres liter liters",
        "barrel": "barrel barrels",
        "megawatt": "mw megawatt megawatts",
        "point": "point points",
    }.items()
    for form in forms.split()
}
"""Units that are never each other's: what is measured in one is another number in another."""
_SUM_PARTS: Final = 2
_NEAR: Final = 0.05
"""How far "about" may lie from what it is about, as a share: "about 2,000" for 1,994, "two dozen" for 23."""
_BOUND: Final = 0.2
"""How far a bound may lie from what it bounds: "more than 1,600" for 1,994."""
_VAGUE_REACH: Final = 10
"""Times its least that a vague word may mean: "dozens" for 12 to 120."""
_LEAST_DIGITS: Final = 2
"""That a number rounded without saying so keeps."""
_ADMITS: Final = {
    Qualifier.EXACT: frozenset(Qualifier) - {Qualifier.AT_MOST},
    Qualifier.ABOUT: frozenset(Qualifier) - {Qualifier.AT_MOST},
    Qualifier.AT_LEAST: frozenset({Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.MORE_THAN}),
    Qualifier.MORE_THAN: frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST}),
    Qualifier.AT_MOST: frozenset({Qualifier.AT_MOST, Qualifier.EXACT, Qualifier.NEARLY}),
    Qualifier.NEARLY: frozenset({Qualifier.NEARLY, Qualifier.ABOUT, Qualifier.AT_MOST}),
}
"""For each qualifier of a statement those of the same value from which it follows. That a bound is dropped is let pass,
as people do it: "12 were killed" of "at least 12"; that "up to 50" becomes 50 is not."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts."""

    number: Number
    words: str
    """The number as it is written."""
    unit: str
    """What it is measured in, or counts: `%`, `dollar`, `hour`, `killed`, `rocket`; empty where nothing tells."""
    noun: str
    """The head of what it counts, lower case: "soldiers" of "12 soldiers were killed"; empty where there is none."""
    is_vague: bool
    """Whether words stand for it that name no number: "dozens"."""

    @property
    def value(self) -> float:
        """Give the number."""
        return self.number.value

    @property
    def is_measured(self) -> bool:
        """Whether its unit is one of measurement."""
        return self.unit in _MEASURED.values() or self.unit in {"%", *_SIGNS.values()} or bool(self.number.currency)


def quantities_of(text: str, left_out: Sequence[Span]) -> tuple[Quantity, ...]:
    """Give the quantities of `text` in order, but for those within the spans `left_out`, and for "one"."""
    return tuple(
        _quantity(text, number)
        for number in find_numbers(text)
        if not any(span.start <= number.span.start < span.end for span in left_out)
        and text[number.span.start : number.span.end].lower() != "one"
    )


def _quantity(text: str, number: Number) -> Quantity:
    before, after = text[: number.span.start], text[number.span.end :].removeprefix("-")
    words = text[number.span.start : number.span.end]
    is_vague = vague_words_of(words, number.value) is not None
    phrase, _ = noun_phrase(after)
    noun = phrase[-1].lower() if phrase else ""
    return Quantity(number, words, _unit(number, before, after, phrase), noun, is_vague)


def _unit(number: Number, before: str, after: str, phrase: Sequence[str]) -> str:
    if number.currency:
        return _SIGNS.get(number.currency, _SIGNS.get(number.currency[-1], number.currency))
    if _PERCENT.match(after):
        return "%"
    if money := _MONEY_WORD.match(after):
        return money["name"].lower()
    if phrase and (measured := _MEASURED.get(phrase[0].lower().partition("-")[0])):
        return measured
    counted = counted_in(after, before)
    if counted and not (phrase and counted[0] == "money"):
        return counted[0]
    return measure_of(phrase[-1]) if phrase else ""


def follows(wanted: Quantity, told: Iterable[Quantity]) -> Quantity | None:
    """Give the first of the quantities `told` from which `wanted` follows by itself, or `None`."""
    return next((quantity for quantity in told if agree(wanted, quantity) and is_counted_alike(wanted, quantity)), None)


def agree(wanted: Quantity, told: Quantity) -> bool:
    """Tell whether the number `wanted` follows from the number `told`, whatever they count."""
    stated, value = wanted.value, told.value
    meant = wanted.number.qualifier
    if stated == value:
        return wanted.is_vague or told.is_vague or told.number.qualifier in _ADMITS[meant]
    if told.number.qualifier is Qualifier.AT_MOST or value <= 0:
        return False
    match meant:
        case Qualifier.ABOUT:
            return abs(stated - value) <= _NEAR * value
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            most = stated * _VAGUE_REACH if wanted.is_vague else stated / (1 - _BOUND)
            return stated < value <= most
        case Qualifier.NEARLY | Qualifier.AT_MOST:
            return (1 - _BOUND) * stated <= value < stated
        case Qualifier.EXACT:
            return _is_rounded(stated, value)


def _is_rounded(stated: float, value: float) -> bool:
    """Tell whether `stated` is `value` with fewer digits, as "1.5 million" for 1,523,000 is; 2,000 for 1,994 is not."""
    digits = _significant(stated)
    if not _LEAST_DIGITS <= digits < _significant(value):
        return False
    return round(value, digits - 1 - floor(log10(abs(value)))) == stated


def _significant(value: float) -> int:
    return len(f"{value:.10g}".replace(".", "").strip("0").lstrip("-"))


def is_counted_alike(wanted: Quantity, told: Quantity) -> bool:
    """Tell whether two quantities may count one thing: units differ only where neither tells what is told of them."""
    if not wanted.unit or not told.unit or wanted.unit == told.unit:
        return True
    if wanted.is_measured or told.is_measured or (_are_casualties(wanted) and _are_casualties(told)):
        return False
    nouns = {measure_of(quantity.noun) for quantity in (wanted, told) if quantity.noun}
    if len(nouns) == 1 or set(forms_of(wanted.noun)) & set(forms_of(told.noun)):
        return True
    return _may_be_people(wanted) and _may_be_people(told)


def _are_casualties(quantity: Quantity) -> bool:
    return quantity.unit in CASUALTIES


def _may_be_people(quantity: Quantity) -> bool:
    return quantity.unit in CASUALTIES or quantity.noun in PEOPLE


def derived(wanted: Quantity, told: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Give two quantities of one unit whose sum or difference is `wanted`, or `None`."""
    return next((pair for pair in _pairs(wanted, told) if _comes_of(wanted, *pair)), None)


def _pairs(wanted: Quantity, told: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Give the pairs of what is counted as `wanted` is, by what they say themselves."""
    alike = [quantity for quantity in told if quantity.unit and is_counted_alike(wanted, quantity)]
    return ((one, other) for one, other in combinations(alike, _SUM_PARTS) if is_counted_alike(one, other))


def _comes_of(wanted: Quantity, one: Quantity, other: Quantity) -> bool:
    return wanted.value in {
        round(one.value + other.value, _DECIMALS),
        round(abs(one.value - other.value), _DECIMALS),
    }


_DECIMALS: Final = 4
