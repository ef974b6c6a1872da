"""Which figures may be what a question asks for, and how well each fits. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import cached_property
from itertools import takewhile
from typing import Final
from urllib.parse import urlsplit

from bot.answering.figures.counted_places import OPENING, asked_value
from bot.answering.question.planning import Plan
from bot.answering.question.terms import Term
from bot.answering.retrieval.finding import SAME_START
from ingest import (
    CASUALTIES,
    EVENTS,
    PREVENTING,
    RESIDING,
    Article,
    DatePrecision,
    FoundTally,
    Stance,
    Tally,
    TallyKind,
    country_of,
)

_RESIDENTS = ("residents", "inhabitants")
"""Who is there by their name; where nobody asks for that, they too may have come or left."""
MIN_MATCH = 0.6
"""Least share of what the question names that a figure's surroundings must name."""
PLACE_WEIGHT = 0.5
"""Of a place beside a named subject: "in Iraq and Syria" may be written "in the Middle East"."""
ZONES = (1.0, 0.9, 0.7, 0.5)
"""Worth of a term found in the figure's sentence, in the title, just before the sentence (but for a name, which another
may have followed), near the article's start."""
JUST_BEFORE = 250
"""Characters before a sentence that say what it goes on about."""
CONTINUING = 0.5
"""Least share of the asked stretch that a count from a later day covers to continue the series (us_forces)."""
LASTING = timedelta(days=7)
"""A figure that counts since longer ago is a running total, where the question states no window."""
LEVELS = frozenset({"percent", "money"})
"""Measures that rise and fall: of them the newest value counts, of all others the running total."""


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
    """Whether it counts people without saying that they are of the asked group: "1,200 dead" for dead Americans."""
    named: frozenset[str] = frozenset()
    """What the question names and its clause as well: "navy" of "96 of them navy ships"."""

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
    def is_revision(self) -> bool:
        """Whether its sentence calls it corrected or revised downward."""
        return self.found.tally.circumstances.is_revised

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


class Reading:
    """A tally as read for a plan: each slot is compared once, when a check first asks for it."""

    def __init__(self, plan: Plan, found: FoundTally, *, usual_start: date | None) -> None:
        """`usual_start` is the day since which the tallies found count, where the question names none."""
        self.plan = plan
        self.found = found
        self.start = plan.since or usual_start

    @cached_property
    def match(self) -> float:
        """The weighted share (0 to 1) of the question's terms that the figure's surroundings name."""
        return match_of(self.plan, self.found)

    @cached_property
    def fit(self) -> Fit:
        """How its stated window relates to the asked one."""
        return _fit(self.start, self.plan, self.found)

    @cached_property
    def value(self) -> float | None:
        """The value for the asked places; `None` if it is of others."""
        return asked_value(self.plan, self.found)


def _is_asked_role(kind: TallyKind, read: Reading) -> bool:
    """Tell whether a figure's role is asked for: by the question's words, as a part that it names, by its window."""
    plan, tally = read.plan, read.found.tally
    match kind:
        case TallyKind.SUBSET:
            told = [part.place for part in tally.parts] or [tally.unit]
            return any(term.pattern.search(words) for term in plan.terms for words in told)
        case TallyKind.INCREMENT:
            return kind in plan.kinds or plan.is_short
        case _:
            return kind in plan.kinds or (plan.since is not None and tally.since is not None and read.fit is Fit.EXACT)


def _clause(read: Reading) -> str:
    return read.found.tally.counts


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a figure has to satisfy to be what is asked for."""

    name: str
    failure: str
    """What is to be said of a figure that fails, for a person: `it is of another place`."""
    passes: Callable[[Reading], bool]
    seen: Callable[[Reading], str] = _clause
    """What it looks at: words of the figure's sentence where it can tell them, else what was read of it."""


PLACE: Final = Check(
    "place", "it is of another place", lambda read: read.value is not None, lambda read: read.found.sentence
)

