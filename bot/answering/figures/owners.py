"""Whose a number is where a sentence has several: "Alder with 49 and Birch with 47". Pure."""

import re
from functools import lru_cache

from bot.answering.question.planning import Plan
from bot.answering.question.wording import Term
from ingest import FoundTally, Span, find_numbers

_NAME = r"[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3}"
_OWNED = re.compile(
    rf"(?:(?P<owner>{_NAME})(?:['’]s\s+(?:[a-z]+\s+){{0,3}}|\s*\(|:\s*"
    r"|,?\s+(?:(?:who|which)\s+)?(?:with|has|had|on|at|won|took|received|polled|scored|leads\s+with|reporting|recording|counting"
    r"|(?P<counting>(?:has|have|had)\s+\w+))\s+)"
    rf"|(?:[,;]|\band)\s+(?P<listed>{_NAME})\s+)"
    r"(?:(?:an?|the|staggering|record|about|around|nearly|almost|over|at\s+least|more\s+than|some|just|only)\s+)*$"
)
"""A name and what joins it to the number behind it: "Alder with", "Alder's", "Alder, reporting a staggering"."""

_RECURS = re.compile(
    r"\s+(?:(?:dollars|euros|pounds|yen)\s+)?(?:(?:an?|per|each|every)\s+(?:year|season|month|week|day|hour|game)"
    r"|annually|monthly|weekly)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r";\s|,\s+(?:and|but|while|whereas)\s+")
_OWN_NAME = re.compile(
    r"^(?:[A-Z]\w+\s+[a-z]|.*?\b(?:in|of|for|at)\s+(?:the\s+)?"
    r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Q[1-4])\w*\b)[A-Z]\w)"
)
"""A name as the subject of a half sentence, or the place that it tells of."""
_SUBJECT = re.compile(rf"(?P<name>{_NAME})\s+has\s+(?:\w+\s+){{0,3}}$")


def is_anothers(plan: Plan, found: FoundTally) -> bool:
    """Tell whether the figure is that of another name than those which the question names in its sentence."""
    named = [term for term in plan.terms if term.is_name or term in plan.places]
    names = [
        term
        for term in named
        if len(term.pattern.findall(found.sentence)) == 1 and not term.pattern.search(found.tally.unit)
    ]
    position = _position(found) if names else None
    owned = _OWNED.search(found.sentence, 0, position.start) if position else None
    if owned is None or position is None:
        return False
    clause = found.sentence[owned.start() : position.end]
    if any(term.pattern.search(clause) for term in names):
        return False
    behind = found.sentence[position.end :]
    if owned["counting"] and not any(
        re.search(rf"{term.pattern.pattern}(?:\W+\w+){{0,2}}?\W+\d", behind) for term in names
    ):
        return False
    return not any(
        re.match(rf"[^,;:()]{{0,60}}?\b(?:in|of|on|from|at|for|by|against)\s+(?:the\s+)?{term.pattern.pattern}", behind)
        for term in names
    )


def is_of_another_subject(plan: Plan, found: FoundTally) -> bool:
    """Tell whether the sentence has another name for its subject than the asked ones: "Alder has cut 49"."""
    position = _position(found)
    names = [term for term in plan.core if term.is_name]
    subject = _SUBJECT.search(found.sentence, 0, position.start) if names and position else None
    return subject is not None and not any(term.pattern.match(subject["name"]) for term in names)


def is_of_another_half(plan: Plan, found: FoundTally) -> bool:
    """Tell whether the asked name stands in the sentence's other half, and a name of its own in the figure's."""
    half = half_of(found)
    names = [term for term in plan.terms if term.is_name or term in plan.places]
    told = [term for term in names if term.pattern.search(found.sentence)]
    return bool(told and _OWN_NAME.search(half)) and not any(term.pattern.search(half) for term in told)


def half_of(found: FoundTally) -> str:
    """Give what of the sentence no "; " or ", and " parts from the figure; all of it if the figure stands nowhere."""
    position = _position(found)
    if position is None:
        return found.sentence
    start = max((joint.end() for joint in _JOINT.finditer(found.sentence, 0, position.start)), default=0)
    following = _JOINT.search(found.sentence, position.end)
    return found.sentence[start : following.start() if following else len(found.sentence)]


def is_recurrent(found: FoundTally) -> bool:
    """Tell whether the figure is money due again and again: "$2m a year"."""
    position = _position(found) if found.tally.measure == "money" else None
    return position is not None and bool(_RECURS.match(found.sentence, position.end))


def is_nearest(term: Term, found: FoundTally) -> bool:
    """Tell whether `term` goes with the figure: "15 wins this season", or, if none precedes it, "this season 15"."""
    numbers = [span for span, _ in _valued(found.sentence)]
    position = _position(found)
    return any(_beside(match.start(), numbers) == position for match in term.pattern.finditer(found.sentence))


def _beside(place: int, numbers: list[Span]) -> Span | None:
    """Give the last number before `place`, else the first after it."""
    preceding = [number for number in numbers if number.end <= place]
    return preceding[-1] if preceding else next(iter(numbers), None)


def _position(found: FoundTally) -> Span | None:
    """Give where the figure stands in its sentence, as far as its digits tell."""
    return next((span for span, value in _valued(found.sentence) if value == found.tally.value), None)


_ORDINAL = re.compile(r"\b(?P<digits>\d{1,4})(?:st|nd|rd|th)\b")


@lru_cache(maxsize=1_024)
def _valued(sentence: str) -> tuple[tuple[Span, float], ...]:
    """Give the numbers of a sentence and its ordinals in digits, in order."""
    found = [(number.span, number.value) for number in find_numbers(sentence)]
    found += [(Span(match.start(), match.end()), float(match["digits"])) for match in _ORDINAL.finditer(sentence)]
    return tuple(sorted(found, key=lambda each: each[0].start))
