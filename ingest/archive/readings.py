"""What was read of each text, and by which version of the extractor: stored, found where it is old, replaced."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, Connection, Table, delete, func, insert, select, type_coerce, update

from ingest.archive.describing import is_called_english
from ingest.archive.dialects import among, upsert
from ingest.archive.rows import Values, load_articles, quantity_values, report_values, tally_values
from ingest.archive.schema import called_english, quantities, reports, revisions, tallies
from ingest.articles import ReadSentence, Report, RevisionId, StoredArticle, Tally


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures and events of one stored text."""

    revision: RevisionId
    tallies: tuple[Tally, ...]
    reports: tuple[Report, ...]
    is_english: bool
    """Whether the text is; if not, what is read of it counts for who calls its source English."""
    sentences: tuple[ReadSentence, ...] = ()
    """All, with their quantities; none where nobody read them."""

    def rows(self) -> dict[Table, list[Values]]:
        """Give what is stored of it, in the order of the text."""
        return {
            tallies: [tally_values(tally, self.revision) for tally in self.tallies],
            quantities: [quantity_values(self.sentences, self.revision)] if self.sentences else [],
            reports: [report_values(report, self.revision) for report in self.reports],
        }


@dataclass(frozen=True, slots=True)
class Behind:
    """A stored text that an older version read."""

    stored: StoredArticle
    as_english: bool
    """Whether it is read as English whatever its language: a reader calls its source so, or did when it was read."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What became of texts that were read anew."""

    texts: int
    """That were there and behind still: others were purged, or read anew by somebody else, meanwhile."""
    tallies: int
    """That are other than before."""
    reports: int
    """That are other than before."""


def add(connection: Connection, reading: Reading) -> None:
    """Store what was read of a new text."""
    _mark(connection, [reading])
    for table, rows in reading.rows().items():
        if rows:
            connection.execute(insert(table), rows)


def count_behind(connection: Connection, extractor: int) -> int:
    """How many texts an older version read, in all revisions."""
    return connection.execute(select(func.count()).where(revisions.c.extractor < extractor)).scalar_one()


def behind(connection: Connection, extractor: int, *, limit: int) -> tuple[Behind, ...]:
    """Give the newest texts that an older version read, of all revisions."""
    # + 0 keeps SQLite from going through all texts, those read by now among them, by their day of publication
    newest = (type_coerce(revisions.c.published, BigInteger) + 0).desc()
    old = select(revisions.c.id).where(revisions.c.extractor < extractor).order_by(newest).limit(limit)
    ids = connection.execute(old).scalars().all()
    stored = load_articles(connection, ids)
    english = {each.source for each in stored.values() if is_called_english(connection, each.source)}
    were_english = set(
        connection.execute(select(called_english.c.revision).where(among(called_english.c.revision, ids))).scalars()
    )
    return tuple(Behind(stored[number], stored[number].source in english or number in were_english) for number in ids)


def replace(
    connection: Connection, fresh: Sequence[Reading], *, unreadable: Collection[RevisionId] = (), extractor: int
) -> Replaced:
    """Have what was read anew take the place of what was read before; unreadable texts keep what they have.

    Of a text whose reading says the same nothing is touched; of others all rows are new, because reports are kept in
    mind by their ids, and so that they stand in the order of the text, as if it had come in today.
    """
    taken = _taken(connection, [*(reading.revision for reading in fresh), *unreadable], extractor)
    for revision in taken.intersection(unreadable):  # so that no question meets what cannot be read
        row = upsert(connection, quantities).values(**quantity_values((), revision))
        connection.execute(row.on_conflict_do_nothing())
    current = [reading for reading in fresh if reading.revision in taken]
    changed = {
        table: sum(
            _put(connection, table, reading, before.get(reading.revision, []), reading.rows()[table])
            for reading in current
        )
        for table, before in ((table, _stored(connection, table, taken)) for table in (tallies, quantities, reports))
    }
    read = [reading.revision for reading in current]
    connection.execute(delete(called_english).where(among(called_english.c.revision, read)))
    _mark(connection, current)
    return Replaced(len(taken), changed[tallies], changed[reports])


def _taken(connection: Connection, wanted: Sequence[int], extractor: int) -> frozenset[int]:
    """Note that these are read, and give those that nobody else had read, or deleted, before."""
    behind = update(revisions).where(among(revisions.c.id, wanted), revisions.c.extractor < extractor)
    return frozenset(connection.execute(behind.values(extractor=extractor).returning(revisions.c.id)).scalars())


def _stored(connection: Connection, table: Table, of: Collection[int]) -> dict[int, list[Values]]:
    """Give the rows of these revisions as they are: an old one may hold what no noun of today can."""
    rows: defaultdict[int, list[Values]] = defaultdict(list)
    columns = [column for column in table.c if column.name != "id"]
    for row in connection.execute(select(*columns).where(among(table.c.revision, of)).order_by(*table.primary_key)):
        rows[row.revision].append(row._asdict())
    return rows


def _put(
    connection: Connection, table: Table, reading: Reading, before: Sequence[Values], now: Sequence[Values]
) -> int:
    """Put rows in the place of others, unless they say the same; gives how many do not."""
    old, new = [_said(row) for row in before], [_said(row) for row in now]
    if old == new:
        return 0
    connection.execute(delete(table).where(table.c.revision == reading.revision))
    if now:
        connection.execute(insert(table), list(now))
    gone, come = Counter(old), Counter(new)
    return max((gone - come).total(), (come - gone).total())


def _said(row: Values) -> str:
    """Give a row as one text, alike before it is stored and after."""
    return json.dumps(row, sort_keys=True)


def _mark(connection: Connection, these: Sequence[Reading]) -> None:
    """Note which of these, of none of which it is noted, were read only because somebody calls their source English."""
    marked = [each.revision for each in these if not each.is_english and (each.tallies or each.reports)]
    if marked:
        connection.execute(insert(called_english), [{"revision": revision} for revision in marked])
