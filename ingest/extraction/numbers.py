"""Numbers as news writes them: digits, words, and how exactly they are meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ingest.articles import Qualifier, Span
from ingest.extraction.cues import cues, lexicon

_CUES: Final = cues("numbers")
LARGEST = 10**15
"""What is greater is no figure of news: a thousand trillions."""
_LEXICON: Final = lexicon("numbers")
UNITS: Final[dict[str, int]] = {word: value for value, word in enumerate(_LEXICON["units"].split())}
TENS: Final[dict[str, int]] = {word: 10 * value for value, word in enumerate(_LEXICON["tens"].split(), start=2)}
SCALES: Final[dict[str, int]] = _LEXICON["scales"] | _LEXICON["short"] | _LEXICON["letters"]
ROUND: Final[frozenset[str]] = frozenset(_LEXICON["round"])
"""Phrases that mean about their value; the other vague ones mean at least theirs."""
VAGUE: Final[dict[str, int]] = _LEXICON["round"] | _LEXICON["vague"]
ORDINALS: Final[dict[str, int]] = {word: value for value, word in enumerate(_LEXICON["ordinals"].split(), start=3)} | {
    f"{tens.removesuffix('y')}ieth": value for tens, value in TENS.items()
}
CURRENCIES: Final[dict[str, str]] = _LEXICON["currencies"]
"""Signs of money that stand before a number, each with its currency in one word."""
DECIMALS = 4
"""More are the float's, not the text's: 32.8 million is not 32,799,999.999999996."""
_WORD = "|".join(sorted((*UNITS, *TENS), key=len, reverse=True))
_SCALE_WORD, _SCALE_SHORT, _LETTERS = ("|".join(_LEXICON[table]) for table in ("scales", "short", "letters"))
_SCALE_LETTERS = f"{_LETTERS}|{_SCALE_SHORT}"
_GLUED = "|".join(_LEXICON["glued"].split())
"""Units that stand behind digits without a blank: "25kg"."""
_VAGUE = "|".join(sorted((phrase.replace(" ", r"\s+") for phrase in VAGUE), key=len, reverse=True))
_SPACES = r"['’ \u00a0\u2009\u202f]"
_DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}|\d{{1,3}}(?:{_SPACES}\d{{3}})+(?!\d)|\d+)(?:\.\d+)?"
)
"""As papers write them in English, in India, Switzerland and France: 1,234.5 and 1,20,000 and 14'600 and 14 600."""
_PLUS = r"(?:\+|-plus\b(?!-))"
_DOTTED = (
    r"[1-9]\d{0,2}(?:\.\d{3})+"
    rf"(?!\d|(?i:(?:{_SCALE_LETTERS})\b|[\s-](?:{_SCALE_WORD}|{_SCALE_SHORT})|\s?%|[\s-]per\s?cent|\spercentage))"
)
"""Thousands where a German or a Spaniard wrote, else a decimal: nobody can tell 16.800 km, so it is no number."""
_END = r"(?!\w|[.,:/–-]\d|\+\d)"
_NUMBER = re.compile(
    rf"(?<![\w.,$€£₹¥/:–-])(?<!\d\+)(?:(?:(?P<vague>{_VAGUE})|(?P<range>\d{{1,4}})[-–]\d{{1,4}}(?=\s+[a-z]{{3}})"
    rf"|(?P<words>(?:{_WORD})(?:[\s-]+(?:and\s+)?(?:{_WORD}|{_SCALE_WORD}))*)){_END}"
    rf"|(?P<digits>(?!{_DOTTED}){_DIGITS})(?:(?=(?:{_GLUED})(?!\w))"
    rf"|(?:(?P<suffix>{_SCALE_LETTERS})(?!\w)|\+?[\s-](?P<scale>{_SCALE_WORD}|{_SCALE_SHORT})s?(?!\w))?{_END})){_PLUS}?",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"(?<!\w)(?P<currency>{'|'.join(map(re.escape, CURRENCIES))})\.?\s?"
    rf"(?P<digits>(?!{_DOTTED}){_DIGITS})(?:[-–]{_DIGITS})?"
    rf"(?:\+?[\s-]?(?P<scale>(?i:{_SCALE_LETTERS}|{_SCALE_WORD}))(?!\w))?{_PLUS}?"
)
_CURRENCY = re.compile(
    rf"[{''.join(sign for sign in CURRENCIES if len(sign) == 1)}]|{'|'.join(filter(str.isalpha, CURRENCIES))}"
)
"""Quicker to look for than to read money."""
_VAGUE_FIRST = re.compile(rf"\b(?:{_VAGUE})\b", re.IGNORECASE)
_RANGE = re.compile(
    rf"\s+(?P<link>and|to|or)\s+(?:as\s+many\s+as\s+|up\s+to\s+)?(?:{_DIGITS}|(?:{_WORD})(?:-(?:{_WORD}))?)(?![\w%]|\s+(?:%|per))",
    re.IGNORECASE,
)
_AT_A_GLANCE = re.compile(
    r"\d|\b(?:t(?:wo\b|wel|hree|hir[td]|en(?:s|th)?\b|went|housand)|f(?:our|ive\b|if|ort)|s(?:ix|even|cores\b)"
    r"|e(?:igh|leven)|nin[et]|hundred|dozen|[bm]illion|half\b|quarters?\b|lakh|crore)",
    re.IGNORECASE,
)
"""How numbers and ordinals begin: quicker to look for than to read them."""
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


