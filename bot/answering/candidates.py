"""Which figures may be what a question asks for, and how well each fits. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from urllib.parse import urlsplit

from bot.answering.actors import acts, is_on_another_nation, only_acts
from bot.answering.counted_places import asked_value
from bot.answering.disasters import is_of_another_disaster
from bot.answering.groups import Group, group_of, is_narrower
from bot.answering.owners import is_anothers, is_nearest, is_of_another_half, is_of_another_subject, is_recurrent
from bot.answering.planning import Plan
from bot.answering.wording import Term, terms_of
from ingest import EVENTS, PREVENTING, Article, DatePrecision, FoundTally, Stance, TallyKind

REPETITIONS = frozenset({"times", "occasions"})
"""Units of "struck 14 times", which counts strikes under the measure of attacks."""
MIN_MATCH = 0.6
"""Least share of what the question names that a figure's surroundings must name."""
NAME_WEIGHT = 2.0
PLACE_WEIGHT = 0.5
"""Of a place beside a named subject: "in Iraq and Syria" may be written "in the Middle East"."""
ZONES = (1.0, 0.9, 0.7, 0.5)
"""Worth of a term found in the figure's sentence, in the title, just before the sentence (but for a name, which another
may have followed), near the article's start."""
_CAREER = re.compile(r"\b(?:careers?|lifetime|all[\s-]time|overall)\b", re.IGNORECASE)
"""What counts more than a season's."""
JUST_BEFORE = 250
"""Characters before a sentence that say what it goes on about."""
NEAR_START = 600
SAME_START = timedelta(days=3)
"""A window stated loosely ("the past two weeks") is the asked one if their first days lie no further apart."""
CONTINUING = 0.5
"""Least share of the asked stretch that a count from a later day covers to continue the series (us_forces)."""
LEVELS = frozenset({"percent", "money"})
"""Measures that rise and fall: of them the newest value counts, of all others the running total."""
MODIFIED = 0.2
"""What a level loses in match when a word narrows it; more than the slack, less than what a missing name costs."""


class Fit(IntEnum):
    """How a figure's stated window relates to the asked one."""

    OTHER = 0
    OPEN = 1
    EXACT = 2


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
    is_beside: bool = False
    """Whether its sentence is about another name, and only what stands around it about the asked one."""
    is_recurrent: bool = False
    """Whether it is due again and again: "$2m a year"."""
    is_said: bool = True
    """Whether its sentence says of the counted what the question says: that they "left"."""

    @property
    def published(self) -> datetime:
        """When it was published."""
        return self.found.stored.article.published

    @property
    def publisher(self) -> str:
        """Who published it."""
        return self.found.stored.article.publisher

    @property
    def origin(self) -> tuple[str, str]:
        """Who stands for it: the publisher, and the site where it stands; a name alone can be borrowed."""
        return origin_of(self.found.stored.article)

    @property
    def quote(self) -> str:
        """The sentence that states it."""
        return self.found.sentence

    @property
    def fullness(self) -> tuple[float, ...]:
        """How much it says, greater being more: of two reports of one value the fuller is shown."""
        tally = self.found.tally
        return (self.fit, bool(tally.parts), bool(tally.said_by), self.match, tally.kind is TallyKind.TOTAL)


def origin_of(article: Article) -> tuple[str, str]:
    """Give an article's publisher with the site where it stands, as far as that tells it from others."""
    host = urlsplit(article.url or "").hostname or ""
    return article.publisher, ".".join(host.split(".")[-2:])


def is_vouched_for(plan: Plan, found: FoundTally) -> bool:
    """Tell whether the text states the figure; that of "foiled 12 attacks" it does where the foiled are asked for."""
    if found.tally.stance is Stance.HYPOTHETICAL:
        return any(PREVENTING.match(term.name) and term.pattern.search(found.sentence) for term in plan.terms)
    return found.tally.stance is Stance.STATED


def candidate_of(plan: Plan, found: FoundTally, *, usual_start: date | None) -> Candidate | None:
    """Give the candidate that a tally is for `plan`, `None` if it cannot be what is asked.

    `usual_start` is the day since which the tallies found count, where the question names none.
    """
    tally = found.tally
    if tally.kind in {TallyKind.INCREMENT, TallyKind.SUBSET, TallyKind.PREVIOUS}:
        return None
    match = match_of(plan, found)
    group = group_of(plan, found)
    if found.tally.measure != plan.measure and plan.measure == "strike" and found.tally.unit not in REPETITIONS:
        return None
    if match < MIN_MATCH or group is Group.ANOTHER or not _is_meant(plan, found):
        return None
    value = asked_value(plan, found)
    if value is None:
        return None
    start = plan.since or usual_start
    if start and _is_of_another_stretch(start, plan, found):
        return None
    return Candidate(
        found,
        match,
        _fit(start, plan, found),
        value,
        is_broader=group is Group.ANY,
        is_narrower=group is Group.ASKED and is_narrower(plan, found),
        is_beside=is_of_another_subject(plan, found),
        is_recurrent=is_recurrent(found),
        is_said=plan.deed is None or plan.deed.is_said(found.sentence) or found.tally.measure == "win",
    )


