"""The operator's rulings: made, taken back, and given to whom they concern."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select, update

from ingest.archive import searching
from ingest.archive.report_shelf import ReportShelf
from ingest.archive.rows import AnyRow
from ingest.archive.schema import rulings
from ingest.articles import FoundReport, IncidentKind, View
from ingest.errors import RulingRefused
from ingest.rulings import (
    Proposal,
    ReportName,
    Ruling,
    RulingId,
    RulingKind,
    VisibleRuling,
    contradicted,
    resolved,
)

_UNMADE: Final = RulingId(0)


def make(connection: Connection, shelf: ReportShelf, view: View, proposal: Proposal) -> Ruling:
    """Store a ruling; `view` is the operator's, now. Raises `RulingRefused` where a standing one says the opposite."""
    standing = _standing(connection)
    draft = proposal.as_ruling(_UNMADE, made=view.now)
    reports = _reports_named(connection, shelf, view, [*standing, draft])
    if not (new := resolved([draft], reports)):
        raise RulingRefused("Those are copies of one report: what is ruled of one holds for all of them.")
    if opposing := contradicted(new[0], resolved(standing, reports)):
        raise RulingRefused(_refusal(proposal.kind, opposing))
    values = {
        "kind": proposal.kind.value,
        "these": [asdict(name) for name in proposal.these],
        "those": [asdict(name) for name in proposal.those],
        "made": view.now,
        "by": proposal.by,
    }
    number = connection.execute(insert(rulings).values(values).returning(rulings.c.id)).scalar_one()
    return proposal.as_ruling(RulingId(number), made=view.now)


def undo(connection: Connection, ruling: RulingId, *, by: str, now: datetime) -> Ruling:
    """Take a ruling back. Raises `RulingRefused` if there is none, or it was taken back before."""
    row = connection.execute(select(rulings).where(rulings.c.id == ruling)).one_or_none()
    if row is None:
        raise RulingRefused(f"There is no ruling {ruling}. All of them: sitrep incidents rulings")
    if row.undone is not None:
        raise RulingRefused(f"Ruling {ruling} was undone before, on {row.undone:%d %b %Y} by {row.undone_by}.")
    connection.execute(update(rulings).where(rulings.c.id == ruling).values(undone=now, undone_by=by))
    return _ruling(connection.execute(select(rulings).where(rulings.c.id == ruling)).one())


def made(connection: Connection) -> tuple[Ruling, ...]:
    """Give every ruling that was ever made, oldest first."""
    return tuple(_ruling(row) for row in connection.execute(select(rulings).order_by(rulings.c.id)))


def visible(connection: Connection, shelf: ReportShelf, view: View) -> tuple[VisibleRuling, ...]:
    """Give the standing rulings as they concern whom `view` is of; whenever they were made."""
    standing = _standing(connection)
    return resolved(standing, _reports_named(connection, shelf, view, standing)) if standing else ()


def _standing(connection: Connection) -> tuple[Ruling, ...]:
    statement = select(rulings).where(rulings.c.undone.is_(None)).order_by(rulings.c.id)
    return tuple(_ruling(row) for row in connection.execute(statement))


def _reports_named(
    connection: Connection, shelf: ReportShelf, view: View, named: Sequence[Ruling]
) -> tuple[FoundReport, ...]:
    """Give the visible reports of every article that the rulings name, among them those that they mean."""
    addresses = {name.address for ruling in named for name in (*ruling.these, *ruling.those)}
    return shelf.get(connection, view, searching.report_ids_at(connection, view, addresses))


def _ruling(row: AnyRow) -> Ruling:
    return Ruling(
        id=RulingId(row.id),
        kind=RulingKind(row.kind),
        these=tuple(_name(**name) for name in row.these),
        those=tuple(_name(**name) for name in row.those),
        made=row.made,
        by=row.by,
        undone=row.undone,
        undone_by=row.undone_by,
    )


def _name(address: str, sentence: str, kind: str, place: str | None) -> ReportName:
    return ReportName(address, sentence, IncidentKind(kind), place)


def _refusal(kind: RulingKind, opposing: Sequence[RulingId]) -> str:
    *others, last = [str(number) for number in opposing]
    who = f"Rulings {', '.join(others)} and {last} say" if others else f"Ruling {last} says"
    opposite = "are the same" if kind is RulingKind.DIFFERENT else "are not the same"
    return f"{who} that these {opposite}. To take that back: sitrep incidents undo {last}"
