"""Which sentences of the evidence are shown, best first: answer sentence selection (Yang et al., WikiQA, 2015). Pure.

What is asked is not read out of a sentence here: the words speak for themselves.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final

from bot.answering.composition.phrasing import origin_of
from bot.answering.composition.quoting import MAX_QUOTE, MOST_OF_ARTICLE, MOST_WORDS, Excerpt
from bot.answering.passages.sentences import Sentence
from bot.answering.question.answer_type import AnswerType
from bot.answering.question.planning import Plan
from bot.answering.question.terms import WORD, coverage
from bot.answering.retrieval.reading import LEAST_ODDS, ReadPassage, log_share_of, odds_of
from ingest import Features, PassageId, read_regression

LEAST_NEAR: Final = 0.4
"""Least weighted share of what is asked that a sentence names with its title to come near; less is chance."""
MOST_QUOTES: Final = 5
NAMED_OF_BEST: Final = 0.5
"""Of what the best sentence names with its title, how much another must: as much is in view as without."""
REPEATS: Final = 2.0
"""What a sentence that another repeats whole loses of its log-odds; a share of its words loses that share."""
SAID: Final = 0.8
"""From this share of its words on, another quote of the article says what a sentence says."""
NAMED_ABOVE: Final = 0.5
"""What a sentence loses of its log-odds that leaves the names to its title: one that has them itself goes before it."""
LEAST_COST: Final = 16
"""Words that a quote takes at least in the weighing: else scraps that say nothing fill what room is left."""
BRIEF: Final = 6
_CREDIT: Final = re.compile(r"^\W*\(.*\)\W*$|\w\.\w+/\w")
"""What stands in brackets as a whole, or has an address."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A sentence and how likely it states what is asked, as log-odds; comparable only within one question."""

    excerpt: Excerpt
    worth: float
    beneath: float | None = None
    """The same beneath its article's title, whose names it need not say again; `None` where any words may answer."""

    def worth_beside(self, kept: Sequence[Excerpt]) -> float:
        """Give what it adds to sentences that are shown, for its length."""
        is_beneath = (self.excerpt.stored.revision, 0) in {other.place for other in kept}
        worth, length = self.worth, _length(self.excerpt, ())
        if is_beneath and self.beneath is not None:
            worth, length = max(worth, self.beneath - NAMED_ABOVE), _length(self.excerpt, kept)
        return worth - log(max(LEAST_COST, length)) - REPEATS * _repeated(self.excerpt, kept)


def selected(plan: Plan, sentences: Sequence[Sentence], read: Mapping[PassageId, ReadPassage]) -> tuple[Selected, ...]:
    """Give `sentences`, those first that most likely state what is asked, by what was `read` of their passages.

    Left out is what is no sentence; and, of a passage that does not likely answer, what names far less than the best,
    and what is of another story.
    """
    if plan.stories:
        sentences = _titles_as_news(sentences)
    least = NAMED_OF_BEST * max((sentence.in_context for sentence in sentences), default=0.0)
    likely = {passage for passage, one in read.items() if one.log_odds >= LEAST_ODDS}
    near = [
        sentence
        for sentence in sentences
        if (sentence.in_context >= least or sentence.passage in likely) and not _is_scrap(sentence)
    ]
    ranked = sorted(((_selected(plan, one, read), one.passage) for one in near), key=lambda both: -both[0].worth)
    names = _names_in(plan, ranked[0][0].excerpt) if ranked else frozenset()
    return tuple(
        one for one, passage in ranked if passage in likely or not names or names & _names_in(plan, one.excerpt)
    )


