"""Moving an archive out of its SQLite file into another database, row for row, with everything that is in it.

Nobody else may have the file open until the end, so that nothing is written that would stay behind. Each batch is
stored with how far it went, in one transaction: whoever is killed goes on where the last batch ended. Whether the file
is still what it was then is told by its size and its time; where it is not, the copy begins anew.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr
from sqlalchemy import JSON, Boolean, Column, Connection, MetaData, Table, exists, select, text
from sqlalchemy.engine import make_url

from ingest.archive import notes, outbox
from ingest.archive.database import Database
from ingest.archive.dialects import dialect_of, keeper_of
from ingest.archive.schema import NEWEST_REVISION
from ingest.errors import ArchiveDamaged, ArchiveError, ArchiveLocked, MoveRefused

Tell = Callable[[float], None]
"""Is told which share is done, from 0 to 1."""
Value = str | bytes | int | float | None
Row = Sequence[Any]  # because sqlite3 types no rows

MOST_ROWS: Final = 2_000
MOST_BYTES: Final = 8_000_000
"""Of a batch: what is held in memory at once, several times over by the driver."""

_MOVING: Final = "moving"
"""Under this name the target's `meta` says how far a move is."""
_MOVED: Final = "moved"
"""Under this one, what a finished one brought."""
_OWN: Final = frozenset({"archive", "chroma_server", _MOVING, _MOVED})
"""Of `meta`, what is a database's own. The target keeps its own name, since both may share a Chroma server."""
_WORDS: Final = "passage_words"
_APART: Final = frozenset({"meta", "alembic_version"})
_TABLES: Final = (
    "SELECT name FROM sqlite_master WHERE type = 'table' "
    "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'passage_words%'"
)
_PASSAGES: Final = (
    "SELECT passages.id, header, text, span_start, span_end FROM passages JOIN revisions ON revisions.id = revision "
    "WHERE passages.id > ? ORDER BY passages.id"
)


@dataclass(frozen=True, slots=True)
class Moved:
    """What stands in the target now."""

    rows: Mapping[str, int]
    """Of each table, the same on both sides."""
    address: str
    """The target's, a password masked."""


@dataclass(slots=True)
class _Progress:
    """How far a move is; it grows."""

    archive: str
    """The name of the archive that is moved."""
    mark: str
    """By which its file is known to be what it was."""
    done: dict[str, list[str | int]]
    """The key of the last row that was stored, by table."""


def move_archive(file: Path, to: SecretStr, *, tell: Tell = lambda _: None) -> Moved:
    """Copy the archive in `file` to the empty database at `to`, and count both; the file stays as it is.

    Takes up a move that was broken off; one that was finished is only told again.
    Raises `ArchiveLocked` while another process has the file open, `MoveRefused` where another archive is at `to`.
    """
    with _alone_with(file) as source, closing(Database.open(to)) as target:
        move = _Move(file, source, target, tell)
        rows = move.finished() or move.run()
    return Moved(rows, make_url(to.get_secret_value()).render_as_string())


def refuse_unfinished(database: Database) -> None:
    """Raise `ArchiveError` where only a part of an archive was moved to so far."""
    with database.reading() as connection:
        if _note(connection, _MOVING):
            raise ArchiveError(
                f"{database.name} holds a part of an archive that is being moved there. Finish that first: repeat the "
                "command sitrep migrate, with the same address."
            )


