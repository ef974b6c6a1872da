"""Answers questions over an archive: plan, evidence, figure or ledger or passages, compose."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from time import perf_counter

from bot.answering.answers import (
    Answer,
    AnswerKind,
    AnswerWindow,
    Citation,
    Conflict,
    CountedIncidents,
    Figure,
    Freshness,
    Ranked,
)
from bot.answering.composition.composing import (
    Citations,
    Composed,
    compose_figure,
    compose_growth,
    compose_incidents,
    compose_likely,
    compose_quotes,
)
from bot.answering.composition.phrasing import befallen, day, in_number, moment_of, number, window_phrase
from bot.answering.digests.composing import compose_digest, compose_stories, why_no_stories
from bot.answering.digests.digest import Digest, digest
from bot.answering.digests.telling import told_of
from bot.answering.explanation import Explanation, explained, why
from bot.answering.figures.chooser import Numbers
from bot.answering.figures.growth import Growth
from bot.answering.figures.totals import Choice
from bot.answering.foreign import foreign_answer, in_words_alone
from bot.answering.incidents import ledger
from bot.answering.passages.polarity import for_and_against
from bot.answering.passages.selection import fitting, nearest_stories
from bot.answering.passages.sentences import Spoken, names_measure
from bot.answering.question.asking import Aim
from bot.answering.question.foreign import foreign_plan
from bot.answering.question.languages import language_of
from bot.answering.question.planning import Plan, plan
from bot.answering.question.wording import terms_of
from bot.answering.questions import Question
from bot.answering.reading import Evidence, newest_match, read, spanning
from bot.answering.retrieval.finding import Retrieval
from bot.languages import ENGLISH, marked, say, speaking
from ingest import CASUALTIES, EVENTS, Archive, Embedder, FoundPassage, View

RANKED = 10
SHOWN_IDS = 200
UNCLEAR = "The sources do not settle one figure. Nearest to the question, newest first:"
NEAR_SELECTED = 12
"""Best sentences among which a denial is looked for."""
NEAR_ENOUGH = 0.1
"""Least probability of the likeliest number for quotes of what states numbers; else the best sentences are quoted."""
WORDS_ONLY = marked(
    "Searched by words alone: the encoder is not loaded. While the service starts, that takes a minute."
)


@dataclass(slots=True)
class _Asked:
    """One question on its way to an answer."""

    question: Question
    view: View
    plan: Plan
    readings: tuple[str, ...] = ()
    """How the question was read, where that is not plain."""
    alternatives: tuple[str, ...] = ()
    citations: Citations = field(default_factory=Citations)
    timings: dict[str, float] = field(default_factory=dict)
    evidence: Evidence | None = None
    """What was found; `None` until then, and where the archive is empty."""

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Add the milliseconds that the block takes to the step's timing."""
        start = perf_counter()
        yield
        self.timings[step] = round(self.timings.get(step, 0.0) + (perf_counter() - start) * 1000, 2)


