"""Moments as news writes them: the one reader for feeds, pages, JSON-LD, sitemaps and rows.

All of a text must be understood, or nothing is read of it: docs/decisions/dates-who-reads-them.md.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from ingest.calendar_names import folded
from ingest.days import day_named
from ingest.zones import zone_named

_LONGEST: Final = 120
"""Characters; no date is longer, and what is read of strangers is bounded."""
_EPOCH: Final = re.compile(r"(1\d{9})(?:\d{3}|\d{6})?(?:\.\d+)?")
"""Seconds, milliseconds or microseconds since 1970, from 2001 to 2033."""
_SPELLINGS: Final = tuple(
    (re.compile(spelled), plain)
    for spelled, plain in (
        (r"[\u2010-\u2015\u2212]", "-"),
        (r"^(\d{4})(\d\d)(\d\d)t?(\d\d)(\d\d)(\d\d)(?!\d)", r"\1-\2-\3 \4:\5:\6"),
        (r"^(\d{4})(\d\d)(\d\d)t?(\d\d)(\d\d)(?!\d)", r"\1-\2-\3 \4:\5"),
        (r"^(\d{4})(\d\d)(\d\d)(?!\d)", r"\1-\2-\3"),
        (r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]", r"\1-\2-\3 "),
        (r"(?<!\d)(\d{1,2}) ?[h時时시] ?(\d\d)(?!\d) ?[分분]?", r"\1:\2"),
        (r"(?<![\d:.])(\d{1,2})\.(\d\d)(?= ?(?:uhr|[ap]\.? ?m|wib|wita|wit)\b)", r"\1:\2"),
        (r"(?<![\d:.])(\d{1,2})(?= ?[ap]\.? ?m\b)", r"\1:00"),
        (r"(?<![\d:.])(\d{1,2}) ?(?:uhr|h)\b", r"\1:00"),
        (r"(?<=-\d\dt)(\d\d)(?=z|[+-]|$)", r"\1:00"),
    )
)
"""The time as `10:20`, the day as `2024-03-05`, where they are written with other marks or none."""
_CLOCK: Final = re.compile(
    r"(?:(?<=\d)t|(?<![^ ,(]))(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,:]\d+)?)?(?![\d:])"
    r"(?: ?(?P<half>[ap])\.? ?m\b\.?)?(?: (?:uhr|hrs?)\b)?"
)
_ZONE: Final = re.compile(
    r"[ ,(]*(?:-(?=[+-]))?(?P<zone>(?:(?:gmt|utc|ut) ?)?[+-]\d{1,2}(?::?\d\d)?(?![\d:])|[a-z_]+(?:/[\w+-]+)*)\)?"
    r"(?: ?\([a-z .]+\)| ?\[[\w/]+\])?"
)
"""An offset may be followed by its name: JavaScript writes it so."""
_ZONE_OF_DAY: Final = re.compile(r"(?:(?<=\d) ?z|(?<=-\d\d-\d\d)[+-]\d\d:\d\d| (?:gmt|utc))$")

_NOON: Final = 12
_DAY: Final = timedelta(days=1)
_MINUTES: Final = 60
_LEAP_SECOND: Final = 60


def parse_timestamp(text: str) -> datetime | None:
    """Give the moment in UTC, aware; without a zone it is taken as UTC, without a time it is midnight.

    `None` where something of it is not understood, where it may be several days, and where it names no whole day.
    """
    if len(text) > _LONGEST:
        return None
    plain = " ".join(folded(text).split())
    if epoch := _EPOCH.fullmatch(plain):
        return datetime.fromtimestamp(int(epoch[1]), UTC)
    for spelling, written in _SPELLINGS:
        plain = spelling.sub(written, plain)
    clock = _CLOCK.search(plain)
    return _moment(plain, clock) if clock else _midnight(plain)


def to_utc(moment: datetime) -> datetime | None:
    """Give `moment` in UTC, a naive one taken as UTC; `None` where that leaves the calendar."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def _moment(text: str, clock: re.Match[str]) -> datetime | None:
    zone, rest = _zone_at(text[clock.end() :])
    return _at(_since_midnight(clock), day_named(f"{text[: clock.start()]} {rest}"), zone)


def _midnight(text: str) -> datetime | None:
    told = _ZONE_OF_DAY.search(text)
    zone = zone_named(told[0].strip()) if told else None
    return _at(timedelta(), day_named(text[: told.start()] if told and zone else text), zone)


def _at(since_midnight: timedelta | None, day: date | None, zone: tzinfo | None) -> datetime | None:
    if day is None or since_midnight is None:
        return None
    try:
        return to_utc(datetime.combine(day, time(), zone) + since_midnight)
    except OverflowError:
        return None


def _since_midnight(clock: re.Match[str]) -> timedelta | None:
    """Give the duration that a clock shows; 24:00 and leap seconds are of the next hour and minute."""
    hour, minute, second = int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0)
    if clock["half"] and hour <= _NOON:
        if hour == 0:
            return None
        hour = hour % _NOON + (_NOON if clock["half"] == "p" else 0)
    elif clock["half"] == "a":
        return None
    shown = timedelta(hours=hour, minutes=minute, seconds=second)
    return shown if shown <= _DAY and minute < _MINUTES and second <= _LEAP_SECOND else None


def _zone_at(text: str) -> tuple[tzinfo | None, str]:
    """Give the zone with which a text begins, if it does, and what is left; a zone told twice is told by the first."""
    zone = None
    while (told := _ZONE.match(text)) and (named := zone_named(told["zone"])):
        zone, text = zone or named, text[told.end() :]
    return zone, text
