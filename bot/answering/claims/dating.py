"""Days in words that do not depend on when they were written: "on Tuesday" as the day that it was. Pure."""

import re
from datetime import date
from typing import Final

from ingest import DatePrecision, find_dates

_CALENDAR: Final = re.compile(r"\d|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
"""What a day has that is told by the calendar."""


def dated(text: str, *, today: date) -> str:
    """Give `text`, written on `today`, with its relative days ("yesterday", "on Tuesday") as days of the calendar."""
    for mention in reversed(find_dates(text, today=today)):
        words = text[mention.span.start : mention.span.end]
        if mention.precision is DatePrecision.DAY and mention.first == mention.last and not _CALENDAR.search(words):
            day = f"{mention.first.day} {mention.first:%B %Y}"
            text = text[: mention.span.start] + day + text[mention.span.end :]
    return text
