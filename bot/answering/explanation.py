"""Why an answer is what it is: how the question was read, what was considered, what became of each. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from bot.answering.answers import JsonValue, json_of
from bot.answering.composition.naming import as_written
from bot.answering.composition.phrasing import count_words, number, window_phrase
from bot.answering.evidence import Evidence
from bot.answering.figures.candidates import CHECKS, Candidate, Check, Reading
from bot.answering.figures.chooser import Likely, agree
from bot.answering.figures.totals import Choice, Decision
from bot.answering.question.aim import Aim
from bot.answering.question.answer_type import AnswerType
from bot.answering.question.planning import Plan
from ingest import FoundTally, Span, StoredArticle

MOST_REASONS: Final = 3
"""In the short form, of those that most figures or passages share."""
MOST_VALUES: Final = 4
"""Named beside a reason."""
_EXPECTED: Final = {
    AnswerType.NAME: "a name",
    AnswerType.DATE: "a date",
    AnswerType.NUMBER: "a number",
    AnswerType.PLACE: "a place",
    AnswerType.ANYTHING: "what is said of it",
}


@dataclass(frozen=True, slots=True)
class QuestionRead:
    """A plan in words and values that a person can check."""

    aim: str
    """`figure`, `incidents`, `passages` or `stories`."""
    counts: str | None
    """What is counted, in the question's words."""
    measure: str | None
    """The same in the normal form that tallies use."""
    about: tuple[str, ...]
    agents: tuple[str, ...]
    places: tuple[str, ...]
    since: date | None
    until: date | None
    expects: str
    wants_newest: bool


@dataclass(frozen=True, slots=True)
class Where:
    """A stretch of a stored article."""

    url: str | None
    title: str
    publisher: str
    published: datetime
    quote: str
    start: int
    """Offset in the stored article text, as in citations."""
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one check says of one figure."""

    check: str
    passed: bool
    seen: str
    """What it looked at."""
    start: int
    """Where that stands in the stored article text; the whole sentence, where it is no stretch of it."""
    end: int


@dataclass(frozen=True, slots=True)
class ConsideredFigure:
    """A figure of the evidence, and what became of it."""

    value: float
    unit: str
    outcome: str
    """`chosen`, `agrees`, `earlier`, `newer`, `conflict`, `other side`, `outside the series`, or what it failed."""
    reason: str
    where: Where
    verdicts: tuple[Verdict, ...]
    """Of every check, in order."""


@dataclass(frozen=True, slots=True)
class ConsideredValue:
    """A number of the best stories, and how likely its surroundings make it what is asked for."""

    value: float
    probability: float
    """As `figures/chooser.py` weighs it; of all values, no sum to 1."""
    mentions: int
    where: Where
    """The likeliest sentence that states it."""


@dataclass(frozen=True, slots=True)
class ConsideredPassage:
    """A passage of the evidence, and whether a sentence of it speaks to the question."""

    speaks: bool
    reason: str
    probability: float | None
    """That it answers, as it was read beside the question; `None` of one that was not read."""
    where: Where
    """The sentence, or the passage that has none."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that was considered for one question."""

    question: QuestionRead
    values: tuple[ConsideredValue, ...]
    """Numbers of the best stories, likeliest first."""
    figures: tuple[ConsideredFigure, ...]
    """Reported totals, checked and put into series."""
    passages: tuple[ConsideredPassage, ...]

    def as_json(self) -> JsonValue:
        """Give what `sitrep ask --explain --json` prints under `explanation`."""
        return json_of(asdict(self))


def explained(plan: Plan, evidence: Evidence | None) -> Explanation:
    """Say of everything in the evidence what became of it; of each figure what every check says."""
    if evidence is None:
        return Explanation(_read(plan), (), (), ())
    figures = _figures(plan, evidence.decision) if evidence.decision else ()
    return Explanation(_read(plan), tuple(map(_value, evidence.likely)), tuple(figures), tuple(_passages(evidence)))


