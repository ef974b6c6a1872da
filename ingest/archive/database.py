"""The database under the archive: opening, migrating, transactions, and what its errors mean."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from ingest.archive import backups
from ingest.archive.dialects import DatabasePlace, Keeper, dialect_of, keeper_of
from ingest.archive.schema import NEWEST_REVISION
from ingest.errors import ArchiveDamaged, ArchiveReadOnly, ArchiveTooNew

if TYPE_CHECKING:
    from alembic.config import Config

ARCHIVE_FILE_NAME: Final = "archive.sqlite3"

BUSY_SECONDS: Final = 10.0
"""How long a writer waits for another; one batch of 64 long articles takes well under a second to store."""

log = structlog.get_logger(__name__)


class Database:
    """One database, safe for any number of threads and processes: a file of SQLite, or PostgreSQL by its URL."""

    def __init__(self, place: DatabasePlace, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.keeper: Final = keeper_of(place, busy_seconds=busy_seconds)

    @classmethod
    def open(cls, place: DatabasePlace, *, busy_seconds: float = BUSY_SECONDS, keep_copy: bool = True) -> "Database":
        """Create the tables if they are missing, migrate them if they are older, refuse what is newer or not ours.

        Before a file is migrated a copy is kept (`backups.py`), unless it is one itself. Where nothing can be written
        it is opened for reading; an older or missing one is refused there.
        """
        database = cls(place, busy_seconds=busy_seconds)
        try:
            with _explained(database.keeper):
                database.keeper.make()
                database._make_current(keep_copy=keep_copy)
        except BaseException:
            database.close()
            raise
        return database

    @property
    def name(self) -> str:
        """How a message calls it; without any password."""
        return self.keeper.name

    def close(self) -> None:
        """Give every connection back."""
        self.keeper.reading.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open one snapshot: nothing that is committed meanwhile shows."""
        with _explained(self.keeper), self.keeper.reading.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that holds the write lock from its first moment, whole or not at all.

        Raises `ArchiveTooNew` where a newer program has changed the tables since they were opened.
        """
        with _explained(self.keeper), self.keeper.writing.begin() as connection:
            self._refuse_changed(connection)
            yield connection

    @contextmanager
    def sharing(self) -> Iterator[Connection]:
        """Open a transaction that writes beside others, where the database can: it locks the rows that it changes."""
        with _explained(self.keeper), self.keeper.sharing.begin() as connection:
            self._refuse_changed(connection)
            yield connection

    @contextmanager
    def erasing(self) -> Iterator[Connection]:
        """Write, so that what is deleted is overwritten, where the database can, and does not stay in free pages."""
        with self.writing() as connection:
            self.keeper.begin_erasing(connection)
            yield connection

    def compact(self) -> bool:
        """Write everything anew, so that nothing that was deleted is left in it: seconds per gigabyte.

        Tells whether the log could be emptied too; while another process reads, it cannot.
        """
        with _explained(self.keeper):
            return self.keeper.compact()

    def schema_revision(self) -> str | None:
        """Give the Alembic revision that the database says it has."""
        with self.reading() as connection:
            return _revision(connection)

    def back_up(self, into: Path, *, tell: backups.Tell) -> None:
        """Copy the database while others write to it; contract and errors: `backups.back_up`."""
        with _explained(self.keeper):
            self.keeper.back_up(into, tell=tell)

    def verdict(self) -> str:
        """Give the first thing that is wrong with it, `ok` where nothing is found; reads all of it, if it can."""
        with self.reading() as connection:
            return self.keeper.verdict(connection)

    def _make_current(self, *, keep_copy: bool) -> None:
        with self.reading() as connection:
            self.keeper.refuse_unfit(connection)
            revision = _revision(connection)
        if revision == NEWEST_REVISION:
            return
        if revision and not self.keeper.can_be_written():
            raise ArchiveReadOnly(
                f"{self.name} is of another version of sitrep, and cannot be brought up to date where nothing can be "
                "written. Make its disk writable once, and repeat."
            )
        with self.keeper.writing.begin() as connection:
            revision = _revision(connection)
            if revision is None:
                _refuse_strangers(connection, self.name)
            if revision != NEWEST_REVISION:
                self._migrate(connection, revision, keep_copy=keep_copy)

    def _refuse_changed(self, connection: Connection) -> None:
        revision = _revision(connection)
        if revision not in {None, NEWEST_REVISION}:
            raise ArchiveTooNew(
                f"While this program ran, another version of it changed {self.name} (schema {revision}, this one "
                f"writes {NEWEST_REVISION}). Nothing was written; start every part anew with that version."
            )

    def _migrate(self, connection: Connection, revision: str | None, *, keep_copy: bool) -> None:
        from alembic import command  # because it costs 0.4 s and a current archive never needs it
        from alembic.script import ScriptDirectory  # because of the same

        config = migrations_on(connection)
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if revision is not None and revision not in known:
            raise ArchiveTooNew(
                f"{self.name} was made by a newer sitrep (schema {revision}, this one knows {NEWEST_REVISION}); "
                "update sitrep."
            )
        if revision is not None and keep_copy and (kept := self.keeper.keep_copy(revision)):
            log.info("archive_copied_before_migration", copy=str(kept), schema=revision)
        command.upgrade(config, "head")
        dialect_of(connection).settle(connection)


def migrations_on(connection: Connection | None = None) -> "Config":
    """Give Alembic's configuration for the archive's migrations, to be run on a connection."""
    from alembic.config import Config  # because of the same

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    return config


def _revision(connection: Connection) -> str | None:
    known = dialect_of(connection).is_migrated(connection)
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if known else None


def _refuse_strangers(connection: Connection, name: str) -> None:
    if dialect_of(connection).holds_anything(connection):
        raise ArchiveDamaged(
            f"{name} is a database, but not a sitrep archive; name another with --data, or with DATABASE_URL."
        )


@contextmanager
def _explained(keeper: Keeper) -> Iterator[None]:
    """Turn what the driver says into the archive's own errors."""
    try:
        yield
    except DBAPIError as error:
        if error.orig is not None and (explanation := keeper.explanation(error.orig)):
            raise explanation from error
        raise
