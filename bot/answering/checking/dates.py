"""Dates: those of a statement, found in its passages or within what they name."""

import re
from collections.abc import Iterator
from typing import Final

from bot.answering.checking.reading import ANY_DAY, Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from ingest import DateMention, DatePrecision

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_WEEKDAY: Final = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)(?=[a-z]{0,6}\b)", re.IGNORECASE)
_CALENDAR: Final = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|\d[-/]\d|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""What says which day it is, without a day to read it from."""
_MONTH: Final = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?=[a-z]{0,6}\b)")


def unsupported_dates(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each date of `statement` that `evidence` does not name, nor any day within it."""
    told = [(mention, _words(sentence, mention)) for sentence in evidence.sentences for mention in sentence.dates]
    years = {year for sentence in evidence.sentences for year in _YEAR.findall(sentence.text)}
    months = _months(evidence.text)
    named = "; ".join(dict.fromkeys(words for _, words in told)) or "none"
    for mention in statement.dates:
        words = _words(statement, mention)
        if not _CALENDAR.search(words):
            if not any(_is_alike(mention, words, other, theirs) for other, theirs in told):
                yield Reason(
                    "date", words, f"No passage says so, and which day that is is not known here. Dates named: {named}."
                )
        elif not _is_told(mention, words, [other for other, theirs in told if _CALENDAR.search(theirs)], years, months):
            yield Reason("date", words, f"No passage names this date. Dates named: {named}.")


def _words(sentence: Sentence, mention: DateMention) -> str:
    return sentence.text[mention.span.start : mention.span.end]


def _is_alike(mention: DateMention, words: str, other: DateMention, theirs: str) -> bool:
    """Tell whether two relative dates are one, from whatever day they are read."""
    are_one = (mention.first, mention.last) == (other.first, other.last)
    return are_one and _weekdays(words) == _weekdays(theirs)


def _weekdays(words: str) -> set[str]:
    return {day.lower() for day in _WEEKDAY.findall(words)}


def _is_told(mention: DateMention, words: str, told: list[DateMention], years: set[str], months: set[str]) -> bool:
    """Tell whether a date is named, or a day within it; the year may stand elsewhere in the passages."""
    if not set(_YEAR.findall(words)) <= years:
        return False
    if mention.precision is DatePrecision.YEAR:
        return True
    return any(_holds(mention, other) for other in told) or (
        mention.precision is DatePrecision.MONTH and _months(words) <= months
    )


def _months(text: str) -> set[str]:
    return {month.lower()[:3] for month in _MONTH.findall(text)}


def _holds(wanted: DateMention, told: DateMention) -> bool:
    """Tell whether what is told lies within what is wanted, whatever the year of one that names none."""
    if ANY_DAY.year in {wanted.first.year, told.first.year}:
        return (wanted.first.month, wanted.first.day) <= (told.first.month, told.first.day) and (
            told.last.month,
            told.last.day,
        ) <= (wanted.last.month, wanted.last.day)
    return wanted.first <= told.first and told.last <= wanted.last
