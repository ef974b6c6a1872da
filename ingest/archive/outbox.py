"""What Chroma has yet to do: vectors to take, noted with their passages, and vectors of deleted ones to drop."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, select, text

from ingest.archive import notes
from ingest.archive.dialects import among, upsert
from ingest.archive.partitions import PARTITION
from ingest.archive.schema import outbox, vectors, withdrawals
from ingest.archive.timeline import Ids, integers

BATCH: Final = 1_000
"""Vectors per call; Chroma refuses more than 5,461."""
_CONDEMNED: Final = "chroma_condemned"
_IN_PARTITION: Final = "SELECT passage AS n FROM vectors WHERE passage >= :first AND passage < :last"


def pending(connection: Connection) -> Ids:
    """Every passage whose vector Chroma does not hold yet, in order."""
    return integers(connection, "SELECT passage AS n FROM outbox ORDER BY passage")


def first_pending(connection: Connection, limit: int) -> tuple[Ids, NDArray[np.float32]]:
    """Give the next passages to send, with their vectors."""
    rows = connection.execute(
        text("SELECT passage, vector FROM vectors JOIN outbox USING (passage) ORDER BY passage LIMIT :limit"),
        {"limit": limit},
    ).all()
    ids = np.array([row.passage for row in rows], dtype=np.int64)
    values = np.frombuffer(b"".join(row.vector for row in rows), dtype="<f2").astype(np.float32)
    return ids, values.reshape(len(ids), -1) if len(ids) else values.reshape(0, 0)


def strike_out(connection: Connection, ids: Ids) -> int:
    """Note that Chroma holds these; how many had not been struck out by another process."""
    return connection.execute(delete(outbox).where(among(outbox.c.passage, ids.tolist()))).rowcount


def first_withdrawn(connection: Connection, limit: int) -> Ids:
    """Give the next passages that are gone and whose vectors Chroma is to drop."""
    return integers(connection, "SELECT passage AS n FROM withdrawals ORDER BY passage LIMIT :limit", limit=limit)


def strike_out_withdrawn(connection: Connection, ids: Ids) -> int:
    """Note that Chroma dropped these; how many had not been struck out by another process."""
    return connection.execute(delete(withdrawals).where(among(withdrawals.c.passage, ids.tolist()))).rowcount


def expected_counts(connection: Connection) -> dict[int, int]:
    """How many vectors each partition must hold by now."""
    rows = connection.execute(
        text(
            "SELECT passage / :size, count(*) FROM vectors WHERE passage NOT IN (SELECT passage FROM outbox) GROUP BY 1"
        ),
        {"size": PARTITION},
    )
    return {partition: expected for partition, expected in rows}  # noqa: C416 because mypy cannot type dict(rows)


def partitions(connection: Connection) -> list[int]:
    """Give every partition that has vectors, sent or not."""
    rows = connection.execute(text("SELECT DISTINCT passage / :size AS number FROM vectors"), {"size": PARTITION})
    return [row.number for row in rows]


def stored(connection: Connection, partition: int) -> Ids:
    """Give the passages of a partition that have a vector, sent or not, in order."""
    return integers(connection, f"{_IN_PARTITION} ORDER BY passage", **_ends(partition))


def sent(connection: Connection, partition: int) -> Ids:
    """Give the passages whose vectors a partition must hold by now, in order."""
    unsent = "SELECT passage FROM outbox"
    return integers(connection, f"{_IN_PARTITION} AND passage NOT IN ({unsent}) ORDER BY passage", **_ends(partition))


def _ends(partition: int) -> dict[str, int]:
    return {"first": partition * PARTITION, "last": (partition + 1) * PARTITION}


def vectors_of(connection: Connection, ids: Ids) -> NDArray[np.float32]:
    """Give stored vectors, one row an id; the ids ascend."""
    wanted = select(vectors.c.vector).where(among(vectors.c.passage, ids.tolist())).order_by(vectors.c.passage)
    rows = connection.execute(wanted).scalars()
    return np.frombuffer(b"".join(rows), dtype="<f2").astype(np.float32).reshape(len(ids), -1)


def correct(connection: Connection, *, missing: Ids, strangers: Ids) -> None:
    """Send what Chroma lost, and have it drop what it holds and should not."""
    for table, ids in ((outbox, missing), (withdrawals, strangers)):
        if len(ids):
            rows = [{"passage": number} for number in ids.tolist()]
            connection.execute(upsert(connection, table).on_conflict_do_nothing(), rows)


def refill(connection: Connection, partitions: Iterable[int]) -> None:
    """Send these partitions again, whole."""
    for partition in partitions:
        connection.execute(text(f"INSERT INTO outbox {_IN_PARTITION} ON CONFLICT DO NOTHING"), _ends(partition))


def condemn(connection: Connection) -> None:
    """Note that what Chroma holds is to be thrown away whole, since something was purged.

    A vector that is only deleted there stays in its queue and in its files: seen in 1.5.9, and of deleted collections
    too.
    """
    notes.note(connection, _CONDEMNED, "true")


def is_condemned(connection: Connection) -> bool:
    """Whether what Chroma holds is still to be thrown away."""
    return notes.noted(connection, _CONDEMNED) is not None


def begin_anew(connection: Connection) -> None:
    """Send everything that is stored, now that Chroma holds nothing any more."""
    refill(connection, partitions(connection))
    connection.execute(text("DELETE FROM withdrawals"))
    notes.forget(connection, _CONDEMNED)
