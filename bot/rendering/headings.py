"""What a list of incidents is called, by what was asked for. Pure."""

from collections.abc import Iterator

from bot.answering.composition.phrasing import day
from bot.answering.incidents.latest import Filters


def incidents_heading(filters: Filters, opening: str = "Latest incidents") -> str:
    """Say it: "Latest incidents in Iraq since 1 Nov 2023". The place is as the asker wrote it."""
    return " ".join((opening, *_conditions(filters)))


def _conditions(filters: Filters) -> Iterator[str]:
    if filters.place:
        yield f"in {filters.place}"
    if filters.since:
        yield f"since {day(filters.since)}"
    if filters.until:
        yield f"until {day(filters.until)}"
    if filters.kind:
        yield f"of the kind {filters.kind.replace('_', ' ')}"
