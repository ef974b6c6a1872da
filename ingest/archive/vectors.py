"""Search by vector: by what is in memory where enough is, else through Chroma."""

from math import ceil
from threading import Lock
from typing import Final

import numpy as np
from sqlalchemy import Connection

from ingest.archive import outbox
from ingest.archive.chroma_access import ChromaAccess
from ingest.archive.chroma_server import ChromaUnavailable
from ingest.archive.database import Database
from ingest.archive.encoder import recorded
from ingest.archive.partitions import PARTITION, partition_of
from ingest.archive.timeline import Ids, Mask
from ingest.archive.vector_codes import Vector
from ingest.archive.vector_scan import Similarities, VectorScan

READ_LIMIT: Final = 20_000
"""Up to so many vectors that are not in memory are read for a question: 90 ms with 384 dimensions. Of more, Chroma
proposes, which takes 16-28 ms over 100,000 vectors, on the same two busy cores."""

_SPARE: Final = 1.5
_FEWEST: Final = 100
_MOST: Final = 1_000
"""Neighbours asked of Chroma before filtering: half as many again as the visible share makes necessary."""


class VectorSearch:
    """Finds the passages nearest to a vector."""

    def __init__(self, database: Database, chroma: ChromaAccess, *, read_limit: int = READ_LIMIT) -> None:
        self._database = database
        self._chroma = chroma
        self._read_limit = read_limit
        self._scan: VectorScan | None = None
        self._lock = Lock()

    def nearest(self, connection: Connection, mask: Mask, query: Vector, limit: int) -> tuple[Ids, Similarities]:
        """Give the `limit` passages under the mask that are most similar to `query`, best first.

        Chroma only proposes; what is returned is compared and ordered exactly, whichever way it was found.
        """
        candidates = np.flatnonzero(mask)
        scan = self._scan_of(len(query))
        if scan.lacking(candidates) > self._read_limit:
            proposed = self._proposed(candidates, mask, query, limit)
            if proposed is not None:
                return scan.compared(connection, proposed, query, limit)
        return scan.nearest(connection, candidates, query, limit)

    def warm_up(self) -> None:
        """Read what is stored into memory, the newest first, as far as there is room: 1 s for 100,000 vectors."""
        with self._database.reading() as connection:
            partitions = sorted(outbox.partitions(connection), reverse=True)
        for partition in partitions:
            with self._database.reading() as connection:  # of each anew, because a long snapshot keeps the log growing
                encoder, ids = recorded(connection), outbox.stored(connection, partition)
                if encoder and len(ids) and not self._scan_of(encoder.dimension).load(connection, ids):
                    return

    def forget(self) -> None:
        """Let go of the vectors that are kept in memory, because others take their place."""
        with self._lock:
            self._scan = None

    def _scan_of(self, dimension: int) -> VectorScan:
        with self._lock:
            if self._scan is None:
                self._scan = VectorScan(dimension)
            return self._scan

    def _proposed(self, candidates: Ids, mask: Mask, query: Vector, limit: int) -> Ids | None:
        """Chroma's neighbours that are under the mask, or `None` where only comparing all will do."""
        if (index := self._chroma.index_at_hand()) is None:
            return None
        with self._database.reading() as connection:  # only now, because opening Chroma may have refilled the outbox
            unsent = _under(mask, outbox.pending(connection))
        if len(unsent) > self._read_limit:
            return None
        partitions = np.unique(partition_of(candidates))
        share = len(candidates) / (len(partitions) * PARTITION)
        wanted = min(_MOST, max(_FEWEST, ceil(limit * _SPARE / share)))
        try:
            near = index.nearest(query, partitions.tolist(), wanted)
        except ChromaUnavailable as error:
            self._chroma.failed(error)
            return None
        found = _under(mask, near.ids[near.distances <= near.horizon])
        return np.union1d(found, unsent) if len(found) >= limit else None


def _under(mask: Mask, ids: Ids) -> Ids:
    ids = ids[ids < len(mask)]
    return ids[mask[ids]]
