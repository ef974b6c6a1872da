"""Shares in words, which are percentages: "one in five", "nine out of 10", "two-thirds of"."""

import re
from collections.abc import Iterator

from ingest.articles import Qualifier, Span, TallyKind
from ingest.extraction.measures import PERCENT, Counted
from ingest.extraction.number_words import UNITS
from ingest.extraction.numbers import Number, qualifier_at
from ingest.extraction.readings import Reading

_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_FRACTION = re.compile(
    rf"\b(?:(?P<some>an?|one|two|three|four|nine)[\s-]+)?(?P<part>{'|'.join(_PARTS)})s?\s+of\s+(?!an?\b|\d)",
    re.IGNORECASE,
)
_STRETCH = re.compile(r"\b(?:the|this|that|first|second|last|latter|other|top|bottom|better)\s+$", re.IGNORECASE)
"""Before "half of", which then is no share: "the first half of the season"."""
_AT_A_GLANCE = re.compile(r"(?:half|thirds?|quarters?|fifths?|tenths?) of\b", re.IGNORECASE)


def shares_of(reading: Reading) -> Iterator[tuple[Number, Counted]]:
    """Give each share that a sentence tells in words, as a percentage."""
    for some, whole in reading.odds:
        yield _share(reading.sentence, Span(some.span.start, whole.span.end), some.value / whole.value)
    if _AT_A_GLANCE.search(reading.sentence):
        yield from _fractions(reading.sentence)


def _fractions(sentence: str) -> Iterator[tuple[Number, Counted]]:
    for match in _FRACTION.finditer(sentence):
        some, part = (match["some"] or "").lower(), match["part"].lower()
        if some or (part == "half" and not _STRETCH.search(sentence, 0, match.start())):
            yield _share(sentence, Span(match.start(), match.end("part")), UNITS.get(some, 1) / _PARTS[part])


def _share(sentence: str, span: Span, share: float) -> tuple[Number, Counted]:
    number = Number(span, round(100 * share, 1), qualifier_at(sentence, span, default=Qualifier.ABOUT))
    return number, Counted(PERCENT, sentence[span.start : span.end], TallyKind.RATE)
