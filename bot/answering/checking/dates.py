"""Dates: those of a statement, found in its passages or within what they name."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.answering.checking.reading import ANY_DAY, Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from ingest import DateMention, DatePrecision

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
CALENDAR: Final = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|\d[-/]\d|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""What says which day it is, without a day to read it from."""


def unsupported_dates(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each date of `statement` that `evidence` does not name, nor any day within it."""
    told = [(mention, _words(sentence, mention)) for sentence in evidence.sentences for mention in sentence.dates]
    of_calendar = [mention for mention, words in told if CALENDAR.search(words)]
    years = set(_YEAR.findall(evidence.text))
    named = "; ".join(dict.fromkeys(words for _, words in told)) or "none"
    for mention in statement.dates:
        words = _words(statement, mention)
        if CALENDAR.search(words):
            if not (set(_YEAR.findall(words)) <= years and _is_told(mention, of_calendar)):
                yield Reason("date", words, f"No passage names this date. Dates named: {named}.")
        elif not any((mention.first, mention.last) == (other.first, other.last) for other, _ in told):
            yield Reason(
                "date", words, f"No passage says so, and which day that is is not known here. Dates named: {named}."
            )


def _words(sentence: Sentence, mention: DateMention) -> str:
    return sentence.text[mention.span.start : mention.span.end]


def _is_told(wanted: DateMention, told: Sequence[DateMention]) -> bool:
    """Tell whether a date is named, or a day within it; its year may stand anywhere in the passages."""
    return wanted.precision is DatePrecision.YEAR or any(_holds(wanted, other) for other in told)


def _holds(wanted: DateMention, told: DateMention) -> bool:
    """Tell whether what is told lies within what is wanted, whatever the year of one that names none."""
    if ANY_DAY.year in {wanted.first.year, told.first.year}:
        return (wanted.first.month, wanted.first.day) <= (told.first.month, told.first.day) and (
            told.last.month,
            told.last.day,
        ) <= (wanted.last.month, wanted.last.day)
    return wanted.first <= told.first and told.last <= wanted.last
