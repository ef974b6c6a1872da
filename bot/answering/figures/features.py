"""What tells the number that is asked for from the others beside it. Pure.

No feature knows a topic's words: they compare a number's surroundings with the question and its story with the others.
What they weigh is learned (`tests/benchmarks/training`).
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import log, log1p, log10
from typing import Final

from bot.answering.figures.mentions import Mention
from bot.answering.question.planning import Plan
from bot.answering.question.terms import Term
from ingest import PER_CENT, Features, FoundPassage, Qualifier, TallyKind, measure_of, noun_phrase, vague_words

NEAR: Final = 60
"""Characters on either side of a number that are its surroundings."""
CLOSE: Final = 28
"""Characters on either side in which what it counts is named, where the text is terse."""
STORIES: Final = 25
"""Best stories that are looked into: the right number stands in them for .95 of 363 labelled questions."""
LEAST_NAMED: Final = 0.3
"""Least share of what the story names that names most of the question: the rest is of something else."""
FRESH: Final = timedelta(days=1.5)
"""No older than this beside the newest story: of today."""
SAME_WINDOW: Final = timedelta(days=3)
_A_DAY: Final = timedelta(days=1)
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Surroundings:
    """The evidence of one question, and how much of what is asked a text names."""

    def __init__(self, plan: Plan, stories: Sequence[FoundPassage]) -> None:
        self._plan = plan
        self._measures = plan.measures
        self._rarity = _rarity(plan.terms, [_whole(story) for story in stories])
        self._all = sum(self._rarity.values()) or 1.0
        self._named: dict[str, float] = {}
        self.stories = self._nearest(stories)
        self._newest = max((story.stored.article.published for story in self.stories), default=None)

    def _nearest(self, stories: Sequence[FoundPassage]) -> tuple[FoundPassage, ...]:
        """Leave out, of the best stories, those that name less than half of what one of them names."""
        named = [self._share(_whole(story)) for story in stories[:STORIES]]
        least = max(named, default=0.0) * LEAST_NAMED
        return tuple(story for story, share in zip(stories, named, strict=False) if share >= least)

    def features(self, mention: Mention) -> Features:
        """Give what is seen of one number."""
        article = mention.passage.stored.article
        return {
            "in sentence": self._share(mention.told),
            "in title": self._share(article.title),
            "rarest missing": self._missing(_whole(mention.passage)),
            "story rank": log1p(mention.rank),
            **self._of_time(article.published),
            "is title": float(mention.sentence.start == 0),
            "place in text": log1p(mention.place),
            "numbers beside": log1p(mention.beside),
            **self._of_words(mention),
            **_of_number(mention),
            **self._of_kind(mention),
            **self._of_reading(mention),
        }

    def _of_time(self, published: datetime) -> Features:
        age = (self._newest or published) - published
        return {"age": log1p(age / _A_DAY), "is fresh": float(age < FRESH)}

    def _of_words(self, mention: Mention) -> Features:
        told, number, plan = mention.told, mention.number.span, self._plan
        near = told[max(0, number.start - NEAR) : number.end + NEAR]
        close = told[max(0, number.start - CLOSE) : number.end + CLOSE]
        phrase, _ = noun_phrase(told[number.end :])
        unit = {*plan.unit.lower().split()} - {"people", "number", "many"}
        title = mention.passage.stored.article.title
        strangers = [name[0] for name in _NAME.finditer(near) if name[0] not in title and not self._names(name[0])]
        return {
            "near": self._share(near),
            "measure close": self._measured(close),
            "measure is head": self._measured(phrase[-1]) if phrase else 0.0,
            "unit in phrase": float(bool(unit & {word.lower() for word in phrase})),
            "has a measure": float(plan.measure is not None),
            "counts nothing": float(not phrase),
            "strange names": log1p(len(strangers)),
        }

    def _of_kind(self, mention: Mention) -> Features:
        is_share = bool(PER_CENT.match(mention.told, mention.number.span.end))
        return {
            "percent as asked": float(is_share == (self._plan.measure == "percent")),
            "money as asked": float(mention.number.is_money == (self._plan.measure == "money")),
        }

    def _of_reading(self, mention: Mention) -> Features:
        """Give what was read of the number when its article came in."""
        tally, asked = mention.tally, self._plan.since
        if tally is None:
            return {}
        apart = abs(tally.since - asked) if asked and tally.since else None
        return {
            "measure as asked": float(tally.measure in self._measures),
            "role as asked": float(tally.kind in self._plan.kinds),
            "earlier value": float(tally.kind is TallyKind.PREVIOUS),
            "another window": float(apart is not None and apart > SAME_WINDOW),
        }

    def _share(self, text: str) -> float:
        """Give the share (0 to 1) of what is asked that `text` names, rare words counting more."""
        if text not in self._named:
            named = (rarity for term, rarity in self._rarity.items() if term.pattern.search(text))
            self._named[text] = sum(named) / self._all if self._rarity else 1.0
        return self._named[text]

    def _missing(self, text: str) -> float:
        """Give how rare the rarest thing is that is asked and that `text` does not name, as a share of the rarest."""
        missing = (rarity for term, rarity in self._rarity.items() if not term.pattern.search(text))
        return max(missing, default=0.0) / max(self._rarity.values(), default=1.0)

    def _names(self, word: str) -> bool:
        return any(term.pattern.search(word) for term in self._plan.terms)

    def _measured(self, text: str) -> float:
        words = (word.lower() for word in _WORD.findall(text))
        return float(any(measure_of(word) in self._measures for word in words))


def _whole(passage: FoundPassage) -> str:
    return f"{passage.stored.article.title}\n{passage.text}"


def _rarity(terms: Sequence[Term], texts: Sequence[str]) -> dict[Term, float]:
    """Weigh each term by how few of the texts name it (inverse document frequency, Spärck Jones 1972)."""
    return {
        term: term.weight * (1 + log((len(texts) + 1) / (sum(bool(term.pattern.search(text)) for text in texts) + 0.5)))
        for term in terms
    }


def _of_number(mention: Mention) -> Features:
    span = mention.number.span
    written = mention.told[span.start : span.end]
    return {
        "like a year": float(bool(_YEAR.fullmatch(written))),
        "is vague": float(vague_words(written, mention.value) is not None),
        "qualified": float(mention.number.qualifier is not Qualifier.EXACT),
        "magnitude": log10(mention.value + 1),
    }
