"""Who was hurt: the killed and injured that one sentence states, as its figures and its lists of people count them."""

import re
from collections.abc import Sequence
from typing import Final

from ingest.articles import Casualties, Qualifier, Span, TallyKind
from ingest.extraction.cues import cues
from ingest.extraction.enumerations import listed_dead
from ingest.extraction.factuality import vouches_for
from ingest.extraction.implied import find_nobody
from ingest.extraction.numbers import VAGUE, Number
from ingest.extraction.tallies import figures_of

_CUES: Final = cues("casualties")
_KILLED: Final = frozenset({"killed"})
_INJURED: Final = frozenset({"injured", "hospitalised"})
_BESIDE = frozenset({TallyKind.INCREMENT, TallyKind.SUBSET})


def find_casualties(sentence: str) -> tuple[Casualties, Casualties]:
    """Give the killed and the injured that `sentence` reports; "no casualties" is none of both, silence is `None`.

    Denied, feared and supposed dead are no dead, nor are those of an earlier count.
    """
    figures = [
        (number, counted.measure, counted.kind)
        for number, counted in figures_of(sentence)
        if counted.kind is not TallyKind.PREVIOUS
        and vouches_for(sentence, number.span)
        and not _CUES["not hurt"].match(sentence, number.span.end)
    ]
    killed = _first(sentence, figures, _KILLED) or _uncounted(sentence, _KILLED, _CUES["somebody killed"])
    injured = _first(sentence, figures, _INJURED) or _uncounted(sentence, _INJURED, _CUES["one injured"])
    return _at_least(killed, listed_dead(sentence)), injured


def _first(
    sentence: str, figures: Sequence[tuple[Number, str, TallyKind]], measures: frozenset[str]
) -> Casualties | None:
    """Give the first whole that counts one of `measures`, else the first part or addition."""
    counts = [(kind in _BESIDE, number.span.start, number) for number, measure, kind in figures if measure in measures]
    return _counted(sentence, min(counts)[2]) if counts else None


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
    is_told = any(vouches_for(sentence, Span(*match.span())) for match in somebody.finditer(sentence))
    return Casualties(1, 1, None) if is_told else Casualties()
