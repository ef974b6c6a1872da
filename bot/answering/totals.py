"""Which of many reported figures is the one asked for. Pure: tallies and a plan in, a choice out."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from bot.answering.evidence import is_copy, shingles_of
from bot.answering.planning import Plan
from bot.answering.wording import ANYBODY, Term, terms_of
from ingest import (
    CASUALTIES,
    EVENTS,
    PEOPLE,
    DatePrecision,
    FoundTally,
    PlaceMention,
    PlacePrecision,
    Qualifier,
    Span,
    Stance,
    TallyKind,
    country_of,
    find_places,
)

MIN_MATCH = 0.6
"""Least share of what the question names that a figure's surroundings must name."""
NAME_WEIGHT = 2.0
PLACE_WEIGHT = 0.5
"""Of a place beside a named subject: "in Iraq and Syria" may be written "in the Middle East"."""
ZONES = (1.0, 0.9, 0.5)
"""Worth of a term found in the figure's sentence, in the title, elsewhere near the article's start."""
NEAR_START = 600
SAME_START = timedelta(days=3)
"""A window stated loosely ("the past two weeks") is the asked one if their first days lie no further apart."""
DAILY_GROWTH = 0.25
GROWTH_SLACK = 6
"""A running total may grow by this share a day and this many at once before one origin alone is not enough."""
CONTINUES_FACTOR = 1.6
"""A total of another window continues the series if it lies between its last value and this much of it."""
LEVELS = frozenset({"percent", "money"})
"""Measures that rise and fall: of them the newest value counts, of all others the running total."""
A_WEEK = timedelta(days=7)
LAG_WORTH = 1.0
"""Chains that weigh less than this apart (half of a report with the asked window) weigh nearly the same."""
NARROWER_WORTH = 0.5
"""What a figure of a part of the asked is worth in a series, as a share of one of the whole."""
MAX_BENEATH = 2
REPEATED_WORTH = 0.3
"""What a further report of the same value adds to a series, as a share of a new value's worth."""
SAME_DAY = timedelta(hours=24)
RATE_MATCH_SLACK = 0.15
MODIFIED = 0.2
"""What a level loses in match when a word narrows it; more than the slack, less than what a missing name costs."""
BESIDE = 30
"""Characters between two places of one list: "in X and in eastern Y"."""


class Fit(IntEnum):
    """How a figure's stated window relates to the asked one."""

    OTHER = 0
    OPEN = 1
    EXACT = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tally that may be what is asked for."""

    found: FoundTally
    match: float
    fit: Fit
    value: float
    """The tally's own value, or that of the part which the question asks for."""
    is_narrower: bool = False
    """Whether it counts only some of what is asked: "Spanish hostages" for hostages, children for people."""

    @property
    def published(self) -> datetime:
        """When it was published."""
        return self.found.stored.article.published

    @property
    def publisher(self) -> str:
        """Who published it."""
        return self.found.stored.article.publisher

    @property
    def quote(self) -> str:
        """The sentence that states it."""
        span = self.found.tally.quote
        return self.found.stored.article.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Choice:
    """The figure that answers, what came before it, what stands beside it."""

    best: Candidate
    history: tuple[Candidate, ...]
    """Earlier values of the same series, newest first, each once."""
    support: tuple[Candidate, ...]
    """Other reports of the same value, independent first."""
    beneath: tuple[Candidate, ...]
    """Newer figures that a single origin states and the series does not bear out."""
    conflicts: tuple[Candidate, ...]
    """Other values for the same thing and day, equally well attested."""


def choose(plan: Plan, tallies: Sequence[FoundTally]) -> Choice | None:
    """Choose the figure that answers `plan`, or `None` if none of `tallies` does."""
    usual = None if plan.since else _usual_start(tallies)
    found = (_candidate(plan, tally, usual_start=usual) for tally in tallies)
    candidates = _distinct([candidate for candidate in found if candidate])
    if not candidates:
        return None
    return _newest_level(candidates) if plan.measure in LEVELS else _running_total(plan, candidates)


