"""Answers questions over an archive: plan, evidence, figure or ledger or passages, compose."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from time import perf_counter

from bot.answering import ledger
from bot.answering.answers import (
    Answer,
    AnswerKind,
    AnswerWindow,
    Conflict,
    CountedIncidents,
    Figure,
    Freshness,
    Ranked,
)
from bot.answering.composing import Citations, Composed, compose_figure, compose_incidents, compose_quotes
from bot.answering.evidence import fused, one_per_story
from bot.answering.passages import best_sentences, speaking
from bot.answering.phrasing import day, moment_of, number, window_phrase
from bot.answering.planning import Aim, Plan, plan
from bot.answering.questions import Question
from bot.answering.totals import Choice, choose, match_of
from bot.answering.wording import terms_of
from ingest import Archive, Embedder, FoundPassage, FoundTally, Incident, PassageId, View, Window, fold, matches

EVIDENCE = 60
"""Passages taken from each of full text and vectors."""
TALLIES = 300
"""Tallies taken by relevance, and again by recency."""
RANKED = 10
SHOWN_IDS = 200


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The passages that a question found, one a story, with the cosine similarity of those found by vector."""

    passages: tuple[FoundPassage, ...]
    similarity: dict[PassageId, float]


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

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Add the milliseconds that the block takes to the step's timing."""
        start = perf_counter()
        yield
        self.timings[step] = round(self.timings.get(step, 0.0) + (perf_counter() - start) * 1000, 2)


