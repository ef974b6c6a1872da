"""How it is said to SQLite: full text by FTS5."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, text

_VOCABULARY: Final = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, passage_words, 'row')"
_TERMS: Final = (
    "SELECT term FROM temp.terms WHERE term >= :first AND term < :next AND length(term) BETWEEN :least AND :most"
)
_MATCHING: Final = "SELECT rowid AS n FROM passage_words WHERE passage_words MATCH :words"


class SQLite:
    """The words of SQLite; contract: `speaking.Dialect`."""

    def is_migrated(self, connection: Connection) -> bool:
        """Whether a revision of the schema is noted."""
        return connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).scalar() == 1

    def holds_anything(self, connection: Connection) -> bool:
        """Whether there is any table."""
        return connection.execute(text("SELECT 1 FROM sqlite_master LIMIT 1")).scalar() == 1

    def settle(self, connection: Connection) -> None:
        """Leave everything as it is: both share the shape that this one has."""

    def catch_up_ids(self, connection: Connection, used: Mapping[str, int]) -> None:
        """Leave everything as it is: the next id is always greater than all that were there."""

    def joined_integers(self, column: str) -> str:
        """Give a column's integers, joined."""
        return f"group_concat({column})"

    def index_words(self, connection: Connection, rows: Sequence[dict[str, int | str]]) -> None:
        """Add passages to the full text."""
        connection.execute(
            text("INSERT INTO passage_words (rowid, title, body) VALUES (:id, :title, :body)"), list(rows)
        )

    def forget_words(self, connection: Connection, rows: Sequence[dict[str, int | str]]) -> None:
        """Take passages out of the full text, which keeps no copy of them: the very rows that were added."""
        connection.execute(
            text("INSERT INTO passage_words (passage_words, rowid, title, body) VALUES ('delete', :id, :title, :body)"),
            list(rows),
        )

    def holding(self, word: str, *, column: str | None, begins: bool) -> tuple[str, dict[str, int | str]]:
        """Ask which passages hold a word."""
        phrase = f"{_quoted(word)} *" if begins else _quoted(word)
        return _MATCHING, {"words": f"{column} : {phrase}" if column else phrase}

    def terms(self, connection: Connection, *, first: str, least: int, most: int) -> Sequence[str]:
        """Give the terms that begin with a letter."""
        connection.execute(text(_VOCABULARY))
        within = {"first": first, "next": chr(ord(first) + 1), "least": least, "most": most}
        return connection.execute(text(_TERMS), within).scalars().all()

    def tidy_words(self, connection: Connection) -> None:
        """Merge the index, so that none of its segments holds what was deleted."""
        connection.execute(text("INSERT INTO passage_words (passage_words) VALUES ('optimize')"))


def _quoted(word: str) -> str:
    """One FTS5 string: whatever the user wrote is text to find, never syntax."""
    sound = word.encode("utf-8", "replace").decode()  # because JSON can bring in half a surrogate pair
    return '"' + sound.replace("\0", " ").replace('"', '""').lower() + '"'