class Answerer:
    """Answers from what `view` may see; deterministic, no language model.

    Without an `encoder`, which takes a while to load, it searches by words alone and says so.
    """

    def __init__(self, *, archive: Archive, encoder: Embedder | None) -> None:
        self._archive = archive
        self._encoder = encoder

    def answer(self, question: Question, view: View) -> Answer:
        """Answer `question` as of `view.now`."""
        return self._answered(question, view)[0]

    def explain(self, question: Question, view: View) -> tuple[Answer, Explanation]:
        """Answer `question`, and say of everything that was considered what became of it."""
        answer, asked = self._answered(question, view)
        return answer, explained(asked.plan, asked.evidence)

    def _answered(self, question: Question, view: View) -> tuple[Answer, _Asked]:
        language = ENGLISH if question.form else language_of(question.text)
        asked = _Asked(question, view, plan(question, today=_today(question, view)))
        with asked.timed("total"), speaking(language):
            answer = self._answer(asked) if language == ENGLISH else self._foreign(asked, language)
            answer = replace(answer, language=language, why=answer.why or why(asked.plan, asked.evidence))
            return answer, asked

    def numbers(self, question: Question, view: View) -> Numbers | None:
        """Give the numbers in the evidence of `question`, if it asks for one: what the chooser learns from."""
        asked = _Asked(question, view, plan(question, today=_today(question, view)))
        return self._evidence(asked).numbers

    def search(self, words: str, view: View, *, limit: int) -> tuple[Ranked, ...]:
        """Give the passages nearest to `words`, best first, one a story."""
        forms = [form for term in terms_of(words) for form in term.forms]
        return tuple(_ranked(passage) for passage in self._retrieval(words, view).search(forms, limit=limit))

    def _retrieval(self, text: str, view: View) -> Retrieval:
        return Retrieval(self._archive, view, self._encoder.encode([text])[0] if self._encoder else None)

    def _answer(self, asked: _Asked) -> Answer:
        newest = self._archive.newest(asked.view)
        if newest is None:
            return _empty(asked)
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
                answer = _quoting(asked, evidence)
        if asked.plan.stories and asked.plan.aim is Aim.PASSAGES:
            answer = _with_stories_beneath(asked, answer, self._digest(asked))
        answer = answer or replace(_nothing(asked, _why_nothing(asked, newest)), related=_related(asked.plan, evidence))
        return self._with_state(_finished(answer, evidence, newest=newest), asked)

    def _foreign(self, asked: _Asked, language: str) -> Answer:
        """Answer a question in another language than English."""
        newest = self._archive.newest(asked.view)
        if newest is None:
            return _empty(asked)
        read_as = foreign_plan(asked.question.text, language, today=_today(asked.question, asked.view))
        asked.plan = in_words_alone(asked.plan, read_as, asked.question)
        with asked.timed("retrieval"):
            retrieval = self._retrieval(asked.question.text, asked.view)
            told = foreign_answer(read_as, asked.plan, retrieval, asked.citations)
        if asked.citations.all():
            answer = replace(_answer(asked, "passages", told.composed), abstained=not told.is_answered)
        else:
            answer = replace(_nothing(asked, told.composed.text), related=_cited(told.related))
        asked.evidence = told.evidence
        answer = _finished(replace(answer, why=told.why), told.evidence, newest=told.newest or newest)
        return self._with_state(answer, asked)

    def _with_state(self, answer: Answer, asked: _Asked) -> Answer:
        """Add what of the archive and the encoder may be missing from an answer."""
        failing = self._archive.failing(asked.view)
        notes = answer.notes if self._encoder else (*answer.notes, say(WORDS_ONLY))
        return replace(answer, notes=notes, freshness=replace(answer.freshness, sources_failing=failing))

    def _stories(self, asked: _Asked, newest: datetime) -> Answer | None:
        """Tell stories; `None` where those to be compared are no publishers: then it asks for something else."""
        told = self._digest(asked)
        if told.is_of_nobody:
            asked.plan = plan(asked.question, today=_today(asked.question, asked.view), knows_stories=False)
            return None
        return self._with_state(_told(asked, told) if told.stories else _nothing_told(asked, told, newest), asked)

    def _digest(self, asked: _Asked) -> Digest:
        with asked.timed("stories"):
            retrieval = self._retrieval(asked.plan.topic or asked.question.text, asked.view)
            return digest(asked.plan, retrieval)

    def _evidence(self, asked: _Asked) -> Evidence:
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

    def _figure(self, asked: _Asked, evidence: Evidence) -> Answer | None:
        counted = self._counted(asked) if ledger.event_of(asked.plan) else ledger.Counted((), ())
        is_sum = asked.plan.measure in CASUALTIES and bool(counted.certain and asked.plan.until)
        if evidence.certain and not is_sum:
            return _reported(asked, evidence.certain, counted)
        growth = None if is_sum else self._growth(asked)
        if growth and growth.least != len(counted.certain):
            return _grown(asked, growth, counted)
        if evidence.is_unclear and not is_sum and not _is_outlisted(asked.plan, evidence.choice, counted):
            return _unclear(asked, evidence, counted)
        if counted.certain and asked.plan.until:
            return _own_count(asked, counted)
        if counted.certain or counted.possible:
            return _listed_only(asked, counted)
        return _quoting(asked, evidence)

    def _growth(self, asked: _Asked) -> Growth | None:
        """Find how far a running total of events rose in the window asked for."""
        if ledger.event_of(asked.plan) is None:
            return None
        return spanning(asked.plan, self._retrieval(asked.question.text, asked.view))

    def _incidents(self, asked: _Asked) -> Answer | None:
        counted = self._counted(asked)
        incidents = counted.certain + counted.possible
        if not incidents:
            return None
        composed = compose_incidents(incidents, asked.citations, opening="Latest incidents:")
        return _answer(asked, "ledger", composed, incidents=_ids(counted))

    def _counted(self, asked: _Asked) -> ledger.Counted:
        with asked.timed("ledger"):
            reports = ledger.reports_of(self._archive, asked.view, asked.plan.window)
            return ledger.count(asked.plan, reports, self._archive.rulings(asked.view))


