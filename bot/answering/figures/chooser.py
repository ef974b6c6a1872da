"""How likely each value in the evidence is the one that is asked for, as was learned from labelled questions.

Two logistic regressions and boosted trees (stacked generalisation, Wolpert 1992): the first weighs a mention by itself,
the second a value beside the other values; the trees tell whether the likeliest value is right, so that it may stand in
bold (selective classification, El-Yaniv and Wiener 2010). `tests/benchmarks/training/figures.py` fits them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import Final

from bot.answering.figures.boosting import read_boosted
from bot.answering.figures.candidates import Candidate, Fit, is_of_other_side
from bot.answering.figures.features import Surroundings, read_as_answer
from bot.answering.figures.mentions import Mention, mentions_in, same
from bot.answering.figures.totals import STRANGE, Choice, Decision, independent
from bot.answering.figures.values import Value, Weighed, features_of, log_odds, values_of
from bot.answering.question.planning import Plan
from bot.answering.retrieval.finding import Found
from bot.answering.retrieval.reading import LEAST_ODDS, ReadPassage
from ingest import (
    Features,
    FoundTally,
    NumberType,
    PassageId,
    ReadSentence,
    RevisionId,
    Stance,
    Tally,
    TallyKind,
    read_regression,
)

CERTAIN: Final = 0.84
"""Least probability, as the trees tell it, of a figure in bold (docs/decisions/answering-reading.md). What bears
it out lowers the bound; right were, of the figures that a lower one lets in, labels of one round left out in turn:"""
BORNE_OUT: Final = 0.8
"""33 of 38 where the series ends with it, and has an earlier value or another publisher's report,"""
CONTINUED: Final = 0.4
"""18 of 20 where the series has two earlier values,"""
LONG: Final = 4
"""all where the series has as many and the likeliest value is one of them or its end,"""
WELL_NAMED: Final = 0.9
"""and 10 of 11 where the series states the very window asked for, and its words name so much of the question."""
NEAR_NUMBER: Final = 50
"""Characters on either side of a number that a quote of it keeps."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers in the evidence of one question."""

    plan: Plan
    mentions: tuple[Mention, ...]
    seen: tuple[Features, ...]
    """Of each mention."""
    decision: Decision | None
    """What came of the reported totals: another, independent reading."""

    @property
    def choice(self) -> Choice | None:
        """The figure at which the series of reported totals ends."""
        return self.decision.choice if self.decision else None


@dataclass(frozen=True, slots=True)
class Likely:
    """A value, and how likely it is what is asked for."""

    value: Value
    probability: float


def numbers_in(
    plan: Plan,
    found: Found,
    quantities: Mapping[RevisionId, Sequence[ReadSentence]],
    read: Mapping[PassageId, ReadPassage],
    decision: Decision | None,
) -> Numbers:
    """Gather the `quantities` of the best stories' articles, and what was `read` of their passages."""
    surroundings = Surroundings(plan, found.passages, read)
    mentions = tuple(
        one
        for one in mentions_in(surroundings.stories, quantities)
        if not (one.quantity.tally and is_of_other_side(plan, one.quantity.tally))
    )
    return Numbers(plan, mentions, tuple(map(surroundings.features, mentions)), decision)


def likely_values(numbers: Numbers) -> tuple[Likely, ...]:
    """Give the values that may be what is asked for, likeliest first; beside a part, its whole is none."""
    of_mention, of_value = (read_regression("bot.answering.figures", name) for name in ("mentions.json", "values.json"))
    values = values_weighed(numbers, [of_mention.probability(seen) for seen in numbers.seen])
    likely = [
        Likely(value, of_value.probability(seen))
        for value, seen in zip(values, seen_of_values(numbers, values), strict=True)
    ]
    return tuple(sorted(likely, key=lambda one: -one.probability))


def values_weighed(numbers: Numbers, chances: Sequence[float]) -> tuple[Value, ...]:
    """Gather the mentions, each with its chance, by value."""
    mentions = zip(numbers.mentions, chances, numbers.seen, strict=True)
    values = values_of([Weighed(mention, chance, read_as_answer(seen)) for mention, chance, seen in mentions])
    beside = _beside_part(numbers.choice) if numbers.choice else frozenset()
    return tuple(value for value in values if value.value not in beside)


def _beside_part(choice: Choice) -> frozenset[float]:
    """Give the whole and the other parts beside the part of the asked place: of "102: 47 in Iraq, 55 in Syria"."""
    tally, part = choice.best.found.tally, choice.best.value
    if part == tally.value:
        return frozenset()
    return frozenset({tally.value, *(other.value for other in tally.parts)}) - {part}


def seen_of_values(numbers: Numbers, values: Sequence[Value]) -> tuple[Features, ...]:
    """Give what is seen of each value beside the others."""
    return features_of(values, series=numbers.choice.best.value if numbers.choice else None)


