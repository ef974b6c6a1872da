"""What tells the number that is asked for from the others beside it. Pure.

No feature knows a topic's words: they compare a number's surroundings with the question and its story with the others.
What they weigh is learned (`tests/benchmarks/training`).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from math import log1p
from typing import Final

from bot.answering.figures.mentions import Mention
from bot.answering.question.planning import Plan
from bot.answering.question.terms import coverage
from bot.answering.retrieval.reading import ReadPassage, log_share_of, odds_of
from ingest import (
    CURRENCIES,
    Features,
    FoundPassage,
    NumberType,
    PassageId,
    Quantity,
    Tally,
    TallyKind,
    measure_of,
    type_of_unit,
)

STORIES: Final = 25
"""Best stories that are looked into: the right number stands in them for .95 of 363 labelled questions."""
LEAST_NAMED: Final = 0.3
"""Least share of what the story names that names most of the question: the rest is of something else."""
FRESH: Final = timedelta(days=1.5)
"""No older than this beside the newest story: of today."""
DAYS_OF_A_MONTH: Final = 31
"""Dates of more than that are years."""
SAME_WINDOW: Final = timedelta(days=3)
_AS_ASKED: Final = {
    NumberType.COUNT: frozenset({NumberType.COUNT, NumberType.ANY}),
    NumberType.ANY: frozenset(NumberType) - {NumberType.DATE},
}
"""Types of number that may be what is asked for, where it is not that type alone."""
_A_DAY: Final = timedelta(days=1)


class Surroundings:
    """The evidence of one question, as it was read."""

    def __init__(self, plan: Plan, stories: Sequence[FoundPassage], read: Mapping[PassageId, ReadPassage]) -> None:
        self._plan, self._read = plan, read
        self._measures, self._currency = plan.measures, _currency_asked(plan)
        self.stories = _nearest(plan, stories)
        self._newest = max((story.stored.article.published for story in self.stories), default=None)

    def features(self, mention: Mention) -> Features:
        """Give what is seen of one number."""
        return {
            "story rank": log1p(mention.rank),
            **self._of_time(mention.passage.stored.article.published),
            "is title": float(mention.sentence.start == 0),
            "place in text": log1p(mention.place),
            "passage answers": odds_of(mention.passage.id, self._read),
            "stands there": log_share_of(mention.passage.id, mention.quantity.span, self._read),
            **self._of_type(mention.quantity),
            **self._of_reading(mention.quantity.tally),
        }

    def _of_type(self, quantity: Quantity) -> Features:
        """Give whether it is of the asked type, currency and role."""
        asked, told = self._plan.number_type, quantity.type
        is_definite = asked not in {NumberType.COUNT, NumberType.ANY}
        currency = _currency_of(quantity.tally) if self._currency else None
        is_part = quantity.tally is not None and quantity.tally.kind is TallyKind.SUBSET
        return {
            "type as asked": float(is_definite and told is asked),
            "another type": float(told not in _AS_ASKED.get(asked, {asked})),
            "is a date": float(told is NumberType.DATE),
            "of no type": float(told is NumberType.ANY),
            "is one": float(quantity.value == 1 and quantity.tally is None),
            "like a year": float(told is NumberType.DATE and quantity.value > DAYS_OF_A_MONTH),
            "currency as asked": float(currency is not None and currency == self._currency),
            "another currency": float(currency is not None and currency != self._currency),
            "part as asked": float(is_part and self._plan.asks_part),
            "whole for a part": float(not is_part and self._plan.asks_part),
        }

    def _of_time(self, published: datetime) -> Features:
        age = (self._newest or published) - published
        return {"age": log1p(age / _A_DAY), "is fresh": float(age < FRESH)}

    def _of_reading(self, tally: Tally | None) -> Features:
        """Give what was read of the number when its article came in."""
        asked = self._plan.since
        if tally is None:
            return {}
        apart = abs(tally.since - asked) if asked and tally.since else None
        return {
            "measure as asked": float(tally.measure in self._measures),
            "role as asked": float(tally.kind in self._plan.kinds),
            "earlier value": float(tally.kind is TallyKind.PREVIOUS),
            "another window": float(apart is not None and apart > SAME_WINDOW),
        }


def read_as_answer(seen: Features) -> float:
    """Give how likely a number's passage answers, and with this very number, as a logarithm."""
    return min(seen["passage answers"], 0.0) + seen["stands there"]


def _nearest(plan: Plan, stories: Sequence[FoundPassage]) -> tuple[FoundPassage, ...]:
    """Leave out, of the best stories, those that name less than a share of what one of them names."""
    named = [coverage(plan.terms, f"{one.stored.article.title}\n{one.text}") for one in stories[:STORIES]]
    least = max(named, default=0.0) * LEAST_NAMED
    return tuple(story for story, share in zip(stories, named, strict=False) if share >= least)


def _currency_asked(plan: Plan) -> str | None:
    """Give the currency that a question names, in one word."""
    words = (*plan.unit.split(), *(term.name for term in plan.terms))
    return next((measure_of(word) for word in words if type_of_unit(word) is NumberType.MONEY), None)


def _currency_of(tally: Tally | None) -> str | None:
    """Give the currency of a sum in one word: `dollar`; `None` for what is no sum, or where the text names none."""
    if tally is None or tally.measure != "money":
        return None
    *_, last = tally.unit.split() or [""]
    return CURRENCIES.get(last) or measure_of(last)
