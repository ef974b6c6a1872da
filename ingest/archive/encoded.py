"""Texts that were encoded before: their vectors are at hand, and no text is encoded twice.

A vector is found by the whole text that was encoded, header included. By the passage's own words alone it would carry
the title and the publisher of whichever article came first, be it one that the asker does not see.
"""

from collections.abc import Collection
from hashlib import blake2b
from typing import Final

from sqlalchemy import Connection, select

from ingest.archive.schema import vectors

_MOST_PARAMETERS: Final = 10_000
"""Of a statement; SQLite is commonly built to take 32,766."""


def digest_of(encoded: str) -> bytes:
    """Give 16 bytes that tell a text from all others."""
    return blake2b(encoded.encode(errors="surrogatepass"), digest_size=16).digest()


def vectors_of(connection: Connection, texts: Collection[str]) -> dict[str, bytes]:
    """Give the vectors, as they are stored, of those texts that were encoded before."""
    by_digest = {digest_of(each): each for each in texts}
    digests = list(by_digest)
    chunks = (digests[start : start + _MOST_PARAMETERS] for start in range(0, len(digests), _MOST_PARAMETERS))
    statement = select(vectors.c.digest, vectors.c.vector)
    return {
        by_digest[row.digest]: row.vector
        for chunk in chunks
        for row in connection.execute(statement.where(vectors.c.digest.in_(chunk)))
    }
