"""Votes of a parliament or a board: "passed 213-179", "by 213 votes to 179", "40 voted against"."""

import re
from collections.abc import Iterator

from ingest.articles import Qualifier, Span
from ingest.extraction.measures import Counted
from ingest.extraction.numbers import Number

VOTE = "vote"
FOR = "votes for"
AGAINST = "votes against"
_AT_A_GLANCE = re.compile(r"\bvot(?:e|es|ed|ing)\b|\b(?:bill|motion|resolution|amendment|impeachment)\b", re.IGNORECASE)
"""Without one of these words, "213-179" is the score of a match."""
_COUNT = r"\d{1,3}(?:,\d{3}){0,4}"
_BOTH = re.compile(
    rf"(?<![\w.,$-])(?P<first>{_COUNT})(?:\s?[-–]\s?|\s+votes\s+to\s+|\s+to\s+)(?P<second>{_COUNT})"
    r"(?![\w%]|[.,–-]\d|\s+(?:percent|per\s+cent|people|years?|days?|months?|million|billion))"
)
_ONE = re.compile(
    rf"(?<![\w.,$-])(?P<count>{_COUNT})(?:\s+(?!and\b)[a-z][\w’'-]*){{0,2}}?"
    r"\s+(?P<side>against|in\s+favou?r|vot(?:es?|ed)\s+(?:in\s+favou?r|for|against))\b"
)
_LOST = re.compile(
    r"\b(?:reject(?:s|ed|ing)?|fail(?:s|ed)?|defeat(?:s|ed)?|vot(?:es?|ed|ing)\s+down|block(?:s|ed)?|voted\s+against|lost)\b",
    re.IGNORECASE,
)


def find_votes(sentence: str) -> Iterator[tuple[Number, Counted]]:
    """Give the votes for something and those against it that `sentence` tells."""
    if not _AT_A_GLANCE.search(sentence):
        return
    for match in _BOTH.finditer(sentence):
        sides = (AGAINST, FOR) if _LOST.search(sentence) else (FOR, AGAINST)
        for side, name in zip(sides, ("first", "second"), strict=True):
            yield _votes(match, name, side)
    if "vot" in sentence:
        for match in _ONE.finditer(sentence):
            yield _votes(match, "count", AGAINST if "against" in match["side"] else FOR)


def _votes(match: re.Match[str], name: str, side: str) -> tuple[Number, Counted]:
    span = Span(match.start(name), match.end(name))
    return Number(span, float(match[name].replace(",", "")), Qualifier.EXACT), Counted(VOTE, side)
