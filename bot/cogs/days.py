"""The days that people write into an option, and those suggested while they type. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from discord.app_commands import Choice

from bot.errors import MomentError
from bot.inputs.moments import parse_day

_SUGGESTED: Final = {"Today": 0, "Yesterday": 1, "A week ago": 7, "A month ago": 30, "A year ago": 365}
"""How many days back."""


def read_day(text: str | None) -> date | None:
    """Read a day as an option holds it; `None` where none was given."""
    return parse_day(text.strip()) if text and text.strip() else None


def suggested_days(typed: str, *, today: date) -> list[Choice[str]]:
    """Give the days that are often meant, and the one that was typed."""
    return [*_typed(typed), *_often_meant(typed, today)]


def _typed(typed: str) -> Iterator[Choice[str]]:
    try:
        day = read_day(typed)
    except MomentError:
        return
    if day:
        yield Choice(name=f"{day:%A}, {day}", value=day.isoformat())


def _often_meant(typed: str, today: date) -> Iterator[Choice[str]]:
    for name, days in _SUGGESTED.items():
        day = (today - timedelta(days=days)).isoformat()
        if typed.casefold() in f"{name} {day}".casefold():
            yield Choice(name=f"{name} ({day})", value=day)
