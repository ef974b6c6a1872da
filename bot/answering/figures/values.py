"""The values that the evidence mentions, set beside each other: when, how often, by whom each is told. Pure."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log, log1p, prod
from typing import Final

from bot.answering.figures.mentions import Mention, is_rounded, same
from ingest import Features, Qualifier

RIVALS: Final = 15
"""Values that are set beside each other, those with the likeliest mentions."""
STRONG: Final = 0.5
"""A mention counts for when a value was told if it is at least so likely as the value's likeliest."""
NO_RIVAL: Final = -20.0
"""Beside which a value is set that has no rival."""
_A_DAY: Final = timedelta(days=1)
_LEAST: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Weighed:
    """A mention, and how likely it is what is asked for, judged by itself."""

    mention: Mention
    chance: float
    read: float
    """How likely its passage, as it was read, answers with this very number, as a logarithm."""

    @property
    def published(self) -> datetime:
        """When it was published."""
        return self.mention.passage.stored.article.published


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
    def read(self) -> float:
        """How likely a passage, as it was read, answers with it, as a logarithm."""
        return max(one.read for one in self.mentions)

    @property
    def strong(self) -> tuple[Weighed, ...]:
        """The mentions that come near the likeliest."""
        return tuple(one for one in self.mentions if one.chance >= STRONG * self.strength)


def values_of(mentions: Sequence[Weighed]) -> tuple[Value, ...]:
    """Gather mentions by value, likeliest first."""
    of_article: defaultdict[int, set[float]] = defaultdict(set)
    for one in mentions:
        of_article[one.mention.passage.stored.id].add(one.mention.value)
    of_value: defaultdict[float, list[Weighed]] = defaultdict(list)
    for one in sorted(mentions, key=lambda one: -one.chance):
        of_value[_meant(one.mention, of_article[one.mention.passage.stored.id])].append(one)
    return tuple(Value(value, tuple(those)) for value, those in of_value.items())[:RIVALS]


def _meant(mention: Mention, told: Collection[float]) -> float:
    """Give what a mention amounts to: where it is rounded, the one value in its article that it may be rounded from."""
    if mention.quantity.qualifier is Qualifier.EXACT:
        return mention.value
    exact = [value for value in told if is_rounded(mention.value, value)]
    return exact[0] if len(exact) == 1 else mention.value


def features_of(values: Sequence[Value], *, series: float | None) -> tuple[Features, ...]:
    """Give what is seen of each value beside the others; `series` is where the series of reported totals ends."""
    if not values:
        return ()
    now = max(one.published for value in values for one in value.mentions)
    told = {value.value: _told(value, now) for value in values}
    best = max(value.strength for value in values)
    everything = sum(value.strength for value in values)
    return tuple(
        {
            **_of_itself(value, everything),
            **_beside(value, [other for other in values if other is not value], told, best, everything),
            "ends the series": float(series is not None and same(value.value, series)),
            "another ends it": float(series is not None and not same(value.value, series)),
        }
        for value in values
    )


def log_odds(chance: float) -> float:
    """Give the logarithm of the odds (within ±14, so that none is infinite)."""
    return log((chance + _LEAST) / (1 - chance + _LEAST))


def _told(value: Value, now: datetime) -> tuple[float, float]:
    """Give how many days ago a value was first and last told."""
    times = [one.published for one in value.strong]
    return (now - min(times)) / _A_DAY, (now - max(times)) / _A_DAY


def _of_itself(value: Value, everything: float) -> Features:
    of_article: dict[int, float] = {}
    for one in value.mentions:
        of_article.setdefault(one.mention.passage.stored.id, one.chance)
    return {
        "log-odds": log_odds(value.strength),
        "publishers": log1p(len({one.mention.passage.stored.article.publisher for one in value.strong})),
        "share": value.strength / everything,
        "in any article": 1 - prod(1 - chance for chance in of_article.values()),
    }


def _beside(
    value: Value, others: Sequence[Value], told: Mapping[float, tuple[float, float]], best: float, everything: float
) -> Features:
    first, last = told[value.value]
    later = [other.strength for other in others if told[other.value][1] < last]
    higher = [other.strength for other in others if other.value > value.value]
    return {
        "read": value.read,
        "read above others": value.read - max((other.read for other in others), default=NO_RIVAL),
        "above the next": log_odds(value.strength) - log_odds(max((other.strength for other in others), default=0.0)),
        "first told": log1p(first),
        "last told": log1p(last),
        "told first later": sum(other.strength for other in others if told[other.value][0] < first) / everything,
        "told later": sum(later) / everything,
        "strongest told later": max(later, default=0.0) / best,
        "higher": sum(higher) / everything,
        "highest": float(not any(strength >= STRONG * best for strength in higher)),
        "rivals": float(sum(other.strength >= STRONG * best for other in others)),
    }
