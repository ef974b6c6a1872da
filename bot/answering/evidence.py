"""What was found for a plan, read: the sentences that answer, and the figure that is the one asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.answering.composition.quoting import Excerpt
from bot.answering.figures.candidates import MIN_MATCH, match_of
from bot.answering.figures.chooser import (
    WELL_NAMED,
    Likely,
    Numbers,
    certain_figure,
    certainty_of,
    is_of_another_window,
    likely_values,
    numbers_in,
)
from bot.answering.figures.features import STORIES
from bot.answering.figures.growth import Growth, growth_of
from bot.answering.figures.totals import Choice, Decision, choose
from bot.answering.passages.answerability import Silent, answerability_of
from bot.answering.passages.selection import Selected, selected
from bot.answering.passages.sentences import sentences_of
from bot.answering.question.aim import Aim
from bot.answering.question.answer_type import AnswerType
from bot.answering.question.planning import Plan
from bot.answering.retrieval.finding import Found, Retrieval
from bot.answering.retrieval.reading import ReadPassage, read_beside, reranked
from ingest import FoundPassage, PassageId, StoredArticle, Window

_COUNTED_INSTEAD = {"casualty": ("killed", "body", "injured"), "killed": ("body",)}
"""What a text may count instead, where none counts what is asked for."""


@dataclass(frozen=True)
class Evidence:
    """What was found for a plan, read."""

    plan: Plan
    passages: tuple[FoundPassage, ...]
    """One a story, best first."""
    answering: tuple[Excerpt, ...]
    """The sentences that answer in words."""
    selected: tuple[Selected, ...]
    """Sentences of the best stories, those first that most likely state what is asked."""
    silent: tuple[Silent, ...]
    """The passages without one, each with its reason."""
    read: Mapping[PassageId, ReadPassage]
    """The best passages, beside the question."""
    decision: Decision | None
    """What came of the reported totals; `None` where no figure is asked for."""
    numbers: Numbers | None
    """The numbers in the best stories; `None` where none is asked for."""

    @property
    def choice(self) -> Choice | None:
        """The figure at which the series of reported totals ends."""
        return self.decision.choice if self.decision else None

    @cached_property
    def likely(self) -> tuple[Likely, ...]:
        """The values that may be the number asked for, likeliest first."""
        return likely_values(self.numbers) if self.numbers else ()

    @cached_property
    def certain(self) -> Choice | None:
        """The figure that may stand in bold."""
        if self.numbers is None:
            return None
        return certain_figure(self.numbers, self.likely, certainty_of(self.numbers, self.likely))

    @property
    def is_unclear(self) -> bool:
        """Whether a total of the asked window is reported but not certain, where a passage answers or it names all."""
        if self.choice is None or self.certain or is_of_another_window(self.plan, self.choice):
            return False
        return bool(self.answering) or self.choice.best.match >= WELL_NAMED

    @property
    def fits(self) -> bool:
        """Whether anything answers."""
        return bool(self.answering) or self.choice is not None


def evidence_for(plan: Plan, retrieval: Retrieval, of_story: Sequence[FoundPassage] = ()) -> Evidence:
    """Find what answers `plan`, also among what tells `of_story` that it goes on from, and read it."""
    found = retrieval.find(plan, of_story)
    read = read_beside(plan, found.passages)
    found = replace(found, passages=reranked(found.passages, read))
    sentences = sentences_of(plan, found.passages)
    answerability = answerability_of(plan, found.passages, sentences, read, found.similarity)
    decision = _decision(plan, retrieval, found.articles) if plan.aim is Aim.FIGURE else None
    return Evidence(
        plan,
        found.passages,
        answerability.answering,
        selected(plan, sentences, read),
        answerability.silent,
        read,
        decision,
        _numbers(plan, retrieval, found, read, decision) if plan.expects is AnswerType.NUMBER else None,
    )


def _decision(plan: Plan, retrieval: Retrieval, articles: Sequence[StoredArticle]) -> Decision:
    """Choose among the reported totals; where none is of what is counted, among those of what texts count instead."""
    first = choose(plan, retrieval.reported(plan), articles)
    if first.choice is None and plan.measure in _COUNTED_INSTEAD:
        others = (replace(plan, measure=measure) for measure in _COUNTED_INSTEAD[plan.measure])
        decisions = (choose(other, retrieval.reported(other), articles) for other in others)
        return next((decision for decision in decisions if decision.choice), first)
    return first


def _numbers(
    plan: Plan, retrieval: Retrieval, found: Found, read: Mapping[PassageId, ReadPassage], decision: Decision | None
) -> Numbers:
    quantities = retrieval.quantities_in(found.passages[:STORIES])
    return numbers_in(plan, found, quantities, read, decision)


def growth_within(plan: Plan, retrieval: Retrieval) -> Growth | None:
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
    read, sentences = read_beside(anywhere, found.passages), sentences_of(anywhere, found.passages)
    answering = answerability_of(anywhere, found.passages, sentences, read, found.similarity).answering
    dates += [excerpt.stored.article.published for excerpt in answering]
    return max(dates, default=None)
