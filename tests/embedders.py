"""An embedder without a model: small, honest, the same on every machine."""

import re
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_AROUND = 2  # like a model's marks of beginning and end; they also keep an empty text's vector from being zero


class HashingEmbedder:
    """Counts words into buckets: texts that share words are near, others are not.

    It keeps every law of `ingest.embedding.Embedder`. A word is a token.
    """

    name = "hashing"
    dimension = 256
    max_tokens = 256

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one vector a text, in order."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            vector[0] = 0.1
            for word in _words(text)[: self.max_tokens - _AROUND]:
                vector[_bucket(word, self.dimension)] += 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def count_tokens(self, text: str) -> int:
        """Count the words of `text` and the two marks around it."""
        return len(_words(text)) + _AROUND


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _bucket(word: str, buckets: int) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=4).digest()) % buckets
