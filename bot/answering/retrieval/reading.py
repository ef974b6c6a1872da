"""The best passages, each read beside the question by the cross-encoder. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final

from bot.answering.question.planning import Plan
from bot.answering.question.terms import coverage
from ingest import FoundPassage, PassageId, Reading, Span, open_cross_encoder

READ: Final = 4
"""Best passages that are read: more tell nothing more of whether any answers (docs/decisions/answering-reading.md)."""
LEAST_ODDS: Final = -0.7
"""Least log-odds of a passage that answers."""
UNNAMED: Final = 5.0
"""What a passage without any of the question's names loses of its log-odds: unknown names look alike to the network."""
LEAST_SHARED: Final = 0.3
"""The same of a passage that has less of the words of a question without names."""
OF_RANK: Final = 0.5
"""What a place further down in the ranking costs of the log-odds that a passage answers."""
UNREAD: Final = 0.0
"""The log-odds of passages of which none is read, so that nothing tells them apart."""
LEAST_SHARE: Final = 1e-4
"""Of what is asked, in a stretch of text: less counts as so much."""
_JOINED: Final = ". "
"""Between a title and the passage beneath it, as the network learned them."""


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage as it was read."""

    passage: FoundPassage
    log_odds: float
    """That it answers: as it is read, and by what it names."""
    reading: Reading

    @property
    def probability(self) -> float:
        """That it answers."""
        return 1 / (1 + exp(-self.log_odds))

    def log_share(self, within: Span) -> float:
        """Give how likely what is asked stands `within` a stretch of the article's text, as a logarithm."""
        title, span = self.passage.stored.article.title, self.passage.span
        is_beneath_title = _has_body(self.passage)
        if not (is_beneath_title and within.end <= len(title)):
            moved = (len(title) + len(_JOINED) if is_beneath_title else 0) - span.start
            within = Span(max(within.start, span.start) + moved, within.end + moved)
        return log(max(LEAST_SHARE, self.reading.share(within)))


def read_beside(plan: Plan, passages: Sequence[FoundPassage]) -> dict[PassageId, ReadPassage]:
    """Read the best of `passages`; none where a question joins several things."""
    if plan.is_long:
        return {}
    encoder = open_cross_encoder("answers")
    texts = [(passage, _text(passage)) for passage in passages[:READ]]
    read = [(passage, text, encoder.read(plan.in_full, text)) for passage, text in texts]
    return {
        passage.id: ReadPassage(passage, reading.log_odds - UNNAMED * (1 - _named(plan, text)), reading)
        for passage, text, reading in read
    }


def _text(passage: FoundPassage) -> str:
    """Give what is read of a passage: its article's title, and its words."""
    title = passage.stored.article.title
    return f"{title}{_JOINED}{passage.text}" if _has_body(passage) else passage.text


def _has_body(passage: FoundPassage) -> bool:
    """Tell whether a passage is not the title itself, and has one above it."""
    return 0 < len(passage.stored.article.title) <= passage.span.start


def _named(plan: Plan, text: str) -> float:
    """Give the share of the question's names that a text has; where it has none, whether they share some words."""
    if names := [term for term in plan.terms if term.is_name]:
        return coverage(names, text)
    return float(coverage(plan.terms, text) >= LEAST_SHARED if plan.terms else plan.measure is not None)


def reranked(passages: Sequence[FoundPassage], read: Mapping[PassageId, ReadPassage]) -> tuple[FoundPassage, ...]:
    """Put those that likeliest answer first; those that were not read stay behind them as they are."""
    place = {passage.id: number for number, passage in enumerate(passages)}
    best = sorted(passages[: len(read)], key=lambda one: OF_RANK * place[one.id] - read[one.id].log_odds)
    return (*best, *passages[len(read) :])


def odds_of(passage: PassageId, read: Mapping[PassageId, ReadPassage]) -> float:
    """Give the log-odds of one passage; one that was not read answers no likelier than the least likely that was."""
    if passage in read:
        return read[passage].log_odds
    return min((one.log_odds for one in read.values()), default=UNREAD)


def log_share_of(passage: PassageId, within: Span, read: Mapping[PassageId, ReadPassage]) -> float:
    """Give how likely what is asked stands `within` a stretch, as a logarithm; nowhere in what was not read."""
    return read[passage].log_share(within) if passage in read else log(LEAST_SHARE)