CHECKS: Final = (
    Check(
        "role",
        "it is another kind of count than the asked one: an addition, a part, an earlier value, or a total",
        lambda read: _is_asked_role(read.found.tally.kind, read),
        lambda read: read.found.tally.kind.value,
    ),
    Check(
        "factuality",
        "its source does not state it as a fact",
        lambda read: read.found.tally.stance is Stance.WITHDRAWN or is_vouched_for(read.plan, read.found),
        lambda read: read.found.tally.stance.value,
    ),
    Check(
        "words",
        "what stands around it names too little of what is asked",
        lambda read: read.match >= MIN_MATCH,
        lambda read: f"{read.match:.2f} of what is asked, {MIN_MATCH} needed",
    ),
    Check(
        "agent",
        "others did it, or it befell others",
        lambda read: _has_actors(read.plan, read.found),
        lambda read: read.found.sentence,
    ),
    Check(
        "stock", "it counts who is there, not who came or went", lambda read: _is_stock_as_asked(read.plan, read.found)
    ),
    Check(
        "side",
        "it counts the other side of a vote",
        lambda read: not is_of_other_side(read.plan, read.found.tally),
        lambda read: read.found.tally.unit,
    ),
    Check(
        "nation",
        "it counts people of another nation",
        lambda read: not _are_apart(_nations_in(read.plan.unit), _nations_in(read.found.tally.unit)),
        lambda read: read.found.tally.unit,
    ),
    Check(
        "target",
        "it befell another nation",
        lambda read: not _befell_another_nation(read.plan, read.found),
        lambda read: read.found.sentence,
    ),
    PLACE,
    Check(
        "window",
        "it covers another stretch of time than the asked one",
        lambda read: not (read.start and _is_of_another_stretch(read.start, read.plan, read.found)),
        lambda read: str(read.found.tally.since or "no window of its own"),
    ),
)
"""Every check, in the order in which they are made: the first that fails is the reason."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A figure that is not what is asked for, and why."""

    found: FoundTally
    name: str
    """The check that it failed."""
    reason: str
    """For a person: `it is of another place`."""


def judged(read: Reading) -> Candidate | Rejected:
    """Give the candidate that a tally is for its plan, or the first check that it fails."""
    found, plan = read.found, read.plan
    failed = next((check for check in CHECKS if not check.passes(read)), None)
    if failed or (value := read.value) is None:
        failed = failed or PLACE
        return Rejected(found, failed.name, failed.failure)
    return Candidate(
        found,
        read.match,
        read.fit,
        value,
        is_broader=is_of_anybody(plan, found),
        named=frozenset(term.name for term in plan.core if term.pattern.search(found.tally.counts)),
    )


def is_of_other_side(plan: Plan, tally: Tally) -> bool:
    """Tell whether a figure is that of the votes against where those for are asked, or the other way round."""
    units = plan.unit, tally.unit
    return all("votes" in unit for unit in units) and len({"against" in unit for unit in units}) > 1


def is_of_anybody(plan: Plan, found: FoundTally) -> bool:
    """Tell whether neither the unit nor what stands before the number names the asked group: "Israeli soldiers"."""
    asked = [term for term in plan.core if term.pattern.search(plan.unit)] if plan.measure in CASUALTIES else []
    required = [term for term in asked if not term.is_name] or asked
    naming = asked if found.tally.kind is TallyKind.SUBSET else required
    before = "".join(takewhile(lambda letter: not letter.isdigit(), found.tally.counts))
    told = f"{before} {found.tally.unit}"
    return bool(required) and not any(term.pattern.search(told) for term in naming)


def _are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether both name something, and nothing in common."""
    return bool(one and other) and not one & other


def _nations_in(unit: str) -> frozenset[str]:
    """Give the countries whose people or things a unit names: "Peruvian sailors"."""
    return frozenset(country for word in unit.split() if (country := country_of(word)))


def _is_stock_as_asked(plan: Plan, found: FoundTally) -> bool:
    """Tell whether it counts who came or went where that is asked, and who is there where that is."""
    if plan.measure in CASUALTIES | EVENTS | LEVELS:
        return True
    is_told = found.tally.circumstances.is_of_residents
    return is_told or found.tally.unit.lower().endswith(_RESIDENTS) if _stock_asked(plan) else not is_told


def _stock_asked(plan: Plan) -> tuple[Term, ...]:
    """Give the question's words for being there, which `_is_stock_as_asked` looks for in all their forms."""
    if plan.measure in CASUALTIES | EVENTS | LEVELS:
        return ()
    return tuple(term for term in plan.core if RESIDING.fullmatch(term.name))


