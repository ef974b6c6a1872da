"""Measurements: numbers with what they count, how exactly they are meant, and whether one follows from others."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import floor, isclose, log10
from typing import Final

from bot.answering.question.lexicon import lexicon
from bot.answering.question.rephrasing import PER_CENT
from ingest import (
    CASUALTIES,
    Number,
    Qualifier,
    Span,
    are_called_people,
    counted_in,
    country_of,
    find_numbers,
    measure_of,
    noun_phrase,
    vague_words,
)

_SIGNS: Final = {"$": "dollar", "€": "euro", "£": "pound", "₹": "rupee", "Rs": "rupee", "¥": "yen", "₽": "rouble"}
_MEASURED: Final = {form: unit for unit, *forms in lexicon(__package__).groups("units") for form in forms}
_MOST_PARTS: Final = 20
"""Numbers of one kind: some two of more make almost any number."""
_NEAR: Final = 0.05
"""How far "about" may lie from what it is about, as a share: "about 2,000" for 1,994, "two dozen" for 23."""
_BOUND: Final = 0.2
"""How far a bound may lie from what it bounds: "more than 1,600" for 1,994."""
_VAGUE_REACH: Final = 10
"""Times its least that a vague word may mean: "dozens" for 12 to 120."""
_LEAST_DIGITS: Final = 2
"""That a number rounded without saying so keeps."""
_ADMITS: Final = {
    Qualifier.EXACT: frozenset(Qualifier),
    Qualifier.ABOUT: frozenset(Qualifier),
    Qualifier.AT_LEAST: frozenset({Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.MORE_THAN}),
    Qualifier.MORE_THAN: frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST}),
    Qualifier.AT_MOST: frozenset({Qualifier.AT_MOST, Qualifier.EXACT, Qualifier.NEARLY}),
    Qualifier.NEARLY: frozenset({Qualifier.NEARLY, Qualifier.ABOUT, Qualifier.AT_MOST}),
}
"""For each qualifier of a statement those of the same value from which it follows. That a bound is dropped is let pass,
as people do it: "12 were killed" of "at least 12"; that one is put in, or turned round, is not."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """A number with what it counts."""

    number: Number
    words: str
    """The number as it is written."""
    unit: str
    """What it is measured in, or counts: `%`, `dollar`, `hour`, `killed`, `rocket`; empty where nothing tells."""
    noun: str
    """The head of what it counts: "soldiers" of "12 soldiers were killed"; empty where there is none."""
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

    @property
    def are_people(self) -> bool:
        """Whether it counts people."""
        if not self.noun or measure_of(self.noun) in CASUALTIES:
            return self.unit in CASUALTIES
        return are_called_people(self.noun.lower()) or country_of(self.noun.removesuffix("s")) is not None

    @property
    def called(self) -> str:
        """What it counts, for a person."""
        if self.is_measured or self.unit == self.noun:
            return self.unit
        return " ".join(filter(None, (self.noun, self.unit))) or "nothing named"

    @property
    def meant(self) -> str:
        """How exactly it is meant, with its words, for a person: "at least 12"."""
        qualifier = self.number.qualifier
        return self.words if qualifier is Qualifier.EXACT else f"{qualifier.value.replace('_', ' ')} {self.words}"


def measurements_of(text: str, left_out: Sequence[Span]) -> tuple[Measurement, ...]:
    """Give the measurements in `text` in order, but for those within the spans `left_out`, and for "one"."""
    return tuple(
        _measurement(text, number)
        for number in find_numbers(text)
        if not any(span.start <= number.span.start < span.end for span in left_out)
        and text[number.span.start : number.span.end].lower() != "one"
    )


def _measurement(text: str, number: Number) -> Measurement:
    before, after = text[: number.span.start], text[number.span.end :].removeprefix("-")
    words = text[number.span.start : number.span.end]
    is_vague = vague_words(words, number.value) is not None
    phrase = noun_phrase(after)[0]
    noun = phrase[-1] if phrase else ""
    return Measurement(number, words, _unit(number, before, after, phrase), noun, is_vague)


def _unit(number: Number, before: str, after: str, phrase: Sequence[str]) -> str:
    if number.currency:
        return _SIGNS.get(number.currency, _SIGNS.get(number.currency[-1], number.currency))
    if PER_CENT.match(after):
        return "%"
    if phrase and (measured := _MEASURED.get(phrase[0].lower().partition("-")[0])):
        return measured
    counted = counted_in(after, before)
    if counted and not (phrase and counted[0] == "money"):
        return counted[0]
    return measure_of(phrase[-1]) if phrase else ""


def agree(wanted: Measurement, told: Measurement) -> bool:
    """Tell whether the number `wanted` follows from the number `told`, whatever they count."""
    stated, value, meant = wanted.value, told.value, wanted.number.qualifier
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


def is_counted_alike(wanted: Measurement, told: Measurement) -> bool:
    """Tell whether two measurements may count one thing: other words for it may, what is told to be another may not."""
    if not wanted.unit or not told.unit:
        return True
    if wanted.is_measured or told.is_measured:
        return wanted.unit == told.unit
    is_plain = wanted.noun.islower() and told.noun.islower()  # of a name nobody knows whether it is one of people
    if is_plain and wanted.are_people is not told.are_people:
        return False
    return wanted.unit == told.unit or not {wanted.unit, told.unit} <= CASUALTIES


def derived(wanted: Measurement, told: Sequence[Measurement]) -> bool:
    """Tell whether `wanted` is the sum or difference of two measurements told of one kind of thing, its own."""
    alike = [quantity for quantity in told if quantity.unit and is_counted_alike(wanted, quantity)]
    return len(alike) <= _MOST_PARTS and any(
        isclose(wanted.value, one.value + other.value) or isclose(wanted.value, abs(one.value - other.value))
        for one, other in combinations(alike, 2)
        if is_counted_alike(one, other)
    )
