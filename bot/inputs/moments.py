"""The forms in which a person writes a moment or a day."""

from datetime import UTC, date, datetime, time
from typing import Final

from bot.errors import MomentError
from bot.languages import say

MOMENT_FORMS = "2023-11-22 (the end of that day, UTC), 2023-11-22T14:00 (UTC) or 2023-11-22T14:00+02:00"
PUBLISHED_FORMS = "2023-11-22 (00:00 UTC), 2023-11-22T14:00 (UTC) or 2023-11-22T14:00+02:00"
DAY_FORM = "2023-11-22"
FIRST_DAY: Final = date(1000, 1, 1)
LAST_DAY: Final = date(8999, 12, 31)
"""Between them every window and zone around a moment stays in the calendar, which has the years 1 to 9999."""


def parse_moment(text: str) -> datetime:
    """Read a moment, UTC and aware: a bare date means 23:59:59 of it, a time without zone is UTC."""
    day = _bare_day(text)
    if day:
        return datetime.combine(_reckoned(day, text), time(23, 59, 59), UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as cause:
        raise MomentError(f"“{text}” is not a moment that sitrep reads. Write {MOMENT_FORMS}.") from cause
    _reckoned(moment.date(), text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def parse_published(text: str) -> datetime:
    """Read a publication time as those of news are read, UTC and aware: a bare date means its first minute."""
    from ingest import parse_timestamp

    if day := _bare_day(text):
        _reckoned(day, text)
    moment = parse_timestamp(text)
    if moment is None:
        raise MomentError(f"“{text}” is not one moment that sitrep reads. Write {PUBLISHED_FORMS}.")
    return moment


def parse_day(text: str) -> date:
    """Read a day."""
    day = _bare_day(text)
    if day is None:
        raise MomentError(say("“{text}” is not a day that sitrep reads. Write {form}.", text=text, form=DAY_FORM))
    return _reckoned(day, text)


def _reckoned(day: date, text: str) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise MomentError(say("“{text}” lies outside the years that can be reckoned with: 1000 to 8999.", text=text))
    return day


def _bare_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
