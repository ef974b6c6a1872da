"""Which of many reported figures is the one asked for. Pure: tallies and a plan in, a choice out."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import TypeAlias

from bot.answering.figures.candidates import LEVELS, Candidate, Fit, Reading, Rejected, judged
from bot.answering.figures.series import best_chain, originals
from bot.answering.figures.sides import newest_of_each, other_sides
from bot.answering.figures.trust import Origin, contradicted_headlines, is_unproven, known_since, taken_back
from bot.answering.question.planning import Plan
from bot.answering.retrieval.stories import is_copy, shingles_of
from ingest import CASUALTIES, DatePrecision, FoundTally, Qualifier, Stance, StoredArticle, TallyKind

MAX_BENEATH = 2
SAME_DAY = timedelta(hours=24)
Place: TypeAlias = tuple[int, int]
"""An article's revision, and the offset in its text at which a sentence begins."""
STRANGE = frozenset({"factuality", "withdrawn", "agent", "target", "place"})
"""Checks by which a figure is of something else, or of nothing: its sentence answers no question for that figure."""
RATE_MATCH_SLACK = 0.15


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
    sides: tuple[Candidate, ...] = ()
    """What other sides count, where each counts its own dead."""
    withdrawn: tuple[Candidate, ...] = ()
    """What its publisher took back, one report a value."""

    @property
    def lowered_from(self) -> float | None:
        """The higher value that the figure itself says it corrects."""
        newest = self.history[0].value if self.history else 0.0
        return newest if newest > self.best.value and self.best.is_revision else None


@dataclass(frozen=True, slots=True)
class Decision:
    """What came of every figure that was found for a question."""

    choice: Choice | None
    """`None` if none of them answers."""
    rejected: tuple[Rejected, ...]
    """Those that are not what is asked for, each with its reason."""
    rivals: tuple[Candidate, ...]
    """Those that may be, the chosen one among them, oldest first."""
    usual_start: date | None
    """The day since which the figures found count, where the question names none."""

    @property
    def strange(self) -> frozenset[Place]:
        """Where the sentences stand that tell of another thing, or of none that happened; a forecast is one of it."""
        return frozenset(
            place_of(left.found)
            for left in self.rejected
            if left.name in STRANGE and left.found.tally.stance is not Stance.FORECAST
        )


def place_of(found: FoundTally) -> Place:
    """Tell where a figure's sentence stands."""
    return found.stored.revision, found.tally.quote.start


def choose(plan: Plan, tallies: Sequence[FoundTally], evidence: Sequence[StoredArticle] = ()) -> Decision:
    """Choose the figure among `tallies` that answers `plan`; what does not keeps its reason.

    `evidence` are other articles on the matter: who wrote one before is no newcomer to it.
    """
    usual = None if plan.since else _usual_start(tallies)
    outcomes = [judged(Reading(plan, tally, usual_start=usual)) for tally in tallies]
    rejected = [outcome for outcome in outcomes if isinstance(outcome, Rejected)]
    read = [outcome for outcome in outcomes if isinstance(outcome, Candidate)]
    candidates = [_beneath_headline(candidate, read) for candidate in read]
    withdrawals = [candidate for candidate in candidates if candidate.found.tally.stance is Stance.WITHDRAWN]
    untrue = taken_back([candidate for candidate in candidates if candidate not in withdrawals], withdrawals)
    for name, reason, kept in _selections([*withdrawals, *untrue]):
        remaining = kept(candidates)
        ids = {id(candidate) for candidate in remaining}
        rejected += [Rejected(left.found, name, reason) for left in candidates if id(left) not in ids]
        candidates = remaining
    known = known_since((*evidence, *(found.stored for found in tallies)))
    choice = _chosen(plan, candidates, known) if candidates else None
    if choice:
        choice = replace(choice, withdrawn=tuple({candidate.value: candidate for candidate in untrue}.values()))
    return Decision(choice, tuple(rejected), tuple(candidates), usual)


def _chosen(plan: Plan, candidates: list[Candidate], known: Mapping[Origin, datetime]) -> Choice | None:
    if plan.measure in LEVELS or TallyKind.TOTAL not in plan.kinds or (plan.is_short and plan.until is None):
        return _newest_level(candidates)
    headlines = contradicted_headlines(candidates)
    choice = _running_total(plan, [candidate for candidate in candidates if candidate not in headlines], known)
    if choice is None:
        return None
    conflicting = [headline for headline in headlines if _is_as_good(headline, choice.best)]
    return replace(choice, conflicts=(*choice.conflicts, *conflicting))


def _is_as_good(candidate: Candidate, best: Candidate) -> bool:
    is_fresh = candidate.published >= best.published - SAME_DAY
    return is_fresh and candidate.match >= best.match


def _selections(
    untrue: Sequence[Candidate],
) -> tuple[tuple[str, str, Callable[[list[Candidate]], list[Candidate]]], ...]:
    """Give what leaves candidates out because others are nearer to what is asked: name, reason, who stays."""
    return (
        ("withdrawn", "its publisher took it back", lambda all_: [one for one in all_ if one not in untrue]),
        ("cohort", "it counts anybody, where others count the asked people", _of_the_group),
        ("article", "its article says the same figure more fully", _distinct),
    )