def _is_meant(plan: Plan, found: FoundTally) -> bool:
    """Tell whether the sentence may count what is asked: by and to whom it was done, for or against, whose it is."""
    return (
        _has_actors(plan, found)
        and not (plan.period and not plan.period.pattern.search(found.tally.counts) and _CAREER.search(found.sentence))
        and not (plan.deed and plan.deed.is_contradicted(found.tally.counts))
        and ("against" in plan.unit) == ("against" in found.tally.unit)
        and not is_anothers(plan, found)
        and not is_on_another_nation(plan, found)
        and not is_of_another_disaster(plan, found)
        and not (plan.measure in LEVELS and is_of_another_half(plan, found))
    )


def _has_actors(plan: Plan, found: FoundTally) -> bool:
    """Tell whether those act whom the question has act, and those suffer whom it has suffer."""
    if plan.agents:
        own = any(agent.pattern.search(found.tally.unit) for agent in plan.agents)
        told = (found.sentence, found.stored.article.title)
        return not own and any(acts(agent, text) for agent in plan.agents for text in told)
    if plan.measure not in EVENTS:
        return True
    return not any(only_acts(term, found.sentence) for term in plan.core if term.is_name)


def match_of(plan: Plan, found: FoundTally) -> float:
    """Give the weighted share (0 to 1) of the question's terms that the figure's surroundings name."""
    article = found.stored.article
    start = found.tally.quote.start
    zones = (
        found.sentence,
        article.title,
        article.text[max(0, start - JUST_BEFORE) : start],
        article.text[:NEAR_START],
    )
    weights = [(term, _weight(plan, term)) for term in plan.terms]
    total = sum(weight for _, weight in weights)
    if not total:
        return 1.0
    named = sum(weight * max(_zone(term, zones), _by_deed(plan, term, zones[0])) for term, weight in weights) / total
    return named - MODIFIED if plan.measure in LEVELS and _is_modified(plan, zones[0]) else named


def _by_deed(plan: Plan, term: Term, sentence: str) -> float:
    """Give 1 where the sentence says in other words what `term` says of the counted: "sacked" for "laid off"."""
    return float(plan.deed is not None and term.name in plan.deed.asked and plan.deed.is_said(sentence))


def _is_modified(plan: Plan, sentence: str) -> bool:
    """Tell whether the sentence narrows what the question names: "youth unemployment" for "unemployment"."""
    for term in plan.core:
        found = [] if term.is_name else [*term.pattern.finditer(sentence)]
        if found and all(_follows_modifier(plan, sentence[: match.start()]) for match in found):
            return True
    return False


def _follows_modifier(plan: Plan, before: str) -> bool:
    """Tell whether `before` ends in a word that narrows the next and that the question does not name."""
    word = re.search(r"([A-Za-z]+)\s$", before)
    return bool(word and terms_of(word[1]) and not any(other.pattern.search(word[1]) for other in plan.terms))


def _weight(plan: Plan, term: Term) -> float:
    weight = NAME_WEIGHT if term.is_name and plan.measure != "percent" else 1.0  # because "inflation" says the most
    return weight * PLACE_WEIGHT if plan.core and term in plan.places else weight


def _zone(term: Term, zones: tuple[str, ...]) -> float:
    found = next((worth for worth, text in zip(ZONES, zones, strict=True) if term.pattern.search(text)), 0.0)
    return min(found, ZONES[-1]) if term.is_name and found == ZONES[2] else found


def _fit(start: date | None, plan: Plan, found: FoundTally) -> Fit:
    stated = found.tally.since
    if plan.period and stated is None:
        return Fit.EXACT if is_nearest(plan.period, found) else Fit.OPEN
    if stated is None:
        return Fit.OPEN if plan.since else Fit.EXACT
    if start is None:
        return Fit.OTHER
    slack = timedelta(0) if found.tally.since_precision is DatePrecision.DAY else SAME_START
    return Fit.EXACT if abs(stated - start) <= max(slack, plan.slack) else Fit.OTHER


def _is_of_another_stretch(start: date, plan: Plan, found: FoundTally) -> bool:
    """Tell whether it counts the lesser part of the asked stretch ("in the past 24 hours") or far more than it.

    Neither continues the asked count.
    """
    stated = found.tally.since
    if stated is None or abs(stated - start) <= max(SAME_START, plan.slack):
        return False
    told = found.stored.article.published.date()
    shorter, longer = sorted((told - stated, told - start))
    return shorter < longer * CONTINUING
