"""Linkage: pairs with a likelihood each become groups, by average linkage (Sokal and Michener, 1958), damped."""

import heapq
from collections.abc import Mapping
from typing import Final, TypeAlias

Pair: TypeAlias = tuple[int, int]
_DAMPING: Final = 0.7
"""Power of the number of pairs that their sum is divided by: at 1, the mean, a shooting that seventy reports of four
days tell was three; at 0, one bridge would do, however large the groups. See docs/decisions/incidents-coreference.md."""


def linked(likely: Mapping[Pair, float], *, least: float) -> list[Pair]:
    """Give the pairs within groups, whose parts were joined because they were as likely one as `least`.

    A pair that is not given counts as 0, so that one bridge between two events does not make them one. What is
    likeliest is joined first, and of what is as likely the lowest numbers. The pairs hold each group together.
    """
    sums: dict[int, dict[int, float]] = {}
    for (one, other), likelihood in likely.items():
        if likelihood > 0:
            sums.setdefault(one, {})[other] = likelihood
            sums.setdefault(other, {})[one] = likelihood
    members = {number: [number] for number in sums}
    queue = [(-likelihood, min(pair), max(pair)) for pair, likelihood in likely.items() if likelihood >= least]
    heapq.heapify(queue)
    while queue:
        likelihood, one, other = heapq.heappop(queue)
        if one not in sums or -likelihood != _likelihood(sums, members, one, other):
            continue
        members[one] += members.pop(other)
        del sums[one][other]
        for third, added in sums.pop(other).items():
            if third != one:
                del sums[third][other]
                sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + added
        for third in sums[one]:
            if (likelihood := _likelihood(sums, members, one, third)) >= least:
                heapq.heappush(queue, (-likelihood, min(one, third), max(one, third)))
    group_of = {number: group for group, numbers in members.items() for number in numbers}
    return [pair for pair, likelihood in likely.items() if likelihood > 0 and group_of[pair[0]] == group_of[pair[1]]]


def _likelihood(
    sums: Mapping[int, Mapping[int, float]], members: Mapping[int, list[int]], one: int, other: int
) -> float:
    """Give how likely two groups are one, by the pairs between them; 0 where they are no groups any more."""
    if other not in sums[one]:
        return 0.0
    return sums[one][other] / (len(members[one]) * len(members[other])) ** _DAMPING
