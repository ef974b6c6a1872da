"""Rulings about events, the operator's and each server's: made, taken back, given to whom they concern, applied."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, insert, select, update

from ingest.archive import searching
from ingest.archive.report_shelf import ReportShelf
from ingest.archive.rows import AnyRow
from ingest.archive.schema import rulings
from ingest.articles import (
    Casualties,
    CorrectedField,
    Correction,
    CorrectValue,
    FoundReport,
    IncidentKind,
    Place,
    View,
    Window,
)
from ingest.errors import RulingOpposed, RulingRefused
from ingest.rulings import (
    Proposal,
    Ruling,
    RulingId,
    RulingKind,
    VisibleRuling,
    as_corrected,
    contradicted,
    overlaid,
    resolved,
)
from ingest.subscriptions import OPERATOR, Subscriber

_UNMADE: Final = RulingId(0)
_RULING: Final = TypeAdapter(Ruling)
_VALUE: Final = TypeAdapter[CorrectValue](CorrectValue)
_VALUES: Final[dict[CorrectedField, TypeAdapter[CorrectValue]]] = {
    CorrectedField.KIND: TypeAdapter(IncidentKind),
    CorrectedField.DAY: TypeAdapter(date),
    CorrectedField.PLACE: TypeAdapter(Place),
    CorrectedField.KILLED: TypeAdapter(Casualties),
    CorrectedField.INJURED: TypeAdapter(Casualties),
}
"""What is stored of a field, which JSON alone does not tell."""


def make(connection: Connection, shelf: ReportShelf, view: View, proposal: Proposal) -> Ruling:
    """Store a ruling of whom `view` is of, now. Raises `RulingOpposed` where a standing one of theirs says otherwise.

    What the operator ruled opposes no server's: there it gives way.
    """
    mine = Subscriber(view.reader)
    standing = _standing(connection, mine)
    draft = proposal.as_ruling(_UNMADE, made=view.now)
    reports = _reports_named(connection, shelf, view, [*standing, draft])
    if not (new := resolved([draft], reports)):
        raise RulingRefused("Those are copies of one report: what is ruled of one holds for all of them.")
    if opposing := contradicted(new[0], resolved(standing, reports)):
        raise RulingOpposed(opposing, are_the_same=proposal.kind is RulingKind.DIFFERENT)
    corrected = proposal.corrected
    values = {
        "subscriber": mine,
        "kind": proposal.kind.value,
        "these": [asdict(name) for name in proposal.these],
        "those": [asdict(name) for name in proposal.those],
        "made": view.now,
        "by": proposal.by,
        "reason": proposal.reason,
        "field": corrected.field.value if corrected else None,
        "value": _VALUE.dump_python(corrected.value, mode="json") if corrected else None,
    }
    number = connection.execute(insert(rulings).values(values).returning(rulings.c.id)).scalar_one()
    return proposal.as_ruling(RulingId(number), made=view.now)


def undo(
    connection: Connection, ruling: RulingId, subscriber: Subscriber = OPERATOR, *, by: str, now: datetime
) -> Ruling:
    """Take one's own ruling back. Raises `RulingRefused` if there is none, or it was taken back before."""
    chosen = select(rulings).where(rulings.c.id == ruling, rulings.c.subscriber == subscriber)
    row = connection.execute(chosen).one_or_none()
    if row is None:
        raise RulingRefused(f"There is no ruling {ruling}. All of them: sitrep incidents rulings")
    if row.undone is not None:
        raise RulingRefused(f"Ruling {ruling} was undone before, on {row.undone:%d %b %Y} by {row.undone_by}.")
    connection.execute(update(rulings).where(rulings.c.id == ruling).values(undone=now, undone_by=by))
    return _ruling(connection.execute(chosen).one())


def made(connection: Connection, subscriber: Subscriber = OPERATOR) -> tuple[Ruling, ...]:
    """Give every ruling that the subscriber ever made, oldest first."""
    mine = select(rulings).where(rulings.c.subscriber == subscriber).order_by(rulings.c.id)
    return tuple(_ruling(row) for row in connection.execute(mine))


def visible(
    connection: Connection, shelf: ReportShelf, view: View, *which: ColumnElement[bool]
) -> tuple[VisibleRuling, ...]:
    """Give the standing rulings, or `which` of them, as they concern whom `view` is of; whenever they were made.

    Their own go before the operator's.
    """
    mine = Subscriber(view.reader)
    standing = {reader: _standing(connection, reader, *which) for reader in {mine, OPERATOR}}
    if not any(standing.values()):
        return ()
    named = _reports_named(connection, shelf, view, [ruling for some in standing.values() for ruling in some])
    shared = resolved(standing[OPERATOR], named)
    return shared if mine == OPERATOR else overlaid(resolved(standing[mine], named), shared)


def reports(
    connection: Connection, shelf: ReportShelf, view: View, window: Window, ids: Sequence[int]
) -> tuple[FoundReport, ...]:
    """Give these reports as corrected for whom `view` is of, and those that a correction moves into the window."""
    found = shelf.get(connection, view, ids)
    corrections = visible(connection, shelf, view, rulings.c.field.is_not(None))
    if not corrections:  # most archives have none, and then nothing is resolved
        return found
    within = {report.id for report in found}
    moved = sorted({report for ruling in corrections for report in ruling.these} - within)
    corrected = as_corrected((*found, *shelf.get(connection, view, moved)), corrections)
    return tuple(sorted((report for report in corrected if _overlaps(report, window)), key=_newest_first))


def _overlaps(found: FoundReport, window: Window) -> bool:
    since = window.since.date() if window.since else date.min
    until = window.until.date() if window.until else date.max
    return found.report.last_day >= since and found.report.first_day <= until


def _newest_first(found: FoundReport) -> tuple[int, int, int, int]:
    report = found.report
    return -report.last_day.toordinal(), -report.first_day.toordinal(), found.stored.revision, found.id


def _standing(connection: Connection, subscriber: Subscriber, *which: ColumnElement[bool]) -> tuple[Ruling, ...]:
    statement = select(rulings).where(rulings.c.undone.is_(None), rulings.c.subscriber == subscriber, *which)
    return tuple(_ruling(row) for row in connection.execute(statement.order_by(rulings.c.id)))


def _reports_named(
    connection: Connection, shelf: ReportShelf, view: View, named: Iterable[Ruling]
) -> tuple[FoundReport, ...]:
    """Give the visible reports of every article that the rulings name, among them those that they mean."""
    addresses = {name.address for ruling in named for name in (*ruling.these, *ruling.those)}
    return shelf.get(connection, view, searching.report_ids_at(connection, view, addresses))


def _ruling(row: AnyRow) -> Ruling:
    field = CorrectedField(row.field) if row.field else None
    corrected = Correction(field, _VALUES[field].validate_python(row.value), row.reason, row.made) if field else None
    return _RULING.validate_python({**row._asdict(), "corrected": corrected})
