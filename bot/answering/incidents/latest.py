"""The latest incidents that an asker may see, filtered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.answering.incidents.gathering import Beyond, gathered
from bot.answering.question.planning import days
from bot.answering.questions import refuse_empty
from ingest import FOLLOWED_UP, Archive, Incident, IncidentKind, Sought, View, Window, matches, same_place

ENOUGH: Final = 200
"""Incidents beyond which nobody turns pages: forty in Discord."""
_LATELY: Final = (timedelta(days=14), timedelta(days=92), timedelta(days=366))
"""Before the newest article. Of ten years with 63,000 reports, all of them took 36 s of processor time."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which incidents are wanted; `None` is any."""

    place: str | None = None
    """A base, town, region or country, which finds what lies in it."""
    kind: str | None = None
    since: date | None = None
    until: date | None = None
    enough: int | None = ENOUGH
    """Where no first day is given, older ones are looked for until there are so many."""

    def __post_init__(self) -> None:
        refuse_empty(self.since, self.until)


@dataclass(frozen=True, slots=True)
class Latest:
    """Incidents, newest first."""

    incidents: tuple[Incident, ...]
    possible: int
    """How many of them only possibly lie in the window, their dates being inexact."""
    since: date | None
    """The first day that was looked at; `None` where it is the archive's first."""


def latest(archive: Archive, view: View, filters: Filters) -> Latest:
    """Fold the reports visible at `view.now` into incidents, each whole, and keep those that pass the filters.

    What a publisher withdrew since is no incident.
    """
    newest = archive.newest(view) or view.now
    for since in _first_days(filters, newest.date()):
        found = _since(archive, view, filters, since, least=1 if since is filters.since else filters.enough or 1)
        if filters.enough is not None and len(found.incidents) >= filters.enough:
            break
    return found


def _first_days(filters: Filters, newest: date) -> Iterator[date | None]:
    """Give the days since which incidents are looked for, one after the other until there are enough."""
    last = min(filters.until or newest, newest)
    if filters.since is None and filters.enough is not None:
        yield from (last - stretch for stretch in _LATELY if last - date.min > stretch)
    yield filters.since


def _since(archive: Archive, view: View, filters: Filters, since: date | None, *, least: int) -> Latest:
    """List the incidents since a day, whole; none where fewer than `least` are reported."""
    of_kind = frozenset(kind for kind in IncidentKind if filters.kind in {None, kind})
    are_all = not (since or filters.until or filters.place or filters.kind)
    window = days(since, filters.until)
    # unbounded, one name led through ten years, and 92 days took 30 s of processor time
    around = Window(window.since - FOLLOWED_UP if window.since else None)
    incidents = gathered(
        archive,
        view,
        window=window,
        sought=Sought(of_kind, lambda place: not filters.place or same_place(filters.place, place)),
        beyond=None if are_all else Beyond(Sought(frozenset(IncidentKind), lambda _: True), around),
        least=least,
    )
    verdicts = [
        (incident, matches(incident, place=filters.place, kind=filters.kind, since=since, until=filters.until))
        for incident in incidents
    ]
    return Latest(
        tuple(incident for incident, verdict in verdicts if verdict != "no"),
        sum(verdict == "possibly" for _, verdict in verdicts),
        since,
    )
