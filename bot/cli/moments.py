"""The forms in which a person writes a moment or a day."""

from datetime import UTC, date, datetime, time

MOMENT_FORMS = "2023-11-22 (the end of that day, UTC), 2023-11-22T14:00 (UTC) or 2023-11-22T14:00+02:00"
PUBLISHED_FORMS = "2023-11-22 (00:00 UTC), 2023-11-22T14:00 (UTC) or 2023-11-22T14:00+02:00"
DAY_FORM = "2023-11-22"


class MomentError(ValueError):
    """A moment or day in no accepted form; the message names the forms."""


def parse_moment(text: str) -> datetime:
    """Read a moment, UTC and aware: a bare date means 23:59:59 of it, a time without zone is UTC."""
    day = _bare_day(text)
    if day:
        return datetime.combine(day, time(23, 59, 59), UTC)
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as cause:
        raise MomentError(f"“{text}” is not a moment that sitrep reads. Write {MOMENT_FORMS}.") from cause


def parse_published(text: str) -> datetime:
    """Read a publication time as those of news are read, UTC and aware: a bare date means its first minute."""
    from ingest import parse_timestamp

    moment = parse_timestamp(text)
    if moment is None:
        raise MomentError(f"“{text}” is not one moment that sitrep reads. Write {PUBLISHED_FORMS}.")
    return moment


def parse_day(text: str) -> date:
    """Read a day."""
    day = _bare_day(text)
    if day is None:
        raise MomentError(f"“{text}” is not a day that sitrep reads. Write {DAY_FORM}.")
    return day


def _bare_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
