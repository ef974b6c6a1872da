"""Growth: how far a running total rose within a window that it does not state. Pure."""

from dataclasses import dataclass
from datetime import date

from bot.answering.figures.candidates import Candidate
from bot.answering.figures.totals import Choice
from bot.answering.question.planning import Plan


@dataclass(frozen=True, slots=True)
class Growth:
    """The first and the last value that one series of totals has within a window."""

    first: Candidate
    last: Candidate

    @property
    def least(self) -> float:
        """How much was added at least: what came before the first value or after the last is not in it."""
        return self.last.value - self.first.value


def growth_of(plan: Plan, choice: Choice | None) -> Growth | None:
    """Give how a series that began before the window of `plan` rose within it; `None` if it tells of no rise there."""
    if choice is None or plan.since is None or plan.until is None:
        return None
    start = choice.best.found.tally.since
    series = sorted((choice.best, *choice.history), key=_day)
    within = [one for one in series if plan.since <= _day(one) <= plan.until]
    if not within or start is None or start >= plan.since:
        return None
    growth = Growth(within[0], within[-1])
    return growth if growth.least > 0 else None


def _day(candidate: Candidate) -> date:
    return min(candidate.found.tally.as_of, candidate.published.date())
