"""Moments as news writes them: ISO 8601, RFC 2822 and its misspellings, bare dates, months of many languages."""

import re
import unicodedata
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ZONE = re.compile(r"(?<=\d)\s+(?:(?P<offset>[+-]\d\d:?\d\d)|UTC|GMT|Z)$")
"""Pages write `2023-11-22 08:30:00 +02:00`, with a space that ISO 8601 does not know."""


_IMPOSSIBLE_ZONE = re.compile(r"(?<=\d)\s*[+-](?:1[5-9]|[2-9]\d):?\d\d$")
"""No place is fifteen hours from Greenwich."""
_SPELLED = re.compile(
    r"(?:[^\W\d]+\.?,? )?(?:(?P<day>\d{1,2})(?:\.|er|st|nd|rd|th|º)? (?:de )?(?P<month>[^\W\d]{3,})\.?,? (?:de )?"
    r"|(?P<month_first>[^\W\d]{3,})\.? (?P<day_after>\d{1,2}),? )(?P<year>\d{4})(?P<time>(?:[ ,]+.*)?)"
)
_MONTHS = """
jan ene gen sty янв
feb fev fevr lut фев
mar mrt marz marzec мар
apr abr avr kwi апр
may mai mei mag maj мая май
jun juin giu cze июн
jul juil lug lip июл
aug ago aou aout sie авг
sep set sept wrz сен
oct okt ott out paz окт
nov lis ноя
dec dez dic gru дек
"""
"""How names of months begin, without accents, a month a line: English, German, Dutch, French, Spanish, Portuguese,
Italian, Polish, Russian."""
_ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_ZONES = {
    "CET": "+0100",
    "CEST": "+0200",
    "BST": "+0100",
    "EET": "+0200",
    "EEST": "+0300",
    "MSK": "+0300",
    "JST": "+0900",
}
"""Those that RFC 2822 does not name, and that news of one continent alone writes."""
_ZONE_NAME = re.compile(rf"(?<=\d) (?P<zone>{'|'.join(_ZONES)})$")


def parse_timestamp(text: str) -> datetime | None:
    """Give the moment in UTC, aware; without a zone, or with one that cannot be, it is taken as UTC.

    Without a time it is midnight. `None` where it cannot be read.
    """
    text = _IMPOSSIBLE_ZONE.sub("", " ".join(text.split()))
    text = _ZONE_NAME.sub(lambda zone: " " + _ZONES[zone["zone"]], text)
    moment = _iso(_ZONE.sub(_numeric_zone, text)) or _rfc2822(text) or _spelled(text)
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


def _spelled(text: str) -> datetime | None:
    """Read a day whose month is a word, in whatever order and language, with a time behind it or none."""
    date = _SPELLED.fullmatch(text)
    month = _month_of(date["month"] or date["month_first"]) if date else None
    if date is None or month is None:
        return None
    return _rfc2822(f"{date['day'] or date['day_after']} {month} {date['year']} {date['time'].strip(' ,') or '00:00'}")


def _month_of(word: str) -> str | None:
    """Give the English name, cut to three letters."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word.casefold()) if letter.isalpha())
    for english, names in zip(_ENGLISH, _MONTHS.strip().splitlines(), strict=True):
        if bare.startswith(tuple(names.split())):
            return english
    return None
