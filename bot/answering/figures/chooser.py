"""How likely each value in the evidence is the one that is asked for, as was learned from labelled questions.

Two logistic regressions (stacked generalisation, Wolpert 1992): the first weighs a mention by itself, the second a
value beside the other values. `tests/benchmarks/training/figures.py` fits them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.answering.figures.features import Surroundings
from bot.answering.figures.mentions import Mention, mentions_in, same
from bot.answering.figures.totals import Choice
from bot.answering.figures.values import Value, Weighed, features_of, values_of
from bot.answering.question.planning import Plan
from bot.answering.regression import Features, regression
from bot.answering.retrieval.finding import Found
from ingest import FoundTally

CERTAIN: Final = 0.84
"""Least probability of a figure in bold, which the series of reported totals has to end with as well
(docs/decisions/answering-two-readers.md)."""
JUDGED: Final = 8
"""Values, the likeliest by their mentions, whose role is judged: more cost time and change nothing."""

RoleLogOdds: TypeAlias = Callable[[Sequence[Mention]], Sequence[float]]
"""Gives the log-odds that each mention plays the role in its sentence that the question asks for."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers in the evidence of one question."""

    mentions: tuple[Mention, ...]
    seen: tuple[Features, ...]
    """Of each mention."""
    choice: Choice | None
    """What the series of reported totals says: another, independent reading."""
    role: RoleLogOdds | None
    """`None` while the judge of roles is not loaded."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A value, and how likely it is what is asked for."""

    value: Value
    probability: float


def numbers_in(
    plan: Plan, found: Found, tallies: Sequence[FoundTally], choice: Choice | None, role: RoleLogOdds | None
) -> Numbers:
    """Gather the numbers of the best stories; `tallies` are the figures that were read in them."""
    surroundings = Surroundings(plan, found.passages, found.similarity)
    mentions = mentions_in(found.passages, tallies)
    return Numbers(mentions, tuple(map(surroundings.features, mentions)), choice, role)


def likely_values(numbers: Numbers) -> tuple[Likely, ...]:
    """Give the values that may be what is asked for, likeliest first."""
    of_mention, of_value = (regression("bot.answering.figures", name) for name in ("mentions.json", "values.json"))
    values = values_weighed(numbers, [of_mention.probability(seen) for seen in numbers.seen])
    likely = [
        Likely(value, of_value.probability(seen))
        for value, seen in zip(values, seen_of_values(numbers, values), strict=True)
    ]
    return tuple(sorted(likely, key=lambda one: -one.probability))


def values_weighed(numbers: Numbers, chances: Sequence[float]) -> tuple[Value, ...]:
    """Gather the mentions, each with its chance, by value."""
    return values_of([Weighed(*both) for both in zip(numbers.mentions, chances, strict=True)])


def seen_of_values(numbers: Numbers, values: Sequence[Value]) -> tuple[Features, ...]:
    """Give what is seen of each value beside the others."""
    judged = values[:JUDGED] if numbers.role else ()
    roles = numbers.role([value.mentions[0].mention for value in judged]) if numbers.role else ()
    choice = numbers.choice
    return features_of(
        values,
        series=choice.best.value if choice else None,
        earlier=[candidate.value for candidate in choice.history] if choice else (),
        roles={value.value: role for value, role in zip(judged, roles, strict=True)},
    )


def is_certain(choice: Choice | None, likely: Sequence[Likely]) -> bool:
    """Tell whether two readings agree on the figure, and the learned one is sure of it."""
    return agree(choice, likely) and likely[0].probability >= CERTAIN


def agree(choice: Choice | None, likely: Sequence[Likely]) -> bool:
    """Tell whether the series ends with the likeliest value."""
    return choice is not None and bool(likely) and same(likely[0].value.value, choice.best.value)
