"""What may come of a question, each as an answer: a figure, quotes, stories, a list, nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.answering.answers import (
    Answer,
    AnswerKind,
    AnswerWindow,
    Citation,
    Conflict,
    CountedIncidents,
    Figure,
    Ranked,
    Retraction,
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
from bot.answering.composition.phrasing import befallen, count_words, day, in_number, moment_of, number, window_phrase
from bot.answering.composition.quoting import MOST_WORDS, Excerpt
from bot.answering.digests.composing import compose_digest, compose_stories, why_no_stories
from bot.answering.digests.digest import Digest
from bot.answering.digests.summarising import told_of
from bot.answering.evidence import Evidence
from bot.answering.figures.growth import Growth
from bot.answering.figures.totals import Choice
from bot.answering.incidents import ledger
from bot.answering.inquiry import Inquiry
from bot.answering.passages.polarity import for_and_against
from bot.answering.passages.selection import comes_near, fitting, selected
from bot.answering.passages.sentences import names_harm, sentences_of
from bot.answering.question.aim import Aim
from bot.answering.question.digesting import Form
from bot.answering.question.planning import Plan
from bot.languages import say
from ingest import CASUALTIES, FoundPassage, Qualifier, Stance

NO_INCIDENTS = CountedIncidents(0, (), 0)
RANKED = 10
FRESH = timedelta(days=1)
"""How old what answers "is it still …" may be without its age being told."""
NOTHING_NEWER = "The newest here is of {day}: nothing says whether it is still so."
_WHETHER = {True: "Yes.", False: "No.", None: "This count leaves that open."}
SHOWN_IDS = 200
NEAR = "Nothing in the archive clearly answers this. Nearest:"
UNCLEAR = "Sources are not clear on one figure. Nearest, newest first:"
FEW_STORIES = 2
"""Up to so many stories of a topic are told by more than a sentence each."""
NEAR_SELECTED = 12
"""Best sentences among which a denial is looked for."""
NEAR_ENOUGH = 0.1
"""Least probability of the likeliest number for quotes of what states numbers; else the best sentences are quoted."""


def reported(inquiry: Inquiry, choice: Choice, counted: ledger.Counted) -> Answer:
    """State a reported total, and what contradicts it."""
    composed = compose_figure(inquiry.plan, choice, inquiry.citations)
    composed = replace(composed, notes=(*composed.notes, *_ours(counted)))
    if not composed.conflicting:
        told = choice.best.found.tally.qualifier
        composed = _saying_whether(inquiry.plan, composed, choice.best.value, told)
        return answered(inquiry, "figure", composed, incidents=ids_of(counted))
    best, *_ = composed.figures
    conflict = Conflict(best.unit, (best, *composed.conflicting))
    return answered(inquiry, "conflict", composed, conflicts=(conflict,), incidents=ids_of(counted))


def _saying_whether(plan: Plan, composed: Composed, value: float, qualifier: Qualifier) -> Composed:
    """Begin with yes or no where the question asks whether the count is so much."""
    if plan.bound is None:
        return composed
    return replace(composed, text=f"{_WHETHER[plan.bound.holds(value, qualifier)]} {composed.text}")


def is_outlisted(plan: Plan, choice: Choice | None, counted: ledger.Counted) -> bool:
    """Tell a number without a window that is less than the archive lists of the closed one asked for: no total."""
    if choice is None or plan.until is None or choice.best.found.tally.since is not None:
        return False
    return ledger.event_of(plan) is not None and choice.best.value <= len(counted.certain)


def unclear(inquiry: Inquiry, evidence: Evidence, counted: ledger.Counted) -> Answer:
    """Quote what states the likeliest totals, where the two ways to read the evidence do not agree on one."""
    beside = _shown(inquiry.plan, evidence)
    quotes = compose_likely(evidence.likely, evidence.choice, inquiry.citations, opening=UNCLEAR, beside=beside)
    return answered(inquiry, "passages", replace(quotes, notes=_ours(counted)), incidents=ids_of(counted))


def _ours(counted: ledger.Counted) -> tuple[str, ...]:
    if not counted.certain and not counted.possible:
        return ()
    return (f"This archive's own ledger lists {_incidents_phrase(counted)} in that window.",)


def grown(inquiry: Inquiry, growth: Growth, counted: ledger.Counted) -> Answer:
    """Quote a running total at both ends of the window, where the archive's own list says another number."""
    composed = compose_growth(inquiry.plan, growth, inquiry.citations)
    if counted.certain:
        opening = f"The archive's own list is incomplete: it holds {_incidents_phrase(counted)} of that time."
        listed = compose_incidents(counted.certain, inquiry.citations, opening=opening)
        composed = replace(composed, text=f"{composed.text}\n{listed.text}")
    return answered(inquiry, "passages", composed, incidents=ids_of(counted))