class Answerer:
    """Answers from what `view` may see; deterministic, no language model."""

    def __init__(self, *, archive: Archive, encoder: Embedder) -> None:
        self._archive = archive
        self._encoder = encoder

    def answer(self, question: Question, view: View) -> Answer:
        """Answer `question` as of `view.now`."""
        asked = _Asked(question, view, plan(question, today=view.now.date()))
        with asked.timed("total"):
            return self._answer(asked)

    def search(self, words: str, view: View, *, limit: int) -> tuple[Ranked, ...]:
        """Give the passages nearest to `words`, best first, one a story."""
        terms = [form for term in terms_of(words) for form in term.forms]
        evidence = self._evidence(words, tuple(terms), view, Window(), limit=max(limit, EVIDENCE))
        return tuple(_ranked(passage) for passage in evidence.passages[:limit])

    def latest(  # noqa: PLR0913 because each is one filter that a person may set
        self,
        view: View,
        *,
        place: str | None = None,
        kind: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> tuple[Incident, ...]:
        """Give the newest incidents first, filtered; those whose dates possibly lie in the window included."""
        incidents = fold(self._archive.reports(view, window=_days(since, until)))
        found = [
            incident
            for incident in incidents
            if matches(incident, place=place, kind=kind, since=since, until=until) != "no"
        ]
        return tuple(found[:limit])

    def _answer(self, asked: _Asked) -> Answer:
        newest = self._archive.newest(asked.view)
        if newest is None:
            return _nothing(asked, self._why_empty(asked.view))
        evidence = self._visible_evidence(asked)
        match asked.plan.aim:
            case Aim.FIGURE:
                answer = self._figure(asked, evidence)
            case Aim.INCIDENTS:
                answer = self._incidents(asked)
            case Aim.PASSAGES:
                answer = _passages(asked, evidence)
        answer = answer or _nothing(asked, _why_nothing(asked, newest))
        return _finished(answer, asked, evidence, newest)

    def _visible_evidence(self, asked: _Asked) -> _Evidence:
        """Search within the asked window; where no year is named and nothing fits, in the year of the newest match."""
        evidence = self._search(asked, asked.plan.window)
        if asked.plan.since is None or asked.plan.year_named:
            return evidence
        if self._fits(asked, evidence):
            return evidence
        anywhere = self._search(asked, Window())
        newest = self._newest_match(asked, anywhere)
        if newest is None or newest.date() >= asked.plan.since:
            return evidence
        first_read = asked.plan
        asked.plan = plan(asked.question, today=newest.date())
        reading = window_phrase(asked.plan.since, asked.plan.until)
        asked.readings = (f"Read as {reading}; the newest matching article is of {day(newest)}.",)
        asked.alternatives = (window_phrase(first_read.since, first_read.until),)
        return self._search(asked, asked.plan.window)

    def _fits(self, asked: _Asked, evidence: _Evidence) -> bool:
        if asked.plan.aim is Aim.FIGURE:
            tallies = self._tallies(asked, asked.plan.window)
            return choose(asked.plan, tallies) is not None or bool(
                speaking(asked.plan, evidence.passages, evidence.similarity)
            )
        return bool(speaking(asked.plan, evidence.passages, evidence.similarity))

    def _newest_match(self, asked: _Asked, evidence: _Evidence) -> datetime | None:
        tallies = self._tallies(asked, Window()) if asked.plan.aim is Aim.FIGURE else ()
        dates = [found.stored.article.published for found in tallies if match_of(asked.plan, found) >= MIN_NEWEST_MATCH]
        dates += [
            passage.stored.article.published for passage in speaking(asked.plan, evidence.passages, evidence.similarity)
        ]
        return max(dates, default=None)

    def _search(self, asked: _Asked, window: Window) -> _Evidence:
        with asked.timed("search"):
            return self._evidence(asked.question.text, asked.plan.words, asked.view, window, limit=EVIDENCE)

    def _evidence(self, text: str, words: tuple[str, ...], view: View, window: Window, *, limit: int) -> _Evidence:
        by_words = self._archive.search_words(view, words, window=window, limit=limit)
        vector = self._encoder.encode([text])[0]
        by_meaning = self._archive.search_vectors(view, vector, window=window, limit=limit)
        similarity = {passage.id: passage.score for passage in by_meaning}
        return _Evidence(one_per_story(fused(by_words, by_meaning)), similarity)

    def _tallies(self, asked: _Asked, window: Window) -> tuple[FoundTally, ...]:
        if asked.plan.measure is None:
            return ()
        with asked.timed("tallies"):
            return self._archive.tallies(
                asked.view, words=asked.plan.words, measures={asked.plan.measure}, window=window, limit=TALLIES
            )

    def _figure(self, asked: _Asked, evidence: _Evidence) -> Answer | None:
        with asked.timed("choose"):
            choice = choose(asked.plan, self._tallies(asked, asked.plan.window))
        counted = self._counted(asked)
        if choice is not None:
            return _reported(asked, choice, counted)
        if counted.certain and _is_closed(asked.plan):
            return _own_count(asked, counted)
        if counted.certain or counted.possible:
            return _listed_only(asked, counted)
        return _passages(asked, evidence) if asked.plan.since is None and asked.plan.measure is None else None

    def _counted(self, asked: _Asked) -> ledger.Counted:
        if not ledger.counts_incidents(asked.plan):
            return ledger.Counted((), ())
        with asked.timed("ledger"):
            window = _days(asked.plan.since, asked.plan.until)
            return ledger.count(asked.plan, self._archive.reports(asked.view, window=window))

    def _incidents(self, asked: _Asked) -> Answer | None:
        with asked.timed("ledger"):
            window = _days(asked.plan.since, asked.plan.until)
            counted = ledger.count(asked.plan, self._archive.reports(asked.view, window=window))
        incidents = counted.certain + counted.possible
        if not incidents:
            return None
        composed = compose_incidents(incidents, asked.citations, opening="Latest incidents:")
        return _answer(asked, "ledger", composed, incidents=_ids(counted))

    def _why_empty(self, view: View) -> str:
        if self._archive.newest(View(now=datetime.max.replace(tzinfo=UTC))) is None:
            return "The archive is empty. Add articles first: sitrep ingest FILE."
        return f"Nothing in the archive was published by {moment_of(view.now)}; all of it is newer."


MIN_NEWEST_MATCH = 0.6


def _reported(asked: _Asked, choice: Choice, counted: ledger.Counted) -> Answer:
    composed = compose_figure(asked.plan, choice, asked.citations)
    kind: AnswerKind = "conflict" if composed.conflicting else "figure"
    conflicts = (
        (Conflict(asked.plan.measure or "", (composed.figures[0], *composed.conflicting)),)
        if composed.conflicting
        else ()
    )
    if counted.certain or counted.possible:
        ours = f"This archive's own ledger lists {_incidents_phrase(counted)} in that window."
        composed = replace(composed, notes=(*composed.notes, ours))
    return _answer(asked, kind, composed, conflicts=conflicts, incidents=_ids(counted))


def _own_count(asked: _Asked, counted: ledger.Counted) -> Answer:
    window = window_phrase(asked.plan.since, asked.plan.until)
    opening = f"{_incidents_phrase(counted)} {window}, counted from the archive's own reports; no total is reported."
    composed = compose_incidents(counted.certain, asked.citations, opening=opening[:1].upper() + opening[1:])
    total = len(counted.certain)
    figure = Figure(
        value=total,
        qualifier="exact",
        unit=asked.plan.unit or "incidents",
        counts=f"{asked.plan.unit or 'incidents'} in the ledger",
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


def _passages(asked: _Asked, evidence: _Evidence) -> Answer | None:
    with asked.timed("compose"):
        spoken = speaking(asked.plan, evidence.passages, evidence.similarity)
        if not spoken:
            return None
        return _answer(asked, "passages", compose_quotes(best_sentences(asked.plan, spoken), asked.citations))


def _nothing(asked: _Asked, reason: str) -> Answer:
    answer = _answer(asked, "no_coverage", Composed(reason))
    return replace(answer, abstained=True, freshness=replace(answer.freshness, reason=reason))


def _why_nothing(asked: _Asked, newest: datetime) -> str:
    window = window_phrase(asked.plan.since, asked.plan.until)
    about = f" {window}" if window else ""
    if not asked.plan.terms and asked.plan.measure is None:
        return "The question names nothing to look for. Name an event, a place or a person."
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
        answer=composed.text,
        notes=(*asked.readings, *composed.notes),
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


def _finished(answer: Answer, asked: _Asked, evidence: _Evidence, newest: datetime) -> Answer:
    """Add what every answer shows: the ranking, and how new the evidence is."""
    spoken = speaking(asked.plan, evidence.passages, evidence.similarity)
    relevant = [passage.stored.article.published for passage in spoken]
    relevant += [citation.published for citation in answer.citations]
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
        title=article.title or article.origin,
        publisher=article.publisher,
        published=article.published,
        score=round(passage.score, 6),
        text=passage.text,
    )


def _is_closed(asked: Plan) -> bool:
    """Tell whether the window has an end: such a one is counted, a running total is somebody's to state."""
    return asked.until is not None


def _ids(counted: ledger.Counted) -> CountedIncidents:
    ids = tuple(incident.id for incident in counted.certain)
    return CountedIncidents(len(ids), ids[:SHOWN_IDS], len(counted.possible))


def _incidents_phrase(counted: ledger.Counted) -> str:
    total = len(counted.certain)
    sure = f"{number(total)} incident{'' if total == 1 else 's'}"
    return f"{sure}, and {len(counted.possible)} possibly in range" if counted.possible else sure


def _days(since: date | None, until: date | None) -> Window:
    return Window(
        datetime.combine(since, time.min, UTC) if since else None,
        datetime.combine(until, time.max, UTC) if until else None,
    )