def _usual_start(tallies: Sequence[FoundTally]) -> date | None:
    """Give the day since which several of the tallies count: the series' own window where the question names none."""
    starts = Counter(found.tally.since for found in tallies if found.tally.since_precision is DatePrecision.DAY)
    start, articles = max(starts.items(), key=itemgetter(1), default=(None, 0))
    return start if articles > 1 else None


def _candidate(plan: Plan, found: FoundTally, *, usual_start: date | None) -> Candidate | None:
    tally = found.tally
    if tally.kind in {TallyKind.INCREMENT, TallyKind.SUBSET, TallyKind.PREVIOUS} or tally.stance not in {
        Stance.STATED,
        Stance.DISPUTED,
    }:
        return None
    match = match_of(plan, found)
    if match < MIN_MATCH or _is_agent(plan, found):
        return None
    value = _asked_value(plan, found)
    if value is None:
        return None
    fit = _fit(plan.since or usual_start, plan, found)
    return Candidate(found, match, fit, value, is_narrower=_is_narrower(plan, found))


def match_of(plan: Plan, found: FoundTally) -> float:
    """Give the weighted share (0 to 1) of the question's terms that the figure's surroundings name."""
    article = found.stored.article
    span = found.tally.quote
    zones = (article.text[span.start : span.end], article.title, article.text[:NEAR_START])
    weights = [(term, _weight(plan, term)) for term in plan.terms]
    total = sum(weight for _, weight in weights)
    if not total:
        return 1.0
    named = sum(weight * _zone(term, zones) for term, weight in weights) / total
    return named - MODIFIED if plan.measure in LEVELS and _is_modified(plan, zones[0]) else named


def _is_modified(plan: Plan, sentence: str) -> bool:
    """Tell whether the sentence narrows what the question names: "youth unemployment" for "unemployment"."""
    for term in plan.core:
        match = term.pattern.search(sentence)
        before = re.search(r"([A-Za-z]+)\s$", sentence[: match.start()]) if match and not term.is_name else None
        if before and terms_of(before[1]) and not any(other.pattern.search(before[1]) for other in plan.terms):
            return True
    return False


def _weight(plan: Plan, term: Term) -> float:
    weight = NAME_WEIGHT if term.is_name else 1.0
    return weight * PLACE_WEIGHT if plan.core and term in plan.places else weight


def _zone(term: Term, zones: tuple[str, ...]) -> float:
    return next((worth for worth, text in zip(ZONES, zones, strict=True) if term.pattern.search(text)), 0.0)


_ALONE = re.compile(r"\b(?:in|from|at|across)\s+(?:[\w’'-]+\s+){1,4}alone\b")
_ACTS = r"(?:launch|carr(?:y|ie)|conduct|stag|mount|fir|claim|unleash|perform|execut)\w*(?:\s+out)?\s+(?:\w+\s+){0,3}"


def _is_agent(plan: Plan, found: FoundTally) -> bool:
    """Tell whether the sentence has the asked target as the one who acts: "X launched 13 strikes"."""
    if plan.measure not in EVENTS or not plan.core:
        return False
    span = found.tally.quote
    sentence = found.stored.article.text[span.start : span.end]
    names = [term.pattern.pattern for term in plan.core if term.is_name]
    for name in names:
        suffered = re.search(rf"\b(?:on|against|targeting|at|target\w*|hit|struck)\b[^.;]{{0,40}}?{name}", sentence)
        acting = re.search(rf"{name}(?:\W+\w+){{0,4}}?\W+(?:has\s+|have\s+|had\s+)?{_ACTS}", sentence)
        by = re.search(rf"\b(?:attacks?|strikes?|raids?)\s+by\s+(?:the\s+)?{name}", sentence)
        if (acting or by) and not suffered:
            return True
    return False


