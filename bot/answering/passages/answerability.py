"""Whether the evidence answers a question, and which sentences of it speak. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from bot.answering.composition.quoting import Excerpt
from bot.answering.passages.sentences import Sentence
from bot.answering.question.answer_type import AnswerType
from bot.answering.question.planning import Plan
from bot.answering.question.terms import Term, coverage
from ingest import Features, FoundPassage, PassageId, Span, read_regression, split_sentences

LEAST_LIKELY: Final = 0.4
"""Least probability that the evidence answers; see docs/decisions/answering-when-to-abstain.md."""
AS_GOOD: Final = 0.1
"""How much less than the best a sentence may name, with its title, and still speak."""
OLD: Final = 2.0
"""The age of evidence that is none."""
MIN_SIMILARITY: Final = 0.3
"""Least cosine similarity of question and passage; below it shared words are a coincidence."""
MAX_STORIES: Final = 3
LOOKED_AT: Final = 10
"""Best passages that may answer together."""
MIN_NAMED: Final = 0.75
"""Least share of the question's names that they hold between them, publishers included. With `MIN_JOINED`, in
MultiHop-RAG's sample, 194 of 217 answerable questions reach it and none of the 33 that nothing answers; at .8 and .5 it
was 176."""
MIN_JOINED: Final = 0.4
"""Least weighted share of all its terms."""
_MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)


@dataclass(frozen=True, slots=True)
class Silent:
    """A passage of which no sentence speaks to a question, and why."""

    passage: FoundPassage
    reason: str
    """For a person, with "it" for the passage: `it names too little of what is asked`."""


@dataclass(frozen=True, slots=True)
class Answerability:
    """What of the evidence speaks to a question."""

    answering: tuple[Excerpt, ...]
    """The best sentences that answer, one a passage; none where the evidence as a whole does not answer."""
    silent: tuple[Silent, ...]


def answerability_of(
    plan: Plan,
    passages: Sequence[FoundPassage],
    sentences: Sequence[Sentence],
    similarity: Mapping[PassageId, float] | None,
) -> Answerability:
    """Tell which of `passages`, given with the `sentences` of the best of them, speak to the question.

    One that speaks holds what the question expects (a name, a date, a number) and names every number that it names; and
    the evidence as a whole has to answer, likelier than not. A long question is answered by several passages together.
    """
    if plan.is_long:
        return _together(plan, passages, similarity)
    features = features_of(plan, passages, sentences)
    is_answered = read_regression(__package__, "answerability.json").probability(features) >= LEAST_LIKELY
    least = features["covered"] - AS_GOOD
    speaking = [one for one in reversed(sentences) if is_answered and one.may_answer and one.in_context >= least]
    best = {one.passage: one for one in sorted(speaking, key=lambda one: one.in_context)}
    return Answerability(
        tuple(best[passage.id].excerpt for passage in passages if passage.id in best),
        tuple(Silent(passage, _why(passage, sentences)) for passage in passages if passage.id not in best),
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
        "is_where": float(plan.expects is AnswerType.PLACE),
        "is_when": float(plan.expects is AnswerType.DATE),
        "age": min((sentence.age for sentence in near), default=OLD),
        "is_open": float(plan.expects is AnswerType.ANYTHING),
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


def _together(
    plan: Plan, passages: Sequence[FoundPassage], similarity: Mapping[PassageId, float] | None
) -> Answerability:
    """Give the sentences of the best passages if these name between them what a long question names."""
    near = [passage for passage in passages if similarity is None or similarity.get(passage.id, 0.0) >= MIN_SIMILARITY]
    best = near[:LOOKED_AT]
    text = "\n".join(map(_with_source, best))
    names = [term for term in plan.terms if term.is_name and term.name not in _MONTHS]
    if coverage(names, text) < MIN_NAMED or coverage(plan.terms, text) < MIN_JOINED:
        reason = "it names too little of what is asked, and so do all together"
        return Answerability((), tuple(Silent(passage, reason) for passage in passages))
    taken = _covering(plan.terms, best)
    return Answerability(
        tuple(_best_sentence(plan.terms, passage) for passage in taken),
        tuple(Silent(one, "the others name the same of the question") for one in passages if one not in taken),
    )


def _with_source(passage: FoundPassage) -> str:
    article = passage.stored.article
    return f"{article.publisher}\n{article.title}\n{passage.text}"


def _covering(terms: Sequence[Term], passages: Sequence[FoundPassage]) -> list[FoundPassage]:
    """Take the passages that name most of what those taken before leave out, as they are ranked."""
    left = list(terms)
    taken: list[FoundPassage] = []
    while left and len(taken) < MAX_STORIES:
        others = (one for one in passages if one not in taken)
        best = max(others, key=lambda one: coverage(left, _with_source(one)), default=None)
        if best is None or not coverage(left, _with_source(best)):
            break
        taken.append(best)
        left = [term for term in left if not term.pattern.search(_with_source(best))]
    return [passage for passage in passages if passage in taken]


def _best_sentence(terms: Sequence[Term], passage: FoundPassage) -> Excerpt:
    spans = split_sentences(passage.text)
    best = max(spans, key=lambda span: (coverage(terms, passage.text[span.start : span.end]), -span.start))
    return Excerpt(passage.stored, Span(passage.span.start + best.start, passage.span.start + best.end))