def why(plan: Plan, evidence: Evidence | None) -> tuple[str, ...]:
    """Give the short form, in sentences: how the question was read, what decided, what most of the rest lacked.

    It names values and reasons, no article: what is kept of an answer must not keep what is purged.
    """
    texts = [passage.text for passage in evidence.passages] if evidence else []
    sentences = [f"Read as: {_read_phrase(plan, texts)}."]
    if plan.aim is Aim.STORIES:
        sentences.append("Articles that begin alike are one story; copies of one text count as one publisher.")
    if evidence and evidence.decision and (evidence.choice or evidence.decision.rejected):
        sentences += _why_figure(evidence.decision)
    if evidence and evidence.choice and not evidence.certain:
        sentences.append(_why_unclear(evidence.choice, evidence.likely))
    if evidence and not evidence.choice:
        sentences += _why_passages(evidence)
    return tuple(sentences)


def _why_unclear(choice: Choice, likely: Sequence[Likely]) -> str:
    total = number(choice.best.value)
    if not agree(choice, likely):
        others = f"{number(likely[0].value.value)} is nearest to the question" if likely else "no number is near"
        return f"None is in bold: the series of totals ends with {total}, but by its words {others}."
    rival = f", beside {number(likely[1].value.value)}" if len(likely) > 1 else ""
    return f"None is in bold: {total} is both nearest to the question and the end of its series, but not surely{rival}."


def _read(plan: Plan) -> QuestionRead:
    return QuestionRead(
        aim=plan.aim.name.lower(),
        counts=plan.unit or None,
        measure=plan.measure,
        about=tuple(term.name for term in plan.core),
        agents=tuple(term.name for term in plan.agents),
        places=tuple(term.name for term in plan.places),
        since=plan.since,
        until=plan.until,
        expects=_EXPECTED[plan.expects],
        wants_newest=plan.wants_newest,
    )


def _read_phrase(plan: Plan, texts: Sequence[str]) -> str:
    about, places = ([as_written(term.name, texts) for term in terms] for terms in (plan.core, plan.places))
    clauses = [
        _asked_phrase(plan),
        f"about {_listed(about)}" if about else "",
        f"in {_listed(places)}" if places else "",
        window_phrase(plan.since, plan.until),
        "the newest first" if plan.wants_newest else "",
    ]
    return ", ".join(filter(None, clauses))


def _asked_phrase(plan: Plan) -> str:
    if plan.stories and plan.aim is Aim.STORIES:
        compared = f" of {_listed(plan.stories.publishers)}" if plan.stories.publishers else ""
        return f"stories, as a {plan.stories.form.value}{compared}"
    return f"how many {plan.unit or plan.measure}" if plan.measure else _EXPECTED[plan.expects]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _why_figure(decision: Decision) -> Iterator[str]:
    choice, found = decision.choice, len(decision.rivals) + len(decision.rejected)
    if choice is None:
        yield f"Of {count_words(found, 'figure')} found, none is what is asked."
    else:
        publishers = len({choice.best.publisher, *(candidate.publisher for candidate in choice.support)})
        series = len({candidate.value for candidate in (choice.best, *choice.history)})
        follows = f" It continues {count_words(series - 1, 'earlier figure')} of one series." if series > 1 else ""
        yield (
            f"{number(choice.best.value)} was chosen out of {count_words(found, 'figure')};"
            f" {count_words(publishers, 'publisher states', 'publishers state')} it.{follows}"
        )
    values: defaultdict[str, list[float]] = defaultdict(list)
    for left in decision.rejected:
        if choice is None or left.found.tally.value != choice.best.value:
            values[left.reason].append(left.found.tally.value)
    for candidate in decision.rivals if choice else ():
        outcome, reason = _outcome(candidate, choice)
        if outcome in _ASIDE:
            values[reason].append(candidate.value)
    ranked = sorted(values.items(), key=lambda item: -len(item[1]))
    for reason, those in ranked[:MOST_REASONS]:
        distinct = [number(value) for value in dict.fromkeys(those)]
        more = ", …" if len(distinct) > MOST_VALUES else ""
        yield f"Not {', '.join(distinct[:MOST_VALUES])}{more}: {_of_each(reason, len(distinct))}."