def _is_narrower(plan: Plan, found: FoundTally) -> bool:
    """Tell whether the unit names a nation or a group of people that the question does not."""
    *modifiers, head = found.tally.unit.split() or [""]
    nations = [word for word in modifiers if country_of(word.strip(",")) or ("-" in word and word[:1].isupper())]
    groups = [head] if head.lower() in PEOPLE - ANYBODY else []
    asked = f"{plan.unit} {' '.join(form for term in plan.terms for form in term.forms)}".lower()
    return any(
        word.lower() not in asked and not any(term.pattern.search(word) for term in plan.terms)
        for word in (*nations, *groups)
    )


def _fit(start: date | None, plan: Plan, found: FoundTally) -> Fit:
    stated = found.tally.since
    if stated is None:
        return Fit.OPEN if plan.since else Fit.EXACT
    if start is None:
        return Fit.OTHER
    slack = timedelta(0) if found.tally.since_precision is DatePrecision.DAY else SAME_START
    return Fit.EXACT if abs(stated - start) <= max(slack, plan.slack) else Fit.OTHER


def _asked_value(plan: Plan, found: FoundTally) -> float | None:
    """Give the value for the places that the question names: the whole, or the part of the one place.

    `None` if the figure is of other places than the asked one, of more than it, or of one place "alone".
    """
    article, span = found.stored.article, found.tally.quote
    sentence = article.text[span.start : span.end]
    if not plan.places:
        return None if _ALONE.search(sentence) else found.tally.value
    if len(plan.places) > 1:
        return found.tally.value
    asked = plan.places[0]
    if found.tally.parts:
        return next((part.value for part in found.tally.parts if asked.pattern.search(part.place)), None)
    named = asked.pattern.search(sentence) or not _places(sentence)
    text = sentence if asked.pattern.search(sentence) else article.title
    if not named or _names_other_countries(asked, text):
        return None
    return found.tally.value if asked.pattern.search(text) or not plan.core else None


def _places(text: str) -> list[PlaceMention]:
    return [mention for mention in find_places(text) if mention.located]


def _names_other_countries(asked: Term, text: str) -> bool:
    """Tell whether `text` joins the asked place to another country: "in X and Y"."""
    return any(
        mention.place.precision is PlacePrecision.COUNTRY
        and not asked.pattern.search(mention.place.name or "")
        and _is_beside(asked, text, mention.span)
        for mention in find_places(text)
    )


def _is_beside(asked: Term, text: str, span: Span) -> bool:
    """Tell whether the place at `span` is joined to the asked one by no more than a few words."""
    return any(
        max(span.start, match.start()) - min(span.end, match.end()) <= BESIDE for match in asked.pattern.finditer(text)
    )


def _distinct(candidates: list[Candidate]) -> list[Candidate]:
    """Keep one candidate for each value of an article, the one that says most; oldest first."""
    best: dict[tuple[int, float], Candidate] = {}
    for candidate in candidates:
        key = (candidate.found.stored.id, candidate.value)
        if key not in best or _fullness(candidate) > _fullness(best[key]):
            best[key] = candidate
    return sorted(best.values(), key=lambda candidate: (candidate.published, candidate.value))


def _fullness(candidate: Candidate) -> tuple[float, ...]:
    tally = candidate.found.tally
    return (candidate.fit, bool(tally.parts), bool(tally.said_by), candidate.match, tally.kind is TallyKind.TOTAL)


def _newest_level(candidates: list[Candidate]) -> Choice:
    """Take the newest well-matching report of a level (a rate, a price, a stock); of one article the closest."""
    closest = max(candidate.match for candidate in candidates)
    near = [candidate for candidate in candidates if candidate.match >= closest - RATE_MATCH_SLACK]
    usable = [candidate for candidate in near if candidate.fit is not Fit.OTHER] or near
    leading: dict[int, Candidate] = {}
    for candidate in usable:
        known = leading.get(candidate.found.stored.id)
        if known is None or _closeness(candidate) > _closeness(known):
            leading[candidate.found.stored.id] = candidate
    chain = list(leading.values())
    return _choice(chain[-1], chain=chain, candidates=chain)


