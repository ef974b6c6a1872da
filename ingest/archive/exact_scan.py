"""Exact nearest vectors: every candidate compared, with the vectors lately used kept decoded in memory."""

from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from ingest.archive.dialects import among, listed
from ingest.archive.schema import vectors
from ingest.archive.timeline import Ids

Vector = NDArray[np.float32]
Similarities = NDArray[np.float64]

EXACT_SCAN_LIMIT: Final = 20_000
"""Up to so many candidates an exact scan is the better search: 10 ms with 384 dimensions once they are in memory
(50-90 ms the first time), against 16-28 ms by Chroma's server over 100,000 vectors, on the same two busy cores."""

KEPT_BESIDE_CHROMA: Final = 2 * EXACT_SCAN_LIMIT
"""Decoded vectors kept where Chroma answers for large sets: 61 MB at 384 dimensions."""

KEPT_ALONE: Final = 250_000
"""Decoded vectors kept where the exact scan answers for all: 384 MB at 384 dimensions if it is ever full, since memory
is touched only as far as it is filled. Fewer would be read from disk again for each of a batch of questions."""

_BATCH: Final = 5_000
_STEP: Final = EXACT_SCAN_LIMIT
_VECTORS: Final = select(vectors.c.vector).where(among(vectors.c.passage, "ids")).order_by(vectors.c.passage)
_CLOSE: Final = 1e-5
"""Two similarities nearer than this are told apart by exact arithmetic, not by a matrix product's rounding."""


class ExactScan:
    """Finds the nearest among given passages; safe for many threads, which take turns."""

    def __init__(self, dimension: int, *, kept: int) -> None:
        self._dimension = dimension
        self._kept = np.empty((kept, dimension), dtype=np.float32)
        self._owner = np.full(kept, -1, dtype=np.int64)
        self._slot = np.full(0, -1, dtype=np.int64)
        self._next = 0
        self._filled = 0
        self._lock = Lock()

    def nearest(self, connection: Connection, candidates: Ids, query: Vector, limit: int) -> tuple[Ids, Similarities]:
        """Give the `limit` most similar candidates, best first; ties go to the lower id.

        The result depends on the candidates' vectors alone, to the last bit: not on what else is in memory.
        """
        best = self._likely(connection, candidates, query, limit)
        exact = self._similarities(connection, best, query)
        order = np.lexsort((best, -exact))[:limit]
        return best[order], exact[order]

    def _likely(self, connection: Connection, candidates: Ids, query: Vector, limit: int) -> Ids:
        if len(candidates) <= limit:
            return candidates
        with self._lock:
            rough = np.concatenate(
                [
                    self._rough(connection, candidates[start : start + _STEP], query)
                    for start in range(0, len(candidates), _STEP)
                ]
            )
        threshold = np.partition(rough, -limit)[-limit] - _CLOSE
        likely: Ids = candidates[rough >= threshold]
        return likely

    def _rough(self, connection: Connection, ids: Ids, query: Vector) -> Vector:
        slots = self._slots(connection, ids)
        if len(ids) * 2 < self._filled:
            return np.asarray(self._kept[slots] @ query, dtype=np.float32)
        everything: Vector = self._kept[: self._filled] @ query  # because copying the rows out costs more
        return everything[slots]

    def _slots(self, connection: Connection, ids: Ids) -> Ids:
        """Where the vectors of `ids` are kept, after loading those that are not."""
        if len(ids):
            self._make_room(int(ids.max()) + 1)
        # because loading some may push out others of the same call; each is loaded once at most, so this ends
        while len(missing := ids[self._slot[ids] < 0]):
            self._load(connection, missing[:_BATCH])
        slots: Ids = self._slot[ids]
        return slots

    def _make_room(self, size: int) -> None:
        if size > len(self._slot):
            grown = np.full(size + _STEP, -1, dtype=np.int64)
            grown[: len(self._slot)] = self._slot
            self._slot = grown

    def _load(self, connection: Connection, ids: Ids) -> None:
        slots = (self._next + np.arange(len(ids))) % len(self._kept)
        pushed_out = self._owner[slots]
        self._slot[pushed_out[pushed_out >= 0]] = -1
        self._kept[slots] = self._read(connection, ids)
        self._owner[slots], self._slot[ids] = ids, slots
        self._filled = min(len(self._kept), max(self._filled, self._next + len(ids)))
        self._next = (self._next + len(ids)) % len(self._kept)

    def _read(self, connection: Connection, ids: Ids) -> NDArray[np.float16]:
        """One row an id; `ids` ascend."""
        rows = connection.execute(_VECTORS, {"ids": listed(ids.tolist())}).all()
        joined = b"".join([vector for (vector,) in rows])
        return np.frombuffer(joined, dtype="<f2").reshape(len(ids), self._dimension)

    def _similarities(self, connection: Connection, ids: Ids, query: Vector) -> Similarities:
        if not len(ids):
            return np.zeros(0)
        products = self._read(connection, ids).astype(np.float64) * query.astype(np.float64)
        similarities: Similarities = products.sum(axis=1)  # row by row, unlike a matrix product
        return similarities
