"""Vectors of another embedding model: made beside those in use, and put in their place when all are there.

Their table is there only meanwhile; one index of half the vectors would answer wrongly, so nothing reads it.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Column, Connection, ForeignKey, LargeBinary, MetaData, Table, text

from ingest.archive import notes, outbox
from ingest.archive.encoder import Encoder, record, recorded
from ingest.archive.schema import vectors
from ingest.articles import PassageId

_COMING_ENCODER: Final = "coming_encoder"
_COMING: Final = Table(
    "coming_vectors",
    MetaData(),
    Column("passage", ForeignKey(vectors.c.passage, ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    comment="what is purged meanwhile goes from here as well",
)
_LACKING: Final = "vectors.passage NOT IN (SELECT passage FROM coming_vectors)"
_ABOVE_ALL: Final = 2**63 - 1


def coming(connection: Connection) -> Encoder | None:
    """Give the model whose vectors are being made; `None` while none are."""
    return recorded(connection, _COMING_ENCODER)


def begin(connection: Connection, encoder: Encoder) -> None:
    """Make room for a model's vectors; those that were made for the same one before stay, another's go."""
    if coming(connection) == encoder:
        return
    forget(connection)
    _COMING.create(connection)
    record(connection, encoder, _COMING_ENCODER)


def forget(connection: Connection) -> None:
    """Throw away what was made beside the vectors in use."""
    _COMING.drop(connection, checkfirst=True)
    notes.forget(connection, _COMING_ENCODER)


def lacking(connection: Connection) -> int:
    """How many passages have no vector of the coming model yet."""
    counted = text(f"SELECT count(*) FROM vectors WHERE {_LACKING}")  # noqa: S608 because the condition is a constant
    return int(connection.execute(counted).scalar_one())


def texts_lacking(connection: Connection, *, below: PassageId | None, limit: int) -> Sequence[tuple[PassageId, str]]:
    """Give the newest passages below one that have no vector of the coming model, each as an encoder reads it."""
    rows = connection.execute(
        text(
            "SELECT vectors.passage, header, span_start, span_end, text FROM vectors"  # noqa: S608 because the condition is a constant
            " JOIN passages ON passages.id = vectors.passage JOIN revisions ON revisions.id = passages.revision"
            f" WHERE vectors.passage < :below AND {_LACKING}"
            " ORDER BY vectors.passage DESC LIMIT :limit"
        ),
        {"below": _ABOVE_ALL if below is None else below, "limit": limit},
    )
    return [(PassageId(row.passage), f"{row.header}\n{row.text[row.span_start : row.span_end]}") for row in rows]


def add(connection: Connection, made: Sequence[tuple[PassageId, bytes]]) -> None:
    """Store vectors of the coming model, of those passages that are there still."""
    connection.execute(
        text(
            "INSERT INTO coming_vectors SELECT passage, :vector FROM vectors WHERE passage = :passage"
            " ON CONFLICT (passage) DO UPDATE SET vector = excluded.vector"
        ),
        [{"passage": passage, "vector": vector} for passage, vector in made],
    )


def switch(connection: Connection, encoder: Encoder) -> bool:
    """Put the coming vectors in the place of those in use, unless some are lacking; tells whether it did.

    Nobody may answer or store meanwhile with the former model. Chroma is filled anew.
    """
    if coming(connection) != encoder or lacking(connection):
        return False
    connection.exec_driver_sql(
        "UPDATE vectors SET vector = coming_vectors.vector FROM coming_vectors"
        " WHERE coming_vectors.passage = vectors.passage"
    )
    record(connection, encoder)
    forget(connection)
    outbox.condemn(connection)
    return True
