"""An embedder that keeps its process busy. Child processes import it."""

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tests.embedders import HashingEmbedder

BUSY_SECONDS = 0.5


class BusyEmbedder(HashingEmbedder):
    """Computes for a while, holding the interpreter as tokenisers and parsers do, before it gives a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        end = time.perf_counter() + BUSY_SECONDS
        while time.perf_counter() < end:
            pass
        return super().encode(texts)
