"""Nearest vectors among given passages: estimated from codes in memory, then compared exactly as they are stored."""

from collections import OrderedDict
from collections.abc import Iterator
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from ingest.archive import outbox
from ingest.archive.partitions import PARTITION, partition_of
from ingest.archive.timeline import Ids
from ingest.archive.vector_codes import Query, Vector, VectorCodes

Similarities = NDArray[np.float64]

ESTIMATED: Final = 20_000
"""Of more candidates than these, so many by their signs are estimated. Over a million passages recall@20 was 1.000 in
60 questions each within a month, a year and all; see docs/decisions/archive-who-answers-by-vector.md."""

KEPT: Final = 40
"""Partitions kept at most: two million vectors, 0.9 GB at 384 dimensions if it is ever full."""

_BATCH: Final = 5_000


class VectorScan:
    """Finds the nearest among given passages; safe for many threads, which take turns."""

    def __init__(self, dimension: int, *, kept: int = KEPT, estimated: int = ESTIMATED) -> None:
        self._dimension = dimension
        self._most = kept
        self._estimated = estimated
        self._kept: OrderedDict[int, VectorCodes] = OrderedDict()
        self._lock = Lock()

    def nearest(self, connection: Connection, candidates: Ids, query: Vector, limit: int) -> tuple[Ids, Similarities]:
        """Give the `limit` most similar candidates (ids that ascend), best first; ties go to the lower id.

        Of up to `estimated` candidates none is overlooked. The result depends on the candidates' vectors alone, to the
        last bit: not on what else is stored or in memory.
        """
        if len(candidates) > limit:
            with self._lock:
                candidates = self._likely(connection, candidates, Query.of(query), limit)
        return self.compared(connection, candidates, query, limit)

    def compared(self, connection: Connection, candidates: Ids, query: Vector, limit: int) -> tuple[Ids, Similarities]:
        """Give the same of few candidates, which are read for it and not kept."""
        exact = _similarities(connection, candidates, query)
        order = np.lexsort((candidates, -exact))[:limit]
        return candidates[order], exact[order]

    def lacking(self, candidates: Ids) -> int:
        """How many candidates would have to be read first."""
        with self._lock:
            return sum(
                len(self._kept[partition].missing(slots) if partition in self._kept else slots)
                for partition, slots in _by_partition(candidates)
            )

    def load(self, connection: Connection, ids: Ids) -> bool:
        """Read vectors into memory, ids of one partition; tells whether there was room without pushing out others."""
        partition = int(partition_of(ids[:1])[0])
        for start in range(0, len(ids), _BATCH):
            with self._lock:  # for one batch at a time, because questions wait
                if partition not in self._kept and len(self._kept) >= self._most:
                    return False
                self._codes(connection, partition, ids[start : start + _BATCH] % PARTITION)
        return True

    def _likely(self, connection: Connection, candidates: Ids, query: Query, limit: int) -> Ids:
        """Leave out what surely is not among the nearest; of very many candidates, what most likely is not."""
        if len(candidates) > (estimated := max(self._estimated, limit)):
            differing = np.concatenate(
                [
                    self._codes(connection, partition, slots).differing_signs(slots, query)
                    for partition, slots in _by_partition(candidates)
                ]
            )
            most = int(np.searchsorted(np.cumsum(np.bincount(differing)), estimated))
            candidates = candidates[differing <= most]
        estimates = [
            self._codes(connection, partition, slots).estimates(slots, query)
            for partition, slots in _by_partition(candidates)
        ]
        similarity, error = (np.concatenate(column) for column in zip(*estimates, strict=True))
        sure = np.partition(similarity - error, -limit)[-limit]
        likely: Ids = candidates[similarity + error >= sure]
        return likely

    def _codes(self, connection: Connection, partition: int, slots: Ids) -> VectorCodes:
        """Give a partition's codes, those in `slots` among them; they are read if they are not kept."""
        codes = self._kept.pop(partition, None) or VectorCodes(self._dimension)
        self._kept[partition] = codes
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        missing = codes.missing(slots)
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            codes.keep(batch, outbox.vectors_of(connection, batch + partition * PARTITION))
        return codes


def _similarities(connection: Connection, ids: Ids, query: Vector) -> Similarities:
    if not len(ids):
        return np.zeros(0)
    products = outbox.vectors_of(connection, ids).astype(np.float64) * query.astype(np.float64)
    similarities: Similarities = products.sum(axis=1)  # row by row, unlike a matrix product
    return similarities


def _by_partition(ids: Ids) -> Iterator[tuple[int, Ids]]:
    """Split ids, which ascend, into partitions: of each its number, and the slots in it."""
    while len(ids):
        partition = int(partition_of(ids[:1])[0])
        first = partition * PARTITION
        mine = ids[: np.searchsorted(ids, first + PARTITION)]
        yield partition, mine - first
        ids = ids[len(mine) :]
