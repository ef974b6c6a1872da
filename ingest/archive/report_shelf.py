"""Reports that were read before: a ledger asks for thousands of them at every question, and they never change.

Where a text is read anew, other reports take their place.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, select

from ingest.archive import encoder
from ingest.archive.dialects import among
from ingest.archive.rows import load_articles, report_of
from ingest.archive.schema import passages, reports, vectors
from ingest.articles import Encoded, FoundReport, View

_KEPT: Final = 10_000
"""Reports with their articles, some 5 kB each. Reading 2,500 anew took 310 ms on two busy cores, from here 20 ms."""


class ReportShelf:
    """Gives reports by id; safe for many threads, which at worst read one twice."""

    def __init__(self, *, most: int = _KEPT) -> None:
        self._most = most
        self._kept: dict[int, FoundReport] = {}

    def get(self, connection: Connection, view: View, ids: Sequence[int]) -> tuple[FoundReport, ...]:
        """Give reports in the order of their ids, as the asker sees them; those unknown so far are read first."""
        kept = self._kept
        missing = [number for number in ids if number not in kept]
        read = _read(connection, missing)
        if len(kept) + len(read) > self._most:  # what is asked for stays: others may have been replaced
            kept = {number: kept[number] for number in ids if number in kept}
        if len(kept) + len(read) <= self._most:
            self._kept = kept | read
        reports = [read.get(number) or kept[number] for number in ids]
        return tuple(_as_seen(found, view) if found.stored.source in view.own_words else found for found in reports)


def _as_seen(found: FoundReport, view: View) -> FoundReport:
    stored = view.as_seen(found.stored)
    return found if stored is found.stored else replace(found, stored=stored)


def _read(connection: Connection, ids: Sequence[int]) -> dict[int, FoundReport]:
    if not ids:
        return {}
    rows = connection.execute(select(reports).where(among(reports.c.id, ids))).all()
    revisions = {row.revision for row in rows}
    stored, openings = load_articles(connection, revisions), _openings(connection, revisions)
    return {
        row.id: FoundReport(row.id, report_of(row), stored[row.revision], opening=openings.get(row.revision))
        for row in rows
    }


def _openings(connection: Connection, revisions: Collection[int]) -> dict[int, Encoded]:
    """Give the vectors of the first passages of these revisions."""
    model = encoder.recorded(connection)
    first = (
        select(passages.c.revision, vectors.c.vector)
        .join(vectors, vectors.c.passage == passages.c.id)
        .where(passages.c.ordinal == 0, among(passages.c.revision, revisions))
    )
    return {row.revision: Encoded(model.name, row.vector) for row in connection.execute(first)} if model else {}