def _today(question: Question, view: View) -> date:
    return view.now.astimezone(question.zone).date()


def _reported(asked: _Asked, choice: Choice, counted: ledger.Counted) -> Answer:
    composed = compose_figure(asked.plan, choice, asked.citations)
    kind: AnswerKind = "conflict" if composed.conflicting else "figure"
    conflicts = (
        (Conflict(composed.figures[0].unit, (composed.figures[0], *composed.conflicting)),)
        if composed.conflicting
        else ()
    )
    composed = replace(composed, notes=(*composed.notes, *_ours(counted)))
    return _answer(asked, kind, composed, conflicts=conflicts, incidents=_ids(counted))


def _is_outlisted(plan: Plan, choice: Choice | None, counted: ledger.Counted) -> bool:
    """Tell a number without a window that is less than the archive lists of the closed one asked for: no total."""
    if choice is None or plan.until is None or choice.best.found.tally.since is not None:
        return False
    return ledger.event_of(plan) is not None and choice.best.value <= len(counted.certain)


def _unclear(asked: _Asked, evidence: Evidence, counted: ledger.Counted) -> Answer:
    """Quote what states the likeliest totals, where the two ways to read the evidence do not agree on one."""
    quotes = compose_likely(evidence.likely, evidence.choice, asked.citations)
    composed = replace(quotes, text=f"{UNCLEAR}\n{quotes.text}", notes=_ours(counted))
    return _answer(asked, "passages", composed, incidents=_ids(counted))


def _ours(counted: ledger.Counted) -> tuple[str, ...]:
    if not counted.certain and not counted.possible:
        return ()
    return (f"This archive's own ledger lists {_incidents_phrase(counted)} in that window.",)


def _grown(asked: _Asked, growth: Growth, counted: ledger.Counted) -> Answer:
    """Quote a running total at both ends of the window, where the archive's own list says another number."""
    composed = compose_growth(asked.plan, growth, asked.citations)
    if counted.certain:
        opening = f"The archive's own list is incomplete: it holds {_incidents_phrase(counted)} of that time."
        listed = compose_incidents(counted.certain, asked.citations, opening=opening)
        composed = replace(composed, text=f"{composed.text}\n{listed.text}")
    return _answer(asked, "passages", composed, incidents=_ids(counted))