def _titles_as_news(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Let a title name what its passage does, for who asks for the latest on it: "Former minister arrested"."""
    best: dict[PassageId, float] = {}
    for one in sentences:
        best[one.passage] = max(best.get(one.passage, 0.0), one.in_context)
    named = ((one, best[one.passage]) for one in sentences)
    return [replace(one, named=share, in_context=share) if one.is_title else one for one, share in named]


def _selected(plan: Plan, sentence: Sentence, read: Mapping[PassageId, ReadPassage]) -> Selected:
    model = read_regression(__package__, "selection.json")
    alone, beneath = (
        model.probability(features_of(each, read)) for each in (sentence, replace(sentence, named=sentence.in_context))
    )
    return Selected(
        sentence.excerpt, _log_odds(alone), None if plan.expects is AnswerType.ANYTHING else _log_odds(beneath)
    )


def _log_odds(chance: float) -> float:
    return log(chance / (1 - chance))


def _is_scrap(sentence: Sentence) -> bool:
    """Tell a picture's credit, a link, and few words that name nothing: "More details soon"."""
    is_brief = len(sentence.text.split()) < BRIEF and not sentence.named
    return bool(_CREDIT.search(sentence.text)) or (is_brief and not any(map(str.isdigit, sentence.text)))


def _names_in(plan: Plan, excerpt: Excerpt) -> frozenset[str]:
    """Give which of the question's names the article of a sentence has."""
    text = excerpt.stored.article.text
    return frozenset(term.name for term in plan.terms if term.is_name and term.pattern.search(text))


def features_of(sentence: Sentence, read: Mapping[PassageId, ReadPassage]) -> Features:
    """Give what tells whether a sentence states what is asked (docs/decisions/answering-quotes-first.md)."""
    return {
        "passage answers": odds_of(sentence.passage, read),
        "stands in it": log_share_of(sentence.passage, sentence.excerpt.span, read),
        "named": sentence.named,
        "age": sentence.age,
    }


def fitting(sentences: Sequence[Selected], *, most: int = MOST_WORDS) -> tuple[Excerpt, ...]:
    """Take sentences of together at most `most` words, each for its worth, its length and what it adds.

    Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): what repeats a sentence that is taken loses by it.
    """
    kept: list[Excerpt] = []
    while len(kept) < MOST_QUOTES and (left := [one for one in sentences if _fits(one.excerpt, kept, most)]):
        kept.append(max(left, key=lambda one: one.worth_beside(kept)).excerpt)
    return tuple(kept)


def comes_near(plan: Plan, sentence: Excerpt) -> bool:
    """Tell whether a sentence names with its title enough of what is asked to be shown where nothing answers."""
    return coverage(plan.terms, f"{sentence.stored.article.title}\n{sentence.text}") >= LEAST_NEAR


def _fits(sentence: Excerpt, kept: Sequence[Excerpt], most: int) -> bool:
    """Tell whether there is room for a sentence beside those kept, and none of them says it already."""
    of_article = [other for other in kept if other.stored.revision == sentence.stored.revision]
    words = sum(_length(one, kept[:before]) for before, one in enumerate(kept)) + _length(sentence, kept)
    is_short = not kept or words <= most
    is_said = _words(sentence) in map(_words, kept) or _repeated(sentence, of_article) >= SAID
    return is_short and len(of_article) < MOST_OF_ARTICLE and not is_said


def _repeated(sentence: Excerpt, kept: Sequence[Excerpt]) -> float:
    """Give the share of a sentence's words that one of those kept has: 1 for a title that the text repeats."""
    own = frozenset(_words(sentence))
    return max((len(own.intersection(_words(other))) / max(1, len(own)) for other in kept), default=0.0)


def _words(sentence: Excerpt) -> list[str]:
    return WORD.findall(sentence.text.lower())


def _length(sentence: Excerpt, kept: Sequence[Excerpt]) -> int:
    """Count the words that a quote adds to those kept: beside one of its article it needs no source of its own."""
    article, words = sentence.stored.article, len(sentence.text[:MAX_QUOTE].split())
    if any(other.stored.revision == sentence.stored.revision for other in kept):
        return words
    return words + len(origin_of(article).split())
