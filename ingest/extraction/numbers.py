"""Numbers as news writes them: digits, words, and how exactly they are meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.articles import Qualifier, Span
from ingest.extraction.number_words import LARGEST, ROUND, SCALES, TENS, UNITS, VAGUE, value_of_words

DECIMALS = 4
"""More are the float's, not the text's: 32.8 million is not 32,799,999.999999996."""
QUALIFIERS = {
    Qualifier.ABOUT: "approximately approx about around roughly some circa estimated",
    Qualifier.AT_LEAST: "at_least no_fewer_than no_less_than a_minimum_of",
    Qualifier.MORE_THAN: "more_than over upwards_of exceed exceeding exceeds exceeded above surpass surpassed surpasses"
    " surpassing in_excess_of topped tops topping passes crosses greater_than past",
    Qualifier.AT_MOST: "at_most up_to no_more_than as_many_as fewer_than less_than under below",
    Qualifier.NEARLY: "nearly almost close_to approaching just_under near nears nearing approaches approach",
}
_WORD = "|".join(sorted((*UNITS, *TENS), key=len, reverse=True))
_SCALE_WORD = "hundred|thousand|million|billion|trillion|lakh crore|lakh|crore|dozen"
_SCALE_LETTERS = "[kmb]|bn|mn|tn"
_VAGUE = "|".join(sorted((phrase.replace(" ", r"\s+") for phrase in VAGUE), key=len, reverse=True))
_SPACES = r"['’ \u00a0\u2009\u202f]"
_DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}|\d{{1,3}}(?:{_SPACES}\d{{3}})+(?!\d)|\d+)(?:\.\d+)?"
)
"""As papers write them in English, in India, Switzerland and France: 1,234.5 and 1,20,000 and 14'600 and 14 600."""
_PLUS = r"(?:\+|-plus\b(?!-))"
_DOTTED = (
    r"[1-9]\d{0,2}(?:\.\d{3})+"
    rf"(?!\d|(?i:(?:{_SCALE_LETTERS})\b|[\s-](?:{_SCALE_WORD}|bn|mn|tn)|\s?%|[\s-]per\s?cent|\spercentage))"
)
"""Thousands where a German or a Spaniard wrote, else a decimal: nobody can tell 16.800 km, so it is no number."""
_NUMBER = re.compile(
    rf"(?<![\w.,$€£₹¥/:–-])(?<!\d\+)(?:(?P<vague>{_VAGUE})|(?P<range>\d{{1,4}})[-–]\d{{1,4}}(?=\s+[a-z]{{3}})"
    rf"|(?P<digits>(?!{_DOTTED}){_DIGITS})"
    rf"(?:(?P<suffix>{_SCALE_LETTERS})(?!\w)|\+?[\s-](?P<scale>{_SCALE_WORD}|bn|mn|tn)s?(?!\w))?"
    rf"|(?P<words>(?:{_WORD})(?:[\s-]+(?:and\s+)?(?:{_WORD}|{_SCALE_WORD}))*))(?![\w]|[.,:/–-]\d|\+\d){_PLUS}?",
    re.IGNORECASE,
)
CURRENCIES = ("US$", "A$", "C$", "NZ$", "HK$", "S$", "R$", "$", "€", "£", "₹", "¥", "₦", "₩", "₽", "₺", "₪", "₱", "Rs")
"""Signs of money that stand before a number."""
_MONEY = re.compile(
    rf"(?<!\w)(?P<currency>{'|'.join(map(re.escape, CURRENCIES))})\.?\s?"
    rf"(?P<digits>(?!{_DOTTED}){_DIGITS})(?:[-–]{_DIGITS})?"
    rf"(?:\+?[\s-]?(?P<scale>(?i:{_SCALE_LETTERS}|{_SCALE_WORD}))(?!\w))?{_PLUS}?"
)
_CURRENCY = re.compile(r"[$€£₹¥₦₩₽₺₪₱]|\bRs\b")
"""Quicker to look for than to read money."""
_QUALIFYING = {
    words.replace("_", " "): qualifier for qualifier, phrases in QUALIFIERS.items() for words in phrases.split()
}
_BEFORE = re.compile(
    rf"(?<!\w)(?P<words>{'|'.join(words.replace(' ', chr(92) + 's+') for words in _QUALIFYING)})\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_IN_THE_PAST = re.compile(r"\b(?:the|in|over|these|this)\s+past\s+$", re.IGNORECASE)
_GONE_UP_TO = re.compile(r"\b(?:g(?:one|oes|oing)|went|r(?:ose|isen)|climbed|shot|moved)\s+up\s+to\s+$", re.IGNORECASE)
_AFTER = re.compile(r"\s+(?:or\s+more|plus)\b", re.IGNORECASE)
_RANGE = re.compile(
    rf"\s+(?P<link>and|to|or)\s+(?:as\s+many\s+as\s+|up\s+to\s+)?(?:{_DIGITS}|(?:{_WORD})(?:-(?:{_WORD}))?)(?![\w%]|\s+(?:%|per))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:about\s+|an\s+estimated\s+)?$", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:from|between|by|up|down|rose|fell|grew|climbed|jumped|dropped|declined|increased)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_WIDTH = 30
"""Characters beside a number in which its qualifier stands."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text."""

    span: Span
    """Of the number itself, without qualifier."""
    value: float
    qualifier: Qualifier
    currency: str = ""
    """The sign of money before it."""

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return bool(self.currency)


def find_numbers(text: str) -> tuple[Number, ...]:
    """Give the numbers of `text` in order: digits and words, not those inside words, dates, times, scores.

    Nor those that may be a thousand times as much: "16.800 km".
    """
    found = [*_numbers(text, _NUMBER)]
    if _CURRENCY.search(text):
        money = [*_numbers(text, _MONEY)]
        found = money + [number for number in found if not any(_is_within(number.span, sum_.span) for sum_ in money)]
    return tuple(sorted(found, key=lambda number: number.span.start))


def _numbers(text: str, pattern: re.Pattern[str]) -> Iterator[Number]:
    for match in pattern.finditer(text):
        written = match.groupdict()
        span = Span(*match.span())
        currency = written.get("currency") or ""
        value, default = _value(written)
        if value <= LARGEST:
            default = Qualifier.AT_LEAST if "+" in match[0] or match[0].endswith("plus") else default
            yield Number(span, value, qualifier_at(text, span, default=default), currency)


def _is_within(span: Span, other: Span) -> bool:
    return other.start <= span.start < other.end


def _value(written: dict[str, str | None]) -> tuple[float, Qualifier]:
    """Give the value of what was matched, and how exactly it is meant if nothing beside it says so."""
    if lowest := written.get("range"):
        return float(lowest), Qualifier.AT_LEAST
    if digits := written["digits"]:
        scale = (written["scale"] or written.get("suffix") or "").lower()
        value = float(re.sub(rf"{_SPACES}|,", "", digits))
        return round(value * SCALES[scale], DECIMALS) if scale else value, Qualifier.EXACT
    if vague := written["vague"]:
        phrase = re.sub(r"\s+", " ", vague.lower())
        return float(VAGUE[phrase]), Qualifier.ABOUT if phrase in ROUND else Qualifier.AT_LEAST
    return float(value_of_words(written["words"] or "")), Qualifier.EXACT


def qualifier_at(text: str, span: Span, *, default: Qualifier = Qualifier.EXACT) -> Qualifier:
    """Tell how exactly the number at `span` is meant, from the words beside it."""
    before = text[max(0, span.start - _WIDTH) : span.start]
    if range_end(text, span) is not None:
        return Qualifier.AT_LEAST
    match = _BEFORE.search(before)
    if match and not _IN_THE_PAST.search(before) and not _GONE_UP_TO.search(before):
        return _QUALIFYING[" ".join(match["words"].lower().split())]
    return Qualifier.AT_LEAST if _AFTER.match(text, span.end) else default


def range_end(text: str, span: Span) -> int | None:
    """Give where the range ends that the number at `span` begins: "between 40 and 50", "40 to 50", "three or four".

    "From 40 to 50" is a change and "killed 40 and 50 others" two figures: `None`.
    """
    match = _RANGE.match(text, span.end)
    if match is None:
        return None
    before = text[max(0, span.start - _WIDTH) : span.start]
    if match["link"].lower() == "and":
        return match.end() if _BETWEEN.search(before) else None
    return None if _CHANGED.search(before) else match.end()
