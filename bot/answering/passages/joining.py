"""What several articles answer together: a long question, whose parts no single sentence names. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.answering.composition.quoting import Excerpt
from bot.answering.passages.answerability import Judged, Unspoken
from bot.answering.question.planning import Plan
from bot.answering.question.wording import Term, coverage
from ingest import FoundPassage, PassageId, Span, split_sentences

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


def joined(plan: Plan, passages: Sequence[FoundPassage], similarity: Mapping[PassageId, float] | None) -> Judged:
    """Give the sentences of the best passages if these name between them what a long question names."""
    near = [passage for passage in passages if similarity is None or similarity.get(passage.id, 0.0) >= MIN_SIMILARITY]
    best = near[:LOOKED_AT]
    together = "\n".join(map(_told, best))
    names = [term for term in plan.terms if term.is_name and term.name not in _MONTHS]
    if coverage(names, together) < MIN_NAMED or coverage(plan.terms, together) < MIN_JOINED:
        reason = "it and the others name too little of what is asked"
        return Judged((), tuple(Unspoken(passage, reason) for passage in passages))
    taken = _covering(plan.terms, best)
    others = [one for one in passages if one not in taken]
    return Judged(
        tuple(_sentence(plan.terms, passage) for passage in taken),
        tuple(Unspoken(one, "the others name what it names of the question") for one in others),
    )


def _told(passage: FoundPassage) -> str:
    article = passage.stored.article
    return f"{article.publisher}\n{article.title}\n{passage.text}"


def _covering(terms: Sequence[Term], passages: Sequence[FoundPassage]) -> list[FoundPassage]:
    """Take the passages that name most of what those taken before leave out, as they are ranked."""
    left = list(terms)
    taken: list[FoundPassage] = []
    while left and len(taken) < MAX_STORIES:
        best = max(
            (one for one in passages if one not in taken), key=lambda one: coverage(left, _told(one)), default=None
        )
        if best is None or not coverage(left, _told(best)):
            break
        taken.append(best)
        left = [term for term in left if not term.pattern.search(_told(best))]
    return [passage for passage in passages if passage in taken]


def _sentence(terms: Sequence[Term], passage: FoundPassage) -> Excerpt:
    spans = split_sentences(passage.text)
    best = max(spans, key=lambda span: (coverage(terms, passage.text[span.start : span.end]), -span.start))
    return Excerpt(passage.stored, Span(passage.span.start + best.start, passage.span.start + best.end))
