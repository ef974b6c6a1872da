"""Which parts of the service are alive, as each tells it itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from ingest.archive.dialects import upsert
from ingest.archive.schema import parts


@dataclass(frozen=True, slots=True)
class Beat:
    """The last sign of life of one part."""

    part: str
    """`worker`, `bot`, `answering`."""
    at: datetime
    state: Mapping[str, str | int | float | None]
    """What the part says of itself."""


def beat(connection: Connection, sign: Beat) -> None:
    """Note a sign of life."""
    values = {"beat": sign.at, "state": dict(sign.state)}
    connection.execute(
        upsert(connection, parts)
        .values(name=sign.part, **values)
        .on_conflict_do_update(index_elements=["name"], set_=values)
    )


def leave(connection: Connection, part: str) -> None:
    """Note that a part ended as it was told to."""
    connection.execute(delete(parts).where(parts.c.name == part))


def beats(connection: Connection) -> tuple[Beat, ...]:
    """Every part's last sign of life, by name."""
    return tuple(
        Beat(row.name, row.beat, row.state) for row in connection.execute(select(parts).order_by(parts.c.name))
    )
