"""The times of the day that people write into an option. Pure."""

import re
from datetime import time
from typing import Final

from bot.errors import MomentError
from bot.languages import say

_TIME: Final = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap])?\.?(?:m\.?)?", re.IGNORECASE)
_NOON: Final = 12


def read_time(text: str) -> time:
    """Read a time of the day: `8`, `08:30`, `8.30 pm`; raises `MomentError`."""
    found = _TIME.fullmatch(text.strip())
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (99, 0)
    if found and found["half"]:
        hour = hour % _NOON + (_NOON if found["half"].lower() == "p" else 0) if 1 <= hour <= _NOON else 99
    try:
        return time(hour, minute)
    except ValueError as cause:
        raise MomentError(
            say("“{text}” is not a time of the day. Write 08:00 or 18:30, by this server's clock.", text=text)
        ) from cause