def _own_count(asked: _Asked, counted: ledger.Counted) -> Answer:
    total = ledger.total(asked.plan, counted.certain)
    unit, measure = asked.plan.unit, asked.plan.measure
    agreed = in_number(unit, total)
    counts = befallen(agreed, measure) if measure in CASUALTIES else agreed or "incidents"
    window = window_phrase(asked.plan.since, asked.plan.until)
    opening = (
        f"{number(total)} {counts} {window}, counted from the archive's own reports ({_incidents_phrase(counted)})."
    )
    composed = compose_incidents(counted.certain, asked.citations, opening=opening)
    figure = Figure(
        value=total,
        qualifier="exact",
        unit=counts,
        counts=f"{counts} in the ledger",
        since=asked.plan.since,
        as_of=asked.plan.until or asked.view.now.date(),
        place=None,
        said_by=None,
        parts=(),
        citation=1,
    )
    return _answer(asked, "ledger", replace(composed, figures=(figure,)), incidents=_ids(counted))


def _listed_only(asked: _Asked, counted: ledger.Counted) -> Answer:
    window = window_phrase(asked.plan.since, asked.plan.until)
    opening = f"No total is reported{' ' + window if window else ''}. The archive lists {_incidents_phrase(counted)}:"
    incidents = counted.certain + counted.possible
    composed = compose_incidents(incidents, asked.citations, opening=opening)
    return replace(_answer(asked, "ledger", composed, incidents=_ids(counted)), abstained=True)


def _quoting(asked: _Asked, evidence: Evidence) -> Answer | None:
    """Let the best sentences of the best stories speak, if any sentence answers; of numbers, the likeliest."""
    if not _speakable(asked.plan, evidence, evidence.spoken):
        return None
    if evidence.likely and evidence.likely[0].probability >= NEAR_ENOUGH:
        return _answer(asked, "passages", compose_likely(evidence.likely, None, asked.citations))
    shown = evidence.spoken if asked.plan.is_long else _in_order(asked.plan, _shown(asked.plan, evidence))
    if asked.plan.is_polar and asked.plan.aim is Aim.PASSAGES:
        shown = for_and_against(asked.plan, shown, evidence.selected[:NEAR_SELECTED])
    quotes = [(one.stored, one.span) for one in shown]
    return _answer(asked, "passages", compose_quotes(quotes, asked.citations)) if quotes else None


def _in_order(plan: Plan, sentences: Sequence[Spoken]) -> tuple[Spoken, ...]:
    """Put the newest first where the present is asked for, else the best, and then the newest."""
    leading = 0 if plan.wants_newest else 1
    others = sorted(sentences[leading:], key=lambda one: one.stored.article.published, reverse=True)
    return (*sentences[:leading], *others)


def _shown(plan: Plan, evidence: Evidence) -> tuple[Spoken, ...]:
    """Give the best sentences of those that may be quoted, as many as are read at a glance."""
    places = {one.place for one in _speakable(plan, evidence, [one.spoken for one in evidence.selected])}
    return fitting([one for one in evidence.selected if one.spoken.place in places])


def _speakable(plan: Plan, evidence: Evidence, sentences: Sequence[Spoken]) -> list[Spoken]:
    """Leave out sentences whose figure is strange and, where harm is counted, those that do not name it."""
    strange = evidence.decision.strange if evidence.decision else frozenset()
    is_harm = plan.measure in CASUALTIES | EVENTS
    return [one for one in sentences if one.place not in strange and (not is_harm or names_measure(plan, one.text))]


def _told(asked: _Asked, told: Digest) -> Answer:
    composed = compose_digest(asked.plan, told, asked.citations, now=asked.view.now)
    answer = _with_stories(_answer(asked, "passages", composed), asked, told)
    return replace(
        answer,
        window=AnswerWindow(told.window.since, told.window.until),
        ranked=tuple(_ranked(story.openings[0].passage) for story in told.stories[:RANKED]),
        freshness=replace(answer.freshness, newest=max(story.newest for story in told.stories)),
    )


def _with_stories(answer: Answer, asked: _Asked, told: Digest) -> Answer:
    stories = compose_stories(asked.plan, told.stories, asked.citations)
    return replace(answer, stories=stories, citations=asked.citations.all())


