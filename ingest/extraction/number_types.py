"""What type of number stands in a sentence: an age, a duration, a sum, a day of a month, a count."""

from typing import Final

from ingest.articles import NumberType
from ingest.extraction.cues import cues
from ingest.extraction.measures import CURRENCIES, PER_CENT, SETS, singular
from ingest.extraction.numbers import Number, is_year

_CUES: Final = cues("number_types")
_BESIDE: Final = 60
"""Characters before a number that tell its type."""
_OLDEST: Final = 130
"""Years of age; no older is anybody."""
_ADULT: Final = 10
"""Years of age from which a number between commas is anybody's."""
_DAYS: Final = 31
_UNITS: Final = {
    singular(word): kind
    for kind, words in (
        (NumberType.DURATION, SETS["time_units"]),
        (NumberType.EXTENT, SETS["extents"] | SETS["amounts"]),
        (NumberType.MONEY, CURRENCIES),
    )
    for word in words
}


def type_of_unit(word: str) -> NumberType | None:
    """Tell what so many of `word` are: a duration of "hours", an extent of "miles", money of "euros"."""
    return _UNITS.get(singular(word.lower()))


def type_of(sentence: str, number: Number) -> NumberType:
    """Tell what type of number stands in `sentence` by what is beside it; `ANY` where nothing says."""
    before = sentence[max(0, number.span.start - _BESIDE) : number.span.start]
    after = sentence[number.span.end :]
    if PER_CENT.match(after):
        return NumberType.SHARE
    if number.is_money or _CUES["sum behind"].match(after):
        return NumberType.MONEY
    if number.value <= _OLDEST and _is_age(number.value, before, after):
        return NumberType.AGE
    if _is_date(sentence, number, before, after):
        return NumberType.DATE
    if _CUES["size before"].search(before):
        return NumberType.EXTENT
    unit = _CUES["unit behind"].match(after)
    return (unit and type_of_unit(unit["unit"])) or NumberType.ANY


def age_unit(after: str) -> tuple[str, str]:
    """Give what an age before `after` is so many of: "months old" of a baby's, else "years old"."""
    age = _CUES["age behind"].match(after)
    young = age["young"] if age else None
    return f"{(young or 'year').lower()}s", "old"


def _is_age(value: float, before: str, after: str) -> bool:
    """Tell whether a number is that of somebody's years: "Ada Quill, 34,", "aged 34", "34-year-old"."""
    somebody = _CUES["somebody before" if value >= _ADULT else "child before"]
    is_aside = somebody.search(before) and _CUES["closed behind"].match(after)
    return bool(is_aside or _CUES["age behind"].match(after) or _CUES["age before"].search(before))


def _is_date(sentence: str, number: Number, before: str, after: str) -> bool:
    """Tell whether a number is a year, or that of a day of a month or of an hour."""
    is_day = number.value <= _DAYS and (_CUES["month before"].search(before) or _CUES["day behind"].match(after))
    return bool(is_day) or is_year(sentence[number.span.start : number.span.end])
