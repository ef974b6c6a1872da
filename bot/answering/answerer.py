"""Answers questions over an archive: plan, evidence, figure or ledger or passages, compose."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.answering.answers import Answer, Ranked
from bot.answering.asked import Asked
from bot.answering.composition.composing import LISTED_INCIDENTS, compose_incidents, compose_quotes
from bot.answering.composition.phrasing import day, window_phrase
from bot.answering.digests.digest import Digest, digest
from bot.answering.explanation import Explanation, explained, why
from bot.answering.figures.chooser import Numbers
from bot.answering.figures.growth import Growth
from bot.answering.foreign import foreign_answer, in_words_alone
from bot.answering.incidents import ledger
from bot.answering.incidents.withdrawals import standing_reports
from bot.answering.outcomes import (
    answered,
    cited,
    coming_near,
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
    told_stories,
    unclear,
    why_nothing,
    with_stories_beneath,
)
from bot.answering.passages.continuing import continued
from bot.answering.passages.selection import nearest_stories
from bot.answering.question.asking import Aim
from bot.answering.question.foreign import foreign_plan
from bot.answering.question.languages import language_of
from bot.answering.question.planning import days, plan
from bot.answering.question.wording import terms_of
from bot.answering.questions import GoingOn, Question
from bot.answering.reading import Evidence, newest_match, read, spanning
from bot.answering.retrieval.finding import Retrieval
from bot.answering.retrieval.stories import fused, one_per_story
from bot.answering.writing.briefing import brief_of
from bot.answering.writing.briefs import Brief
from bot.languages import ENGLISH, marked, say, speaking
from ingest import CASUALTIES, Archive, Embedder, View

WORDS_ONLY = marked(
    "Searched by words alone: the encoder is not loaded. While the service starts, that takes a minute."
)
NEAR_STORY = 30
"""Passages near to the question, and to what tells of the story before, by words and by meaning each. Of that each text
apart (the question before, two titles), 20 each, cost half as much again, and of 430 turns two more were right."""
VECTORS = 256
"""Questions and stories whose vectors are kept: a follow-up is read in up to three ways, and leans on the last."""
LATELY = (timedelta(days=14), timedelta(days=92), timedelta(days=366))
"""In which days before the asked moment the latest incidents are looked for first: of ten years with 62,000 reports,
all of them took 20 s, 92 days half a second."""
OF_STORY = 40
"""Of them all, how many are looked through for an answer."""


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
        answer, asked = self._answered(question, view)
        return answer, explained(asked.plan, asked.evidence)

    def _answered(self, question: Question, view: View) -> tuple[Answer, Asked]:
        language = ENGLISH if question.form else language_of(question.text)
        asked = Asked(question, view, plan(question, today=_today(question, view)))
        with asked.timed("total"), speaking(language):
            answer = self._answer(asked) if language == ENGLISH else self._foreign(asked, language)
            answer = replace(answer, language=language, why=answer.why or why(asked.plan, asked.evidence))
            return answer, asked

    def with_brief(self, question: Question, view: View) -> tuple[Answer, Brief | None]:
        """Answer `question`, and give what a reader gets of it; `None` where the answer leaves nothing to write."""
        answer, asked = self._answered(question, view)
        return answer, brief_of(asked, answer)

    def numbers(self, question: Question, view: View) -> Numbers | None:
        """Give the numbers in the evidence of `question`, if it asks for one: what the chooser learns from."""
        asked = Asked(question, view, plan(question, today=_today(question, view)))
        return self._evidence(asked).numbers

    def search(self, words: str, view: View, *, limit: int) -> tuple[Ranked, ...]:
        """Give the passages nearest to `words`, best first, one a story."""
        return tuple(ranked(passage) for passage in self._retrieval(words, view).search(_forms(words), limit=limit))

    def _retrieval(self, text: str, view: View) -> Retrieval:
        return Retrieval(self._archive, view, self._vector(text) if self._encoder else None)

    def _answer(self, asked: Asked) -> Answer:
        newest = self._archive.newest(asked.view)
        if newest is None:
            return empty(asked)
        if asked.question.goes_on:
            return self._continued(asked, asked.question.goes_on, newest)
        if asked.plan.aim is Aim.STORIES and (told := self._stories(asked, newest)):
            return told
        with asked.timed("retrieval"):
            evidence = asked.evidence = self._evidence(asked)
        match asked.plan.aim:
            case Aim.FIGURE:
                answer = self._figure(asked, evidence)
            case Aim.INCIDENTS:
                answer = self._incidents(asked)
            case Aim.PASSAGES | Aim.STORIES:
                answer = quoting(asked, evidence)
        if asked.plan.stories and asked.plan.aim is Aim.PASSAGES:
            answer = with_stories_beneath(asked, answer, self._digest(asked))
        answer = answer or coming_near(asked, evidence)
        if answer is None:
            near = cited(nearest_stories(asked.plan, evidence.selected))
            answer = replace(nothing(asked, why_nothing(asked, newest)), related=near)
        return self._with_state(finished(answer, evidence, newest=newest), asked)

    def _continued(self, asked: Asked, goes_on: GoingOn, newest: datetime) -> Answer:
        """Answer from the story that a message goes on from, and from nothing else."""
        own = plan(replace(asked.question, text=goes_on.said), today=_today(asked.question, asked.view))
        with asked.timed("retrieval"):
            texts = (asked.question.text, "\n".join(goes_on.story))
            near = (self._retrieval(text, asked.view).near(_forms(text), own, limit=NEAR_STORY) for text in texts)
            found = one_per_story(fused(*near)[:OF_STORY])
            told, chosen = continued(goes_on, own, asked.plan, found)
        evidence = asked.evidence = Evidence(asked.plan, found, told, chosen, (), None, None)
        if told:
            answer = answered(
                asked, "passages", compose_quotes([(one.stored, one.span) for one in told], asked.citations)
            )
        else:
            answer = nothing(asked, why_nothing(asked, newest))
        return self._with_state(finished(answer, evidence, newest=newest), asked)

    def _foreign(self, asked: Asked, language: str) -> Answer:
        """Answer a question in another language than English."""
        newest = self._archive.newest(asked.view)
        if newest is None:
            return empty(asked)
        read_as = foreign_plan(asked.question.text, language, today=_today(asked.question, asked.view))
        asked.plan = in_words_alone(asked.plan, read_as, asked.question)
        with asked.timed("retrieval"):
            retrieval = self._retrieval(asked.question.text, asked.view)
            told = foreign_answer(read_as, asked.plan, retrieval, asked.citations)
        if asked.citations.all():
            answer = replace(answered(asked, "passages", told.composed), abstained=not told.is_answered)
        else:
            answer = replace(nothing(asked, told.composed.text), related=cited(told.related))
        asked.evidence = told.evidence
        answer = finished(replace(answer, why=told.why), told.evidence, newest=told.newest or newest)
        return self._with_state(answer, asked)

    def _with_state(self, answer: Answer, asked: Asked) -> Answer:
        """Add what of the archive and the encoder may be missing from an answer."""
        failing = self._archive.failing(asked.view)
        notes = answer.notes if self._encoder else (*answer.notes, say(WORDS_ONLY))
        return replace(answer, notes=notes, freshness=replace(answer.freshness, sources_failing=failing))

    def _stories(self, asked: Asked, newest: datetime) -> Answer | None:
        """Tell stories; `None` where those to be compared are no publishers: then it asks for something else."""
        told = self._digest(asked)
        asked.told = tuple(story.openings[0].passage for story in told.stories)
        if told.is_of_nobody:
            asked.plan = plan(asked.question, today=_today(asked.question, asked.view), knows_stories=False)
            return None
        return self._with_state(told_stories(asked, told) if told.stories else no_stories(asked, told, newest), asked)

    def _digest(self, asked: Asked) -> Digest:
        with asked.timed("stories"):
            retrieval = self._retrieval(asked.plan.topic or asked.question.text, asked.view)
            return digest(asked.plan, retrieval)

    def _evidence(self, asked: Asked) -> Evidence:
        """Search as asked; if nothing fits and no year is named, in the year of the newest article that matches."""
        retrieval = self._retrieval(asked.question.text, asked.view)
        evidence = read(asked.plan, retrieval)
        if evidence.fits or asked.plan.since is None or asked.plan.years or asked.plan.is_relative:
            return evidence
        newest = newest_match(asked.plan, retrieval)
        if newest is None or newest.date() >= asked.plan.since:
            return evidence
        first_read = asked.plan
        asked.plan = plan(asked.question, today=newest.astimezone(asked.question.zone).date())
        reading = window_phrase(asked.plan.since, asked.plan.until)
        asked.readings = (f"Read as {reading}; the newest matching article is of {day(newest)}.",)
        asked.alternatives = (window_phrase(first_read.since, first_read.until),)
        return read(asked.plan, retrieval)

    def _figure(self, asked: Asked, evidence: Evidence) -> Answer | None:
        counted = self._counted(asked) if ledger.event_of(asked.plan) else ledger.Counted((), ())
        is_sum = asked.plan.measure in CASUALTIES and bool(counted.certain and asked.plan.until)
        if evidence.certain and not is_sum:
            return reported(asked, evidence.certain, counted)
        growth = None if is_sum else self._growth(asked)
        if growth and growth.least != len(counted.certain):
            return grown(asked, growth, counted)
        if evidence.is_unclear and not is_sum and not is_outlisted(asked.plan, evidence.choice, counted):
            return unclear(asked, evidence, counted)
        if counted.certain and asked.plan.until:
            return own_count(asked, counted)
        if counted.certain or counted.possible:
            return listed_only(asked, counted)
        return quoting(asked, evidence)

    def _growth(self, asked: Asked) -> Growth | None:
        """Find how far a running total of events rose in the window asked for."""
        if ledger.event_of(asked.plan) is None or asked.plan.until is None:
            return None
        return spanning(asked.plan, self._retrieval(asked.question.text, asked.view))

    def _incidents(self, asked: Asked) -> Answer | None:
        """List the latest incidents, all of them only where few are recent: a ledger of years takes long to fold."""
        for since in (*self._lately(asked), None):
            counted = self._counted(asked, since=since)
            incidents = counted.certain + counted.possible
            if len(incidents) > LISTED_INCIDENTS:
                break
        if not incidents:
            return None
        opening = f"Latest incidents since {day(since)}:" if since else "Latest incidents:"
        composed = compose_incidents(incidents, asked.citations, opening=opening)
        return answered(asked, "ledger", composed, incidents=ids_of(counted))

    def _lately(self, asked: Asked) -> tuple[date, ...]:
        """Give since when incidents are looked for first, where the question leaves that open."""
        if asked.plan.since is not None or asked.plan.until is not None:
            return ()
        return tuple(_today(asked.question, asked.view) - stretch for stretch in LATELY)

    def _counted(self, asked: Asked, *, since: date | None = None) -> ledger.Counted:
        with asked.timed("ledger"):
            window = days(since, None, asked.question.zone) if since else asked.plan.window
            reports = standing_reports(self._archive, asked.view, window)
            return ledger.count(asked.plan, reports, self._archive.rulings(asked.view))


def _forms(words: str) -> list[str]:
    return [form for term in terms_of(words) for form in term.forms]


def _today(question: Question, view: View) -> date:
    return view.now.astimezone(question.zone).date()
