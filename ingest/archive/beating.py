"""Which parts of the service are alive, as each tells it itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, select

from ingest.archive.dialects import put
from ingest.archive.schema import parts

_HOLDER: Final = "holder"


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
    put(connection, parts, {"name": sign.part, "beat": sign.at, "state": dict(sign.state)})


def occupy(connection: Connection, sign: Beat, *, holder: str, gone: Beat | None = None) -> Beat | None:
    """Note a sign of life of `holder`, unless the part is another's: then give that one's last, and note nothing.

    What another noted last is overwritten if it is `gone`: that sign, and none since. No clocks are compared, since
    those of two machines differ.
    """
    last = next((each for each in beats(connection) if each.part == sign.part), None)
    if last and last != gone and last.state.get(_HOLDER, holder) != holder:
        return last
    beat(connection, replace(sign, state={**sign.state, _HOLDER: holder}))
    return None


def leave(connection: Connection, part: str) -> None:
    """Note that a part ended as it was told to."""
    connection.execute(delete(parts).where(parts.c.name == part))


def beats(connection: Connection) -> tuple[Beat, ...]:
    """Every part's last sign of life, by name."""
    return tuple(
        Beat(row.name, row.beat, row.state) for row in connection.execute(select(parts).order_by(parts.c.name))
    )
