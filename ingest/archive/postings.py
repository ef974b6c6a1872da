"""Which passages hold a word, kept in memory and kept current: one question asks for each of its words several times.

What is kept needs no snapshot: an id is given once, to one text that never changes. A passage that is gone is seen by
no view, and one that a snapshot does not know yet is left out.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.archive.timeline import Ids

KEPT_BYTES: Final = 32 * 2**20
"""Four bytes a passage and word: the words of some hundred questions over a million passages."""

Read = Callable[[int], Ids]
"""Gives the passages that hold a word and whose ids are at least so great."""


@dataclass(frozen=True, slots=True)
class _Kept:
    ids: NDArray[np.int32]
    """In order."""
    end: int
    """Up to which id they were looked for."""


class Postings:
    """Keeps the holders of words lately asked for; safe for many threads, which at worst read one twice."""

    def __init__(self, *, most: int = KEPT_BYTES) -> None:
        self._most = most
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def holders(self, word: str, *, end: int, read: Read) -> Ids:
        """Give which of the passages with ids less than `end` hold a word, in order; `read` looks for what is new."""
        with self._lock:
            known = self._kept.get(word, _NOTHING)
            if known is not _NOTHING:
                self._kept.move_to_end(word)
        if known.end < end:
            new = np.sort(read(known.end))
            known = _Kept(np.concatenate([known.ids, new[new < end].astype(np.int32)]), end)
            self._keep(word, known)
        return known.ids[: np.searchsorted(known.ids, end)].astype(np.int64)

    def _keep(self, word: str, known: _Kept) -> None:
        with self._lock:
            self._bytes += known.ids.nbytes - self._kept.pop(word, _NOTHING).ids.nbytes
            self._kept[word] = known
            while self._bytes > self._most:
                self._bytes -= self._kept.popitem(last=False)[1].ids.nbytes


_NOTHING: Final = _Kept(np.zeros(0, dtype=np.int32), 0)
