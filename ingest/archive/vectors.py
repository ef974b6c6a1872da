"""Search by vector: exact where few passages are in question, through Chroma where many are."""

from math import ceil
from threading import Lock
from typing import Final

import numpy as np
from sqlalchemy import Connection

from ingest.archive import outbox
from ingest.archive.chroma_access import ChromaAccess
from ingest.archive.chroma_server import ChromaUnavailable
from ingest.archive.database import Database
from ingest.archive.exact_scan import ExactScan, Similarities, Vector
from ingest.archive.partitions import PARTITION, partition_of
from ingest.archive.timeline import Ids, Mask

_SPARE: Final = 1.5
_FEWEST: Final = 100
_MOST: Final = 1_000
"""Neighbours asked of Chroma before filtering: half as many again as the visible share makes necessary."""


class VectorSearch:
    """Finds the passages nearest to a vector."""

    def __init__(self, database: Database, chroma: ChromaAccess, *, exact_scan_limit: int, kept: int) -> None:
        self._database = database
        self._chroma = chroma
        self._exact_scan_limit = exact_scan_limit
        self._kept = kept
        self._scan: ExactScan | None = None
        self._lock = Lock()

    def nearest(self, connection: Connection, mask: Mask, query: Vector, limit: int) -> tuple[Ids, Similarities]:
        """Give the `limit` passages under the mask that are most similar to `query`, best first.

        Chroma only proposes; what is returned is compared and ordered exactly, whichever way it was found.
        """
        candidates = np.flatnonzero(mask)
        if len(candidates) > self._exact_scan_limit:
            proposed = self._proposed(candidates, mask, query, limit)
            candidates = candidates if proposed is None else proposed
        return self._exact_scan(len(query)).nearest(connection, candidates, query, limit)

    def forget(self) -> None:
        """Let go of the vectors that are kept in memory, because others take their place."""
        with self._lock:
            self._scan = None

    def _exact_scan(self, dimension: int) -> ExactScan:
        with self._lock:
            if self._scan is None:
                self._scan = ExactScan(dimension, kept=self._kept)
            return self._scan

    def _proposed(self, candidates: Ids, mask: Mask, query: Vector, limit: int) -> Ids | None:
        """Chroma's neighbours that are under the mask, or `None` where only an exact scan will do."""
        if (index := self._chroma.index_at_hand()) is None:
            return None
        with self._database.reading() as connection:  # only now, because opening Chroma may have refilled the outbox
            unsent = _under(mask, outbox.pending(connection))
        if len(unsent) > self._exact_scan_limit:
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
