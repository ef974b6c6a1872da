"""Which of many texts tell one thing: those near to the one that most are near to, and near to one another. Pure.

One pass over all texts, those first that have most neighbours: each takes its neighbours that no other has taken (the
leader algorithm; Hartigan, Clustering Algorithms, 1975), but not those that are near to it alone, as two things are to
a text about both.
"""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

NEAR: Final = 0.55
"""Least cosine of two openings that tell one thing (docs/decisions/answering-stories.md)."""
AMONG: Final = 0.5
"""Least mean cosine of a member to the others of its group."""

Vectors: TypeAlias = Sequence[NDArray[np.float32]]
Mask: TypeAlias = NDArray[np.bool_]
Positions: TypeAlias = NDArray[np.intp]


def grouped(vectors: Vectors, *, together: Mask) -> list[list[int]]:
    """Give groups of positions, the middle one of each first; `together` tells which pairs may share a group.

    Vectors have unit length. Of texts with as many neighbours the earlier position goes first.
    """
    if not vectors:
        return []
    stacked = np.stack(vectors)
    cosines = stacked @ stacked.T
    near: Mask = (cosines >= NEAR) & together
    left = np.ones(len(vectors), dtype=np.bool_)
    groups = []
    for leader in np.argsort(-near.sum(axis=1), kind="stable").tolist():
        if left[leader]:
            members = _agreeing(np.flatnonzero(near[leader] & left), leader, cosines)
            left[members] = False
            groups.append(members)
    return groups


def _agreeing(members: Positions, leader: int, cosines: NDArray[np.float32]) -> list[int]:
    """Leave out those that are far from the others, but never the leader; the middle one first."""
    among = cosines[np.ix_(members, members)]
    sums = among.sum(axis=1) - 1
    kept = np.ones(len(members), dtype=np.bool_)
    kept_leader = members == leader
    while kept.sum() > 1:
        means = np.where(kept & ~kept_leader, sums / (kept.sum() - 1), np.inf)
        farthest = int(np.argmin(means))
        if means[farthest] >= AMONG:
            break
        kept[farthest] = False
        sums -= among[farthest]
    by_nearness = np.argsort(-sums[kept], kind="stable")
    return [int(position) for position in members[kept][by_nearness]]
