"""The database as a whole: where it is, how it is opened, written alone, emptied and copied, what its errors mean."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeAlias

from pydantic import SecretStr
from sqlalchemy import Connection, Engine

from ingest.archive.dialects.postgresql_server import PostgreSQLServer
from ingest.archive.dialects.sqlite_file import SQLiteFile

DatabasePlace: TypeAlias = Path | SecretStr
"""Where a database is: SQLite's file, or PostgreSQL's URL, which holds a password."""


class Keeper(Protocol):
    """A database at its place. Its sentences name the place, never a password."""

    name: str
    """How a message calls it."""
    remains: str
    """What a person is told where `compact` could not empty the log."""
    reading: Engine
    """Its transactions are snapshots: nothing that is committed meanwhile shows."""
    writing: Engine
    """Its transactions hold the write lock from their first moment: nobody else writes until they end."""
    sharing: Engine
    """Its transactions write beside others, and lock the rows that they choose; where that cannot be, as `writing`."""

    @property
    def file(self) -> Path:
        """The file in which all of it is. Raises `ArchiveError` where there is no such thing."""

    def make(self) -> None:
        """Make what has to be there before it is opened; raises `ArchiveError`."""

    def refuse_unfit(self, connection: Connection) -> None:
        """Raise `ArchiveError` unless the server will do for an archive."""

    def can_be_written(self) -> bool:
        """Whether it is worth trying."""

    def keep_copy(self, revision: str) -> Path | None:
        """Keep a copy of an older schema before it is migrated; `None` where the operator has to."""

    def begin_erasing(self, connection: Connection) -> None:
        """Have what is deleted in this transaction be overwritten, as far as the database can."""

    def compact(self) -> bool:
        """Write all tables anew, so that nothing that was deleted is left in them; whether its log is empty as well."""

    def back_up(self, into: Path, *, tell: Callable[[float], None]) -> None:
        """Copy it while others write to it; contract and errors: `backups.back_up`."""

    def verdict(self, connection: Connection) -> str:
        """Give the first thing that is wrong with it; `ok` where nothing is found. Reads all of it, if it can."""

    def free_bytes(self) -> int | None:
        """How much room there is left for it; `None` where nobody can tell."""

    def explanation(self, error: BaseException) -> Exception | None:
        """Give what the driver's error means to a person; `None` where nobody but a programmer can do anything."""


def keeper_of(place: DatabasePlace, *, busy_seconds: float) -> Keeper:
    """Give the keeper of the database at a place; raises `SettingError` where that is none."""
    if isinstance(place, Path):
        return SQLiteFile(place, busy_seconds=busy_seconds)
    return PostgreSQLServer(place, busy_seconds=busy_seconds)
