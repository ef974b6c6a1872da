"""The best attested series among candidates: a running total never falls and nowhere leaps. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from math import log10

import numpy as np
from numpy.typing import NDArray

from bot.answering.figures.candidates import Candidate, Fit
from bot.answering.retrieval.stories import Shingles, is_copy, shingles_of

DAILY_GROWTH = 0.5
GROWTH_SLACK = 6
"""A running total may grow by this share a day and this many at once before one origin alone is not enough."""
LAG_WORTH = 1.0
"""Chains that weigh less than this apart (at most half of a report with the asked window) weigh nearly the same."""
SIZE_WORTH = 0.25
"""What ten times as much adds to a report's worth, as a share: a part never exceeds its whole, so of two series about
one thing the greater is the total and the smaller counts single events."""
REPEATED_WORTH = 0.3
"""What a further report of the same value adds to a series, as a share of a new value's worth."""


def best_chain(candidates: list[Candidate], *, anchor: Fit) -> list[Candidate]:
    """Find the heaviest chain in which each candidate may follow the one before (longest path, by time).

    Copies of a report count once. It begins with a candidate that fits at least as well as `anchor`. Of chains that
    weigh nearly the same it is the one that reaches the highest: the lower one's end lags.
    """
    candidates = originals(candidates)
    series = _Series(candidates)
    worth = np.zeros(len(candidates))
    before: list[int | None] = []
    for position, candidate in enumerate(candidates):
        reachable = np.where(series.followed_by(position), worth[:position], 0.0)
        link = int(reachable.argmax()) if reachable.any() else None
        before.append(link)
        if link is None:
            worth[position] = _attestation(candidate) if candidate.fit >= anchor else 0.0
        else:
            repeated = candidates[link].value == candidate.value
            worth[position] = worth[link] + _attestation(candidate) * (REPEATED_WORTH if repeated else 1.0)
    heaviest = worth.max(initial=0.0)
    ends = [position for position in range(len(candidates)) if worth[position] > max(heaviest - LAG_WORTH, 0.0)]
    following = max(ends, key=lambda end: (_is_last_word(candidates[end]), candidates[end].value, end), default=None)
    chain: list[Candidate] = []
    while following is not None:
        chain.append(candidates[following])
        following = before[following]
    return chain[::-1]


def originals(candidates: list[Candidate]) -> list[Candidate]:
    """Leave out reports whose sentence copies an earlier one's: a series does not gain by being copied."""
    kept: list[Candidate] = []
    told: defaultdict[float, list[tuple[Shingles, str]]] = defaultdict(list)
    for candidate in candidates:
        quote, alike = candidate.quote, told[candidate.value]
        shingles = shingles_of(quote)
        if not any(is_copy(shingles, quote, known, other) for known, other in alike):
            kept.append(candidate)
            alike.append((shingles, quote))
    return kept


def _is_last_word(candidate: Candidate) -> bool:
    """Tell whether nothing higher that was said before can stand against the candidate."""
    return candidate.is_revision and candidate.fit is Fit.EXACT


class _Series:
    """Candidates in order of time, as arrays: which may come before which."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates
        self._values = np.array([candidate.value for candidate in candidates])
        self._days = np.array([candidate.published.timestamp() / 86_400 for candidate in candidates])
        self._is_anchored = np.array([candidate.fit is not Fit.OTHER for candidate in candidates], dtype=bool)

    def followed_by(self, position: int) -> NDArray[np.bool_]:
        """Tell for each earlier candidate whether the one at `position` may follow it in a running total."""
        later = self._candidates[position]
        if _is_last_word(later):
            return np.ones(position, dtype=bool)
        values = self._values[:position]
        days = self._days[position] - self._days[:position]
        bounds = values * (1 + DAILY_GROWTH * days) + GROWTH_SLACK
        follows: NDArray[np.bool_] = (later.value >= values) & (later.value <= bounds)
        return follows if later.fit is Fit.EXACT else follows & self._is_anchored[:position]


def _attestation(candidate: Candidate) -> float:
    fit = {Fit.EXACT: 2.0, Fit.OPEN: 1.0, Fit.OTHER: 0.5}[candidate.fit]
    size = 1 + SIZE_WORTH * log10(max(candidate.value, 1))
    return candidate.match * fit * size
