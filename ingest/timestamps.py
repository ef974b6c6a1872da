"""Moments as news writes them: ISO 8601, RFC 2822, bare dates."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ZONE = re.compile(r"(?<=\d)\s+(?:(?P<offset>[+-]\d\d:?\d\d)|UTC|GMT|Z)$")
"""Pages write `2023-11-22 08:30:00 +02:00`, with a space that ISO 8601 does not know."""


def parse_timestamp(text: str) -> datetime | None:
    """Give the moment in UTC, aware; without a zone it is taken as UTC, without a time as midnight.

    `None` where it cannot be read.
    """
    text = text.strip()
    moment = _iso(_ZONE.sub(_numeric_zone, text)) or _rfc2822(text)
    return to_utc(moment) if moment else None


def to_utc(moment: datetime) -> datetime | None:
    """Give `moment` in UTC, a naive one taken as UTC; `None` where that leaves the calendar."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def _numeric_zone(zone: re.Match[str]) -> str:
    return zone["offset"] or "+00:00"


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _rfc2822(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None
