"""What the series of reported totals makes of a claim's number: the newest value, an earlier one, or none. Pure.

The series is found by the question for a count to which the number would be the answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answering.checking.measurements import Measurement, agree, measurements_of
from bot.answering.checking.reading import Sentence
from bot.answering.claims.verdicts import Standing
from bot.answering.figures.candidates import LEVELS, Candidate
from bot.answering.figures.totals import Choice, Decision
from bot.answering.question.aim import Aim
from bot.answering.question.planning import Plan, plan
from bot.answering.question.rephrasing import BOUND, PER_CENT
from bot.answering.questions import Question
from ingest import FoundTally, TallyKind


@dataclass(frozen=True, slots=True)
class Counted:
    """How a number stands to a series."""

    standing: Standing
    bearing: tuple[Candidate, ...]
    opposing: tuple[Candidate, ...]
    is_exceeded: bool = False
    """Whether the series may have gone on from the number: it ends higher, or goes up and down."""


def count_asked(claim: Sentence, quantity: Measurement, *, today: date) -> Plan | None:
    """Give the plan that asks for what `quantity` counts in `claim`; `None` where no count is asked so."""
    plans = [plan(Question(text), today=today) for text in _questions(claim.text, quantity)]
    counting = [each for each in plans if each.aim is Aim.FIGURE and each.measure]
    return next((each for each in counting if each.measure == quantity.unit), next(iter(counting), None))


def _questions(text: str, quantity: Measurement) -> Iterator[str]:
    """Give the claim with "how many" in the number's place, and with what is counted in front."""
    span = quantity.number.span
    before, after = BOUND.sub("", text[: span.start]), text[span.end :].rstrip(" .!")
    before = before.removesuffix(quantity.number.currency or "")
    if PER_CENT.match(after):
        yield f"what percent {before}{PER_CENT.sub('', after, 1)}"
        return
    asked = "how much" if quantity.number.is_money else "how many"
    yield f"{before}{asked}{after}"
    yield f"{asked}{after} {before}"


def counted(wanted: Measurement, choice: Choice, decision: Decision) -> Counted:
    """Tell how `wanted` stands to the series that ends with the choice; contradicted, where no report states it."""
    best = choice.best
    others = (*choice.conflicts, *choice.sides)
    if _states(wanted, best):
        return Counted(Standing.DISPUTED if others else Standing.SUPPORTED, (best, *choice.support[:1]), others)
    beside: tuple[tuple[Standing, Sequence[Candidate]], ...] = (
        (Standing.OUTDATED, choice.history),
        (Standing.CONTRADICTED, choice.withdrawn),
        (Standing.DISPUTED, (*others, *choice.beneath)),
        (Standing.OUTDATED, _before(best, decision.rivals)[::-1]),
    )
    for standing, candidates in beside:
        if stating := [one for one in candidates if _states(wanted, one)]:
            is_untrue = standing is Standing.CONTRADICTED
            return Counted(standing, () if is_untrue else (stating[0],), (best, *stating[:is_untrue]))
    is_previous = any(_is_previous(wanted, best, left.found) for left in decision.rejected)
    is_exceeded = best.value > wanted.value or best.found.tally.measure in LEVELS
    return Counted(Standing.OUTDATED if is_previous else Standing.CONTRADICTED, (), (best,), is_exceeded=is_exceeded)


def _before(best: Candidate, rivals: Sequence[Candidate]) -> list[Candidate]:
    """Give what was reported before the newest value and fits no series with it."""
    return [
        rival for rival in rivals if rival.published < best.published and rival.found.stored.id != best.found.stored.id
    ]


def _is_previous(wanted: Measurement, best: Candidate, found: FoundTally) -> bool:
    """Tell whether the article of the newest value itself names `wanted` as the value before: "down from 6.7%"."""
    is_of_article = found.stored.id == best.found.stored.id and found.tally.measure == best.found.tally.measure
    return is_of_article and found.tally.kind is TallyKind.PREVIOUS and found.tally.value == wanted.value


def _states(wanted: Measurement, candidate: Candidate) -> bool:
    """Tell whether a number follows from a reported one."""
    if wanted.value == candidate.value:
        return True
    told = (quantity for quantity in measurements_of(candidate.quote, ()) if quantity.value == candidate.value)
    return any(agree(wanted, quantity) for quantity in told)