def _closeness(candidate: Candidate) -> tuple[float, int]:
    return candidate.match, -candidate.found.tally.quote.start


def _running_total(plan: Plan, candidates: list[Candidate]) -> Choice | None:
    """Take the end of the best attested series that never falls and nowhere leaps.

    A count of events since a day, or of a few days, has to begin with a report of that window; the toll of a longer
    stretch need not state one.
    """
    anchor = Fit.EXACT if plan.since and (plan.measure not in CASUALTIES or _is_short(plan)) else Fit.OTHER
    chain = _best_chain(_originals(candidates), anchor=anchor)
    return _choice(chain[-1], chain=chain, candidates=candidates) if chain else None


def _is_short(plan: Plan) -> bool:
    return plan.since is not None and plan.until is not None and plan.until - plan.since < A_WEEK


def _originals(candidates: list[Candidate]) -> list[Candidate]:
    """Leave out reports whose sentence copies an earlier one's: a series does not gain by being copied."""
    kept: list[tuple[Candidate, frozenset[str]]] = []
    for candidate in candidates:
        shingles = shingles_of(candidate.quote)
        copied = any(
            other.value == candidate.value and is_copy(shingles, candidate.quote, known, other.quote)
            for other, known in kept
        )
        if not copied:
            kept.append((candidate, shingles))
    return [candidate for candidate, _ in kept]


def _best_chain(candidates: list[Candidate], *, anchor: Fit) -> list[Candidate]:
    """Find the heaviest chain in which each candidate may follow the one before (longest path, by time).

    It begins with a candidate that fits at least as well as `anchor`. Of chains that weigh nearly the same it is the
    one that reaches the highest: the lower one's end lags.
    """
    series = _Series(candidates)
    worth = np.zeros(len(candidates))
    before: list[int | None] = []
    for position, candidate in enumerate(candidates):
        reachable = np.where(series.followed_by(position), worth[:position], 0.0)
        link = int(reachable.argmax()) if reachable.any() else None
        before.append(link)
        if link is None:
            worth[position] = _attestation(candidate) if candidate.fit >= anchor else 0.0
        else:
            repeated = candidates[link].value == candidate.value
            worth[position] = worth[link] + _attestation(candidate) * (REPEATED_WORTH if repeated else 1.0)
    heaviest = worth.max(initial=0.0)
    ends = [position for position in range(len(candidates)) if worth[position] > max(heaviest - LAG_WORTH, 0.0)]
    following = max(ends, key=lambda end: (_is_last_word(candidates[end]), candidates[end].value, end), default=None)
    chain: list[Candidate] = []
    while following is not None:
        chain.append(candidates[following])
        following = before[following]
    return chain[::-1]


def _is_last_word(candidate: Candidate) -> bool:
    """Tell whether nothing higher that was said before can stand against the candidate."""
    return is_revision(candidate) and candidate.fit is Fit.EXACT