class _Move:
    def __init__(self, file: Path, source: sqlite3.Connection, target: Database, tell: Tell) -> None:
        self._source = source
        self._target = target
        self._tell = tell
        self._archive = _one(source, "SELECT value FROM meta WHERE name = 'archive'")
        self._mark = _mark_of(file)
        self._tables = self._target_tables()
        self._counts = self._source_counts()
        self._brought = 0

    def finished(self) -> Mapping[str, int] | None:
        """Give what a finished move of this very file brought; `None` where there was none.

        Raises `MoveRefused` where the file went on since.
        """
        with self._target.reading() as connection:
            told = _note(connection, _MOVED)
        if told is None:
            return None
        if told["archive"] == self._archive and told["mark"] == self._mark:
            return dict(told["rows"])
        what = "this archive" if told["archive"] == self._archive else "another archive"
        raise MoveRefused(
            f"{self._target.name} holds {what} already, which was moved there before. Nothing was changed; to "
            "move what is in the file now, name an empty database."
        )

    def run(self) -> Mapping[str, int]:
        """Copy what is not there yet."""
        progress = self._begun()
        with self._target.reading() as connection:
            self._brought = sum(_count(connection, name) for name in progress.done)
        for table in self._tables:
            self._copy(table, progress)
        self._index_words(progress)
        return self._finish()

    def _begun(self) -> _Progress:
        with self._target.writing() as connection:
            told = _note(connection, _MOVING)
            if told is None or told["archive"] != self._archive:
                self._refuse_another(connection)
            if told and (told["archive"], told["mark"]) == (self._archive, self._mark):
                return _Progress(**told)
            if told:
                self._empty(connection)
            progress = _Progress(self._archive, self._mark, {})
            _write_note(connection, _MOVING, asdict(progress))
            return progress

    def _refuse_another(self, connection: Connection) -> None:
        for table in self._tables:
            if connection.execute(select(exists().select_from(table))).scalar():
                raise MoveRefused(
                    f"{self._target.name} holds another archive: there are rows in {table.name}. Nothing was changed; "
                    "name an empty database."
                )

    def _empty(self, connection: Connection) -> None:
        names = ", ".join(f'"{name}"' for name in self._counts)
        connection.execute(text(f"TRUNCATE {names}"))
        dialect_of(connection).tidy_words(connection)

    def _copy(self, table: Table, progress: _Progress) -> None:
        names = [column.name for column in table.columns]
        key = [names.index(column.name) for column in table.primary_key]
        wanted = ", ".join(f'"{name}"' for name in names)
        keys = ", ".join(f'"{names[place]}"' for place in key)
        after = progress.done.get(table.name)
        beyond = f"WHERE ({keys}) > ({', '.join('?' * len(key))})" if after else ""
        rows = self._source.execute(f'SELECT {wanted} FROM "{table.name}" {beyond} ORDER BY {keys}', after or ())  # noqa: S608 because the names are of our schema
        places = ", ".join(f":{name}" for name in names)
        insertion = text(f'INSERT INTO "{table.name}" ({wanted}) VALUES ({places})')  # noqa: S608 because of the same
        sound = [_soundness(column) for column in table.columns]

        def store(connection: Connection, batch: Sequence[Row]) -> None:
            values = [
                {name: as_stored(value) for name, as_stored, value in zip(names, sound, row, strict=True)}
                for row in batch
            ]
            connection.execute(insertion, values)

        self._store(table.name, rows, key, store, progress)

    def _index_words(self, progress: _Progress) -> None:
        (after,) = progress.done.get(_WORDS, [0])

        def store(connection: Connection, batch: Sequence[Row]) -> None:
            rows = [
                {"id": number, "title": _sound(header), "body": _sound(str(body)[start:end])}
                for number, header, body, start, end in batch
            ]
            dialect_of(connection).index_words(connection, rows)

        self._store(_WORDS, self._source.execute(_PASSAGES, (after,)), [0], store, progress)

    def _store(
        self,
        name: str,
        rows: Iterator[Row],
        key: Sequence[int],
        store: Callable[[Connection, Sequence[Row]], None],
        progress: _Progress,
    ) -> None:
        for batch in in_batches(rows):
            progress.done[name] = [batch[-1][place] for place in key]
            with self._target.writing() as connection:
                store(connection, batch)
                _write_note(connection, _MOVING, asdict(progress))
            self._brought += len(batch)
            self._tell(min(1.0, self._brought / max(1, sum(self._counts.values()))))

    def _finish(self) -> Mapping[str, int]:
        """Compare the numbers, and let the archive be one: its notes, its next ids, all of it for Chroma."""
        with self._target.writing() as connection:
            there = {name: _count(connection, name) for name in self._counts}
            if short := [
                f"{name} {rows:,} of {self._counts[name]:,}"
                for name, rows in there.items()
                if rows != self._counts[name]
            ]:
                raise ArchiveDamaged(
                    f"{self._target.name} does not hold what {self._archive} does: {', '.join(short)}. Something else "
                    "writes there: stop it, and name an empty database."
                )
            for name, value in self._source.execute("SELECT name, value FROM meta").fetchall():
                if name not in _OWN:
                    notes.note(connection, name, value)
            used = dict(self._source.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
            dialect_of(connection).catch_up_ids(connection, used)
            outbox.begin_anew(connection)
            notes.forget(connection, _MOVING)
            _write_note(connection, _MOVED, {"archive": self._archive, "mark": self._mark, "rows": there})
        return there

    def _target_tables(self) -> list[Table]:
        """Give the tables to fill, each after those that it refers to."""
        here = {name for (name,) in self._source.execute(_TABLES)} - _APART
        known = MetaData()
        with self._target.reading() as connection:
            known.reflect(connection)
        if lacking := here - known.tables.keys():
            raise ArchiveDamaged(f"{self._target.name} has no table {', '.join(sorted(lacking))}. Nothing was changed.")
        return [table for table in known.sorted_tables if table.name in here]

    def _source_counts(self) -> dict[str, int]:
        counts = {table.name: int(_one(self._source, f'SELECT count(*) FROM "{table.name}"')) for table in self._tables}  # noqa: S608 because the names are of our schema
        return {**counts, _WORDS: counts["passages"]}


def in_batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Split rows so that none of the parts takes much memory; a row is never split."""
    batch, size = list[Row](), 0
    for row in rows:
        batch.append(row)
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if len(batch) >= MOST_ROWS or size >= MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@contextmanager
def _alone_with(file: Path) -> Iterator[sqlite3.Connection]:
    """Open an archive's file, of the newest schema, so that nobody else can until the end."""
    if not file.exists():
        raise ArchiveError(f"There is no archive in {file.parent}, so nothing to move. Name its folder with --data.")
    source = _taken(file)
    if not _is_current(source):  # looked at first, because to open it is to change it
        source.close()
        Database.open(file).close()
        source = _taken(file)
    with closing(source):
        yield source


def _taken(file: Path) -> sqlite3.Connection:
    source = sqlite3.connect(file, timeout=0, isolation_level=None)
    try:
        source.execute("PRAGMA journal_mode = DELETE").fetchone()  # refused while anybody has it open
        source.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        source.close()
        explanation = keeper_of(file, busy_seconds=0).explanation(error) or error
        if isinstance(explanation, ArchiveLocked):
            explanation = ArchiveLocked(
                f"Another process has {file} open. Stop the service, then repeat; nothing was changed."
            )
        raise explanation from error
    return source


def _is_current(source: sqlite3.Connection) -> bool:
    there = source.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    return there is not None and _one(source, "SELECT version_num FROM alembic_version") == NEWEST_REVISION


def _mark_of(file: Path) -> str:
    """Give what changes whenever the file is opened for writing: setting the log's mode alone does it."""
    state = file.stat()
    return f"{state.st_size} {state.st_mtime_ns}"


def _soundness(column: Column[object]) -> Callable[[Value], Value]:
    """Give what makes a stored value one that every database takes for this column."""
    match column.type:
        case Boolean():
            return lambda value: None if value is None else bool(value)
        case JSON():
            return lambda value: value  # its text, in which a NUL is written out
        case _:
            return _sound


def _sound(value: Value) -> Value:
    return value.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value


def _count(connection: Connection, name: str) -> int:
    return int(connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one())  # noqa: S608 because the names are of our schema


def _one(source: sqlite3.Connection, question: str) -> str:
    (answer,) = source.execute(question).fetchone()
    return str(answer)


def _note(connection: Connection, name: str) -> dict[str, Any] | None:
    told = notes.noted(connection, name)
    return json.loads(told) if told else None


def _write_note(connection: Connection, name: str, told: Mapping[str, object]) -> None:
    notes.note(connection, name, json.dumps(told))
