"""The database under the archive: opening, migrating, transactions, and what its errors mean."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import structlog
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, Dialect
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from ingest.archive import backups
from ingest.archive.schema import NEWEST_REVISION
from ingest.errors import ArchiveDamaged, ArchiveError, ArchiveLocked, ArchiveReadOnly, ArchiveTooNew, StorageFull
from ingest.ownership import close_to_others, make_file, make_folder

FILE_NAME: Final = "archive.sqlite3"

BUSY_SECONDS: Final = 10.0
"""How long a writer waits for another; one batch of 64 long articles takes well under a second to store."""

_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32768",
)

log = structlog.get_logger(__name__)


class Database:
    """One SQLite file, safe for any number of threads and processes."""

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._engine = _engine(path, busy_seconds)
        self._writing_engine = self._engine.execution_options(begin="BEGIN IMMEDIATE")

    @classmethod
    def open(cls, path: Path, *, busy_seconds: float = BUSY_SECONDS, keep_copy: bool = True) -> "Database":
        """Create the file if it is missing, migrate it if it is older, refuse it if it is newer or not ours.

        Before it is migrated a copy is kept (`backups.py`), unless it is one itself. On a disk that cannot be written
        it is opened for reading; an older or missing one is refused there.
        """
        with _explained(path):
            _make(path)
            database = cls(path, busy_seconds=busy_seconds)
            try:
                database._make_current(keep_copy=keep_copy)
            except BaseException:
                database.close()
                raise
        return database

    def close(self) -> None:
        """Give every connection back."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open one snapshot: nothing that is committed meanwhile shows."""
        with _explained(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that holds the write lock from its first moment, whole or not at all."""
        with _explained(self.path), self._writing_engine.begin() as connection:
            yield connection

    @contextmanager
    def erasing(self) -> Iterator[Connection]:
        """Write, so that what is deleted is overwritten with zeroes and does not stay in the file's free pages."""
        with self.writing() as connection:
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
            yield connection

    def compact(self) -> bool:
        """Write the file anew, so that nothing that was deleted is left in it: seconds per gigabyte.

        Tells whether the write-ahead log could be emptied too; while another process reads, it cannot.
        """
        with _explained(self.path), closing(self._engine.raw_connection()) as connection:
            connection.cursor().execute("VACUUM")
            busy, *_ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def schema_revision(self) -> str | None:
        """Give the Alembic revision that the file says it has."""
        with self.reading() as connection:
            return _revision(connection)

    def back_up(self, into: Path, *, tell: backups.Tell) -> None:
        """Copy the file while others write to it; contract and errors: `backups.back_up`."""
        with _explained(self.path):
            backups.back_up(self.path, into, tell=tell)

    def _make_current(self, *, keep_copy: bool) -> None:
        if (revision := self.schema_revision()) == NEWEST_REVISION:
            return
        if revision and not os.access(self.path, os.W_OK):
            raise ArchiveReadOnly(
                f"{self.path} is of another version of sitrep, and cannot be brought up to date where nothing can be "
                "written. Make its disk writable once, and repeat."
            )
        with self.writing() as connection:
            revision = _revision(connection)
            if revision is None:
                _refuse_strangers(connection, self.path)
            if revision != NEWEST_REVISION:
                _migrate(connection, revision, self.path, keep_copy=keep_copy)


def _engine(path: Path, busy_seconds: float) -> Engine:
    # because threads that search at once are normal here, the pool never makes one wait
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": busy_seconds},
        pool_size=8,
        max_overflow=-1,
        hide_parameters=True,  # because an error's text goes into logs, and parameters hold addresses and questions
    )
    event.listen(engine, "do_connect", _freeze_if_frozen)
    event.listen(engine, "checkout", _refuse_thawed)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # because the driver must not begin transactions of its own
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _is_frozen(path: Path) -> bool:
    """Whether the file lies where nothing can be written, and nobody who can write elsewhere has it open.

    SQLite refuses a database with a write-ahead log there, because it cannot make the log's index, unless it is told
    that nothing changes ("immutable"). With a log beside it the file changes, or is not the whole truth.
    """
    logs = (path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"))
    return path.exists() and not os.access(path.parent, os.W_OK) and not any(log.exists() for log in logs)


def _freeze_if_frozen(_: Dialect, entry: ConnectionPoolEntry, arguments: list[Any], options: dict[str, Any]) -> None:
    path = Path(arguments[0])
    if _is_frozen(path):
        arguments[0] = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        options["uri"] = True
        entry.info["frozen"] = path


def _refuse_thawed(_: sqlite3.Connection, entry: ConnectionPoolEntry, __: object) -> None:
    """Have a connection to a frozen file replaced once the file may change: it would read torn pages."""
    path = entry.info.get("frozen")
    if path and not _is_frozen(path):
        raise DisconnectionError


def _begin(connection: Connection) -> None:
    # BEGIN IMMEDIATE where a write follows: a deferred BEGIN that writes after another process has written
    # fails at once with SQLITE_BUSY_SNAPSHOT, whatever the busy timeout.
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _revision(connection: Connection) -> str | None:
    known = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).scalar()
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if known else None


