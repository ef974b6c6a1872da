"""SQLite's file, safe for any number of threads and processes of one machine."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, Dialect
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from ingest.archive import backups
from ingest.errors import ArchiveDamaged, ArchiveError, ArchiveLocked, ArchiveReadOnly, StorageFull
from ingest.ownership import close_to_others, make_file, make_folder

_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32768",
)


class SQLiteFile:
    """The keeper of a file; contract: `keeping.Keeper`."""

    remains = (
        "Another process reads the archive, so that its log could not be emptied: it still holds what went. "
        "It goes when the service is next stopped."
    )

    def __init__(self, path: Path, *, busy_seconds: float) -> None:
        self.file = path
        self.name = str(path)
        self.reading = _engine(path, busy_seconds)
        self.writing: Engine = self.reading.execution_options(begin="BEGIN IMMEDIATE")
        self.sharing: Engine = self.writing

    def make(self) -> None:
        """Make the file and its folder, or close what is there to everybody but the owner."""
        try:
            make_folder(self.file.parent)
        except OSError as error:
            raise ArchiveError(
                f"{self.file.parent} cannot be made: {error.strerror}. Name another folder with --data or SITREP_DATA."
            ) from error
        try:
            make_file(self.file)
        except OSError as error:
            raise ArchiveError(
                f"There is no archive in {self.file.parent}, and none can be made there: {error.strerror}."
            ) from error
        for log in ("-wal", "-shm"):
            close_to_others(self.file.with_name(f"{self.file.name}{log}"))

    def refuse_unfit(self, connection: Connection) -> None:
        """Take any: the library is Python's own."""

    def can_be_written(self) -> bool:
        """Whether the file can."""
        return os.access(self.file, os.W_OK)

    def keep_copy(self, revision: str) -> Path:
        """Keep a copy beside the file."""
        return backups.back_up_before_migrating(self.file, revision)

    def begin_erasing(self, connection: Connection) -> None:
        """Overwrite with zeroes, so that what is deleted does not stay in the file's free pages."""
        connection.exec_driver_sql("PRAGMA secure_delete = ON")

    def compact(self) -> bool:
        """Write the file anew; while another process reads, its log cannot be emptied."""
        with self._explained(), closing(self.reading.raw_connection()) as connection:
            connection.cursor().execute("VACUUM")
            busy, *_ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def back_up(self, into: Path, *, tell: Callable[[float], None]) -> None:
        """Copy the file while others write to it."""
        with self._explained():
            backups.back_up(self.file, into, tell=tell)

    def verdict(self, connection: Connection) -> str:
        """Give what SQLite's check says."""
        return str(connection.execute(text("PRAGMA quick_check(1)")).scalar())

    def free_bytes(self) -> int:
        """How much room is left on the disk."""
        return shutil.disk_usage(self.file.parent).free

    def explanation(self, error: BaseException) -> Exception | None:
        """Give what an error of SQLite's means."""
        name = getattr(error, "sqlite_errorname", "")
        if not isinstance(error, sqlite3.Error):
            return None
        match name.removeprefix("SQLITE_").split("_")[0]:
            case "FULL":
                return StorageFull(
                    f"No room left to write {self.name}; free some space and repeat. Nothing was half stored."
                )
            case "BUSY" | "LOCKED":
                return ArchiveLocked(f"Another process keeps {self.name} locked; wait for it or stop it, then repeat.")
            case "NOTADB" | "CORRUPT":
                return ArchiveDamaged(f"{self.name} is not a sitrep archive or is damaged ({error}); restore a backup.")
            case "CANTOPEN" | "READONLY" | "IOERR" | "PERM":
                return self._inaccessible(error)
            case _:
                return None

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Explain what the driver says where no SQLAlchemy stands between."""
        try:
            yield
        except sqlite3.Error as error:
            raise self.explanation(error) or error from error

    def _inaccessible(self, error: sqlite3.Error) -> ArchiveError:
        if "READONLY" in error.sqlite_errorname:
            return ArchiveReadOnly(
                f"{self.name} can only be read: its disk or its folder does not let itself be written. "
                "Nothing was changed."
            )
        if self.file.with_name(f"{self.file.name}-wal").exists() and not os.access(self.file.parent, os.W_OK):
            return ArchiveReadOnly(
                f"{self.name} lies where nothing can be written, beside a log that was not merged into it yet. "
                "Copy the folder to a disk that can be written, and name that with --data."
            )
        return ArchiveError(f"{self.name} cannot be used ({error}); check the folder's rights and its disk.")


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
