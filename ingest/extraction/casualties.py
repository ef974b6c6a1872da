"""Who was hurt: the killed and injured that one sentence states, as its figures and its lists of people count them."""

import re
from collections.abc import Sequence

from ingest.articles import Casualties, Qualifier, Span, Stance, TallyKind
from ingest.extraction.enumerations import PERSON, listed_dead
from ingest.extraction.factuality import stance_at
from ingest.extraction.implied import find_nobody
from ingest.extraction.numbers import VAGUE, Number
from ingest.extraction.tallies import figures_of

_KILLED_MEASURES = frozenset({"killed"})
_INJURED_MEASURES = frozenset({"injured", "hospitalised"})
_VOUCHED = frozenset({Stance.STATED, Stance.DISPUTED})
_NOT_HURT = re.compile(
    r"[^,;.]{0,40}\b(?:feared|presumed|thought|believed)\s+(?:to\b|dead\b|killed\b|drowned\b)|\s+counts?\b",
    re.IGNORECASE,
)
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
        and not _NOT_HURT.match(sentence, number.span.end)
    ]
    killed = _first(sentence, figures, _KILLED_MEASURES)
    if killed == Casualties():
        killed = _uncounted(sentence, _KILLED_MEASURES, _SOMEBODY_KILLED)
    killed = _at_least(killed, listed_dead(sentence))
    injured = _first(sentence, figures, _INJURED_MEASURES)
    if injured == Casualties():
        injured = _uncounted(sentence, _INJURED_MEASURES, _ONE_INJURED)
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


_HURT = (
    r"(?:(?:seriously|critically|slightly|badly|lightly|severely)\s+)?(?:wounded|injured|hurt|injuries"
    r"|hospitali[sz]ed|shot(?!\s+(?:dead|and\s+killed|down))"
    r"|stabbed(?!\s+to\s+death))\b"
)
_SOMEBODY = rf"(?:[\w'\u2019-]+\s+){{0,3}}?(?:{PERSON}|[\w-]+-year-old)\b"
_ONE = rf"\b(?:an?|one|the)\s+{_SOMEBODY}(?:[^.;]{{0,50}}?)\s+(?:is|was|been|has|had|be)?\s*"
_ONE_INJURED = re.compile(
    rf"{_ONE}{_HURT}|\b(?:injur(?:ed|ing|es)|wound(?:ed|ing|s)|stabbed)\s+(?:an?|one|the|his"
    rf"|her)\s+{_SOMEBODY}",
    re.IGNORECASE,
)
_SOMEBODY_KILLED = re.compile(
    r"\b(?:shot (?:and killed|dead|to death)|(?:is |was )?fatally (?:shot|stabbed|wounded)"
    r"|(?:was|is) (?:(?:shot and )?killed|martyred)|left (?:an?|one) (?:[\w-]+ ){1,2}dead"
    r"|claim(?:ed|s|ing) the life of|gunned down|(?:has|have) died|found dead|pronounced (?:dead|deceased)"
    r"|killing (?:his|her|a|an|[A-Z0-9])"
    r"|killed (?:his|her|[A-Z]|\d+-(?:year|month|week)-old)|murder-suicide"
    r"|(?:fatal|deadly) shooting of|shooting death of|succumbed|dies (?:after|from|in)"
    r"|died (?:after|from|of|in (?:surgery|(?:the|an?) [a-z]+)|at the scene|at (?:a|the)|later|early|\w+day)"
    r"|later died|slain)\b"
)
