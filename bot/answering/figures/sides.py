"""Sides that each count their own dead: no side's figure is the whole. Pure."""

from collections.abc import Sequence
from datetime import timedelta

from bot.answering.figures.candidates import Candidate
from bot.answering.question.planning import Plan
from bot.answering.question.terms import ANYBODY
from ingest import CASUALTIES, PEOPLE, TallyKind, country_of, family_of

AT_ONCE = timedelta(days=2)
"""Sides' figures lie no further apart if they are of one state of things."""


def other_sides(plan: Plan, best: Candidate, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Give the figures of other sides, where `best` is one side's and the question asks for no side."""
    own = _side_of(best)
    if plan.measure not in CASUALTIES or own is None or _asks_side(plan):
        return ()
    return tuple(candidate for candidate in candidates if _side_of(candidate) not in {None, own})


def newest_of_each(best: Candidate, others: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Give the newest figure of each other side, as far as it is told at about the same time as `best`."""
    newest = {_side_of(other): other for other in others if abs(other.published - best.published) <= AT_ONCE}
    return tuple(newest.values())


def _asks_side(plan: Plan) -> bool:
    return any(_name_of(word) for word in plan.unit.split()) or any(
        term.pattern.search(plan.unit) for term in plan.core
    )


def _side_of(candidate: Candidate) -> str | None:
    """Give the nation or group whose dead are counted: "Ostlanders", "Ostland soldiers"."""
    tally = candidate.found.tally
    if tally.kind is not TallyKind.TOTAL:
        return None
    return next((name for word in tally.unit.split() if (name := _name_of(word))), None)


def _name_of(word: str) -> str | None:
    folded = word.lower()
    if not word[:1].isupper() or folded in ANYBODY | PEOPLE or family_of(word):
        return None
    return country_of(word) or folded.removesuffix("s")