def _why_passages(evidence: Evidence) -> Iterator[str]:
    near = len(evidence.answering) + len(evidence.silent)
    if not near:
        yield "No passage has words or meaning in common with it."
        return
    hold = {0: "none holds", 1: "one holds"}.get(len(evidence.answering), f"{len(evidence.answering)} hold")
    yield f"Of {count_words(near, 'passage')} found, {hold} a sentence that answers."
    reasons = Counter(silent.reason for silent in evidence.silent)
    for reason, count in reasons.most_common(MOST_REASONS):
        yield f"{count_words(count, 'passage does', 'passages do')} not: {_of_each(reason, count)}."


def _of_each(reason: str, count: int) -> str:
    """Say a reason of one thing, "it is of another place", of as many as have it: "each is of another place"."""
    if count == 1:
        return reason
    of_them = re.sub(r"\b(of|around) it\b", r"\1 them", reason)
    return re.sub(r"^its?\b", lambda subject: {"it": "each", "its": "each one's"}[subject[0]], of_them)


_ASIDE: Final = frozenset({"newer", "conflict", "other side", "outside the series"})
_OUTCOMES: Final[tuple[tuple[str, str, Callable[[Choice], tuple[Candidate, ...]]], ...]] = (
    ("conflict", "others state it for the same time", lambda choice: choice.conflicts),
    ("newer", "it is newer, and one origin alone states it", lambda choice: choice.beneath),
    ("other side", "another side counts it", lambda choice: choice.sides),
    ("earlier", "it is an earlier value of the same series", lambda choice: choice.history),
)


def _outcome(candidate: Candidate, choice: Choice | None) -> tuple[str, str]:
    """Give what became of a candidate, and why."""
    if choice is None:
        return "outside the series", "no report of the asked window begins a series with it"
    if candidate is choice.best:
        return "chosen", "it ends the series that is attested best"
    for name, reason, those in _OUTCOMES:
        if any(candidate.value == other.value for other in those(choice)):
            return name, reason
    if candidate.value == choice.best.value:
        return "agrees", "it states the same value"
    return "outside the series", "it does not continue the series that is attested best"


def _value(likely: Likely) -> ConsideredValue:
    mention = likely.value.mentions[0].mention
    where = _where(mention.passage.stored, mention.sentence)
    return ConsideredValue(likely.value.value, round(likely.probability, 3), len(likely.value.mentions), where)


def _figures(plan: Plan, decision: Decision) -> Iterator[ConsideredFigure]:
    for candidate in reversed(decision.rivals):
        yield _figure(plan, candidate.found, candidate.value, _outcome(candidate, decision.choice), decision)
    for left in decision.rejected:
        yield _figure(plan, left.found, left.found.tally.value, (left.name, left.reason), decision)


def _figure(
    plan: Plan, found: FoundTally, value: float, outcome: tuple[str, str], decision: Decision
) -> ConsideredFigure:
    read = Reading(plan, found, usual_start=decision.usual_start)
    verdicts = tuple(_verdict(check, read) for check in CHECKS)
    return ConsideredFigure(value, found.tally.unit, *outcome, _where(found.stored, found.tally.quote), verdicts)


def _verdict(check: Check, read: Reading) -> Verdict:
    seen, quote = check.seen(read), read.found.tally.quote
    at = read.found.sentence.find(seen)
    span = Span(quote.start + at, quote.start + at + len(seen)) if seen and at >= 0 else quote
    return Verdict(check.name, check.passes(read), seen, span.start, span.end)


def _passages(evidence: Evidence) -> Iterator[ConsideredPassage]:
    likely = {one.passage.stored.revision: round(one.probability, 3) for one in evidence.read.values()}
    for excerpt in evidence.answering:
        where, probability = _where(excerpt.stored, excerpt.span), likely.get(excerpt.stored.revision)
        yield ConsideredPassage(speaks=True, reason="a sentence of it answers", probability=probability, where=where)
    for silent in evidence.silent:
        stored, span = silent.passage.stored, silent.passage.span
        probability = likely.get(stored.revision)
        yield ConsideredPassage(
            speaks=False, reason=silent.reason, probability=probability, where=_where(stored, span)
        )


def _where(stored: StoredArticle, span: Span) -> Where:
    article = stored.article
    quote = article.text[span.start : span.end]
    return Where(article.url, article.label, article.publisher, article.published, quote, span.start, span.end)
