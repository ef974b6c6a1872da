"""Numbers as news writes them: digits, words, and how exactly they are meant."""

import re
from dataclasses import dataclass

from ingest.articles import Qualifier, Span

UNITS = {
    word: value
    for value, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
            " seventeen eighteen nineteen"
        ).split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}
VAGUE = {
    # Lower bounds after ACLED's fatality rules: tens 10, dozens 12, hundreds 100.
    "tens of thousands": 10_000,
    "hundreds of thousands": 100_000,
    "tens of millions": 10_000_000,
    "hundreds of millions": 100_000_000,
    "tens of billions": 10_000_000_000,
    "hundreds of billions": 100_000_000_000,
    "scores": 20,
    "dozens": 12,
    "tens": 10,
    "hundreds": 100,
    "thousands": 1_000,
    "millions": 1_000_000,
    "billions": 1_000_000_000,
    "two dozen": 24,
    "three dozen": 36,
    "half a dozen": 6,
    "a dozen": 12,
    "a score": 20,
    "a hundred": 100,
    "a thousand": 1_000,
    "a million": 1_000_000,
}
DECIMALS = 4
"""More are the float's, not the text's: 32.8 million is not 32,799,999.999999996."""
EXACT_VAGUE = ("two dozen", "three dozen", "half a dozen", "a dozen", "a score", "a hundred", "a thousand", "a million")

QUALIFIERS = {
    Qualifier.ABOUT: "approximately approx about around roughly some circa estimated",
    Qualifier.AT_LEAST: "at_least no_fewer_than no_less_than a_minimum_of",
    Qualifier.MORE_THAN: "more_than over upwards_of exceeding exceeds exceeded above surpassed surpasses surpassing"
    " in_excess_of topped tops topping greater_than past",
    Qualifier.AT_MOST: "at_most up_to no_more_than as_many_as fewer_than less_than under below",
    Qualifier.NEARLY: "nearly almost close_to approaching just_under",
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        (
            "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
            " sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        start=3,
    )
} | {f"{tens.removesuffix('y')}ieth": value for tens, value in TENS.items()}
"""From the third on: "the first" and "the second" seldom number a series."""

_WORD = "|".join(sorted((*UNITS, *TENS), key=len, reverse=True))
_SCALE_WORD = "hundred|thousand|million|billion|trillion"
_VAGUE = "|".join(sorted((phrase.replace(" ", r"\s+") for phrase in VAGUE), key=len, reverse=True))
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,$€£/:–-])(?:(?P<vague>{_VAGUE})|(?P<digits>{_DIGITS})(?:(?P<suffix>[kK]|[mM]|bn|mn|tn)(?!\w)"
    rf"|[\s-](?P<scale>{_SCALE_WORD})s?(?!\w))?"
    rf"|(?P<words>(?:{_WORD})(?:[\s-]+(?:and\s+)?(?:{_WORD}|{_SCALE_WORD}))*))(?![\w]|[.,:/–-]\d)",
    re.IGNORECASE,
)
_MONEY = re.compile(rf"[$€£]\s?(?P<digits>{_DIGITS})(?:\s?(?P<scale>bn|mn|tn|[kKmM](?!\w)|{_SCALE_WORD}))?")
_QUALIFYING = {
    words.replace("_", " "): qualifier for qualifier, phrases in QUALIFIERS.items() for words in phrases.split()
}
_BEFORE = re.compile(
    rf"(?<!\w)(?P<words>{'|'.join(words.replace(' ', chr(92) + 's+') for words in _QUALIFYING)})\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_IN_THE_PAST = re.compile(r"\b(?:the|in|over|these|this)\s+past\s+$", re.IGNORECASE)
_AFTER = re.compile(r"\s+(?:or\s+more|plus)\b|\+", re.IGNORECASE)
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
    is_money: bool = False


def find_numbers(text: str) -> tuple[Number, ...]:
    """Give the numbers of `text` in order: digits and words, not those inside words, dates, times, scores."""
    found = [_number(text, match) for match in _NUMBER.finditer(text)]
    found += [_number(text, match, is_money=True) for match in _MONEY.finditer(text)]
    return tuple(sorted(found, key=lambda number: number.span.start))


def _number(text: str, match: re.Match[str], *, is_money: bool = False) -> Number:
    groups = match.groupdict()
    if groups["digits"] is not None:
        scale = (groups.get("scale") or groups.get("suffix") or "").lower()
        value = float(re.sub(r"[,\s]", "", groups["digits"]))
        value = round(value * SCALES[scale], DECIMALS) if scale else value
        default = Qualifier.EXACT
    elif groups["vague"]:
        phrase = re.sub(r"\s+", " ", groups["vague"].lower())
        value = float(VAGUE[phrase])
        default = Qualifier.ABOUT if phrase in EXACT_VAGUE else Qualifier.AT_LEAST
    else:
        value = float(value_of_words(groups["words"]))
        default = Qualifier.EXACT
    span = Span(match.start(), match.end())
    return Number(span, value, qualifier_at(text, span, default=default), is_money)


def value_of_words(words: str) -> int:
    """Read a number written in words: "one hundred and thirty-two" is 132.

    Adjacent numbers that do not compose ("two three") keep the last.
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
    return total + current


def qualifier_at(text: str, span: Span, *, default: Qualifier = Qualifier.EXACT) -> Qualifier:
    """Tell how exactly the number at `span` is meant, from the words beside it."""
    before = text[max(0, span.start - _WIDTH) : span.start]
    if range_end(text, span) is not None:
        return Qualifier.AT_LEAST
    match = _BEFORE.search(before)
    if match and not _IN_THE_PAST.search(before):
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
