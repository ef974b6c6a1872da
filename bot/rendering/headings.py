"""What a list of incidents is called, by what was asked for. Pure."""

from collections.abc import Iterator

from bot.answering.composition.phrasing import day
from bot.answering.incidents.latest import Filters
from bot.languages import say


def incidents_heading(filters: Filters, opening: str = "") -> str:
    """Say it: "Latest incidents in Iraq since 1 Nov 2023". The place is as the asker wrote it."""
    return " ".join((opening or say("Latest incidents"), *_conditions(filters)))


def kind_name(kind: str) -> str:
    """Name a kind of incident, as a phrase begins within a sentence."""
    return say(kind.replace("_", " "))


def _conditions(filters: Filters) -> Iterator[str]:
    if filters.place:
        yield say("in {place}", place=filters.place)
    if filters.since:
        yield say("since {day}", day=day(filters.since))
    if filters.until:
        yield say("until {day}", day=day(filters.until))
    if filters.kind:
        yield say("of the kind {kind}", kind=kind_name(filters.kind))