def may_count(text: str) -> bool:
    """Tell, at a glance, whether `text` can hold a number at all."""
    return _AT_A_GLANCE.search(text) is not None


def is_year(written: str) -> bool:
    """Tell whether a number is written as a year of the news is: "2023"."""
    return _CUES["year"].fullmatch(written) is not None


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
        written, span = match.groupdict(), Span(*match.span())
        if written.get("suffix") == "m" and _are_metres(text, span):
            written["suffix"], span = None, Span(span.start, span.end - 1)
        currency = written.get("currency") or ""
        value, default = _value(written)
        if value <= LARGEST:
            default = Qualifier.AT_LEAST if "+" in match[0] or match[0].endswith("plus") else default
            yield Number(span, value, qualifier_at(text, span, default=default), currency)


def _is_within(span: Span, other: Span) -> bool:
    return other.start <= span.start < other.end


def _are_metres(text: str, span: Span) -> bool:
    """Tell whether the letter at the end of `span` is for metres, not for millions: "the 100m final", "30m tall"."""
    before, behind = _CUES["metres before"].search(text, 0, span.start), _CUES["metres"].match(text, span.end)
    return "," in text[span.start : span.end] or bool(before or behind)


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
    match = _CUES["qualifier"].search(before)
    if match and not _CUES["no bound"].search(before):
        return Qualifier(match.lastgroup or default)
    return Qualifier.AT_LEAST if _CUES["or more"].match(text, span.end) else default


def range_end(text: str, span: Span) -> int | None:
    """Give where the range ends that the number at `span` begins: "between 40 and 50", "40 to 50", "three or four".

    "From 40 to 50" is a change and "hurt 40 and 50 others" two figures: `None`.
    """
    match = _RANGE.match(text, span.end)
    if match is None:
        return None
    before = text[max(0, span.start - _WIDTH) : span.start]
    if match["link"].lower() == "and":
        return match.end() if _CUES["between"].search(before) else None
    return None if _CUES["changed"].search(before) else match.end()


def vague_words(text: str, value: float) -> str | None:
    """Give the words that stand for `value` in `text` and name no number: "dozens"; `None` where it is written out."""
    found = (match[0] for match in _VAGUE_FIRST.finditer(text))
    return next((words for words in found if VAGUE[" ".join(words.lower().split())] == value), None)


def value_of_words(words: str) -> int:
    """Read a number written in words: "one hundred and thirty-two" is 132.

    Adjacent numbers that do not compose ("two three") keep the last. What exceeds `LARGEST` is read no further.
    """
    total = current = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in UNITS:
            current = current + UNITS[word] if current % 10 == 0 and current % 100 != 10 else UNITS[word]  # noqa: PLR2004 because English composes by tens and hundreds
        elif word in TENS:
            current = current + TENS[word] if current % 100 == 0 else TENS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total += max(current, 1) * SCALES[word]
            current = 0
        if total + current > LARGEST:
            break
    return total + current
