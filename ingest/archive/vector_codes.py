"""What is kept in memory of a partition's vectors: a byte a dimension, a sign a rotated dimension; pure.

A vector is its code times a scale, and how far that is off is kept too: an estimated similarity has a bound. How many
signs two vectors share, after one rotation of all, tells how near they are: 48 bytes instead of 384 are looked at
(Charikar, STOC 2002; why to rotate: Gao and Long, SIGMOD 2024).
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.archive.partitions import PARTITION
from ingest.archive.timeline import Ids, Mask

Vector = NDArray[np.float32]
Codes = NDArray[np.int8]
Signs = NDArray[np.uint64]

_GREATEST: Final = 127
_WORD: Final = 64
_STEP: Final = 4_096
"""Codes decoded at once: so many fit into a core's cache, which makes it three times as fast as all at once."""
_ROUNDING: Final = 1e-5
"""By how much of two vectors' lengths a matrix product of floats may be off, beside the codes."""


@dataclass(frozen=True, slots=True)
class Query:
    """What the vectors are compared with."""

    vector: Vector
    signs: Signs

    @classmethod
    def of(cls, vector: Vector) -> "Query":
        """Prepare a vector, whatever its length."""
        codes, _ = _coded(vector.reshape(1, -1))
        return cls(vector, _signs(codes)[:, 0])


class VectorCodes:
    """Codes of one partition's vectors, by their slots, which are their ids' places in it. Memory is what is filled."""

    def __init__(self, dimension: int) -> None:
        self.held: Mask = np.zeros(PARTITION, dtype=np.bool_)
        self._codes: Codes = np.zeros((PARTITION, dimension), dtype=np.int8)
        self._scale = np.zeros(PARTITION, dtype=np.float32)
        self._error = np.zeros(PARTITION, dtype=np.float32)
        self._signs: Signs = np.zeros((-(-dimension // _WORD), PARTITION), dtype=np.uint64)
        self._end = 0

    def keep(self, slots: Ids, vectors: Vector) -> None:
        """Take vectors, one row a slot."""
        codes, scale = _coded(vectors)
        self._codes[slots], self._scale[slots] = codes, scale[:, 0]
        self._error[slots] = _lengths(vectors - codes * scale) + _ROUNDING * _lengths(vectors)
        self._signs[:, slots] = _signs(codes)
        self.held[slots] = True
        self._end = max(self._end, int(slots.max(initial=-1)) + 1)

    def missing(self, slots: Ids) -> Ids:
        """Give those of the slots that are not filled yet."""
        if slots.max(initial=-1) < self._end and self.held[: self._end].all():
            return slots[:0]  # a hundredth of the time
        return slots[~self.held[slots]]

    def differing_signs(self, slots: Ids, query: Query) -> NDArray[np.uint16]:
        """In how many signs each differs from the query: fewer means nearer, most likely."""
        if len(slots) * 2 < self._end:
            return _differing(self._signs[:, slots], query.signs)
        return _differing(self._signs[:, : self._end], query.signs)[slots]  # because picking columns costs more

    def estimates(self, slots: Ids, query: Query) -> tuple[Vector, Vector]:
        """Give each one's inner product with the query, and by how much at most that is off."""
        steps = [slots[start : start + _STEP] for start in range(0, len(slots), _STEP)]
        products = np.concatenate([self._codes[step].astype(np.float32) @ query.vector for step in steps])
        length = np.float32(np.linalg.norm(query.vector))
        return products * self._scale[slots], self._error[slots] * length


def _lengths(vectors: Vector) -> Vector:
    lengths: Vector = np.linalg.norm(vectors, axis=1).astype(np.float32)
    return lengths


def _coded(vectors: Vector) -> tuple[Codes, Vector]:
    """Give codes and the scale of each row."""
    greatest = np.abs(vectors).max(axis=1, keepdims=True, initial=0)
    scale = np.where(greatest > 0, greatest / _GREATEST, 1).astype(np.float32)
    return np.rint(vectors / scale).astype(np.int8), scale


def _signs(codes: Codes) -> Signs:
    """Give the signs of rotated codes, a column a vector; the same whatever is rotated together.

    Sums of integers, which floats hold exactly up to 1,040 dimensions of 127 by 127.
    """
    rotated = codes.astype(np.float32) @ _rotation(codes.shape[1])
    padding = -rotated.shape[1] % _WORD
    packed = np.packbits(np.pad(rotated > 0, ((0, 0), (0, padding))), axis=1)
    return np.ascontiguousarray(packed.view(np.uint64).T)


@cache
def _rotation(dimension: int) -> Vector:
    """Give a rotation by chance, the same every time, in whole numbers up to 127."""
    rotation, _ = np.linalg.qr(np.random.default_rng(dimension).standard_normal((dimension, dimension)))
    whole: Vector = np.rint(rotation * (_GREATEST / np.abs(rotation).max())).astype(np.float32)
    return whole


def _differing(signs: Signs, query: Signs) -> NDArray[np.uint16]:
    differing = np.zeros(signs.shape[1], dtype=np.uint16)
    for word, asked in zip(signs, query, strict=True):
        differing += np.bitwise_count(word ^ asked)
    return differing
