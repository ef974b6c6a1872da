"""What type of number would answer a question: an age, a sum of money, a count (as Li and Roth, COLING 2002). Pure."""

import re
from typing import Final

from bot.answering.question.lexicon import lexicon
from bot.answering.question.terms import WORD
from ingest import NumberType, type_of_unit

_HOW_MANY: Final = re.compile(
    r"\bhow\s+many\s+(?:(?:more|extra|full|straight|consecutive|whole|million|billion)\s+)?(?P<unit>%|[^\W\d_]+)",
    re.IGNORECASE,
)
_IN_UNIT: Final = re.compile(
    r"(?:\bin\s+(?:square\s+)?|\()(?P<unit>[^\W\d_]+)(?:\)|\W*$)|(?P<sign>[$€£])", re.IGNORECASE
)
_OF_MEASURE: Final = {"percent": NumberType.SHARE, "money": NumberType.MONEY}


def _phrases(use: str) -> tuple[str, ...]:
    return tuple(f" {' '.join(phrase)} " for phrase in lexicon(__package__).groups(use))


_AGE, _PART, _OPEN = (_phrases(f"asks for {what}") for what in ("an age", "a part", "any number"))
_NAMED: Final = (
    (NumberType.SHARE, _phrases("asks for a percentage")),
    (NumberType.MONEY, _phrases("asks for money")),
    (NumberType.SHARE, _phrases("asks for a share")),
    (NumberType.DURATION, _phrases("asks for a duration")),
    (NumberType.EXTENT, _phrases("asks for an extent")),
    (NumberType.COUNT, _phrases("asks for a count")),
)
"""The first of which a phrase stands in a question is asked for."""


def number_type_of(text: str, measure: str | None) -> NumberType:
    """Tell what type of number the question `text` asks for, which counts `measure`."""
    said = _said(text)
    if _holds(said, _AGE):
        return NumberType.AGE
    if many := _HOW_MANY.search(text):
        return type_of_unit(many["unit"]) or (
            NumberType.SHARE if many["unit"].lower() in {"%", "percent", "per"} else NumberType.COUNT
        )
    if _holds(said, _OPEN):
        return NumberType.ANY
    if unit := _IN_UNIT.search(text):
        told = NumberType.MONEY if unit["sign"] else type_of_unit(unit["unit"])
        if told:
            return told
    named = next((kind for kind, phrases in _NAMED if _holds(said, phrases)), None)
    return named or _OF_MEASURE.get(measure or "", NumberType.ANY)


def asks_part(text: str) -> bool:
    """Tell whether the question `text` asks for a part of something that is counted: "how many of the dead"."""
    return _holds(_said(text), _PART)


def _said(text: str) -> str:
    """Give the words of a question between blanks, a per cent sign written out, a full stop at its end."""
    return f" {' '.join(WORD.findall(text.lower().replace('%', ' percent ')))} . "


def _holds(said: str, phrases: tuple[str, ...]) -> bool:
    return any(phrase in said for phrase in phrases)
