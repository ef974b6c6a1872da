"""The sentences and titles of the best stories, each measured beside a question. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import log1p
from typing import Final

from bot.answering.composition.quoting import Excerpt
from bot.answering.question.planning import Plan
from bot.answering.question.terms import COMPOUND, coverage
from bot.answering.retrieval.stories import sentences_in
from ingest import CASUALTIES, EVENTS, FoundPassage, PassageId, Span, measure_of

STORIES: Final = 8
"""Best stories that sentences are taken from: of 671 labelled questions with an answer, what was asked stands in the
first view of .78 with five stories, of .82 with eight (docs/decisions/answering-quotes-first.md)."""
LEAST_WORDS: Final = 3
"""Of a sentence: less is a dateline, or what a list or a search engine cut."""
_CUT: Final = re.compile(r"\s(?:[·|•]|\.\.\.|…)(?:\s+|$)")
"""What stands between headlines in one line, or where a text was cut."""
_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence beside a question; shares are weighted and between 0 and 1."""

    excerpt: Excerpt
    passage: PassageId
    named: float
    """The share of the question's terms that it names."""
    in_context: float
    """The same, with its article's title."""
    age: float
    """Days before the newest of the stories, as log(1 + days)."""

    @property
    def text(self) -> str:
        """Its words, as they are stored."""
        return self.excerpt.text

    @property
    def is_title(self) -> bool:
        """Whether it is its article's title."""
        return self.excerpt.span == Span(0, len(self.excerpt.stored.article.title))


def sentences_of(plan: Plan, passages: Sequence[FoundPassage]) -> tuple[Sentence, ...]:
    """Give the sentences and titles of the best of `passages`, as they are ranked."""
    stories = passages[:STORIES]
    newest = max((passage.stored.article.published for passage in stories), default=None)
    return tuple(
        Sentence(
            excerpt=Excerpt(passage.stored, span),
            passage=passage.id,
            named=coverage(plan.terms, text),
            in_context=coverage(plan.terms, f"{article.title}\n{text}"),
            age=log1p(((newest or article.published) - article.published) / _A_DAY),
        )
        for passage in stories
        for article in [passage.stored.article]
        for span in _stretches(passage)
        for text in [article.text[span.start : span.end]]
    )


def _stretches(passage: FoundPassage) -> Iterator[Span]:
    """Give the title and sentences of a passage, those that a list or a search engine strings together apart."""
    article = passage.stored.article
    for sentence in sentences_in(passage):
        if sentence == Span(0, len(article.title)):
            yield sentence
            continue
        cuts = [*_CUT.finditer(article.text, sentence.start, sentence.end)]
        starts = [sentence.start, *(cut.end() for cut in cuts)]
        ends = [*(cut.start() for cut in cuts), sentence.end]
        for start, end in zip(starts, ends, strict=True):
            if len(COMPOUND.findall(article.text[start:end])) >= LEAST_WORDS:
                yield Span(start, end)


def names_harm(plan: Plan, text: str) -> bool:
    """Tell whether `text` names the harm that is counted, if any is."""
    return plan.measure not in CASUALTIES | EVENTS or any(
        measure_of(word.lower()) in plan.measures for word in COMPOUND.findall(text)
    )
