"""Linkage: pairs with a likelihood each become groups, by average linkage (Sokal and Michener, 1958)."""

import heapq
from collections.abc import Mapping
from typing import TypeAlias

Pair: TypeAlias = tuple[int, int]


def linked(likely: Mapping[Pair, float], *, least: float) -> list[Pair]:
    """Give the pairs within groups of which any two parts that were joined are as likely one as `least` on average.

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
        mean, one, other = heapq.heappop(queue)
        if one not in sums or -mean != _mean(sums, members, one, other):
            continue
        members[one] += members.pop(other)
        del sums[one][other]
        for third, likelihood in sums.pop(other).items():
            if third != one:
                del sums[third][other]
                sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + likelihood
        for third in sums[one]:
            if (likelihood := _mean(sums, members, one, third)) >= least:
                heapq.heappush(queue, (-likelihood, min(one, third), max(one, third)))
    group_of = {number: group for group, numbers in members.items() for number in numbers}
    return [pair for pair, likelihood in likely.items() if likelihood >= least and len({*map(group_of.get, pair)}) == 1]


def _mean(sums: Mapping[int, Mapping[int, float]], members: Mapping[int, list[int]], one: int, other: int) -> float:
    """Give the mean likelihood of the pairs between two groups, 0 where they are no groups any more."""
    return sums[one][other] / (len(members[one]) * len(members[other])) if other in sums[one] else 0.0