def _with_stories_beneath(asked: _Asked, answer: Answer | None, told: Digest) -> Answer | None:
    """Add the stories to what answers in words; where nothing does, let them answer."""
    if answer:
        return _with_stories(answer, asked, told)
    return _told(asked, told) if told.stories else None


def _nothing_told(asked: _Asked, told: Digest, newest: datetime) -> Answer:
    related = Citations()
    if told.nearest:
        spoken = told_of([told.nearest])
        related.cite(spoken.stored, spoken.span)
    answer = _nothing(asked, why_no_stories(asked.plan, told, newest))
    return replace(answer, related=related.all(), freshness=replace(answer.freshness, newest=newest))


def _nothing(asked: _Asked, reason: str) -> Answer:
    answer = _answer(asked, "no_coverage", Composed(reason))
    return replace(answer, abstained=True, freshness=replace(answer.freshness, reason=reason))


def _empty(asked: _Asked) -> Answer:
    return _nothing(
        asked, say("There is nothing here that was published by {moment}.", moment=moment_of(asked.view.now))
    )


def _related(plan: Plan, evidence: Evidence) -> tuple[Citation, ...]:
    """Cite the best sentence of each of the nearest stories that name some of what is asked."""
    return _cited(nearest_stories(plan, evidence.selected))


def _cited(sentences: Sequence[Spoken]) -> tuple[Citation, ...]:
    nearest = Citations()
    for spoken in sentences:
        nearest.cite(spoken.stored, spoken.span)
    return nearest.all()


def _why_nothing(asked: _Asked, newest: datetime) -> str:
    window = window_phrase(asked.plan.since, asked.plan.until)
    about = f" {window}" if window else ""
    if not asked.plan.terms and asked.plan.measure is None:
        return say("The question names nothing to look for. Name an event, a place or a person.")
    return f"Nothing in the archive answers this{about}. Its newest article is of {moment_of(newest)}."


def _answer(
    asked: _Asked,
    kind: AnswerKind,
    composed: Composed,
    *,
    conflicts: tuple[Conflict, ...] = (),
    incidents: CountedIncidents | None = None,
) -> Answer:
    return Answer(
        id=asked.question.id,
        question=asked.question.text,
        as_of=asked.view.now,
        kind=kind,
        abstained=False,
        readings=asked.readings,
        answer=composed.text,
        notes=composed.notes,
        window=AnswerWindow(asked.plan.window.since, asked.plan.window.until, asked.alternatives),
        figures=composed.figures,
        history=composed.history,
        conflicts=conflicts,
        incidents=incidents or CountedIncidents(0, (), 0),
        citations=asked.citations.all(),
        ranked=(),
        freshness=Freshness(None, 0, None),
        timings_ms=asked.timings,
    )


def _finished(answer: Answer, evidence: Evidence, *, newest: datetime) -> Answer:
    """Add the ranking, and how new the evidence is."""
    relevant = [citation.published for citation in answer.citations]
    relevant += [spoken.stored.article.published for spoken in evidence.spoken if relevant]
    return replace(
        answer,
        ranked=tuple(_ranked(passage) for passage in evidence.passages[:RANKED]),
        freshness=replace(answer.freshness, newest=max(relevant, default=newest)),
    )


def _ranked(passage: FoundPassage) -> Ranked:
    article = passage.stored.article
    return Ranked(
        id=article.external_id,
        url=article.url,
        title=article.label,
        publisher=article.publisher,
        published=article.published,
        score=round(passage.score, 6),
        text=passage.text,
        date_quality=article.date_quality,
    )


def _ids(counted: ledger.Counted) -> CountedIncidents:
    ids = tuple(incident.id for incident in counted.certain)
    return CountedIncidents(len(ids), ids[:SHOWN_IDS], len(counted.possible))


def _incidents_phrase(counted: ledger.Counted) -> str:
    total = len(counted.certain)
    sure = f"{number(total)} incident{'' if total == 1 else 's'}"
    return f"{sure}, and {len(counted.possible)} possibly in range" if counted.possible else sure
