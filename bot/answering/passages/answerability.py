"""Whether the evidence answers a question, and which sentences of it speak. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.composition.quoting import Excerpt
from bot.answering.passages.sentences import Sentence
from bot.answering.question.answer_type import AnswerType
from bot.answering.question.planning import Plan
from bot.answering.question.terms import Term, coverage
from bot.answering.retrieval.reading import LEAST_ODDS, ReadPassage
from ingest import FoundPassage, PassageId, Span, split_sentences

LEAST_ODDS_OF_STORY: Final = -1.6
"""Least log-odds of a passage that answers a question which goes on from a story: that likely tells more of it."""
UNLIKELY: Final = "read beside the question, it likely does not answer"
UNREAD: Final = "it is far from the question"
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
_ROUNDING: Final = 1e-6
_NUMBER: Final = re.compile(r"\d+")
_MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)


@dataclass(frozen=True, slots=True)
class Silent:
    """A passage of which no sentence speaks to a question, and why."""

    passage: FoundPassage
    reason: str
    """For a person, with "it" for the passage: `it is far from the question`."""


@dataclass(frozen=True, slots=True)
class Answerability:
    """What of the evidence speaks to a question."""

    answering: tuple[Excerpt, ...]
    """The best sentence of each passage that answers, as they are ranked."""
    silent: tuple[Silent, ...]


def answerability_of(
    plan: Plan,
    passages: Sequence[FoundPassage],
    sentences: Sequence[Sentence],
    read: Mapping[PassageId, ReadPassage],
    similarity: Mapping[PassageId, float] | None,
) -> Answerability:
    """Tell which of `passages`, given with the `sentences` of the best of them, speak to the question.

    One answers that likely does as it was `read`; a long question is answered by several passages together.
    """
    if plan.is_long:
        return _together(plan, passages, similarity)
    best: dict[PassageId, Sentence] = {}
    for one in sentences:
        if one.passage not in best or one.in_context > best[one.passage].in_context:
            best[one.passage] = one
    least = LEAST_ODDS_OF_STORY if plan.goes_on else LEAST_ODDS
    answering = {
        passage
        for passage, beside in read.items()
        if (own := best.get(passage))
        and (beside.log_odds >= least or _tells_of_topic(plan, own))
        and _tells_numbers(plan, beside.passage)
    }
    return Answerability(
        tuple(best[one.id].excerpt for one in passages if one.id in answering),
        tuple(Silent(one, UNREAD if one.id not in read else UNLIKELY) for one in passages if one.id not in answering),
    )


def _tells_of_topic(plan: Plan, sentence: Sentence) -> bool:
    """Tell whether any words may answer ("climate", "what happened in Lima"), and these name all that is asked."""
    return plan.expects is AnswerType.ANYTHING and bool(plan.terms) and sentence.in_context >= 1 - _ROUNDING


def _tells_numbers(plan: Plan, passage: FoundPassage) -> bool:
    """Tell whether a passage names the question's years and numbers: "Rover 2", "the 2019 final"."""
    terms = () if plan.goes_on else plan.terms  # because titles stand behind a question that goes on
    asked = {*plan.years, *(number for term in terms for number in _NUMBER.findall(term.name))}
    article = passage.stored.article
    return asked <= {*_NUMBER.findall(f"{article.title}\n{passage.text}"), str(article.published.year)}


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
