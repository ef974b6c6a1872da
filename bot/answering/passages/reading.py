"""The best passages, each read beside the question by the cross-encoder. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.answering.question.planning import Plan
from bot.answering.question.terms import coverage
from ingest import FoundPassage, PassageId, open_cross_encoder

READ: Final = 6
"""Best passages that are read: more tell nothing more of whether any answers (docs/decisions/answering-reading.md)."""
UNNAMED: Final = 5.0
"""What a passage without any of the question's names loses of its log-odds: unknown names look alike to the network."""
LEAST_SHARED: Final = 0.3
"""The same of a passage that has less of the words of a question without names."""
OF_RANK: Final = 0.5
"""What a place further down in the ranking costs of the log-odds that a passage answers."""
UNREAD: Final = 0.0
"""The log-odds of passages of which none is read, so that nothing tells them apart."""


def read_beside(plan: Plan, passages: Sequence[FoundPassage]) -> dict[PassageId, float]:
    """Give how likely each of the best of `passages` answers, as log-odds: as it is read, and by what it names.

    Of none where a question joins several things.
    """
    if plan.is_long:
        return {}
    best = passages[:READ]
    texts = [". ".join(filter(None, (passage.stored.article.title, passage.text))) for passage in best]
    read = open_cross_encoder("answers").log_odds(plan.text, texts)
    return {
        passage.id: odds - UNNAMED * (1 - _named(plan, text))
        for passage, text, odds in zip(best, texts, read, strict=True)
    }


def _named(plan: Plan, text: str) -> float:
    """Give the share of the question's names that a text has; where it has none, whether they share some words."""
    if names := [term for term in plan.terms if term.is_name]:
        return coverage(names, text)
    return float(coverage(plan.terms, text) >= LEAST_SHARED if plan.terms else plan.measure is not None)


def reranked(passages: Sequence[FoundPassage], odds: Mapping[PassageId, float]) -> tuple[FoundPassage, ...]:
    """Put those that likeliest answer first; those that were not read stay behind them as they are."""
    place = {passage.id: number for number, passage in enumerate(passages)}
    read = sorted(passages[: len(odds)], key=lambda one: OF_RANK * place[one.id] - odds[one.id])
    return (*read, *passages[len(odds) :])


def odds_of(passage: PassageId, odds: Mapping[PassageId, float]) -> float:
    """Give the log-odds of one passage; one that was not read answers no likelier than the least likely that was."""
    return odds.get(passage, min(odds.values(), default=UNREAD))
