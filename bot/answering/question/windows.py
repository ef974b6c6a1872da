"""The window that a question states."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ingest import DateMention, Span, find_dates, since_of

_DATED = re.compile(r"\b(?:on|in|during|(?P<limit>until|till|before|up\s+to))\s+(?:the\s+)?$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:past|last|this|these|today|tonight|yesterday|overnight|ago|weekend|since\s+\w+day|current)\b", re.IGNORECASE
)
_OPENING = re.compile(r"\b(?:since|from|between|in|during|over|on)?\s*(?:the\s+)?$", re.IGNORECASE)
_BOUND = re.compile(
    r"\s*(?:since|between|from|so far|(?:(?:in|over|during|within)\s+)?(?:the\s+)?(?:past|last|this|these)|today"
    r"|yesterday)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A window as a question words it."""

    since: date | None
    until: date | None
    span: Span
    is_bound: bool
    is_relative: bool = False


def window_of(text: str, today: date) -> Stated | None:
    """Read the asked window; "since D" leaves the end open. Several dates are of articles or events: no window."""
    mentions = find_dates(text, today=today)
    stated = since_of(text, today=today)
    if stated is None:
        return _single_date(text, mentions[0]) if len(mentions) == 1 else None
    opening = _OPENING.search(text, 0, stated.span.start)
    start = opening.start() if opening else stated.span.start
    span = Span(start, stated.span.end)
    is_bound = bool(_BOUND.match(text, start))
    if not is_bound and len(mentions) > 1:
        return None
    until = None if stated.last >= today else stated.last
    is_relative = bool(_RELATIVE.search(text, start, span.end))
    return Stated(stated.first, until, span, is_bound, is_relative)


def _single_date(text: str, mention: DateMention) -> Stated | None:
    before = _DATED.search(text, 0, mention.span.start)
    span = Span(before.start() if before else mention.span.start, mention.span.end)
    if before and before["limit"]:
        limit = mention.first - timedelta(days=1) if before["limit"].lower() == "before" else mention.last
        return Stated(None, limit, span, is_bound=True)
    is_relative = bool(_RELATIVE.search(text, mention.span.start, mention.span.end))
    if before or is_relative:
        return Stated(mention.first, mention.last, span, is_bound=is_relative, is_relative=is_relative)
    return None