def _has_actors(plan: Plan, found: FoundTally) -> bool:
    """Tell whether those act whom the question has act, and those suffer whom it has suffer."""
    told = found.tally.circumstances
    if plan.agents:
        own = any(agent.pattern.search(found.tally.unit) for agent in plan.agents)
        around = f"{found.stored.article.title}\n{found.sentence}"
        return not own and any(
            agent.pattern.search(around) and not _is_among(agent, told.targets) for agent in plan.agents
        )
    if plan.measure not in EVENTS:
        return True
    acting = [term for term in plan.core if term.is_name and _is_among(term, told.agents)]
    return all(_is_among(term, told.targets) for term in acting)


def _befell_another_nation(plan: Plan, found: FoundTally) -> bool:
    """Tell whether the figure has attacks on the people of another nation than the asked one, whom it does not name."""
    asked = frozenset(country for term in plan.core if (country := country_of(term.name)))
    if plan.measure not in EVENTS or any(term.is_name and _is_among(term, [found.tally.counts]) for term in plan.core):
        return False
    return _are_apart(asked, _nations_in(" ".join(found.tally.circumstances.targets)))


def _is_among(term: Term, words: Sequence[str]) -> bool:
    return any(term.pattern.search(each) for each in words)


def match_of(plan: Plan, found: FoundTally) -> float:
    """Give the weighted share (0 to 1) of the question's terms that the figure's surroundings name."""
    article = found.stored.article
    start = found.tally.quote.start
    zones = (
        found.sentence,
        article.title,
        article.text[max(0, start - JUST_BEFORE) : start],
        article.text[:OPENING],
    )
    weights = [(term, _weight(plan, term)) for term in plan.terms if term not in _stock_asked(plan)]
    total = sum(weight for _, weight in weights)
    if not total:
        return 1.0
    return sum(weight * _zone(term, zones) for term, weight in weights) / total


def _weight(plan: Plan, term: Term) -> float:
    weight = 1.0 if plan.measure == "percent" else term.weight  # because "inflation" says the most
    return weight * PLACE_WEIGHT if plan.core and term in plan.places else weight


def _zone(term: Term, zones: tuple[str, ...]) -> float:
    found = next((worth for worth, text in zip(ZONES, zones, strict=True) if term.pattern.search(text)), 0.0)
    return min(found, ZONES[-1]) if term.is_name and found == ZONES[2] else found


def _fit(start: date | None, plan: Plan, found: FoundTally) -> Fit:
    stated, told = found.tally.since, found.stored.article.published.date()
    if stated is None:
        return Fit.OPEN if plan.since else Fit.EXACT
    if start is None:
        is_running = found.tally.as_of >= told and told - stated > LASTING
        return Fit.EXACT if is_running else Fit.OTHER
    slack = timedelta(0) if found.tally.since_precision is DatePrecision.DAY else SAME_START
    is_longer = plan.until is not None and found.tally.as_of - stated > plan.until - start + slack
    return Fit.EXACT if abs(stated - start) <= slack and not is_longer else Fit.OTHER


def _is_of_another_stretch(start: date, plan: Plan, found: FoundTally) -> bool:
    """Tell whether it counts the lesser part of the asked stretch ("in the past 24 hours") or far more than it.

    Neither continues the asked count.
    """
    stated = found.tally.since
    if stated is None or abs(stated - start) <= SAME_START:
        return False
    told = found.stored.article.published.date()
    ends = found.tally.as_of, plan.until or told
    shared = min(ends) - max(stated, start)
    return shared < (max(ends) - min(stated, start)) * CONTINUING
