"""What stands beside a text without being of it: when a page says that it was posted, and captions of pictures."""

import re
from collections.abc import Iterable
from datetime import date

from ingest.articles import Span
from ingest.extraction.dates import find_dates

_STAMP = re.compile(
    r"\b(?:(?:first |originally |last )?(?:posted|published|created|updated|modified)"
    r"|story (?:created|updated)|posted on"
    r"|UPDATE)\b\s*(?:on\b|at\b)?[:\s|]*(?=[\w(])"
    r"(?P<day>(?:[A-Z][a-z]+day,?\s+)?(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}"
    r"|\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d))"
    r"(?:,?\s+(?:at\s+)?\d{1,2}:\d\d\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s+[A-Z]{2,4}\b)?)?",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?P<day>[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4})(?:,?\s+(?:at\s+)?\d{1,2}:\d\d\s*[AaPp]\.?[Mm]\.?)",
)
"""A full date with the time of day: a clock beside the headline, not in a sentence on an event."""
_CAPTION = re.compile(
    r"(?:^|\n)(?P<caption>[^\n]{0,300}[.!?][\"\u201d\u2019]?\s+\([A-Z][^()\n]{1,80}\))[ ]*(?=\n|\Z)",
)
"""A short paragraph that ends in a credit of its own: "The square on a quiet day. (A. Cole/Agency)"."""


def captions(text: str) -> Iterable[Span]:
    """Find the paragraphs that describe a picture, which may be of another place and year."""
    return (Span(*match.span("caption")) for match in _CAPTION.finditer(text))


def stamps(text: str) -> Iterable[Span]:
    """Find the stamps in `text`."""
    return (Span(*match.span()) for pattern in (_STAMP, _BARE) for match in pattern.finditer(text))


def written_day(text: str, *, published: date) -> date:
    """Give the earliest day that a stamp in `text` states, if it lies before `published`, which may be a crawl's."""
    days = [
        mention.first
        for stamp in stamps(text)
        for mention in find_dates(text[stamp.start : stamp.end], today=published)
    ]
    return min((*days, published))


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Overwrite `spans` with spaces, so that offsets stay."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
