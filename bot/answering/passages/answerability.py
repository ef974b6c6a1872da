"""Whether the evidence answers a question, and which sentences of it speak. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from bot.answering.composition.quoting import Excerpt
from bot.answering.passages.sentences import Sentence
from bot.answering.question.expected import Expected
from bot.answering.question.planning import Plan
from bot.answering.question.wording import coverage
from ingest import Features, FoundPassage, read_regression

LEAST_LIKELY: Final = 0.4
"""Least probability that the evidence answers; see docs/decisions/answering-when-to-abstain.md."""
LEAST_LIKELY_NEAR: Final = 0.1
"""Least probability at which its best sentences are worth reading all the same."""
AS_GOOD: Final = 0.1
"""How much less than the best a sentence may name, with its title, and still speak."""
OLD: Final = 2.0
"""The age of evidence that is none."""


@dataclass(frozen=True, slots=True)
class Unspoken:
    """A passage of which no sentence speaks to a question, and why."""

    passage: FoundPassage
    reason: str
    """For a person, with "it" for the passage: `it names too little of what is asked`."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What of the evidence speaks to a question."""

    spoken: tuple[Excerpt, ...]
    """The best sentences that answer, one a passage; none where the evidence as a whole does not answer."""
    unspoken: tuple[Unspoken, ...]
    is_near: bool = False
    """Whether nothing speaks, and the evidence may answer all the same."""


def judged(plan: Plan, passages: Sequence[FoundPassage], sentences: Sequence[Sentence]) -> Judged:
    """Tell which of `passages`, given with the `sentences` of the best of them, speak to the question.

    One that speaks holds what the question expects (a name, a date, a number) and names every number that it names; and
    the evidence as a whole has to answer, likelier than not.
    """
    features = features_of(plan, passages, sentences)
    likely = read_regression(__package__, "answerability.json").probability(features)
    is_answered = likely >= LEAST_LIKELY
    least = features["covered"] - AS_GOOD
    speaking = [one for one in reversed(sentences) if is_answered and one.may_answer and one.in_context >= least]
    best = {one.passage: one for one in sorted(speaking, key=lambda one: one.in_context)}
    return Judged(
        tuple(best[passage.id].spoken for passage in passages if passage.id in best),
        tuple(Unspoken(passage, _why(passage, sentences)) for passage in passages if passage.id not in best),
        is_near=LEAST_LIKELY_NEAR <= likely < LEAST_LIKELY,
    )


def features_of(plan: Plan, passages: Sequence[FoundPassage], sentences: Sequence[Sentence]) -> Features:
    """Give what tells whether the evidence answers, as far as its sentences show."""
    answering = [sentence for sentence in sentences if sentence.may_answer]
    covered = max((sentence.in_context for sentence in answering), default=0.0)
    near = [sentence for sentence in answering if sentence.in_context >= covered - AS_GOOD]
    holding = {sentence.passage for sentence in sentences if sentence.holds and sentence.tells_numbers}
    texts = [f"{one.stored.article.title}\n{one.text}" for one in passages if one.id in holding]
    return {
        "covered": covered,
        "in_passage": max((coverage(plan.terms, text) for text in texts), default=0.0),
        "terms": len(plan.terms),
        "names": sum(term.is_name for term in plan.terms),
        "is_where": float(plan.expects is Expected.PLACE),
        "is_when": float(plan.expects is Expected.DATE),
        "age": min((sentence.age for sentence in near), default=OLD),
        "is_open": float(plan.expects is Expected.ANYTHING),
        "ahead": fmean([sentence.is_ahead for sentence in near]) if near and plan.asks_of_past else 0.0,
    }


def _why(passage: FoundPassage, sentences: Sequence[Sentence]) -> str:
    """Give why no sentence of a passage speaks: by how far the one came that came furthest."""
    own = [sentence for sentence in sentences if sentence.passage == passage.id]
    if not own:
        return "it is far from the question"
    if not any(sentence.holds for sentence in own):
        return "no sentence of it holds what is asked for"
    if not any(sentence.may_answer for sentence in own):
        return "no sentence of it names every number and rank that the question names"
    return "it names too little of what is asked"
