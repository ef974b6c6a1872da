"""The days that people write into an option, and those suggested while they type. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from discord.app_commands import Choice

from bot.errors import MomentError
from bot.inputs.moments import parse_day
from bot.languages import say, say_weekday


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
        yield Choice(name=f"{say_weekday(day)}, {day}", value=day.isoformat())


def _often_meant(typed: str, today: date) -> Iterator[Choice[str]]:
    suggested = {
        say("Today"): 0,
        say("Yesterday"): 1,
        say("A week ago"): 7,
        say("A month ago"): 30,
        say("A year ago"): 365,
    }
    for name, days in suggested.items():
        day = (today - timedelta(days=days)).isoformat()
        if typed.casefold() in f"{name} {day}".casefold():
            yield Choice(name=f"{name} ({day})", value=day)
