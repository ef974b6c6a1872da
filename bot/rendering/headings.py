"""What is told of, where and when, in a terminal and in Discord alike. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.answering.answers import AnswerWindow
from bot.answering.composition.phrasing import day
from bot.answering.incidents.latest import Filters
from bot.languages import say, say_month, say_number
from ingest import DatePrecision, Place


def incidents_heading(filters: Filters, opening: str = "") -> str:
    """Say it: "Latest incidents in Iraq since 1 Nov 2023". The place is as the asker wrote it."""
    return " ".join((opening or say("Latest incidents"), *_conditions(filters)))


def window_heading(window: AnswerWindow) -> str:
    """Give the days that an answer is about, and whose: "Since 17 Oct 2023 (UTC)"; "" if open on both sides."""
    zone = next((moment.tzname() for moment in (window.since, window.until) if moment), None) or "UTC"
    since = day(window.since) if window.since else ""
    until = day(window.until) if window.until else ""
    if since and until and since != until:
        return say("{since} to {until} ({zone})", since=since, until=until, zone=zone)
    if since and until:
        return say("On {day} ({zone})", day=since, zone=zone)
    if since:
        return say("Since {day} ({zone})", day=since, zone=zone)
    return say("Up to {day} ({zone})", day=until, zone=zone) if until else ""


def some_of(names: Sequence[str], most: int) -> str:
    """Name so many at most, and say how many more there are; strangers' words are as they come."""
    rest = len(names) - most
    listed = ", ".join(names[:most])
    return say("{names} and {count} more", names=listed, count=say_number(rest)) if rest > 0 else listed


def where(place: Place) -> str:
    """Name a place with its country, in strangers' words as they are."""
    return ", ".join(dict.fromkeys(filter(None, (place.name, place.country)))) or say("place not stated")


def when(first_day: date, last_day: date, precision: DatePrecision) -> str:
    """Say on which days something happened, as narrowly as is known."""
    first, last = day(first_day), day(last_day)
    days = last if first == last else say("{since} to {until}", since=first, until=last)
    match precision:
        case DatePrecision.DAY:
            return days
        case DatePrecision.WEEK:
            return say("around {day}", day=days)
        case DatePrecision.MONTH:
            return say("around {day}", day=say_month(last_day))
        case DatePrecision.YEAR:
            return say("around {day}", day=f"{last_day:%Y}")
        case DatePrecision.PUBLISHED:
            return say("on or before {day}", day=last)


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
