"""PostgreSQL's database on a server, safe for any number of threads, processes and machines."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic import SecretStr
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from ingest.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveLocked,
    ArchiveReadOnly,
    BackupUnusable,
    SettingError,
    StorageFull,
)

if TYPE_CHECKING:
    from psycopg import Connection as PsycopgConnection

OLDEST: Final = 14
"""The oldest version that its makers still mend."""
_DRIVER: Final = "postgresql+psycopg"
_NAMES: Final = {"postgres", "postgresql", _DRIVER}
_CONNECT_SECONDS: Final = 10
_HELD: Final = ("revisions", "passages", "vectors", "passage_words", "passage_terms", "kept", "votes", "watches")
"""The tables that hold words of articles or of members."""
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('sitrep ' || current_schema()))"
"""One lock for all who write, as SQLite has: most transactions read what they then decide by, and no row stands for a
thing that is not there yet. Leases, which many workers take at once, go without it (`leasing.py`)."""


class PostgreSQLServer:
    """The keeper of a database on a server; contract: `keeping.Keeper`."""

    remains = (
        "PostgreSQL's write-ahead log still holds what went, until the server has written so much anew that it drops "
        "it; what pg_dump wrote, and replicas' archives of the log, hold it for as long as you keep them."
    )

    def __init__(self, place: SecretStr, *, busy_seconds: float) -> None:
        url = _parsed(place)
        self.name = _shown(url)
        self._engine = engine = _engine(url, busy_seconds)
        self.reading: Engine = engine.execution_options(isolation_level="REPEATABLE READ")
        self.sharing: Engine = engine.execution_options(isolation_level="READ COMMITTED")
        self.writing: Engine = self.sharing.execution_options(is_alone=True)
        event.listen(engine, "begin", _begin)

    @property
    def file(self) -> Path:
        """Raise `ArchiveError`: its files are the server's own."""
        raise ArchiveError(f"{self.name} is a database on a server, and no file that could be copied or replaced.")

    def make(self) -> None:
        """Leave it to who runs the server: a database and a role are theirs to make."""

    def refuse_unfit(self, connection: Connection) -> None:
        """Raise `ArchiveError` for a version that nobody mends any more, and for a database that cannot hold news."""
        version, encoding = connection.execute(
            text("SELECT current_setting('server_version'), current_setting('server_encoding')")
        ).one()
        if trouble := unfitness(version, encoding):
            raise ArchiveError(f"{self.name} {trouble} Nothing was changed.")

    def can_be_written(self) -> bool:
        """Leave it to the server to refuse."""
        return True

    def keep_copy(self, revision: str) -> None:
        """Leave it to the operator: a migration is one transaction, so that one that fails changes nothing."""

    def begin_erasing(self, connection: Connection) -> None:
        """Leave it to `compact`: what was deleted is in the table's pages until then."""

    def compact(self) -> bool:
        """Write the tables that hold words anew; the server's log, which nobody else can empty, keeps its own time."""
        with self._engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            for table in _HELD:
                connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {table}")  # its statistics quote rows, too
        return False

    def back_up(self, into: Path, *, tell: Callable[[float], None]) -> None:  # noqa: ARG002 because the contract has it
        """Raise `BackupUnusable`: PostgreSQL's own tools do it better."""
        raise BackupUnusable(
            f"{self.name} is not copied by sitrep: back it up with pg_dump -Fc, and bring it back with "
            "pg_restore. Nothing was written."
        )

    def verdict(self, connection: Connection) -> str:
        """Try that every table can be read, by one row; torn pages are for the server's own checks to find."""
        for table in _HELD:
            connection.exec_driver_sql(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 because the tables are constants
        return "ok"

    def free_bytes(self) -> None:
        """Tell nothing: the server's disk is the server's."""

    def explanation(self, error: BaseException) -> Exception | None:
        """Give what an error of the server, or of the way there, means."""
        from psycopg import Error  # because without PostgreSQL it need not be installed

        return explained(self.name, error.sqlstate, str(error)) if isinstance(error, Error) else None


def unfitness(version: str, encoding: str) -> str:
    """Say what is wrong with a server of this version and a database of this encoding; nothing where all is well."""
    if int(version.split(".", maxsplit=1)[0].split("beta", maxsplit=1)[0].split("rc", maxsplit=1)[0]) < OLDEST:
        return f"is PostgreSQL {version}, where {OLDEST} or newer is needed. Update the server, then repeat."
    if encoding != "UTF8":
        return (
            f"is encoded as {encoding}, which cannot hold all news. Name a database that was made WITH ENCODING 'UTF8'."
        )
    return ""


_SAID: Final[dict[str, tuple[type[ArchiveError], str]]] = {
    "28P01": (
        ArchiveError,
        "{name} refuses the user or the password that DATABASE_URL names; mend it, then repeat.",
    ),
    "3D000": (ArchiveError, "{name} is not there: make it with createdb, or name another with DATABASE_URL."),
    "3F000": (ArchiveError, "{name} has no schema to put tables in: make one, or mend the user's search_path."),
    "42501": (
        ArchiveError,
        (
            "The user that DATABASE_URL names has too few rights in {name}: make it the database's owner, or let it "
            "make tables there. Nothing was half stored."
        ),
    ),
    "25006": (
        ArchiveReadOnly,
        (
            "{name} can only be read: it is a replica, or was set so. Nothing was changed; name the server that takes "
            "writes with DATABASE_URL."
        ),
    ),
    "53100": (
        StorageFull,
        "The server of {name} has no room left; free some space there and repeat. Nothing was half stored.",
    ),
    "53300": (
        ArchiveLocked,
        "The server of {name} takes no more connections; raise its max_connections or stop something, then repeat.",
    ),
    "55P03": (ArchiveLocked, "Another process keeps {name} locked; wait for it or stop it, then repeat."),
    "XX001": (ArchiveDamaged, "{name} is damaged; restore a backup with pg_restore."),
    "08006": (
        ArchiveError,
        "{name} does not answer; start the server or mend DATABASE_URL, then repeat. Nothing was half stored.",
    ),
}
"""What an error means, by its SQLSTATE (PostgreSQL's documentation, appendix A)."""
_LIKE: Final = {
    "28000": "28P01",
    "53200": "53100",
    "53400": "53100",
    "40P01": "55P03",
    "40001": "55P03",
    "57014": "55P03",
    "XX002": "XX001",
    "58030": "XX001",
    "57P01": "08006",
    "57P02": "08006",
    "57P03": "08006",
}
_AT_THE_DOOR: Final = (
    ("password", "28P01"),
    ("pg_hba.conf", "28P01"),
    ("role", "28P01"),
    ("does not exist", "3D000"),
    ("too many", "53300"),
    ("connection slots", "53300"),
)
"""What is said where no connection comes about: libpq gives no code there."""


def explained(name: str, state: str | None, said: str) -> ArchiveError | None:
    """Say what an error means, by its SQLSTATE or, where the connection failed, by what was said of that."""
    if state is None:
        state = next((code for words, code in _AT_THE_DOOR if words in said), "08006")
    state = "08006" if state.startswith("08") else _LIKE.get(state, state)
    if state not in _SAID:
        return None
    kind, sentence = _SAID[state]
    return kind(sentence.format(name=name))


def _parsed(place: SecretStr) -> URL:
    """Read the URL; it is repeated in no message, because it may hold a password."""
    try:
        url = make_url(place.get_secret_value())
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in _NAMES or not url.database:
        raise SettingError("DATABASE_URL must be the address of a PostgreSQL database: postgresql://user@host/name")
    try:
        import psycopg  # noqa: F401 because whether it is there is asked
    except ImportError as error:
        raise SettingError(
            "DATABASE_URL is set, but the driver for PostgreSQL is not installed: pip install 'sitrep[postgres]'"
        ) from error
    return url.set(drivername=_DRIVER)


def _shown(url: URL) -> str:
    host = url.host or url.query.get("host") or ""
    port = f":{url.port}" if url.port else ""
    return f"The database “{url.database}” at {host or 'this machine'}{port}"


def _engine(url: URL, busy_seconds: float) -> Engine:
    engine = create_engine(
        url,
        connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "sitrep"},
        pool_size=8,
        max_overflow=-1,  # because threads that search at once are normal here, the pool never makes one wait
        pool_pre_ping=True,  # because a server that was restarted is one that answers again
        hide_parameters=True,  # because an error's text goes into logs, and parameters hold addresses and questions
    )
    event.listen(engine, "connect", _waiting_at_most(busy_seconds))
    return engine


def _waiting_at_most(seconds: float) -> Callable[["PsycopgConnection[Any]", ConnectionPoolEntry], None]:
    def prepare(connection: "PsycopgConnection[Any]", _: ConnectionPoolEntry) -> None:
        connection.execute(f"SET lock_timeout = {int(seconds * 1_000)}")
        connection.commit()

    return prepare


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("is_alone"):
        connection.exec_driver_sql(_LOCK)
