"""Notes that an archive keeps of itself, in the table `meta`: one text a name."""

from typing import Final

from sqlalchemy import Connection, text

_READ: Final = text("SELECT value FROM meta WHERE name = :name")
_WRITE: Final = text("INSERT INTO meta VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value")
_FORGET: Final = text("DELETE FROM meta WHERE name = :name")


def noted(connection: Connection, name: str) -> str | None:
    """Give what is noted under a name; `None` if nothing is."""
    return connection.execute(_READ, {"name": name}).scalar()


def note(connection: Connection, name: str, value: str) -> None:
    """Note something under a name, in the place of what was noted there."""
    connection.execute(_WRITE, {"name": name, "value": value})


def forget(connection: Connection, name: str) -> None:
    """Let nothing be noted under a name."""
    connection.execute(_FORGET, {"name": name})