def own_count(inquiry: Inquiry, counted: ledger.Counted) -> Answer:
    """State what the archive's own ledger counts in a closed window, where no total is reported."""
    total = ledger.total(inquiry.plan, counted.certain)
    unit, measure = inquiry.plan.unit, inquiry.plan.measure
    agreed = in_number(unit, total)
    counts = befallen(agreed, measure) if measure in CASUALTIES else agreed or "incidents"
    window = window_phrase(inquiry.plan.since, inquiry.plan.until)
    opening = (
        f"{number(total)} {counts} {window}, counted from the archive's own reports ({_incidents_phrase(counted)})."
    )
    composed = compose_incidents(counted.certain, inquiry.citations, opening=opening)
    figure = Figure(
        value=total,
        qualifier="exact",
        unit=counts,
        counts=f"{counts} in the ledger",
        since=inquiry.plan.since,
        as_of=inquiry.plan.until or inquiry.view.now.date(),
        place=None,
        said_by=None,
        parts=(),
        citation=1,
    )
    composed = _saying_whether(inquiry.plan, composed, total, Qualifier.AT_LEAST)  # because nobody lists all
    return answered(inquiry, "ledger", replace(composed, figures=(figure,)), incidents=ids_of(counted))


def listed_only(inquiry: Inquiry, counted: ledger.Counted) -> Answer:
    """List incidents where no total can be stated."""
    window = window_phrase(inquiry.plan.since, inquiry.plan.until)
    opening = f"No total is reported{' ' + window if window else ''}. The archive lists {_incidents_phrase(counted)}:"
    incidents = counted.certain + counted.possible
    composed = compose_incidents(incidents, inquiry.citations, opening=opening)
    return replace(answered(inquiry, "ledger", composed, incidents=ids_of(counted)), abstained=True)


def quoting(inquiry: Inquiry, evidence: Evidence) -> Answer | None:
    """Let the best sentences of the best stories speak, if any sentence answers; of numbers, the likeliest."""
    if not _speakable(inquiry.plan, evidence, evidence.answering):
        return None
    if evidence.likely and evidence.likely[0].probability >= NEAR_ENOUGH:
        beside = _shown(inquiry.plan, evidence)
        return answered(inquiry, "passages", compose_likely(evidence.likely, None, inquiry.citations, beside=beside))
    shown = evidence.answering if inquiry.plan.is_long else _in_order(inquiry.plan, _shown(inquiry.plan, evidence))
    if inquiry.plan.is_polar and inquiry.plan.aim is Aim.PASSAGES:
        shown = for_and_against(inquiry.plan, shown, evidence.selected[:NEAR_SELECTED])
    return answered(inquiry, "passages", compose_quotes(shown, inquiry.citations)) if shown else None


def coming_near(inquiry: Inquiry, evidence: Evidence) -> Answer | None:
    """Abstain with the best sentences in view, if one comes near: that they answer is not likely enough to say so."""
    shown = _shown(inquiry.plan, evidence, most=MOST_WORDS - len(NEAR.split()))
    if not any(comes_near(inquiry.plan, one) for one in shown):
        return None
    composed = compose_quotes(shown, inquiry.citations)
    near = answered(inquiry, "no_coverage", replace(composed, text=f"{NEAR}\n{composed.text}"))
    return replace(near, abstained=True, related=near.citations, freshness=replace(near.freshness, reason=NEAR))


