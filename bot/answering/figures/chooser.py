"""How likely each value in the evidence is the one that is asked for, as was learned from labelled questions.

Two logistic regressions (stacked generalisation, Wolpert 1992): the first weighs a mention by itself, the second a
value beside the other values. `tests/benchmarks/training/figures.py` fits them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.figures.candidates import Fit
from bot.answering.figures.features import Surroundings
from bot.answering.figures.mentions import Mention, mentions_in, same
from bot.answering.figures.totals import Choice
from bot.answering.figures.values import Value, Weighed, features_of, values_of
from bot.answering.question.planning import Plan
from bot.answering.retrieval.finding import Found
from ingest import Features, ReadSentence, RevisionId, read_regression

CERTAIN: Final = 0.88
"""Least probability of a figure in bold with which the series of reported totals ends as well: 77 of 81 such were right
on topics that no weight has seen (docs/decisions/answering-two-readers.md). Below it right are, each topic left out:"""
CONTINUED: Final = 0.6
"""30 of 33 from here on where the series has an earlier value,"""
LONG: Final = 4
"""all where the series has as many earlier values and the likeliest value is one of them or its end,"""
WELL_NAMED: Final = 0.9
"""and 11 of 11 where it states the very window asked for, and its words name so much of the question."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers in the evidence of one question."""

    mentions: tuple[Mention, ...]
    seen: tuple[Features, ...]
    """Of each mention."""
    choice: Choice | None
    """What the series of reported totals says: another, independent reading."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A value, and how likely it is what is asked for."""

    value: Value
    probability: float


def numbers_in(
    plan: Plan, found: Found, read: Mapping[RevisionId, Sequence[ReadSentence]], choice: Choice | None
) -> Numbers:
    """Gather the numbers of the best stories; `read` is what was read of their articles."""
    surroundings = Surroundings(plan, found.passages)
    mentions = mentions_in(surroundings.stories, read)
    return Numbers(mentions, tuple(map(surroundings.features, mentions)), choice)


def likely_values(numbers: Numbers) -> tuple[Likely, ...]:
    """Give the values that may be what is asked for, likeliest first."""
    of_mention, of_value = (read_regression("bot.answering.figures", name) for name in ("mentions.json", "values.json"))
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
    return features_of(values, series=numbers.choice.best.value if numbers.choice else None)


def is_certain(plan: Plan, choice: Choice | None, likely: Sequence[Likely]) -> bool:
    """Tell whether two readings agree on the figure and one of them is sure, or it states the very window asked for."""
    if choice is None:
        return False
    best, earlier = choice.best, [candidate.value for candidate in choice.history]
    is_of_window = plan.since is not None and best.found.tally.since is not None and best.fit is Fit.EXACT
    if is_of_window and best.match >= WELL_NAMED:
        return True
    if len(earlier) >= LONG:
        return bool(likely) and any(same(likely[0].value.value, value) for value in (best.value, *earlier))
    least = CONTINUED if earlier else CERTAIN
    return agree(choice, likely) and likely[0].probability >= least and not is_of_another_window(plan, choice)


def is_of_another_window(plan: Plan, choice: Choice) -> bool:
    """Tell whether the series ends with a total of another window than the asked one."""
    return plan.since is not None and choice.best.fit is Fit.OTHER


def agree(choice: Choice | None, likely: Sequence[Likely]) -> bool:
    """Tell whether the series ends with the likeliest value."""
    return choice is not None and bool(likely) and same(likely[0].value.value, choice.best.value)
