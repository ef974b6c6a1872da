"""Which sentences of articles in the language of a question speak to it, where that is not English. Pure.

Nothing is read out of them. A sentence speaks that names most of what is asked, with its article's title.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.composition.quoting import Excerpt
from bot.answering.question.answer_type import AnswerType
from bot.answering.question.foreign import ForeignTerm, named_in
from bot.answering.question.planning import Plan
from ingest import FoundPassage, Span, StoredArticle, split_sentences

LEAST_NAMED: Final = 0.6
"""Least share of the question's words that a sentence names, with its title: of two words both, of three two."""
AS_GOOD: Final = 0.1
LEAST_NEAR: Final = 1 / 3
"""Least share for coverage that is near, and no answer."""
MOST_QUOTES: Final = 3
_LEAST_WORDS: Final = 3
_ORDINAL: Final = re.compile(r"(?:^|\s)\d{1,2}\.$")
"""A day of the month, as Germanic, Slavic and Turkic languages write it: "18. November" is no end of a sentence."""
_WORD: Final = re.compile(r"[^\W_]+")
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class ForeignSpoken:
    """What articles in the language of the question say."""

    answering: tuple[Excerpt, ...]
    near: tuple[Excerpt, ...]
    """Of stories that name some of what is asked."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, or the title, of a passage."""

    spoken: Excerpt
    named: frozenset[ForeignTerm]
    """What of the question it names."""
    holds_number: bool


@dataclass(frozen=True, slots=True)
class _Story:
    """The best of one passage: a sentence, with another that names what it and the title do not."""

    sentences: tuple[_Sentence, ...]
    """In the order of the text."""
    named: frozenset[ForeignTerm]
    """What of the question they name between them, with the title."""

    @property
    def stored(self) -> StoredArticle:
        """Its article."""
        return self.sentences[0].spoken.stored

    @property
    def worth(self) -> tuple[int, bool, int]:
        """What it names, whether it holds a number, and how few sentences that takes."""
        return len(self.named), any(one.holds_number for one in self.sentences), -len(self.sentences)


def foreign_spoken(terms: Sequence[ForeignTerm], plan: Plan, passages: Sequence[FoundPassage]) -> ForeignSpoken:
    """Give the best sentences of the best stories; the newest first where `plan` asks for the present."""
    stories = [story for passage in passages if (story := _story(terms, plan, passage))]
    first_of: dict[int, _Story] = {}
    for story in sorted(stories, key=lambda one: one.worth, reverse=True):
        first_of.setdefault(story.stored.revision, story)
    ranked = [*first_of.values()]
    required = {term for term in terms if term.is_required}
    shares = {one.stored.revision: len(one.named) / len(terms) for one in ranked}
    answering = [one for one in ranked if shares[one.stored.revision] >= LEAST_NAMED and required <= one.named]
    near = [one for one in ranked if one not in answering and shares[one.stored.revision] >= LEAST_NEAR]
    best = [one for one in answering if shares[one.stored.revision] >= shares[answering[0].stored.revision] - AS_GOOD][
        :MOST_QUOTES
    ]
    first = 0 if plan.wants_newest else 1
    shown = [*best[:first], *sorted(best[first:], key=lambda one: one.stored.article.published, reverse=True)]
    return ForeignSpoken(
        tuple(one.spoken for story in shown for one in story.sentences),
        tuple(story.sentences[0].spoken for story in near[:MOST_QUOTES]),
    )


def _story(terms: Sequence[ForeignTerm], plan: Plan, passage: FoundPassage) -> _Story | None:
    article = passage.stored.article
    is_titled = article.title and article.text.startswith(article.title)
    titles = [Excerpt(passage.stored, Span(0, len(article.title)))] if is_titled else []
    wants_number = plan.expects is AnswerType.NUMBER
    sentences = [
        _Sentence(one, named_in(terms, one.text), wants_number and bool(_DIGIT.search(one.text)))
        for one in (*titles, *_sentences(passage))
    ]
    if not sentences:
        return None
    title = named_in(terms, article.title)
    first = max(sentences, key=lambda one: _worth(one, title))
    known = title | first.named
    second = max(sentences, key=lambda one: len(one.named - known))
    told = (first, second) if second.named - known else (first,)
    return _Story(tuple(sorted(told, key=lambda one: one.spoken.span.start)), known | second.named)


def _worth(sentence: _Sentence, title: frozenset[ForeignTerm]) -> tuple[int, bool, bool, int]:
    """Rank a sentence; a title says less than a sentence beneath it that names anything of what is asked."""
    is_title = sentence.spoken.span.start < len(sentence.spoken.stored.article.title)
    return (
        len(sentence.named | title),
        sentence.holds_number,
        bool(sentence.named) and not is_title,
        len(sentence.named),
    )


def newest_spoken(passages: Sequence[FoundPassage]) -> ForeignSpoken:
    """Give the first sentences of the newest articles, given by their first passages: where only news is asked for."""
    leads = [sentences[0] for passage in passages if (sentences := _sentences(passage))]
    return ForeignSpoken(tuple(leads[:MOST_QUOTES]), ())


def _sentences(passage: FoundPassage) -> list[Excerpt]:
    """Give the sentences of a passage; those that a day of the month cut, whole."""
    joined: list[Span] = []
    for span in split_sentences(passage.text):
        if joined and _ORDINAL.search(passage.text[joined[-1].start : joined[-1].end]):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    start = passage.span.start
    spoken = (Excerpt(passage.stored, Span(start + span.start, start + span.end)) for span in joined)
    return [one for one in spoken if len(_WORD.findall(one.text)) >= _LEAST_WORDS]
