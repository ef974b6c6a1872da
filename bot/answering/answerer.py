"""Answers questions over an archive: plan, evidence, figure or ledger or passages, compose."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.answering.answers import Answer, Ranked
from bot.answering.composition.composing import LISTED_INCIDENTS, compose_incidents, compose_quotes
from bot.answering.composition.phrasing import day, window_phrase
from bot.answering.digests.digest import Digest, digest
from bot.answering.evidence import Evidence, evidence_for, growth_within, newest_match
from bot.answering.explanation import Explanation, explained, why
from bot.answering.figures.chooser import Numbers
from bot.answering.figures.growth import Growth
from bot.answering.foreign import foreign_coverage, with_coverage
from bot.answering.incidents import ledger
from bot.answering.inquiry import Inquiry
from bot.answering.outcomes import (
    answered,
    coming_near,
    digest_of,
    empty,
    finished,
    grown,
    ids_of,
    is_outlisted,
    listed_only,
    no_stories,
    nothing,
    own_count,
    quoting,
    ranked,
    reported,
    unclear,
    why_nothing,
    with_stories_beneath,
)
from bot.answering.question.aim import Aim
from bot.answering.question.languages import language_of
from bot.answering.question.planning import days, plan
from bot.answering.question.terms import terms_of
from bot.answering.question.translation import in_english
from bot.answering.questions import MAX_CHARACTERS, Question
from bot.answering.retrieval.finding import Retrieval
from bot.answering.writing.briefing import brief_of
from bot.answering.writing.briefs import Brief
from bot.languages import ENGLISH, marked, say, speaking
from ingest import CASUALTIES, DEFAULT_MODEL, Archive, Embedder, FoundPassage, View

WORDS_ONLY = marked(
    "Searched by words alone: the encoder is not loaded. While the service starts, that takes a minute."
)
NEAR_STORY = 30
"""Passages near to what tells of the story before, by words and by meaning each."""
VECTORS = 256
"""Questions and stories whose vectors are kept: a follow-up is read in up to two ways, and leans on the last."""
LATELY = (timedelta(days=14), timedelta(days=92), timedelta(days=366))
"""In which days before the asked moment the latest incidents are looked for first: of ten years with 62,000 reports,
all of them took 20 s, 92 days half a second."""


class Answerer:
    """Answers from what `view` may see; deterministic, no language model.

    Without an `encoder`, which takes a while to load, it searches by words alone and says so.
    """

    def __init__(self, *, archive: Archive, encoder: Embedder | None) -> None:
        self._archive = archive
        self._encoder = encoder
        self._vector = lru_cache(maxsize=VECTORS)(lambda text: encoder.encode([text])[0] if encoder else None)

    def answer(self, question: Question, view: View) -> Answer:
        """Answer `question` as of `view.now`."""
        return self._answered(question, view)[0]

    def explain(self, question: Question, view: View) -> tuple[Answer, Explanation]:
        """Answer `question`, and say of everything that was considered what became of it."""
        answer, inquiry = self._answered(question, view)
        return answer, explained(inquiry.plan, inquiry.evidence)

    def with_brief(self, question: Question, view: View) -> tuple[Answer, Brief | None]:
        """Answer `question`, and give what a reader gets of it; `None` where the answer leaves nothing to write."""
        answer, inquiry = self._answered(question, view)
        return answer, brief_of(inquiry, answer)

    def numbers(self, question: Question, view: View) -> Numbers | None:
        """Give the numbers in the evidence of `question`, if it asks for one: what the chooser learns from."""
        inquiry = Inquiry(question, view, plan(question, today=_today(question, view)))
        return self._evidence(inquiry).numbers

    def search(self, words: str, view: View, *, limit: int) -> tuple[Ranked, ...]:
        """Give the passages nearest to `words`, best first, one a story."""
        return tuple(ranked(passage) for passage in self._retrieval(words, view).search(_forms(words), limit=limit))

    def nearness(self, text: str, view: View) -> float:
        """Give the cosine of `text` to the nearest passage; 0 without an encoder."""
        return self._retrieval(text, view).nearness()

    def vector(self, text: str) -> NDArray[np.float32] | None:
        """Give the default model's vector of `text`, which a search for it does not make again; `None` without it."""
        return self._vector(text) if self._encoder and self._encoder.name == DEFAULT_MODEL else None

    def _retrieval(self, text: str, view: View) -> Retrieval:
        return Retrieval(self._archive, view, self._vector(text) if self._encoder else None)

    def _answered(self, question: Question, view: View) -> tuple[Answer, Inquiry]:
        """Plan, find, choose and compose; a question in another language as it is put in English."""
        language = ENGLISH if question.form else language_of(question.text)
        asked = (
            question if language == ENGLISH else replace(question, text=self._in_english(question.text, language, view))
        )
        inquiry = Inquiry(asked, view, plan(asked, today=_today(question, view)))
        with inquiry.timed("total"), speaking(language):
            newest = self._archive.newest(view)
            if newest is None:
                answer = empty(inquiry)
            elif language == ENGLISH:
                answer = self._answer(inquiry, newest)
            else:
                answer = self._foreign(inquiry, question.text, language, newest)
            told = self._with_state(answer, inquiry) if newest else answer
            reasons = answer.why or why(inquiry.plan, inquiry.evidence)
            return replace(told, question=question.text, language=language, why=reasons), inquiry

    def _answer(self, inquiry: Inquiry, newest: datetime) -> Answer:
        """Answer from the archive, whose newest article is of `newest`."""
        if inquiry.plan.aim is Aim.STORIES and (stories := self._stories(inquiry, newest)):
            return stories
        with inquiry.timed("retrieval"):
            evidence = inquiry.evidence = self._evidence(inquiry)
        answer = self._chosen(inquiry, evidence) or coming_near(inquiry, evidence)
        return finished(answer or nothing(inquiry, why_nothing(inquiry, newest)), evidence, newest=newest)

    def _chosen(self, inquiry: Inquiry, evidence: Evidence) -> Answer | None:
        """Choose what answers: a figure, the ledger, passages, stories."""
        match inquiry.plan.aim:
            case Aim.FIGURE:
                return self._figure(inquiry, evidence)
            case Aim.INCIDENTS:
                return self._incidents(inquiry)
            case Aim.PASSAGES if evidence.certain:
                return reported(inquiry, evidence.certain, ledger.Counted((), ()))
            case Aim.PASSAGES if inquiry.plan.stories:
                return with_stories_beneath(inquiry, quoting(inquiry, evidence), self._digest(inquiry))
            case Aim.PASSAGES | Aim.STORIES:
                return quoting(inquiry, evidence)

    def _foreign(self, inquiry: Inquiry, typed: str, language: str, newest: datetime) -> Answer:
        """Answer from articles in the language of a question, as it was typed, and from English ones."""
        with inquiry.timed("retrieval"):
            coverage = foreign_coverage(typed, language, inquiry.plan, self._retrieval(typed, inquiry.view))
            quoted = compose_quotes(coverage.spoken.answering, inquiry.citations).text
        citations = inquiry.citations.all()
        with speaking(ENGLISH):
            english = self._answer(inquiry, newest)
            english = replace(english, why=why(inquiry.plan, inquiry.evidence))
        return with_coverage(english, coverage, quoted, citations)

    def _in_english(self, text: str, language: str, view: View) -> str:
        return in_english(text, language, _VisibleNames(self._archive, view))[:MAX_CHARACTERS] or text

    def _with_state(self, answer: Answer, inquiry: Inquiry) -> Answer:
        """Add what of the archive and the encoder may be missing from an answer."""
        failing = self._archive.failing(inquiry.view)
        notes = answer.notes if self._encoder else (*answer.notes, say(WORDS_ONLY))
        return replace(answer, notes=notes, freshness=replace(answer.freshness, sources_failing=failing))

    def _stories(self, inquiry: Inquiry, newest: datetime) -> Answer | None:
        """Tell stories; `None` where those to be compared are no publishers: then it asks for something else."""
        found = self._digest(inquiry)
        inquiry.story_passages = tuple(story.openings[0].passage for story in found.stories)
        if found.is_of_nobody:
            inquiry.plan = plan(inquiry.question, today=_today(inquiry.question, inquiry.view), knows_stories=False)
            return None
        return digest_of(inquiry, found) if found.stories else no_stories(inquiry, found, newest)

    def _digest(self, inquiry: Inquiry) -> Digest:
        with inquiry.timed("stories"):
            retrieval = self._retrieval(inquiry.plan.topic or inquiry.question.text, inquiry.view)
            return digest(inquiry.plan, retrieval)

    def _evidence(self, inquiry: Inquiry) -> Evidence:
        """Search as asked; if nothing fits and no year is named, in the year of the newest article that matches."""
        retrieval = self._retrieval(inquiry.question.text, inquiry.view)
        of_story = self._of_story(inquiry)
        evidence = evidence_for(inquiry.plan, retrieval, of_story)
        if evidence.fits or inquiry.plan.since is None or inquiry.plan.years or inquiry.plan.is_relative:
            return evidence
        newest = newest_match(inquiry.plan, retrieval)
        if newest is None or newest.date() >= inquiry.plan.since:
            return evidence
        first_read = inquiry.plan
        inquiry.plan = plan(inquiry.question, today=newest.astimezone(inquiry.question.zone).date())
        reading = window_phrase(inquiry.plan.since, inquiry.plan.until)
        inquiry.readings = (f"Read as {reading}; the newest matching article is of {day(newest)}.",)
        inquiry.alternatives = (window_phrase(first_read.since, first_read.until),)
        return evidence_for(inquiry.plan, retrieval, of_story)

    def _of_story(self, inquiry: Inquiry) -> tuple[FoundPassage, ...]:
        """Find the passages near to the story that a question goes on from."""
        if not inquiry.question.story:
            return ()
        text = "\n".join(inquiry.question.story)
        return self._retrieval(text, inquiry.view).near(_forms(text), inquiry.plan, limit=NEAR_STORY)

    def _figure(self, inquiry: Inquiry, evidence: Evidence) -> Answer | None:
        counted = self._counted(inquiry) if ledger.event_of(inquiry.plan) else ledger.Counted((), ())
        is_sum = inquiry.plan.measure in CASUALTIES and bool(counted.certain and inquiry.plan.until)
        if evidence.certain and not is_sum:
            return reported(inquiry, evidence.certain, counted)
        growth = None if is_sum else self._growth(inquiry)
        if growth and growth.least != len(counted.certain):
            return grown(inquiry, growth, counted)
        if evidence.is_unclear and not is_sum and not is_outlisted(inquiry.plan, evidence.choice, counted):
            return unclear(inquiry, evidence, counted)
        if counted.certain and inquiry.plan.until:
            return own_count(inquiry, counted)
        if counted.certain or counted.possible:
            return listed_only(inquiry, counted)
        return quoting(inquiry, evidence)

    def _growth(self, inquiry: Inquiry) -> Growth | None:
        """Find how far a running total of events rose in the window asked for."""
        if ledger.event_of(inquiry.plan) is None or inquiry.plan.until is None:
            return None
        return growth_within(inquiry.plan, self._retrieval(inquiry.question.text, inquiry.view))

    def _incidents(self, inquiry: Inquiry) -> Answer | None:
        """List the latest incidents, all of them only where few are recent: a ledger of years takes long to fold."""
        for since in (*self._lately(inquiry), None):
            counted = self._counted(inquiry, since=since)
            incidents = counted.certain + counted.possible
            if len(incidents) > LISTED_INCIDENTS:
                break
        if not incidents:
            return None
        opening = f"Latest incidents since {day(since)}:" if since else "Latest incidents:"
        composed = compose_incidents(incidents, inquiry.citations, opening=opening)
        return answered(inquiry, "ledger", composed, incidents=ids_of(counted))

    def _lately(self, inquiry: Inquiry) -> tuple[date, ...]:
        """Give since when incidents are looked for first, where the question leaves that open."""
        if inquiry.plan.since is not None or inquiry.plan.until is not None:
            return ()
        return tuple(_today(inquiry.question, inquiry.view) - stretch for stretch in LATELY)

    def _counted(self, inquiry: Inquiry, *, since: date | None = None) -> ledger.Counted:
        """Count in the plan's window, or since a day if that fills the list."""
        with inquiry.timed("ledger"):
            window = days(since, None, inquiry.question.zone) if since else inquiry.plan.window
            least = LISTED_INCIDENTS + 1 if since else 1
            return ledger.counted(self._archive, inquiry.view, inquiry.plan, window, least=least)


@dataclass(frozen=True, slots=True)
class _VisibleNames:
    """The words of what one asker may see."""

    archive: Archive
    view: View

    def alike(self, letters: str, is_alike: Callable[[str], bool], *, nearest: str) -> tuple[str, ...]:
        """Give words that begin with one of these letters and that `is_alike` takes, the nearest to a word first."""
        return self.archive.alike(self.view, letters, is_alike, nearest=nearest)

    def held(self, phrases: Collection[str]) -> Mapping[str, int]:
        """Tell how many passages hold each of these words or phrases."""
        return self.archive.held(self.view, phrases)


def _forms(words: str) -> list[str]:
    return [form for term in terms_of(words) for form in term.forms]


def _today(question: Question, view: View) -> date:
    return view.now.astimezone(question.zone).date()
