"""Which figures may be what a question asks for, and how well each fits. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, IntEnum, auto

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
    Span,
    Stance,
    TallyKind,
    country_of,
    family_of,
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
CONTINUING = 0.5
"""Least share of the asked stretch that a count from a later day covers to continue the series (us_forces)."""
LEVELS = frozenset({"percent", "money"})
"""Measures that rise and fall: of them the newest value counts, of all others the running total."""
MODIFIED = 0.2
"""What a level loses in match when a word narrows it; more than the slack, less than what a missing name costs."""
BESIDE = 30
"""Characters between two places of one list: "in X and in eastern Y"."""


class Fit(IntEnum):
    """How a figure's stated window relates to the asked one."""

    OTHER = 0
    OPEN = 1
    EXACT = 2


class Group(Enum):
    """Whose fate a figure counts."""

    ASKED = auto()
    ANY = auto()
    ANOTHER = auto()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tally that may be what is asked for."""

    found: FoundTally
    match: float
    fit: Fit
    value: float
    """The tally's own value, or that of the part which the question asks for."""
    is_broader: bool = False
    """Whether it counts people without saying that they are of the asked group: "1,200 dead" for Americans killed."""
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
        return self.found.sentence

    @property
    def fullness(self) -> tuple[float, ...]:
        """How much it says, greater being more: of two reports of one value the fuller is shown."""
        tally = self.found.tally
        return (self.fit, bool(tally.parts), bool(tally.said_by), self.match, tally.kind is TallyKind.TOTAL)


def candidate_of(plan: Plan, found: FoundTally, *, usual_start: date | None) -> Candidate | None:
    """Give the candidate that a tally is for `plan`, `None` if it cannot be what is asked.

    `usual_start` is the day since which the tallies found count, where the question names none.
    """
    tally = found.tally
    if tally.kind in {TallyKind.INCREMENT, TallyKind.SUBSET, TallyKind.PREVIOUS} or tally.stance not in {
        Stance.STATED,
        Stance.DISPUTED,
    }:
        return None
    match = match_of(plan, found)
    group = _group_of(plan, found)
    if match < MIN_MATCH or _is_agent(plan, found) or group is Group.ANOTHER:
        return None
    value = _asked_value(plan, found)
    if value is None:
        return None
    start = plan.since or usual_start
    if start and _covers_little(start, plan, found):
        return None
    fit = _fit(start, plan, found)
    is_narrower = group is Group.ASKED and _is_narrower(plan, found)
    return Candidate(found, match, fit, value, is_broader=group is Group.ANY, is_narrower=is_narrower)


def match_of(plan: Plan, found: FoundTally) -> float:
    """Give the weighted share (0 to 1) of the question's terms that the figure's surroundings name."""
    article = found.stored.article
    zones = (found.sentence, article.title, article.text[:NEAR_START])
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
    sentence = found.sentence
    names = [term.pattern.pattern for term in plan.core if term.is_name]
    for name in names:
        suffered = re.search(rf"\b(?:on|against|targeting|at|target\w*|hit|struck)\b[^.;]{{0,40}}?{name}", sentence)
        acting = re.search(rf"{name}(?:\W+\w+){{0,4}}?\W+(?:has\s+|have\s+|had\s+)?{_ACTS}", sentence)
        by = re.search(rf"\b(?:attacks?|strikes?|raids?)\s+by\s+(?:the\s+)?{name}", sentence)
        if (acting or by) and not suffered:
            return True
    return False


def _group_of(plan: Plan, found: FoundTally) -> Group:
    """Tell whose fate a figure counts: of the asked group ("Americans", "Israeli soldiers"), of another, of anybody.

    The group has to be named by the unit, or by what stands before the number: "the number of Americans killed is 30".
    """
    asked = [term for term in plan.core if term.pattern.search(plan.unit)] if plan.measure in CASUALTIES else []
    required = [term for term in asked if not term.is_name] or asked
    unit = found.tally.unit
    if not required or any(term.pattern.search(unit) for term in required):
        return Group.ASKED
    if any(_names_group(word) for word in unit.split()):
        return Group.ANOTHER
    before = found.tally.counts.partition(_written(found))[0]
    return Group.ASKED if any(term.pattern.search(before) for term in required) else Group.ANY


def _names_group(word: str) -> bool:
    """Tell whether a word of a unit says which people are counted: a role, or a nation, which is a capital."""
    folded = word.lower()
    if folded in PEOPLE:
        return folded not in ANYBODY
    return country_of(word) is not None or (word[:1].isupper() and folded not in ANYBODY and family_of(word) is None)


def _written(found: FoundTally) -> str:
    """Give the number of a figure as its clause writes it, as far as digits do."""
    number = re.search(r"\d[\d,.]*", found.tally.counts)
    return number[0] if number else found.tally.unit


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


def _covers_little(start: date, plan: Plan, found: FoundTally) -> bool:
    """Tell whether it counts the lesser part of the asked stretch, "in the past 24 hours": that continues nothing."""
    stated = found.tally.since
    if stated is None or stated - start <= max(SAME_START, plan.slack):
        return False
    told = found.stored.article.published.date()
    return told - stated < (told - start) * CONTINUING


def _asked_value(plan: Plan, found: FoundTally) -> float | None:
    """Give the value for the places that the question names: the whole, or the part of the one place.

    `None` if the figure is of other places than the asked one, of more than it, or of one place "alone".
    """
    article, sentence = found.stored.article, found.sentence
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
