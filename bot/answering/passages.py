"""Which sentences of the evidence speak to a question, and whether any does. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answering.planning import Expected, Plan
from bot.answering.wording import Term
from ingest import FoundPassage, PassageId, Span, StoredArticle, find_dates, find_numbers, split_sentences

MIN_COVERAGE = 0.7
"""Least weighted share of the question's terms that a sentence with its article's title must name."""
MIN_SIMILARITY = 0.3
"""Least cosine similarity of question and passage; below it shared words are a coincidence."""
NAME_WEIGHT = 2.0
MAX_STORIES = 3
MAX_WORDS = 60
"""Of all shown quotes with their sources; the first is shown whatever its length."""
WORDS_OF_SOURCE = 7
_NAME = re.compile(r"(?<=\w )[A-Z][\w’'-]+|[A-Z][\w’'-]+\s+[A-Z][\w’'-]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ANY_DAY = date(2000, 1, 1)
"""Whether a sentence holds a date does not depend on the day of reading."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence that speaks to a question."""

    stored: StoredArticle
    span: Span


def coverage(terms: Sequence[Term], text: str) -> float:
    """Give the weighted share (0 to 1) of `terms` that `text` names; names count double."""
    total = sum(_weight(term) for term in terms)
    return sum(_weight(term) for term in terms if term.pattern.search(text)) / total if total else 0.0


def _weight(term: Term) -> float:
    return NAME_WEIGHT if term.is_name else 1.0


def speaking(
    plan: Plan, passages: Sequence[FoundPassage], similarity: Mapping[PassageId, float] | None
) -> tuple[Spoken, ...]:
    """Give the best sentence of each passage near to the question, if it covers the question's terms with its title.

    It has to hold what the question expects (a name, a date, a number) and every number that the question names.
    Without similarities, while there is no encoder, every passage counts as near.
    """
    near = (passage for passage in passages if similarity is None or similarity.get(passage.id, 0.0) >= MIN_SIMILARITY)
    return tuple(
        Spoken(passage.stored, span) for passage in near if (span := _best_sentence(plan, passage)) is not None
    )


def shown(spoken: Sequence[Spoken]) -> tuple[Spoken, ...]:
    """Take the first stories' sentences as far as they are read at a glance."""
    kept: list[Spoken] = []
    words = 0
    for sentence in spoken[:MAX_STORIES]:
        words += WORDS_OF_SOURCE + len(sentence.stored.article.text[sentence.span.start : sentence.span.end].split())
        if kept and words > MAX_WORDS:
            break
        kept.append(sentence)
    return tuple(kept)


def _best_sentence(plan: Plan, passage: FoundPassage) -> Span | None:
    article = passage.stored.article
    covered = {
        span: coverage(plan.terms, f"{article.title}\n{sentence}")
        for span in split_sentences(passage.text)
        if (sentence := passage.text[span.start : span.end])
        and _holds(plan, sentence)
        and _names_numbers(plan, f"{article.title}\n{sentence}", year=article.published.year)
    }
    named = {span: coverage(plan.terms, passage.text[span.start : span.end]) for span in covered}
    best = max(covered, key=lambda span: (covered[span], named[span], -span.start), default=None)
    if best is None or covered[best] < MIN_COVERAGE:
        return None
    return Span(passage.span.start + best.start, passage.span.start + best.end)


def _names_numbers(plan: Plan, text: str, *, year: int) -> bool:
    """Tell whether `text` names the numbers of the question ("season 11", "the 2022 final"), a year also by its own."""
    numbers = {term.name for term in plan.terms if term.name.isdigit()} - {str(year)}
    years = set(plan.years) - {str(year)}
    named = set(re.findall(r"\d+", text))
    return numbers <= named and (not years or bool(years & named) or len(years) < len(plan.years))


def _holds(plan: Plan, sentence: str) -> bool:
    """Tell whether a sentence holds what the question expects, beyond what the question says itself."""
    rest = sentence
    for term in plan.terms:
        rest = term.pattern.sub(" ", rest)
    match plan.expects:
        case Expected.NAME:
            return bool(_NAME.search(rest))
        case Expected.NUMBER:
            return any(not _is_year(rest, number.span) for number in find_numbers(rest))
        case Expected.DATE:
            return bool(_YEAR.search(rest)) or bool(find_dates(rest, today=_ANY_DAY))
        case Expected.ANYTHING:
            return True


def _is_year(text: str, span: Span) -> bool:
    return bool(_YEAR.fullmatch(text[span.start : span.end]))
