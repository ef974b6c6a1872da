"""The days that people write into an option, and those suggested while they type. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from discord.app_commands import Choice

from bot.cogs.refusals import Refusal
from bot.languages import say, say_weekday


class DayError(Refusal):
    """A day in no form that is read; the message names the form."""


def read_day(text: str | None) -> date | None:
    """Read a day as an option holds it; `None` where none was given."""
    if text is None or not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as cause:
        raise DayError(say("“{text}” is not a day that I read. Write it like 2023-10-17.", text=text)) from cause


def suggested_days(typed: str, *, today: date) -> list[Choice[str]]:
    """Give the days that are often meant, and the one that was typed."""
    return [*_typed(typed), *_often_meant(typed, today)]


def _typed(typed: str) -> Iterator[Choice[str]]:
    try:
        day = read_day(typed)
    except DayError:
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
