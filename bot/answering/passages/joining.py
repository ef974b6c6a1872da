"""What several articles answer together: a long question, whose parts no single sentence names. Pure."""

import re
from collections.abc import Mapping, Sequence

from bot.answering.passages.answerability import MAX_STORIES, MIN_SIMILARITY, Spoken
from bot.answering.question.planning import Plan
from bot.answering.question.wording import Term, coverage
from ingest import FoundPassage, PassageId, Span, split_sentences

LOOKED_AT = 10
"""Best passages that may answer together."""
MIN_NAMED = 0.75
"""Least share of the question's names that they hold between them, publishers included. With `MIN_JOINED`, in
MultiHop-RAG's sample, 194 of 217 answerable questions reach it and none of the 33 that nothing answers; at .8 and .5 it
was 176."""
MIN_JOINED = 0.4
"""Least weighted share of all its terms."""
_MONTH = re.compile(
    r"january|february|march|april|may|june|july|august|september|october|november|december", re.IGNORECASE
)


def joined(
    plan: Plan, passages: Sequence[FoundPassage], similarity: Mapping[PassageId, float] | None
) -> tuple[Spoken, ...]:
    """Give the sentences of the best passages if these name between them what a long question names."""
    if not plan.is_long:
        return ()
    near = [passage for passage in passages if similarity is None or similarity.get(passage.id, 0.0) >= MIN_SIMILARITY]
    best = near[:LOOKED_AT]
    together = "\n".join(map(_told, best))
    names = [term for term in plan.terms if term.is_name and not _MONTH.fullmatch(term.name)]
    if coverage(names, together) < MIN_NAMED or coverage(plan.terms, together) < MIN_JOINED:
        return ()
    return tuple(_sentence(plan.terms, passage) for passage in _covering(plan.terms, best))


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


def _sentence(terms: Sequence[Term], passage: FoundPassage) -> Spoken:
    spans = split_sentences(passage.text)
    best = max(spans, key=lambda span: (coverage(terms, passage.text[span.start : span.end]), -span.start))
    return Spoken(passage.stored, Span(passage.span.start + best.start, passage.span.start + best.end))
