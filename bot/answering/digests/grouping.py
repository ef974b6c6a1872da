"""Which of many texts tell one thing: those near to the one that most are near to. Pure.

One pass over all texts, those first that have most neighbours: each takes its neighbours that no other has taken (the
leader algorithm, Hartigan 1975). It does not chain: a war of a week stays as many stories as it had.
"""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

NEAR: Final = 0.55
"""Least cosine of two openings that tell one thing, see docs/decisions/answering-stories.md."""

Vectors: TypeAlias = Sequence[NDArray[np.float32]]
Mask: TypeAlias = NDArray[np.bool_]


def grouped(vectors: Vectors, *, together: Mask | None = None) -> list[list[int]]:
    """Give groups of positions, the middle one of each first; `together` tells which pairs may share a group.

    Vectors have unit length. Of texts with as many neighbours the earlier position leads.
    """
    if not vectors:
        return []
    stacked = np.stack(vectors)
    near: Mask = stacked @ stacked.T >= NEAR
    if together is not None:
        near &= together
    left = np.ones(len(vectors), dtype=np.bool_)
    groups = []
    for leader in np.argsort(-near.sum(axis=1), kind="stable").tolist():
        if left[leader]:
            taken = near[leader] & left
            taken[leader] = False
            groups.append([leader, *np.flatnonzero(taken).tolist()])
            left[groups[-1]] = False
    return groups
