"""Which sentences of the evidence are shown, best first: answer sentence selection (Yang et al., WikiQA, 2015). Pure.

What is asked is not read out of a sentence here: the words speak for themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from bot.answering.composition.phrasing import brief_day_of
from bot.answering.composition.quoting import MAX_QUOTE
from bot.answering.passages.sentences import Sentence, Spoken
from bot.answering.question.planning import Plan
from bot.answering.question.wording import coverage
from ingest import Features, read_regression

NEAREST: Final = 3
"""Stories that are offered where nothing answers."""
LEAST_NEAR: Final = 1 / 3
"""Least weighted share of what is asked that such a story names: less is no coverage of anything asked."""
MOST_QUOTES: Final = 5
MOST_OF_ARTICLE: Final = 2
NAMED_OF_BEST: Final = 0.5
"""Of what the best sentence names with its title, how much another must: as much is in view as without."""
MOST_WORDS: Final = 78
"""Of the quotes with their sources."""
REPEATS: Final = 2.0
"""What a sentence that another repeats whole loses of its log-odds; a share of its words loses that share."""
MARKS: Final = 2
"""Words of a source that are none: its dash and its number."""
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Selected:
    """A sentence and how likely it states what is asked, as log-odds; comparable only within one question."""

    spoken: Spoken
    worth: float


def selected(sentences: Sequence[Sentence]) -> tuple[Selected, ...]:
    """Give `sentences`, those first that most likely state what is asked; not what names far less than the best."""
    model = read_regression(__package__, "selection.json")
    least = NAMED_OF_BEST * max((sentence.in_context for sentence in sentences), default=0.0)
    near = [sentence for sentence in sentences if sentence.in_context >= least]
    chances = [(sentence.spoken, model.probability(features_of(sentence))) for sentence in near]
    ranked = (Selected(spoken, log(chance / (1 - chance))) for spoken, chance in chances)
    return tuple(sorted(ranked, key=lambda one: -one.worth))


def features_of(sentence: Sentence) -> Features:
    """Give what tells whether a sentence states what is asked (docs/decisions/answering-quotes-first.md)."""
    return {
        "named": sentence.named,
        "described": sentence.described,
        "holds": float(sentence.holds),
        "is_counted": float(sentence.is_counted),
        "tells_numbers": float(sentence.tells_numbers),
        "has_digits": float(any(letter.isdigit() for letter in sentence.text)),
        "age": sentence.age,
    }


def fitting(sentences: Sequence[Selected]) -> tuple[Spoken, ...]:
    """Take sentences as far as they are read at a glance, each for its worth, its length and what it adds.

    Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): what repeats a sentence that is taken loses by it.
    """
    kept: list[Spoken] = []
    while len(kept) < MOST_QUOTES and (left := [one for one in sentences if _fits(one.spoken, kept)]):
        kept.append(max(left, key=lambda one: _worth_beside(one, kept)).spoken)
    return tuple(kept)


def nearest_stories(plan: Plan, sentences: Sequence[Selected]) -> tuple[Spoken, ...]:
    """Give the best sentence of each of the best stories, as far as they name some of what is asked."""
    best: dict[int, Spoken] = {}
    for one in sentences:
        if coverage(plan.terms, f"{one.spoken.stored.article.title}\n{one.spoken.text}") >= LEAST_NEAR:
            best.setdefault(one.spoken.stored.id, one.spoken)
    return tuple(best.values())[:NEAREST]


def _fits(sentence: Spoken, kept: Sequence[Spoken]) -> bool:
    """Tell whether there is room for a sentence beside those kept, and none of them says it already."""
    of_article = sum(other.stored.revision == sentence.stored.revision for other in kept)
    is_short = not kept or sum(map(_length, (*kept, sentence))) <= MOST_WORDS
    return is_short and of_article < MOST_OF_ARTICLE and _words(sentence) not in map(_words, kept)


def _worth_beside(one: Selected, kept: Sequence[Spoken]) -> float:
    return one.worth - log(_length(one.spoken)) - REPEATS * _repeated(one.spoken, kept)


def _repeated(sentence: Spoken, kept: Sequence[Spoken]) -> float:
    """Give the share of a sentence's words that one of those kept has: 1 for a title that the text repeats."""
    own = frozenset(_words(sentence))
    return max((len(own.intersection(_words(other))) / max(1, len(own)) for other in kept), default=0.0)


def _words(sentence: Spoken) -> list[str]:
    return _WORD.findall(sentence.text.lower())


def _length(spoken: Spoken) -> int:
    """Count the words that a sentence takes with its source, as an answer quotes it."""
    article = spoken.stored.article
    return len(f"{spoken.text[:MAX_QUOTE]} {article.publisher} {brief_day_of(article)}".split()) + MARKS