class _Series:
    """Candidates in order of time, as arrays: which may come before which."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates
        self._values = np.array([candidate.value for candidate in candidates])
        self._days = np.array([candidate.published.timestamp() / 86_400 for candidate in candidates])
        self._is_anchored = np.array([candidate.fit is not Fit.OTHER for candidate in candidates], dtype=bool)

    def followed_by(self, position: int) -> NDArray[np.bool_]:
        """Tell for each earlier candidate whether the one at `position` may follow it in a running total."""
        later = self._candidates[position]
        if _is_last_word(later):
            return np.ones(position, dtype=bool)
        values = self._values[:position]
        days = self._days[position] - self._days[:position]
        bounds = values * (1 + DAILY_GROWTH * days) + GROWTH_SLACK
        if later.fit is not Fit.EXACT:
            bounds = np.minimum(bounds, CONTINUES_FACTOR * values + GROWTH_SLACK)
        follows: NDArray[np.bool_] = (later.value >= values) & (later.value <= bounds)
        return follows if later.fit is Fit.EXACT else follows & self._is_anchored[:position]


_REVISED = re.compile(
    r"\b(?:correct(?:ed|s|ion)|revis(?:ed|es|ion)\s+(?:\w+\s+){0,3}(?:down|lower)|lower(?:ed|s)\s+(?:its|the|their)|downward"
    r"|down\s+from|(?:fell|dropped|declined|decreased)\s+to|an\s+earlier\s+version)\b",
    re.IGNORECASE,
)


def is_revision(candidate: Candidate) -> bool:
    """Tell whether the sentence itself calls the figure corrected or revised downward."""
    return bool(_REVISED.search(candidate.quote))


def _attestation(candidate: Candidate) -> float:
    fit = {Fit.EXACT: 2.0, Fit.OPEN: 1.0, Fit.OTHER: 0.5}[candidate.fit]
    return candidate.match * fit * (NARROWER_WORTH if candidate.is_narrower else 1.0)


def _choice(last: Candidate, *, chain: list[Candidate], candidates: list[Candidate]) -> Choice:
    same = [candidate for candidate in candidates if candidate.value == last.value]
    best = max(same, key=lambda candidate: (*_fullness(candidate), candidate.published))
    on_chain = {candidate.value for candidate in chain}
    fresh = [
        candidate
        for candidate in candidates
        if candidate.value not in on_chain and candidate.published >= last.published - SAME_DAY
    ]
    return Choice(
        best=best,
        history=_history(chain, best),
        support=_independent(same, best),
        beneath=_beneath(fresh, best),
        conflicts=tuple(
            candidate
            for candidate in fresh
            if candidate.value < last.value
            and candidate.fit is Fit.EXACT
            and candidate.found.tally.qualifier is Qualifier.EXACT
            and candidate.publisher != best.publisher
            and candidate.match >= best.match
            and candidate.value > max((earlier.value for earlier in chain if earlier.value != last.value), default=0)
        ),
    )


def _beneath(fresh: list[Candidate], best: Candidate) -> tuple[Candidate, ...]:
    """Give newer, higher figures that match the question as well as the answer does, one a value, newest first."""
    matching = [
        candidate
        for candidate in fresh
        if candidate.value > best.value and candidate.fit is not Fit.OTHER and candidate.match >= best.match
    ]
    of_each = {candidate.value: candidate for candidate in matching}
    return tuple(sorted(of_each.values(), key=lambda candidate: candidate.published, reverse=True)[:MAX_BENEATH])


def _history(chain: list[Candidate], newest: Candidate) -> tuple[Candidate, ...]:
    """Give one report of each earlier value of the series, from other articles, newest first."""
    fullest: dict[float, Candidate] = {}
    for candidate in chain:
        known = fullest.get(candidate.value)
        is_earlier = candidate.value != newest.value and candidate.found.stored.id != newest.found.stored.id
        if is_earlier and (known is None or _fullness(candidate) > _fullness(known)):
            fullest[candidate.value] = candidate
    return tuple(sorted(fullest.values(), key=lambda candidate: candidate.published, reverse=True))


def _independent(same: list[Candidate], best: Candidate) -> tuple[Candidate, ...]:
    """Other publishers' reports of the value that are no copies of one another, newest first."""
    kept = [best]
    for candidate in sorted(same, key=lambda candidate: candidate.published, reverse=True):
        known = any(
            candidate.publisher == other.publisher
            or is_copy(shingles_of(candidate.quote), candidate.quote, shingles_of(other.quote), other.quote)
            for other in kept
        )
        if not known:
            kept.append(candidate)
    return tuple(kept[1:])