def seen_of_likeliest(numbers: Numbers, likely: Sequence[Likely]) -> Features:
    """Give what is seen of the likeliest value: of itself, of its likeliest mention, of the question."""
    leading, plan = likely[0], numbers.plan
    beside = next(
        seen
        for one, seen in zip(likely, seen_of_values(numbers, [one.value for one in likely]), strict=True)
        if one is leading
    )
    mention = leading.value.mentions[0].mention
    own = next(seen for one, seen in zip(numbers.mentions, numbers.seen, strict=True) if one is mention)
    earlier = len(numbers.choice.history) if numbers.choice and agree(numbers.choice, likely) else 0
    return {
        **own,
        **beside,
        "log-odds beside others": log_odds(leading.probability),
        "next": likely[1].probability if len(likely) > 1 else 0.0,
        "values": log1p(len(likely)),
        "mentions": log1p(len(leading.value.mentions)),
        "earlier values": log1p(earlier),
        "terms asked": float(len(plan.terms)),
        "a window is asked": float(plan.since is not None),
        **{f"asks for {each.name.lower()}": float(plan.number_type is each) for each in NumberType},
    }


def certain_figure(numbers: Numbers, likely: Sequence[Likely], certainty: float) -> Choice | None:
    """Give the figure that may stand in bold, with what the series of totals has beside it where it ends with it.

    `certainty` is how likely the likeliest value is right.
    """
    choice = numbers.choice
    if choice and (_states_window(numbers.plan, choice) or _is_of_long_series(choice, likely)):
        return choice
    if not likely or not _answers(numbers, likely[0].value):
        return None
    if choice and agree(choice, likely):
        is_sure = certainty >= _bound(choice) and not is_of_another_window(numbers.plan, choice)
        return choice if is_sure else None
    if certainty < CERTAIN or (numbers.decision and _is_opposed(numbers.decision, likely[0].value)):
        return None
    return _alone(likely[0].value)


def _answers(numbers: Numbers, value: Value) -> bool:
    """Tell whether a passage that mentions a value likely answers."""
    those = {id(one.mention) for one in value.mentions}
    mentions = zip(numbers.mentions, numbers.seen, strict=True)
    return max(seen["passage answers"] for one, seen in mentions if id(one) in those) >= LEAST_ODDS


def _bound(choice: Choice) -> float:
    """Give the least probability of the figure with which the series ends."""
    if len(choice.history) > 1:
        return CONTINUED
    return BORNE_OUT if choice.history or choice.support else CERTAIN


def certainty_of(numbers: Numbers, likely: Sequence[Likely]) -> float:
    """Give how likely the likeliest value is right."""
    if not likely:
        return 0.0
    return read_boosted("certainty.json").probability(seen_of_likeliest(numbers, likely))


def _states_window(plan: Plan, choice: Choice) -> bool:
    best = choice.best
    is_of_window = plan.since is not None and best.found.tally.since is not None and best.fit is Fit.EXACT
    return is_of_window and best.match >= WELL_NAMED


def _is_of_long_series(choice: Choice, likely: Sequence[Likely]) -> bool:
    values = [choice.best.value, *(earlier.value for earlier in choice.history)]
    return len(choice.history) >= LONG and bool(likely) and any(same(likely[0].value.value, one) for one in values)


def is_of_another_window(plan: Plan, choice: Choice) -> bool:
    """Tell whether the series ends with a total of another window than the asked one."""
    return plan.since is not None and choice.best.fit is Fit.OTHER


def agree(choice: Choice | None, likely: Sequence[Likely]) -> bool:
    """Tell whether the series ends with the likeliest value."""
    return choice is not None and bool(likely) and same(likely[0].value.value, choice.best.value)


def _is_opposed(decision: Decision, value: Value) -> bool:
    """Tell whether the totals speak against a value: taken back, not borne out, in conflict, or of something else."""
    choice = decision.choice
    beside = (*choice.beneath, *choice.conflicts, *choice.withdrawn) if choice else ()
    strange = [left.found.tally.value for left in decision.rejected if left.name in STRANGE | {"role"}]
    possible = [candidate.value for candidate in decision.rivals]
    is_strange = any(same(value.value, one) for one in strange) and not any(same(value.value, one) for one in possible)
    return is_strange or any(same(value.value, candidate.value) for candidate in beside)


def _alone(value: Value) -> Choice:
    """Give a value with which no series ends as a choice: its likeliest report, and those of other publishers."""
    exact = [one.mention for one in value.strong if same(one.mention.value, value.value)]
    mentions = exact or [value.mentions[0].mention]
    best, *others = map(_candidate, sorted(mentions, key=lambda mention: mention.quantity.tally is None))
    return Choice(best, history=(), support=independent(others, best), beneath=(), conflicts=())


def _candidate(mention: Mention) -> Candidate:
    """Give a mention as a figure that is reported, though it may count nothing."""
    stored, quantity = mention.passage.stored, mention.quantity
    around = mention.around(NEAR_NUMBER)
    tally = quantity.tally or Tally(
        value=quantity.value,
        qualifier=quantity.qualifier,
        kind=TallyKind.TOTAL,
        stance=Stance.STATED,
        measure="",
        unit=" ".join(quantity.phrase),
        counts=stored.article.text[around.start : around.end],
        parts=(),
        since=None,
        since_precision=None,
        as_of=stored.article.published.date(),
        said_by=None,
        quote=mention.sentence,
    )
    return Candidate(FoundTally(tally, stored, mention.passage.score), match=1.0, fit=Fit.OPEN, value=quantity.value)
