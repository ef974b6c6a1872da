"""Who was hurt: the killed and injured that one sentence states, as its figures and its lists of people count them."""

import re
from collections.abc import Sequence
from typing import Final

from ingest.articles import Casualties, Qualifier, Span, Stance, TallyKind
from ingest.extraction.cues import cues
from ingest.extraction.enumerations import listed_dead
from ingest.extraction.factuality import stance_at
from ingest.extraction.implied import find_nobody
from ingest.extraction.numbers import VAGUE, Number
from ingest.extraction.tallies import figures_of

_CUES: Final = cues("casualties")
_KILLED_MEASURES = frozenset({"killed"})
_INJURED_MEASURES = frozenset({"injured", "hospitalised"})
_VOUCHED = frozenset({Stance.STATED, Stance.DISPUTED})
_UNTRUE = frozenset({Stance.DENIED, Stance.WITHDRAWN, Stance.HYPOTHETICAL})
_BESIDE = frozenset({TallyKind.INCREMENT, TallyKind.SUBSET})


def find_casualties(sentence: str) -> tuple[Casualties, Casualties]:
    """Give the killed and the injured that `sentence` reports; "no casualties" is none of both, silence is `None`.

    Denied, feared and supposed dead are no dead, nor are those of an earlier count.
    """
    figures = [
        (number, counted.measure, counted.kind)
        for number, counted in figures_of(sentence)
        if counted.kind is not TallyKind.PREVIOUS
        and stance_at(sentence, number.span) in _VOUCHED
        and not _CUES["not hurt"].match(sentence, number.span.end)
    ]
    killed = _first(sentence, figures, _KILLED_MEASURES)
    if killed == Casualties():
        killed = _uncounted(sentence, _KILLED_MEASURES, _CUES["somebody killed"])
    killed = _at_least(killed, listed_dead(sentence))
    injured = _first(sentence, figures, _INJURED_MEASURES)
    if injured == Casualties():
        injured = _uncounted(sentence, _INJURED_MEASURES, _CUES["one injured"])
    return killed, injured


def _first(sentence: str, figures: Sequence[tuple[Number, str, TallyKind]], measures: frozenset[str]) -> Casualties:
    """Give the first whole that counts one of `measures`, else the first part or addition."""
    counts = [(kind in _BESIDE, number.span.start, number) for number, measure, kind in figures if measure in measures]
    return _counted(sentence, min(counts)[2]) if counts else Casualties()


def _is_vouched(sentence: str, pattern: re.Pattern[str]) -> bool:
    return any(stance_at(sentence, Span(*match.span())) not in _UNTRUE for match in pattern.finditer(sentence))


def _at_least(killed: Casualties, listed: int) -> Casualties:
    """Give the dead of a list where it holds more than the number beside it, which may be a part of them."""
    return Casualties(listed, listed, listed) if listed > (killed.best or 0) and killed.best != 0 else killed


def _counted(sentence: str, number: Number) -> Casualties:
    count = int(number.value)
    if " ".join(sentence[number.span.start : number.span.end].lower().split()) in VAGUE:
        return Casualties(count, None, None)
    match number.qualifier:
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return Casualties(count, count, None)
        case Qualifier.AT_MOST:
            return Casualties(None, count, count)
        case _:
            return Casualties(count, count, count)


def _uncounted(sentence: str, measures: frozenset[str], somebody: re.Pattern[str]) -> Casualties:
    if any(counted.measure in measures for _, counted in find_nobody(sentence)):
        return Casualties(0, 0, 0)
    return Casualties(1, 1, None) if _is_vouched(sentence, somebody) else Casualties()
