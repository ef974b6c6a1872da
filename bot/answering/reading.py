"""Reads what was found: which sentences speak to a question, and which of the figures is the one asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.answering.figures.candidates import MIN_MATCH, match_of
from bot.answering.figures.chooser import Likely, Numbers, is_certain, is_of_another_window, likely_values, numbers_in
from bot.answering.figures.features import STORIES
from bot.answering.figures.growth import Growth, growth_of
from bot.answering.figures.totals import Choice, Decision, choose
from bot.answering.passages.answerability import Judged, Unspoken, judged
from bot.answering.passages.joining import joined
from bot.answering.passages.selection import Selected, selected
from bot.answering.passages.sentences import Sentence, Spoken, sentences_of
from bot.answering.question.asking import Aim
from bot.answering.question.expected import Expected
from bot.answering.question.planning import Plan
from bot.answering.retrieval.finding import Found, Retrieval
from ingest import FoundPassage, StoredArticle, Window

_ELSE = {"casualty": ("killed", "injured"), "killed": ("body",)}
"""What a text may count instead, where none counts what is asked for."""


@dataclass(frozen=True)
class Evidence:
    """What was found for a plan, read."""

    plan: Plan
    passages: tuple[FoundPassage, ...]
    """One a story, best first."""
    spoken: tuple[Spoken, ...]
    """The sentences that answer in words."""
    selected: tuple[Selected, ...]
    """Sentences of the best stories, those first that most likely state what is asked."""
    unspoken: tuple[Unspoken, ...]
    """The passages without one, each with its reason."""
    decision: Decision | None
    """What came of the reported totals; `None` where no figure is asked for."""
    numbers: Numbers | None
    """The numbers in the best stories; `None` where none is asked for."""
    is_near: bool = False
    """Whether no sentence answers for certain, and those selected may."""

    @property
    def choice(self) -> Choice | None:
        """The figure at which the series of reported totals ends."""
        return self.decision.choice if self.decision else None

    @cached_property
    def likely(self) -> tuple[Likely, ...]:
        """The values that may be the number asked for, likeliest first."""
        return likely_values(self.numbers) if self.numbers else ()

    @property
    def certain(self) -> Choice | None:
        """The figure that may stand in bold: both readings say it, or it states the very window asked for."""
        return self.choice if is_certain(self.plan, self.choice, self.likely) else None

    @property
    def is_unclear(self) -> bool:
        """Whether a total of the asked window is reported, and none is certain."""
        return self.choice is not None and not self.certain and not is_of_another_window(self.plan, self.choice)

    @property
    def fits(self) -> bool:
        """Whether anything answers."""
        return bool(self.spoken) or self.choice is not None


def read(plan: Plan, retrieval: Retrieval) -> Evidence:
    """Find what answers `plan` and read it."""
    found = retrieval.find(plan)
    sentences = sentences_of(plan, found.passages)
    speaking = _judged(plan, found, sentences)
    decision = _decision(plan, retrieval, found.articles)
    return Evidence(
        plan,
        found.passages,
        speaking.spoken,
        selected(plan, sentences),
        speaking.unspoken,
        decision,
        _numbers(plan, retrieval, found, decision.choice if decision else None),
        is_near=speaking.is_near,
    )


def spanning(plan: Plan, retrieval: Retrieval) -> Growth | None:
    """Find the running total that began before the window of `plan`, as far as it rose within it."""
    if plan.since is None or plan.until is None:
        return None
    longer = replace(plan, since=None)
    return growth_of(plan, choose(longer, retrieval.reported(longer)).choice)


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


def _numbers(plan: Plan, retrieval: Retrieval, found: Found, choice: Choice | None) -> Numbers | None:
    if plan.aim is not Aim.FIGURE and plan.expects is not Expected.NUMBER:
        return None
    return numbers_in(plan, found, retrieval.quantities_in(found.passages[:STORIES]), choice)


def _decision(plan: Plan, retrieval: Retrieval, evidence: Sequence[StoredArticle]) -> Decision | None:
    if plan.aim is not Aim.FIGURE:
        return None
    decision = choose(plan, retrieval.reported(plan), evidence)
    if decision.choice is None and plan.measure in _ELSE:
        told = (_decision(replace(plan, measure=measure), retrieval, evidence) for measure in _ELSE[plan.measure])
        return next((other for other in told if other and other.choice), decision)
    return decision
