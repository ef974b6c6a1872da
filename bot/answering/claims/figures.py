"""What the series of reported totals makes of a claim's number: it is the newest, an earlier one, or none of them. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answering.checking.quantities import Quantity, agree, quantities_of
from bot.answering.claims.standings import Standing
from bot.answering.figures.candidates import Candidate
from bot.answering.figures.totals import Choice, Decision
from ingest import FoundTally, TallyKind


@dataclass(frozen=True, slots=True)
class Counted:
    """How a number stands to a series."""

    standing: Standing
    bearing: tuple[Candidate, ...]
    opposing: tuple[Candidate, ...]


def counted(wanted: Quantity, choice: Choice, decision: Decision) -> Counted:
    """Tell how `wanted` stands to the series that ends with the choice; contradicted, where no report states it.

    An earlier value is looked for before the newest: "more than 14,000" of 14,128 is outdated by 20,057, which is
    more than 14,000 as well.
    """
    best = choice.best
    if _states(wanted, best) and not _is_nearer(wanted, best, choice.history):
        others = (*choice.conflicts, *choice.sides)
        return Counted(Standing.DISPUTED if others else Standing.SUPPORTED, (best, *choice.support[:1]), others)
    if earlier := tuple(_stating(wanted, choice.history)):
        return Counted(Standing.OUTDATED, earlier[:1], (best,))
    if taken_back := tuple(_stating(wanted, choice.withdrawn)):
        return Counted(Standing.CONTRADICTED, (), (best, *taken_back[:1]))
    if others := tuple(_stating(wanted, (*choice.conflicts, *choice.sides, *choice.beneath))):
        return Counted(Standing.DISPUTED, others[:1], (best,))
    if outside := tuple(_stating(wanted, _before(best, decision.rivals))):
        return Counted(Standing.OUTDATED, outside[-1:], (best,))
    if any(_is_previous(wanted, best, left.found) for left in decision.rejected):
        return Counted(Standing.OUTDATED, (), (best,))
    return Counted(Standing.CONTRADICTED, (), (best,))


def _before(best: Candidate, rivals: Sequence[Candidate]) -> list[Candidate]:
    """Give what was reported before the newest value and fits no series with it."""
    return [rival for rival in rivals if rival.published < best.published and rival.found.stored.id != best.found.stored.id]


def _is_previous(wanted: Quantity, best: Candidate, found: FoundTally) -> bool:
    """Tell whether the article of the newest value itself names `wanted` as the value before: "down from 6.7%"."""
    is_of_article = found.stored.id == best.found.stored.id and found.tally.measure == best.found.tally.measure
    return is_of_article and found.tally.kind is TallyKind.PREVIOUS and found.tally.value == wanted.value


def _stating(wanted: Quantity, candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    return (candidate for candidate in candidates if _states(wanted, candidate))


def _states(wanted: Quantity, candidate: Candidate) -> bool:
    """Tell whether a number follows from a reported one."""
    if wanted.value == candidate.value:
        return True
    told = (quantity for quantity in quantities_of(candidate.quote, ()) if quantity.value == candidate.value)
    return any(agree(wanted, quantity) for quantity in told)


def _is_nearer(wanted: Quantity, best: Candidate, history: Iterable[Candidate]) -> bool:
    """Tell whether an earlier value is nearer to what is said than the newest one."""
    distance = abs(best.value - wanted.value)
    return any(abs(earlier.value - wanted.value) < distance for earlier in _stating(wanted, history))
