"""Which sentences of the evidence speak to a question, and whether any does. Pure."""

from collections.abc import Mapping, Sequence

from bot.answering.planning import Plan
from bot.answering.wording import Term
from ingest import FoundPassage, PassageId, Span, StoredArticle, split_sentences

MIN_COVERAGE = 0.7
"""Least weighted share of the question's terms that a passage with its title must name."""
MIN_SIMILARITY = 0.3
"""Least cosine similarity of question and passage; below it shared words are a coincidence."""
NAME_WEIGHT = 2.0
MAX_STORIES = 3


def coverage(terms: Sequence[Term], text: str) -> float:
    """Give the weighted share (0 to 1) of `terms` that `text` names; names count double."""
    total = sum(_weight(term) for term in terms)
    return sum(_weight(term) for term in terms if term.pattern.search(text)) / total if total else 0.0


def _weight(term: Term) -> float:
    return NAME_WEIGHT if term.is_name else 1.0


def speaking(
    plan: Plan, passages: Sequence[FoundPassage], similarity: Mapping[PassageId, float]
) -> tuple[FoundPassage, ...]:
    """Keep the passages that cover the question's terms and are near to it in meaning."""
    return tuple(
        passage
        for passage in passages
        if coverage(plan.terms, f"{passage.stored.article.title}\n{passage.text}") >= MIN_COVERAGE
        and similarity.get(passage.id, 0.0) >= MIN_SIMILARITY
        and _is_of_asked_year(plan, passage)
    )


def _is_of_asked_year(plan: Plan, passage: FoundPassage) -> bool:
    """Tell whether the years that a question names ("the 2022 final") are the passage's, by its words or its date."""
    years = [term.name for term in plan.terms if term.name.isdigit()]
    return all(year in passage.text or year == str(passage.stored.article.published.year) for year in years)


def best_sentences(plan: Plan, passages: Sequence[FoundPassage]) -> tuple[tuple[StoredArticle, Span], ...]:
    """Give the sentence of each of the first stories that names most of what the question names."""
    return tuple((passage.stored, _best_sentence(plan, passage)) for passage in passages[:MAX_STORIES])


def _best_sentence(plan: Plan, passage: FoundPassage) -> Span:
    spans = split_sentences(passage.text)
    best = max(spans, key=lambda span: coverage(plan.terms, passage.text[span.start : span.end]))
    return Span(passage.span.start + best.start, passage.span.start + best.end)