def _refuse_strangers(connection: Connection, path: Path) -> None:
    if connection.execute(text("SELECT 1 FROM sqlite_master LIMIT 1")).scalar():
        raise ArchiveDamaged(f"{path} is a database, but not a sitrep archive; point --data at another folder.")


def _migrate(connection: Connection, revision: str | None, path: Path, *, keep_copy: bool) -> None:
    from alembic import command  # because it costs 0.4 s and a current archive never needs it
    from alembic.config import Config  # because of the same
    from alembic.script import ScriptDirectory  # because of the same

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise ArchiveTooNew(
            f"{path} was made by a newer sitrep (schema {revision}, this one knows {NEWEST_REVISION}); update sitrep."
        )
    if revision is not None and keep_copy:
        kept = backups.back_up_before_migrating(path, revision)
        log.info("archive_copied_before_migration", copy=str(kept), schema=revision)
    command.upgrade(config, "head")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what the driver says into the archive's own errors."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise _explanation(error.orig, path) from error
        raise
    except sqlite3.Error as error:
        raise _explanation(error, path) from error


def _make(path: Path) -> None:
    """Make the file and its folder, or close what is there to everybody but the owner."""
    try:
        make_folder(path.parent)
    except OSError as error:
        raise ArchiveError(f"{path.parent} cannot be made: {error.strerror}.") from error
    try:
        make_file(path)
    except OSError as error:
        raise ArchiveError(
            f"There is no archive in {path.parent}, and none can be made there: {error.strerror}."
        ) from error
    for log in ("-wal", "-shm"):
        close_to_others(path.with_name(f"{path.name}{log}"))


def _explanation(error: sqlite3.Error, path: Path) -> ArchiveError | sqlite3.Error:
    name = getattr(error, "sqlite_errorname", "")
    match name.removeprefix("SQLITE_").split("_")[0]:
        case "FULL":
            return StorageFull(f"No room left to write {path}; free some space and repeat. Nothing was half stored.")
        case "BUSY" | "LOCKED":
            return ArchiveLocked(f"Another process keeps {path} locked; wait for it or stop it, then repeat.")
        case "NOTADB" | "CORRUPT":
            return ArchiveDamaged(f"{path} is not a sitrep archive or is damaged ({error}); restore a backup.")
        case "CANTOPEN" | "READONLY" | "IOERR" | "PERM":
            return _inaccessible(error, path)
        case _:
            return error


def _inaccessible(error: sqlite3.Error, path: Path) -> ArchiveError:
    if "READONLY" in error.sqlite_errorname:
        return ArchiveReadOnly(
            f"{path} can only be read: its disk or its folder does not let itself be written. Nothing was changed."
        )
    if path.with_name(f"{path.name}-wal").exists() and not os.access(path.parent, os.W_OK):
        return ArchiveReadOnly(
            f"{path} lies where nothing can be written, beside a log that was not merged into it yet. "
            "Copy the folder to a disk that can be written, and name that with --data."
        )
    return ArchiveError(f"{path} cannot be used ({error}); check the folder's rights and its disk.")
