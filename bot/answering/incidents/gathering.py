"""Incidents gathered: what is reported of a window, with all that a fold may join to it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.answering.incidents.withdrawals import Withdrawals
from ingest import Archive, FoundReport, Incident, Near, Sought, View, Window, fold, near


@dataclass(frozen=True, slots=True)
class Beyond:
    """Which reports may be joined to those that were looked for."""

    sought: Sought
    window: Window


def gathered(  # noqa: PLR0913 because it says where, for whom, what, what else, and whether that is worth it
    archive: Archive,
    view: View,
    *,
    window: Window,
    sought: Sought,
    beyond: Beyond | None = None,
    is_about: Callable[[FoundReport], bool] = lambda _: True,
    least: int = 1,
) -> tuple[Incident, ...]:
    """Fold the reports of a window that are sought, and those `beyond` that tell the same events, the newest first.

    Those alone that are about what is asked, and that nobody took back since the window begins. What is joined may
    lead to others, of its days or with its people, until there are no more. None where fewer than `least` are reported:
    then it is not worth while to look for what was taken back, and to fold.
    """
    rulings, found = archive.rulings(view), archive.reports(view, window=window, sought=sought)
    if len(found) < least:
        return ()
    standing = Withdrawals(archive, view, Window(window.since)).without

    def read(near_to: Near) -> dict[int, FoundReport]:
        if beyond is None:
            return {}
        more = archive.reports(view, window=beyond.window, sought=replace(beyond.sought, near=near_to))
        return {each.id: each for each in standing(more) if is_about(each)}

    reports = {each.id: each for each in standing(found) if is_about(each)}
    holding = reports.keys() | {number for ruling in rulings for number in (*ruling.these, *ruling.those)}
    reached = near(reports.values(), ids=holding)
    more = read(reached)
    while True:
        reports |= more
        incidents = fold(tuple(reports.values()), rulings, holding=holding)
        told = near((each for incident in incidents for each in incident.reports), ids=holding)
        if told.days <= reached.days and told.names <= reached.names:
            return incidents
        more, reached = read(told), told
        if more.keys() <= reports.keys():
            return incidents
