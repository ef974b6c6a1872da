"""Reads what was found: which sentences speak to a question, and which of the figures is the one asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.answering.figures.candidates import MIN_MATCH, match_of
from bot.answering.figures.totals import Choice, Decision, choose
from bot.answering.passages.answerability import Judged, Unspoken, judged
from bot.answering.passages.joining import joined
from bot.answering.passages.selection import Selected, selected
from bot.answering.passages.sentences import Sentence, Spoken, sentences_of
from bot.answering.question.asking import Aim
from bot.answering.question.planning import Plan
from bot.answering.retrieval.finding import Found, Retrieval, reporting_window
from ingest import FoundPassage, FoundTally, StoredArticle, Window


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a plan, read."""

    passages: tuple[FoundPassage, ...]
    """One a story, best first."""
    spoken: tuple[Spoken, ...]
    """The sentences that answer in words."""
    selected: tuple[Selected, ...]
    """All sentences of the best stories, those first that speak most to the question."""
    unspoken: tuple[Unspoken, ...]
    """The passages without one, each with its reason."""
    decision: Decision | None
    """What came of the figures; `None` where no figure is asked for."""

    @property
    def choice(self) -> Choice | None:
        """The total that answers in a figure."""
        return self.decision.choice if self.decision else None

    @property
    def fits(self) -> bool:
        """Whether anything answers."""
        return bool(self.spoken) or self.choice is not None


def read(plan: Plan, retrieval: Retrieval) -> Evidence:
    """Find what answers `plan` and read it."""
    found = retrieval.find(plan)
    sentences = sentences_of(plan, found.passages)
    speaking = _judged(plan, found, sentences)
    return Evidence(
        found.passages,
        speaking.spoken,
        selected(sentences),
        speaking.unspoken,
        _decision(plan, retrieval, found.articles),
    )


def newest_match(plan: Plan, retrieval: Retrieval) -> datetime | None:
    """Give when the newest article that matches `plan` was published, whatever the window."""
    anywhere = plan.without_window()
    figures = retrieval.tallies(plan, Window())
    dates = [found.stored.article.published for found in figures if match_of(plan, found) >= MIN_MATCH]
    found = retrieval.find(anywhere)
    speaking = _judged(anywhere, found, sentences_of(anywhere, found.passages))
    dates += [spoken.stored.article.published for spoken in speaking.spoken]
    return max(dates, default=None)


def _judged(plan: Plan, found: Found, sentences: Sequence[Sentence]) -> Judged:
    if plan.is_long:
        return joined(plan, found.passages, found.similarity)
    return judged(plan, found.passages, sentences)


def _decision(plan: Plan, retrieval: Retrieval, evidence: Sequence[StoredArticle]) -> Decision | None:
    if plan.aim is not Aim.FIGURE:
        return None
    decision = choose(plan, retrieval.tallies(plan, reporting_window(plan)), evidence)
    if decision.choice is None and plan.measure == "casualty":
        told = (_decision(replace(plan, measure=measure), retrieval, evidence) for measure in ("killed", "injured"))
        return next((other for other in told if other and other.choice), decision)
    if decision.choice is None and plan.years and not plan.is_bound:
        return choose(plan, [found for found in retrieval.tallies(plan, Window()) if _names_year(plan, found)])
    return decision


def _names_year(plan: Plan, found: FoundTally) -> bool:
    read = f"{found.stored.article.title}\n{found.sentence}"
    return any(re.search(rf"\b{year}\b", read) for year in plan.years)