def _in_order(plan: Plan, sentences: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    """Put the newest first where the present is asked for, else the best, and then the newest."""
    leading = 0 if plan.wants_newest else 1
    others = sorted(sentences[leading:], key=lambda one: one.stored.article.published, reverse=True)
    return (*sentences[:leading], *others)


def _shown(plan: Plan, evidence: Evidence, *, most: int = MOST_WORDS) -> tuple[Excerpt, ...]:
    """Give the best sentences of those that may be quoted, as far as they have `most` words together."""
    places = {one.place for one in _speakable(plan, evidence, [one.excerpt for one in evidence.selected])}
    return fitting([one for one in evidence.selected if one.excerpt.place in places], most=most)


def _speakable(plan: Plan, evidence: Evidence, sentences: Sequence[Excerpt]) -> list[Excerpt]:
    """Leave out sentences whose figure is strange and, where harm is counted, those that do not name it."""
    strange = evidence.decision.strange if evidence.decision else frozenset()
    return [one for one in sentences if one.place not in strange and names_harm(plan, one.text)]


def digest_of(inquiry: Inquiry, digest: Digest) -> Answer:
    """Tell the stories that were asked for."""
    composed = compose_digest(inquiry.plan, digest, inquiry.citations, now=inquiry.view.now)
    if beneath := _told_further(inquiry, digest, most=MOST_WORDS - len(composed.text.split())):
        further = compose_quotes(beneath, inquiry.citations).text
        composed = replace(composed, text=f"{composed.text}\n{further}")
    answer = _with_stories(answered(inquiry, "passages", composed), inquiry, digest)
    return replace(
        answer,
        window=AnswerWindow(digest.window.since, digest.window.until),
        ranked=tuple(ranked(story.openings[0].passage) for story in digest.stories[:RANKED]),
        freshness=replace(answer.freshness, newest=max(story.newest for story in digest.stories)),
    )


def _told_further(inquiry: Inquiry, digest: Digest, *, most: int) -> tuple[Excerpt, ...]:
    """Give what more the articles of a topic's stories tell, where these are so few that there is room for it.

    Who chose a digest by command gets its list alone. A first quote is chosen whatever its length, so it may be too
    long for the room.
    """
    plan = inquiry.plan
    is_of_topic = plan.stories is not None and plan.stories.form is Form.DIGEST and bool(plan.terms)
    if not is_of_topic or inquiry.question.form or len(digest.stories) > FEW_STORIES:
        return ()
    passages = [opening.passage for story in digest.stories for opening in story.openings]
    told = {story.told.text for story in digest.stories}
    sentences = selected(plan, sentences_of(plan, passages), {})
    further = fitting([one for one in sentences if one.excerpt.text not in told], most=most)
    return further if len(compose_quotes(further, Citations()).text.split()) <= most else ()


def _with_stories(answer: Answer, inquiry: Inquiry, digest: Digest) -> Answer:
    stories = compose_stories(inquiry.plan, digest.stories, inquiry.citations)
    return replace(answer, stories=stories, citations=inquiry.citations.all())


def with_stories_beneath(inquiry: Inquiry, answer: Answer | None, digest: Digest) -> Answer | None:
    """Add the stories to what answers in words; where nothing does, let them answer."""
    if answer:
        return _with_stories(answer, inquiry, digest)
    return digest_of(inquiry, digest) if digest.stories else None


def no_stories(inquiry: Inquiry, digest: Digest, newest: datetime) -> Answer:
    """Say that there are no such stories, and what is nearest."""
    related = Citations()
    if digest.nearest:
        excerpt = told_of([digest.nearest])
        related.cite(excerpt.stored, excerpt.span)
    answer = nothing(inquiry, why_no_stories(inquiry.plan, digest, newest))
    return replace(answer, related=related.all(), freshness=replace(answer.freshness, newest=newest))


def nothing(inquiry: Inquiry, reason: str) -> Answer:
    """Refuse, with a sentence that says why."""
    answer = answered(inquiry, "no_coverage", Composed(reason))
    return replace(answer, abstained=True, freshness=replace(answer.freshness, reason=reason))


def empty(inquiry: Inquiry) -> Answer:
    """Refuse because nothing was published by then."""
    return nothing(
        inquiry, say("There is nothing here that was published by {moment}.", moment=moment_of(inquiry.view.now))
    )


def cited(sentences: Sequence[Excerpt]) -> tuple[Citation, ...]:
    """Give sentences as the citations of no text."""
    nearest = Citations()
    for excerpt in sentences:
        nearest.cite(excerpt.stored, excerpt.span)
    return nearest.all()


def why_nothing(inquiry: Inquiry, newest: datetime) -> str:
    """Say why nothing answers."""
    window = window_phrase(inquiry.plan.since, inquiry.plan.until)
    about = f" {window}" if window else ""
    if not inquiry.plan.terms and inquiry.plan.measure is None:
        return say("The question names nothing to look for. Name an event, a place or a person.")
    return f"Nothing in the archive answers this{about}. Its newest article is of {moment_of(newest)}."


def answered(
    inquiry: Inquiry,
    kind: AnswerKind,
    composed: Composed,
    *,
    conflicts: tuple[Conflict, ...] = (),
    incidents: CountedIncidents = NO_INCIDENTS,
) -> Answer:
    """Give the answer of one kind that says what was composed."""
    return Answer(
        id=inquiry.question.id,
        question=inquiry.question.text,
        as_of=inquiry.view.now,
        kind=kind,
        abstained=False,
        readings=inquiry.readings,
        answer=composed.text,
        notes=composed.notes,
        window=AnswerWindow(inquiry.plan.window.since, inquiry.plan.window.until, inquiry.alternatives),
        figures=composed.figures,
        history=composed.history,
        conflicts=conflicts,
        incidents=incidents,
        citations=inquiry.citations.all(),
        timings_ms=inquiry.timings,
    )


def finished(answer: Answer, evidence: Evidence, *, newest: datetime) -> Answer:
    """Add the ranking, and how new the evidence is."""
    relevant = [citation.published for citation in answer.citations]
    relevant += [excerpt.stored.article.published for excerpt in evidence.answering if relevant]
    newest = max(relevant, default=newest)
    is_old = evidence.plan.asks_still and answer.kind == "passages" and answer.as_of - newest > FRESH
    return replace(
        answer,
        notes=(*answer.notes, *([NOTHING_NEWER.format(day=day(newest))] if is_old else [])),
        ranked=tuple(ranked(passage) for passage in evidence.passages[:RANKED]),
        retractions=tuple(_retractions(evidence)),
        freshness=replace(answer.freshness, newest=newest),
    )


def _retractions(evidence: Evidence) -> Iterator[Retraction]:
    """Give the reports that take back a value of what is asked."""
    for left in evidence.decision.rejected if evidence.decision else ():
        tally, stored = left.found.tally, left.found.stored
        if left.name == "withdrawn" and tally.stance is Stance.WITHDRAWN:
            citations = Citations()
            citations.cite(stored, tally.quote)
            yield Retraction(tally.value, citations.all()[0])


def ranked(passage: FoundPassage) -> Ranked:
    """Give a passage as the ranking shows it."""
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


def ids_of(counted: ledger.Counted) -> CountedIncidents:
    """Give the incidents that an answer counts."""
    ids = tuple(incident.id for incident in counted.certain)
    return CountedIncidents(len(ids), ids[:SHOWN_IDS], len(counted.possible))


def _incidents_phrase(counted: ledger.Counted) -> str:
    sure = count_words(len(counted.certain), "incident")
    return f"{sure}, and {len(counted.possible)} possibly in range" if counted.possible else sure
