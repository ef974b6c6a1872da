"""What tells the number that is asked for from the others beside it. Pure.

No feature knows a topic's words: they compare a number's surroundings with the question and its story with the others.
What they weigh is learned (`tests/benchmarks/training`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain
from math import log, log1p, log10
from typing import Final

from bot.answering.figures.mentions import Mention
from bot.answering.question.planning import Plan
from bot.answering.question.terms import Term
from ingest import (
    CURRENCIES,
    Features,
    FoundPassage,
    NumberType,
    Qualifier,
    Quantity,
    Span,
    Tally,
    TallyKind,
    measure_of,
    type_of_unit,
)

CLOSE: Final = 28
"""Characters on either side in which what it counts is named, where the text is terse."""
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
_WORD = re.compile(r"[A-Za-z][\w’'-]*")


class Naming:
    """Where a story names what is asked: each term is looked for once, whatever is compared with it."""

    def __init__(self, plan: Plan, story: FoundPassage) -> None:
        text, self.title = story.stored.article.text, Span(0, len(story.stored.article.title))
        self._zones = (self.title, story.span)
        self._terms = {term: self._found(term.pattern, text) for term in plan.terms}
        self._text, self._asked = text, plan.measures

    def _found(self, pattern: re.Pattern[str], text: str) -> list[Span]:
        return [Span(*found.span()) for zone in self._zones for found in pattern.finditer(text, zone.start, zone.end)]

    def terms(self, within: Span | None = None) -> list[Term]:
        """Give the terms that are named, anywhere or `within` a stretch of the article's text."""
        return [term for term, spans in self._terms.items() if _is_any_in(spans, within)]

    def counts(self, within: Span) -> bool:
        """Tell whether what is to be counted is named `within` a stretch."""
        return _is_any_in(self._measures, within)

    @cached_property
    def _measures(self) -> list[Span]:
        text, words = self._text, self._found(_WORD, self._text)
        return [word for word in words if measure_of(text[word.start : word.end]) in self._asked]


def _is_any_in(spans: Sequence[Span], within: Span | None) -> bool:
    return bool(spans) if within is None else any(within.start <= one.start and one.end <= within.end for one in spans)


class Surroundings:
    """The evidence of one question, and how much of what is asked each part of it names."""

    def __init__(self, plan: Plan, stories: Sequence[FoundPassage]) -> None:
        self._plan = plan
        self._measures = plan.measures
        self._names = [term for term in plan.terms if term.is_name]
        self._currency = _currency_asked(plan)
        self._unit = {*plan.unit.lower().split()} - {"people", "number", "many"}
        self._naming = {story.id: Naming(plan, story) for story in stories}
        self._rarity = _rarity(plan.terms, [naming.terms() for naming in self._naming.values()])
        self._all = sum(self._rarity.values()) or 1.0
        self.stories = self._nearest(stories)
        self._newest = max((story.stored.article.published for story in self.stories), default=None)

    def _nearest(self, stories: Sequence[FoundPassage]) -> tuple[FoundPassage, ...]:
        """Leave out, of the best stories, those that name less than a share of what one of them names."""
        named = [self._share(self._naming[story.id].terms()) for story in stories[:STORIES]]
        least = max(named, default=0.0) * LEAST_NAMED
        return tuple(story for story, share in zip(stories, named, strict=False) if share >= least)

    def features(self, mention: Mention) -> Features:
        """Give what is seen of one number."""
        naming = self._naming[mention.passage.id]
        return {
            "in sentence": self._share(naming.terms(mention.sentence)),
            "in title": self._share(naming.terms(naming.title)),
            "names missing": self._names_missing(naming.terms()),
            "story rank": log1p(mention.rank),
            **self._of_time(mention.passage.stored.article.published),
            "is title": float(mention.sentence.start == 0),
            "place in text": log1p(mention.place),
            **self._of_type(mention.quantity),
            **self._of_words(mention, naming),
            **self._of_number(mention.quantity),
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
            "currency as asked": float(currency is not None and currency == self._currency),
            "another currency": float(currency is not None and currency != self._currency),
            "part as asked": float(is_part and self._plan.asks_part),
            "whole for a part": float(not is_part and self._plan.asks_part),
        }

    def _of_time(self, published: datetime) -> Features:
        age = (self._newest or published) - published
        return {"age": log1p(age / _A_DAY), "is fresh": float(age < FRESH)}

    def _of_words(self, mention: Mention, naming: Naming) -> Features:
        phrase = mention.quantity.phrase
        names = mention.quantity.names
        strangers = [name for name in names if not any(term.pattern.search(name) for term in self._plan.terms)]
        return {
            "measure close": float(naming.counts(mention.around(CLOSE))),
            "unit in phrase": float(bool(self._unit & {word.lower() for word in phrase})),
            "has a measure": float(self._plan.measure is not None),
            "counts nothing": float(not phrase or mention.quantity.type is NumberType.AGE),
            "strange names": log1p(len(strangers)),
        }

    def _of_number(self, quantity: Quantity) -> Features:
        kind = quantity.type
        return {
            "like a year": float(kind is NumberType.DATE and quantity.value > DAYS_OF_A_MONTH),
            "is vague": float(quantity.is_vague),
            "qualified": float(quantity.qualifier is not Qualifier.EXACT),
            "magnitude": log10(quantity.value + 1),
            "percent as asked": float((kind is NumberType.SHARE) == (self._plan.measure == "percent")),
            "money as asked": float((kind is NumberType.MONEY) == (self._plan.measure == "money")),
        }

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

    def _share(self, named: Iterable[Term]) -> float:
        """Give the share (0 to 1) of what is asked that `named` are, rare words counting more."""
        return sum(self._rarity[term] for term in named) / self._all if self._rarity else 1.0

    def _names_missing(self, named: Sequence[Term]) -> float:
        """Give the share of the asked names that are not `named`: it is of another country, company, person."""
        return sum(name not in named for name in self._names) / (len(self._names) or 1)


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


def _rarity(terms: Sequence[Term], named: Sequence[Sequence[Term]]) -> dict[Term, float]:
    """Weigh each term by how few of the texts name it (inverse document frequency, Spärck Jones 1972)."""
    holding = Counter(chain.from_iterable(named))
    return {term: term.weight * (1 + log((len(named) + 1) / (holding[term] + 0.5))) for term in terms}
