"""The latest incidents that an asker may see, filtered."""

from dataclasses import dataclass
from datetime import date

from bot.answering.incidents.withdrawals import Withdrawals
from bot.answering.question.planning import days
from bot.answering.questions import refuse_empty
from ingest import Archive, Incident, View, Window, fold, matches


@dataclass(frozen=True, slots=True)
class Filters:
    """Which incidents are wanted; `None` is any."""

    place: str | None = None
    """A base, town, region or country, which finds what lies in it."""
    kind: str | None = None
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        refuse_empty(self.since, self.until)


@dataclass(frozen=True, slots=True)
class Latest:
    """Incidents, newest first."""

    incidents: tuple[Incident, ...]
    possible: int
    """How many of them only possibly lie in the window, their dates being inexact."""


def latest(archive: Archive, view: View, filters: Filters) -> Latest:
    """Fold the reports visible at `view.now` into incidents and keep those that pass the filters.

    What a publisher withdrew since is no incident.
    """
    window = days(filters.since, filters.until)
    reports = Withdrawals(archive, view, Window(window.since)).without(archive.reports(view, window=window))
    verdicts = [
        (
            incident,
            matches(incident, place=filters.place, kind=filters.kind, since=filters.since, until=filters.until),
        )
        for incident in fold(reports, archive.rulings(view))
    ]
    return Latest(
        tuple(incident for incident, verdict in verdicts if verdict != "no"),
        sum(verdict == "possibly" for _, verdict in verdicts),
    )
