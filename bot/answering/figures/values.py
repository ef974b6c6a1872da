"""The values that the evidence mentions, set beside each other: when, how often, by whom each is told. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log, log1p, prod
from typing import Final

from bot.answering.figures.mentions import Mention, same
from bot.answering.regression import Features

RIVALS: Final = 15
"""Values that are set beside each other, those with the likeliest mentions."""
STRONG: Final = 0.5
"""A mention counts for a value's time and publishers if it is at least so likely as the value's likeliest."""
_A_DAY: Final = timedelta(days=1)
_LEAST: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Weighed:
    """A mention, and how likely it is what is asked for, judged by itself."""

    mention: Mention
    chance: float

    @property
    def published(self) -> datetime:
        """When it was published."""
        return self.mention.passage.stored.article.published

    @property
    def publisher(self) -> str:
        """Who published it."""
        return self.mention.passage.stored.article.publisher


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its mentions, the likeliest first."""

    value: float
    mentions: tuple[Weighed, ...]

    @property
    def strength(self) -> float:
        """How likely its likeliest mention is."""
        return self.mentions[0].chance

    @property
    def strong(self) -> tuple[Weighed, ...]:
        """The mentions that come near the likeliest."""
        return tuple(one for one in self.mentions if one.chance >= STRONG * self.strength)


def values_of(mentions: Sequence[Weighed]) -> tuple[Value, ...]:
    """Gather mentions by value, likeliest first."""
    of_value: defaultdict[float, list[Weighed]] = defaultdict(list)
    for one in sorted(mentions, key=lambda one: -one.chance):
        of_value[one.mention.value].append(one)
    return tuple(Value(value, tuple(those)) for value, those in of_value.items())[:RIVALS]


def features_of(
    values: Sequence[Value], *, series: float | None, earlier: Sequence[float], roles: Mapping[float, float]
) -> tuple[Features, ...]:
    """Give what is seen of each value beside the others.

    `series` is where the series of reported totals ends (`series.py`), `earlier` the values on it before; `roles` are
    the log-odds that the role judge gives the values' likeliest mentions.
    """
    if not values:
        return ()
    now = max(one.published for value in values for one in value.mentions)
    told = {
        value.value: ((now - min(times)) / _A_DAY, (now - max(times)) / _A_DAY)
        for value in values
        if (times := [one.published for one in value.strong])
    }
    best = max(value.strength for value in values)
    everything = sum(value.strength for value in values)
    return tuple(
        {
            **_of_itself(value, told[value.value], best, everything),
            **_beside(value, [other for other in values if other is not value], told, best, everything),
            "ends the series": float(series is not None and same(value.value, series)),
            "there is a series": float(series is not None),
            "is on the series": float(any(same(value.value, one) for one in earlier)),
            "role": roles.get(value.value, 0.0),
            "role is judged": float(value.value in roles),
        }
        for value in values
    )


def _of_itself(value: Value, told: tuple[float, float], best: float, everything: float) -> Features:
    of_article: dict[int, float] = {}
    for one in value.mentions:
        of_article.setdefault(one.mention.passage.stored.id, one.chance)
    publishers = {one.publisher for one in value.strong}
    return {
        "log-odds": log(value.strength / (1 - value.strength + _LEAST) + _LEAST),
        "beside the best": value.strength / best,
        "share": value.strength / everything,
        "in any article": 1 - prod(1 - chance for chance in of_article.values()),
        "over articles": sum(sorted(of_article.values(), reverse=True)[:5]),
        "publishers": log1p(len(publishers)),
        "one publisher": float(len(publishers) == 1),
        "first told": log1p(told[0]),
        "last told": log1p(told[1]),
        "strongest": best,
    }


def _beside(
    value: Value, others: Sequence[Value], told: Mapping[float, tuple[float, float]], best: float, everything: float
) -> Features:
    first, last = told[value.value]
    newer = [other.strength for other in others if told[other.value][0] < first]
    later = [other.strength for other in others if told[other.value][1] < last]
    higher = [other for other in others if other.value > value.value]
    strongest = max((other.strength for other in others), default=0.0)
    return {
        "told first later": sum(newer) / everything,
        "told later": sum(later) / everything,
        "strongest told first later": max(newer, default=0.0) / best,
        "strongest told later": max(later, default=0.0) / best,
        "higher": sum(other.strength for other in higher) / everything,
        "strongest higher": max((other.strength for other in higher), default=0.0) / best,
        "higher before": sum(other.strength for other in higher if told[other.value][0] <= first) / everything,
        "lower after": sum(
            other.strength for other in others if other.value < value.value and told[other.value][0] < first
        )
        / everything,
        "highest": float(not any(other.strength >= STRONG * best for other in higher)),
        "rivals": sum(other.strength >= STRONG * best for other in others) / 5,
        "ahead": log(value.strength + 1e-3) - log(strongest + 1e-3),
    }