def _beneath_headline(candidate: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """Give a bare headline's figure as the text beneath it has it, where that is a bound: "at least 131"."""
    tally, article = candidate.found.tally, candidate.found.stored.id
    if tally.quote.start or tally.qualifier is not Qualifier.EXACT:
        return candidate
    bounds = (other.found for other in candidates if other.found.stored.id == article and other.value == tally.value)
    bound = next((found for found in bounds if found.tally.qualifier is not Qualifier.EXACT), None)
    return replace(candidate, found=bound) if bound else candidate


def _usual_start(tallies: Sequence[FoundTally]) -> date | None:
    """Give the day since which several of the tallies count: the series' own window where the question names none."""
    starts = Counter(found.tally.since for found in tallies if found.tally.since_precision is DatePrecision.DAY)
    start, articles = max(starts.items(), key=itemgetter(1), default=(None, 0))
    return start if articles > 1 else None


def _of_the_group(candidates: list[Candidate]) -> list[Candidate]:
    """Leave out counts of anybody where some are of the asked group; and of the whole, where the asked part is told."""
    of_them = [candidate for candidate in candidates if not candidate.is_broader] or candidates
    parts = [part.named for part in of_them if part.found.tally.kind is TallyKind.SUBSET]
    asked = frozenset.intersection(*parts) if parts else frozenset()
    return [candidate for candidate in of_them if asked <= candidate.named]


def _distinct(candidates: list[Candidate]) -> list[Candidate]:
    """Keep one candidate for each value of an article, the one that says most; oldest first."""
    best: dict[tuple[int, float], Candidate] = {}
    for candidate in candidates:
        key = (candidate.found.stored.id, candidate.value)
        if key not in best or candidate.fullness > best[key].fullness:
            best[key] = candidate
    return sorted(best.values(), key=lambda candidate: (candidate.published, candidate.value))


def _newest_level(candidates: list[Candidate]) -> Choice:
    """Take the newest well-matching report of a level (a rate, a price, a stock); of one article the closest."""
    closest = max(candidate.match for candidate in candidates)
    near = [candidate for candidate in candidates if candidate.match >= closest - RATE_MATCH_SLACK]
    best = max(candidate.fit for candidate in near)
    usable = [candidate for candidate in near if candidate.fit is best]
    leading: dict[int, Candidate] = {}
    for candidate in usable:
        known = leading.get(candidate.found.stored.id)
        if known is None or _closeness(candidate) > _closeness(known):
            leading[candidate.found.stored.id] = candidate
    chain = list(leading.values())
    return _choice(chain[-1], chain=chain, candidates=chain)


def _closeness(candidate: Candidate) -> tuple[float, int]:
    return candidate.match, -candidate.found.tally.quote.start


def _running_total(plan: Plan, candidates: list[Candidate], known: Mapping[Origin, datetime]) -> Choice | None:
    """Take the end of the best attested series that never falls and nowhere leaps.

    A count of events since a day has to begin with a report of that window (where none states it,
    with one made within it); the toll of a stretch need not state one. What one origin alone adds to the series
    of others is shown beneath.
    """
    has_window = plan.since is not None and plan.measure not in CASUALTIES
    nearest = max((candidate.fit for candidate in candidates), default=Fit.EXACT)
    anchor = max(nearest, Fit.OPEN) if has_window else Fit.OTHER
    chain = best_chain(candidates, anchor=anchor)
    if not chain:
        return None
    if is_unproven(chain, candidates, known):
        proven = [candidate for candidate in candidates if candidate.value != chain[-1].value]
        choice = _running_total(plan, proven, known)
        return choice and replace(choice, beneath=(chain[-1], *choice.beneath)[:MAX_BENEATH])
    others = other_sides(plan, chain[-1], candidates)
    if not others:
        return _choice(chain[-1], chain=chain, candidates=candidates)
    own = [candidate for candidate in candidates if candidate not in others]
    chain = best_chain(own, anchor=anchor) or chain[-1:]
    choice = _choice(chain[-1], chain=chain, candidates=own)
    return replace(choice, sides=newest_of_each(choice.best, others))


def _choice(last: Candidate, *, chain: list[Candidate], candidates: list[Candidate]) -> Choice:
    same = [candidate for candidate in originals(candidates) if candidate.value == last.value]
    best = max(same, key=lambda candidate: (*candidate.fullness, candidate.published))
    first_told = min(candidate.published for candidate in same).date()
    on_chain = {candidate.value for candidate in chain}
    fresh = [
        candidate
        for candidate in candidates
        if candidate.value not in on_chain and candidate.published >= last.published - SAME_DAY
    ]
    return Choice(
        best=best,
        history=_history(chain, best),
        support=independent(same, best),
        beneath=_beneath(fresh, best),
        conflicts=tuple(
            candidate
            for candidate in fresh
            if candidate.value < last.value
            and candidate.published.date() >= first_told
            and candidate.fit is Fit.EXACT
            and candidate.found.tally.qualifier is Qualifier.EXACT
            and candidate.publisher != best.publisher
            and candidate.match >= best.match
            and candidate.value > max((earlier.value for earlier in chain if earlier.value != last.value), default=0)
        ),
    )


def _beneath(fresh: list[Candidate], best: Candidate) -> tuple[Candidate, ...]:
    """Give newer, higher figures that match the question as well as the answer does, one a value, newest first.

    What a revision lowered is none of them.
    """
    if best.is_revision:
        fresh = [candidate for candidate in fresh if candidate.published > best.published]
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
        if is_earlier and (known is None or candidate.fullness > known.fullness):
            fullest[candidate.value] = candidate
    return tuple(sorted(fullest.values(), key=lambda candidate: candidate.published, reverse=True))


def independent(same: Sequence[Candidate], best: Candidate) -> tuple[Candidate, ...]:
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
