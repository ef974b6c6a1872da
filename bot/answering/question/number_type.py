"""What type of number would answer a question: an age, a sum of money, a count (as Li and Roth, COLING 2002). Pure."""

import re
from enum import Enum, auto
from typing import Final


class NumberType(Enum):
    """What a number tells of."""

    AGE = auto()
    DURATION = auto()
    SHARE = auto()
    MONEY = auto()
    EXTENT = auto()
    """A length, weight, temperature, magnitude."""
    DATE = auto()
    COUNT = auto()
    ANY = auto()
    """Nothing says which."""


TIME: Final = r"(?:(?:second|sec|minute|min|hour|hr|day|week|month|year|yr|decade|night|fortnight)s?)"
LENGTH: Final = (
    r"(?:kms?|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|feet|foot|ft|inch(?:es)?|cm|mm|degrees?|kgs?|kilos?|kilograms?|grams?"
    r"|ounces?|lbs?|tonnes?|tons?|mph|kph|km/h|knots|yards?|hectares?|acres?|square|sq|cubic|lit(?:re|er)s?|gallons?"
    r"|megawatts?|gigawatts?)"
)
CURRENCY: Final = (
    r"(?:dollars?|euros?|pounds?|sterling|yen|yuan|rupees?|rou?bles?|pesos?|francs?|lira|naira|reais|baht|krone|kronor"
    r"|shillings?|rand|usd|eur|gbp|inr|pence)"
)
_HOW_MANY = r"\bhow\s+many\s+(?:(?:more|extra|full|straight|consecutive|whole)\s+)?"
_ASKED: Final = (
    (
        NumberType.AGE,
        r"\bhow\s+(?:many\s+\w+\s+)?old\b|\b(?:what|which)\s+age\b|\bage\s+(?:of|was|is|did|when)\b|\bage\W*$",
    ),
    (NumberType.DURATION, rf"{_HOW_MANY}{TIME}\b"),
    (NumberType.EXTENT, rf"{_HOW_MANY}{LENGTH}\b"),
    (NumberType.MONEY, rf"{_HOW_MANY}(?:[mb]illion\s+)?{CURRENCY}\b"),
    (NumberType.SHARE, rf"(?:{_HOW_MANY}|\bby\s+what\s+)(?:%|per\s?cent)"),
    (NumberType.COUNT, r"\bhow\s+many\b"),
    (NumberType.ANY, r"\bby\s+how\s+much\b|\bhow\s+much\s+(?:of|more)\b|\b(?:pay|wage)\s+rise\b"),
    (
        NumberType.MONEY,
        (
            rf"\b{CURRENCY}\W*$|\bin\s+{CURRENCY}\b|[$€£]|\bhow\s+much\b.*\b(?:pay|cost|fetch)\b"
            r"|\b(?:price|costs?|worth|fined?|salary|bounty|revenues?|turnover|profit|loss|budget|bid|fee|bail|reward|sum)\b"
            r"|\bvalue\s+of\b|\b(?:pay(?:ing|s)?|paid|fetch|(?:sell|go|sold|settle)\s+for)\b|\bprize\s+(?:money|in)\b"
        ),
    ),
    (NumberType.SHARE, r"\bper\s?cent\b|%|\b(?:percentage|rate|share|turnout|approval|stake)\b"),
    (
        NumberType.DURATION,
        (
            rf"\bhow\s+long\b(?!.*\((?:feet|m)\))|\blength\s+of\s+the\s+sentence|\bminimum\s+term\b|\bin\s+{TIME}\W*$"
            rf"|\({TIME}\)|\bsentence\s+for\b|\bjail\s+(?:years|term)\b"
        ),
    ),
    (
        NumberType.EXTENT,
        (
            rf"\bhow\s+(?:far|tall|deep|wide|fast|heavy|hot|cold|strong)\b|\bin\s+(?:square\s+)?{LENGTH}\W*$|\({LENGTH}\)"
            r"|\b(?:magnitude|payload|temperature|(?:height|depth|length|weight|width|speed|distance|area)\s+(?:of|is|was))\b"
        ),
    ),
    (NumberType.COUNT, r"\bnumber\s+of\b|\btoll\b|\bhow\s+often\b"),
)
"""The first that fits says it."""
_PATTERNS: Final = tuple((asked, re.compile(words, re.IGNORECASE)) for asked, words in _ASKED)
_PART: Final = re.compile(r"\bhow\s+(?:many|much)\s+of\b|\bof\s+(?:them|these|those|whom)\b", re.IGNORECASE)
_OF_MEASURE: Final = {"percent": NumberType.SHARE, "money": NumberType.MONEY}


def number_type_of(text: str, measure: str | None) -> NumberType:
    """Tell what type of number the question `text` asks for, which counts `measure`."""
    told = next((asked for asked, words in _PATTERNS if words.search(text)), None)
    return told or _OF_MEASURE.get(measure or "", NumberType.ANY)


def asks_part(text: str) -> bool:
    """Tell whether the question `text` asks for a part of something that is counted: "how many of the dead"."""
    return _PART.search(text) is not None
