"""Days that are not those of the news: when a page says it was posted, when somebody spoke; captions of pictures."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from ingest.articles import Span
from ingest.extraction.cues import cues
from ingest.extraction.dates import DateMention, find_dates

_CUES: Final = cues("stamps")
_NEAR: Final = 120
"""Characters before a day in which stands who spoke on it."""


def captions(text: str) -> Iterable[Span]:
    """Find the paragraphs that describe a picture, which may be of another place and year."""
    return (Span(*match.span("caption")) for match in _CUES["caption"].finditer(text))


def stamps(text: str) -> Iterable[Span]:
    """Find where `text` says when it was posted: a clock beside the headline, not in a sentence on an event."""
    return (Span(*match.span()) for match in _CUES["stamp"].finditer(text))


def written_day(text: str, *, published: date) -> date:
    """Give the earliest day that a stamp in `text` states, if it lies before `published`, which may be a crawl's."""
    days = [
        mention.first
        for stamp in stamps(text)
        for mention in find_dates(text[stamp.start : stamp.end], today=published)
    ]
    return min((*days, published))


def is_of_statement(text: str, mention: DateMention) -> bool:
    """Tell whether the words around a date make it that of a statement: "police said on Monday"."""
    start, end = mention.span.start, mention.span.end
    is_said = _CUES["statement before"].search(text, max(0, start - _NEAR), start)
    return bool(is_said or _CUES["statement behind"].match(text, end))


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Overwrite `spans` with spaces, so that offsets stay."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
