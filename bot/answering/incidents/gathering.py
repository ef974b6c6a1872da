"""Incidents gathered: what is reported of a window, with all that a fold may join to it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from bot.answering.incidents.withdrawals import Withdrawals
from ingest import Archive, FoundReport, Incident, Sought, View, Window, fold, near

_ANY_TIME = Window()


@dataclass(frozen=True, slots=True)
class Beyond:
    """Which reports may be joined to those that were looked for."""

    sought: Sought
    window: Window = _ANY_TIME


def gathered(  # noqa: PLR0913 because it says where, for whom, what, and what else
    archive: Archive,
    view: View,
    withdrawals: Withdrawals,
    *,
    window: Window,
    sought: Sought,
    beyond: Beyond | None = None,
    is_about: Callable[[FoundReport], bool] = lambda _: True,
) -> tuple[Incident, ...]:
    """Fold the reports of a window that are sought, and those `beyond` that tell the same events, the newest first.

    Those alone that an asker would not call about something else. What was taken back by a notice since the window
    begins is left out. What is joined may lead to others, of its days or with its people, until there are no more.
    """
    rulings, standing = archive.rulings(view), withdrawals.since(window.since).without

    def read(within: Window, wanted: Sought) -> dict[int, FoundReport]:
        return {found.id: found for found in standing(archive.reports(view, window=within, sought=wanted)) if is_about(found)}

    reports = read(window, sought)
    holding = reports.keys() | {number for ruling in rulings for number in (*ruling.these, *ruling.those)}
    reached = near(reports.values(), ids=holding)
    while True:
        if beyond:
            reports |= read(beyond.window, replace(beyond.sought, near=reached))
        incidents = fold(tuple(reports.values()), rulings, holding=holding)
        told = near((found for incident in incidents for found in incident.reports), ids=holding)
        if not beyond or (told.days <= reached.days and told.names <= reached.names):
            return incidents
        reached = told
