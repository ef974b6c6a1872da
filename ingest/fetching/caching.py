"""What response headers say about time: when to ask again, and with which validators."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from ingest.live import Validators

NOTHING_KNOWN: Final = Validators()

_LONGEST: Final = timedelta(days=1)  # whoever asks for more gets a day, and may ask again
_NEVER = re.compile(r"(?:^|,)\s*no-(?:store|cache)\b", re.IGNORECASE)
_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d+)", re.IGNORECASE | re.ASCII)
_SECONDS = re.compile(r"\d+", re.ASCII)
_LONGEST_VALIDATOR: Final = 1024  # it is stored, and sent with every poll


def max_age(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the answer stays fresh (RFC 9111, section 4.2), at most a day; `None` if the server promises nothing."""
    control = headers.get("Cache-Control", "")
    if _NEVER.search(control):
        return None
    stated = _MAX_AGE.search(control)
    left = _seconds(stated[1]) - _age(headers) if stated else _until_expiry(headers, now)
    return min(left, _LONGEST) if left > timedelta() else None


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the server asks to be left alone (RFC 9110, section 10.2.3), at most a day."""
    stated = headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(stated):
        return _seconds(stated)
    moment = _date(stated)
    return min(max(moment - now, timedelta()), _LONGEST) if moment else None


def validators_of(headers: Mapping[str, str], known: Validators = NOTHING_KNOWN) -> Validators:
    """Give what the next request can be made conditional with: the server's own words, else those `known`."""
    return Validators(
        etag=_sendable(headers.get("ETag")) or known.etag,
        last_modified=_sendable(headers.get("Last-Modified")) or known.last_modified,
    )


def conditions(known: Validators) -> dict[str, str]:
    """Give the headers that ask "anything new since?"."""
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value}


def _sendable(value: str | None) -> str | None:
    """Pass on only what can be sent back as it came."""
    return value if value and value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR else None


def _until_expiry(headers: Mapping[str, str], now: datetime) -> timedelta:
    """By the server's own clock, where it shows one."""
    expiry = _date(headers.get("Expires", ""))
    return expiry - (_date(headers.get("Date", "")) or now) if expiry else timedelta()


def _age(headers: Mapping[str, str]) -> timedelta:
    stated = headers.get("Age", "").strip()
    return _seconds(stated) if _SECONDS.fullmatch(stated) else timedelta()


def _seconds(digits: str) -> timedelta:
    return _LONGEST if len(digits.lstrip("0")) > len("86400") else min(timedelta(seconds=int(digits)), _LONGEST)


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
