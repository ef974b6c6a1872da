"""What is said to a database over one connection, in its own words."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeAlias

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from ingest.archive.dialects.postgresql import PostgreSQL
from ingest.archive.dialects.sqlite import SQLite

WordRow: TypeAlias = dict[str, int | str]
"""A passage of the full text: `id`, `title` (the header), `body`."""
Question: TypeAlias = tuple[str, dict[str, int | str]]
"""A statement that gives one column, `n`, with its parameters."""


class Dialect(Protocol):
    """One database's way with what the other does otherwise."""

    def is_migrated(self, connection: Connection) -> bool:
        """Whether a revision of the schema is noted."""

    def holds_anything(self, connection: Connection) -> bool:
        """Whether there is any table."""

    def settle(self, connection: Connection) -> None:
        """Bring what migrations made into the shape that both share."""

    def catch_up_ids(self, connection: Connection, used: Mapping[str, int]) -> None:
        """Have the next ids be greater than those of rows that came with theirs, and than those `used`, by table."""

    def joined_integers(self, column: str) -> str:
        """Give the expression for a column's integers, all rows' in one string, joined with commas."""

    def index_words(self, connection: Connection, rows: Sequence[WordRow]) -> None:
        """Add passages to the full text."""

    def forget_words(self, connection: Connection, rows: Sequence[WordRow]) -> None:
        """Take passages out of the full text: the very rows that were added."""

    def holding(self, word: str, *, column: str | None, begins: bool) -> Question:
        """Ask which passages hold a word, or several in a row, in `title`, `body` or either; their last may `begin` so.

        Whatever `word` holds is text to find, never syntax. Words are stemmed as English, without accents and case.
        """

    def terms(self, connection: Connection, *, first: str, least: int, most: int) -> Sequence[str]:
        """Give the terms of the full text that begin with a letter, of so many letters: stems, of all passages."""

    def tidy_words(self, connection: Connection) -> None:
        """Leave no word in the full text of what was taken out of it."""


_DIALECTS: dict[str, Dialect] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}


def dialect_of(connection: Connection) -> Dialect:
    """Give the dialect of the database that is spoken to."""
    return _DIALECTS[connection.dialect.name]


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Begin an insertion that says what becomes of a row that is there: `on_conflict_do_update`, `…_do_nothing`."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def put(connection: Connection, table: Table, values: Mapping[str, object]) -> None:
    """Insert a row, in the place of the one that is there under the same key."""
    row = upsert(connection, table).values(dict(values))
    connection.execute(row.on_conflict_do_update(index_elements=list(table.primary_key), set_=dict(values)))
