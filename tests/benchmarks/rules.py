"""The rules of answering, each with what stands in its place while it is off."""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Final, TypeAlias, TypeVar

from bot.answering.figures.candidates import CHECKS, Candidate, Check

Thing = TypeVar("Thing")
ROOM: Final = "bot.answering"
Put: TypeAlias = Mapping[str, object]
"""What stands in the place of a name, while a rule is off."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be switched off."""

    name: str
    off: Put
    code: tuple[str, ...] = ()
    """The functions and modules that would go with it."""

    @property
    def lines(self) -> int:
        return sum(len(inspect.getsource(resolve_name(f"{ROOM}.{name}")).splitlines()) for name in self.code)

    @property
    def is_of_figures(self) -> bool:
        return all(name.startswith("figures") for name in self.off)

    @property
    def is_of_planning(self) -> bool:
        """Whether it changes an answer by changing the plan, and no otherwise."""
        return all(name.startswith("question") and not name.startswith("question.terms") for name in self.off)

    @property
    def leaves_reading(self) -> bool:
        """Whether passages, and the slots of figures, are read as before."""
        said = all(name.startswith(("composition", "answerer", "incidents")) for name in self.off)
        is_within = self.name.startswith(("match", "places", "module: counted_places"))
        return (self.is_of_figures and not is_within) or self.is_of_planning or said


def never(*_: object, **__: object) -> bool:
    return False


def always(*_: object, **__: object) -> bool:
    return True


def nothing(*_: object, **__: object) -> tuple[()]:
    return ()


def none(*_: object, **__: object) -> None:
    return None


def first(one: Thing, *_: object, **__: object) -> Thing:
    return one


class Everything(frozenset[str]):
    """Holds whatever is asked for."""

    def __contains__(self, _: object) -> bool:
        return True


class Unmatched:
    """A pattern that is found nowhere."""

    def search(self, *_: object) -> None:
        return None

    match = search

    def sub(self, _: object, text: str) -> str:
        return text


def newest_of_best(candidates: Sequence[Candidate], **_: object) -> list[Candidate]:
    best = max(candidate.match for candidate in candidates)
    near = [candidate for candidate in candidates if candidate.match >= best - 0.15]
    return near[-1:]


def without(check: Check) -> tuple[Check, ...]:
    return tuple(other for other in CHECKS if other is not check)


def checks() -> Iterator[Rule]:
    code = {
        "agent": ("figures.candidates._has_actors",),
        "target": ("figures.candidates._befell_another_nation",),
        "place": ("figures.counted_places",),
        "window": ("figures.candidates._is_of_another_stretch",),
        "stock": ("figures.candidates._is_stock_as_asked", "figures.candidates._stock_asked"),
        "words": ("figures.candidates.match_of",),
    }
    for check in CHECKS:
        put: dict[str, object] = {"figures.candidates.CHECKS": without(check)}
        if check.name == "place":
            put["figures.candidates.asked_value"] = lambda _, found: found.tally.value
        yield Rule(f"check: {check.name}", put, code.get(check.name, ()))


RULES: Final = (
    *checks(),
    # Who stays among candidates
    Rule("selection: cohort", {"figures.totals._of_the_group": first}, ("figures.totals._of_the_group",)),
    Rule(
        "trust: withdrawals",
        {"figures.totals.taken_back": nothing},
        ("figures.trust.taken_back", "figures.trust._takes_back"),
    ),
    Rule(
        "trust: contradicted headlines",
        {"figures.totals.contradicted_headlines": nothing},
        (
            "figures.trust.contradicted_headlines",
            "figures.trust._may_contradict",
            "figures.trust._contradicts",
            "figures.mentions.is_rounded",
        ),
    ),
    Rule(
        "trust: unproven ends",
        {"figures.totals.is_unproven": never},
        ("figures.trust.is_unproven", "figures.trust.known_since"),
    ),
    Rule("sides", {"figures.totals.other_sides": nothing}, ("figures.sides",)),
    # What a series is
    Rule("series: lag", {"figures.series.LAG_WORTH": 0.0001}),
    Rule("series: size", {"figures.series.SIZE_WORTH": 0.0}),
    Rule("series: repeated as much", {"figures.series.REPEATED_WORTH": 1.0}),
    Rule("series: repeated nothing", {"figures.series.REPEATED_WORTH": 0.0}),
    Rule("series: growth", {"figures.series.DAILY_GROWTH": 1e9}),
    Rule("series: growth slack", {"figures.series.GROWTH_SLACK": 0}),
    Rule(
        "series: copies",
        {"figures.series.originals": first, "figures.totals.originals": first},
        ("figures.series.originals",),
    ),
    Rule(
        "series: revisions",
        {"figures.candidates.Candidate.is_revision": False},
    ),
    Rule("series: whole (newest best match)", {"figures.totals.best_chain": newest_of_best}, ("figures.series",)),
    Rule("totals: usual start", {"figures.totals._usual_start": none}, ("figures.totals._usual_start",)),
    Rule("totals: rates closest only", {"figures.totals.RATE_MATCH_SLACK": 0.0}),
    Rule("totals: rates any match", {"figures.totals.RATE_MATCH_SLACK": 9.0}),
    Rule(
        "totals: rates not apart",
        {"figures.totals.LEVELS": frozenset()},
        ("figures.totals._newest_level", "figures.totals._closeness"),
    ),
    Rule(
        "totals: totals as rates",
        {"figures.totals.LEVELS": Everything()},
        ("figures.totals._running_total", "figures.series"),
    ),
    Rule("totals: beneath", {"figures.totals._beneath": nothing}, ("figures.totals._beneath",)),
    Rule("totals: headline conflicts", {"figures.totals._is_as_good": never}, ("figures.totals._is_as_good",)),
    Rule("totals: independent support", {"figures.totals.independent": nothing}, ("figures.totals.independent",)),
    # How well each fits
    Rule("match: least", {"figures.candidates.MIN_MATCH": 0.0}),
    Rule("match: place weight", {"figures.candidates.PLACE_WEIGHT": 1.0}),
    Rule("match: zones", {"figures.candidates.ZONES": (1.0, 1.0, 1.0, 1.0)}),
    Rule("match: sentence and title alone", {"figures.candidates.ZONES": (1.0, 0.9, 0.0, 0.0)}),
    Rule("fit", {"figures.candidates._fit": lambda *_: 2}, ("figures.candidates._fit",)),
    # Modules
    Rule(
        "actors",
        {"figures.candidates._has_actors": always, "figures.candidates._befell_another_nation": never},
        ("figures.candidates._has_actors", "figures.candidates._befell_another_nation"),
    ),
    Rule(
        "module: cohorts",
        {"figures.candidates.is_of_anybody": never},
        ("figures.candidates.is_of_anybody",),
    ),
    Rule(
        "module: counted_places (parts only)",
        {"figures.counted_places._is_there": lambda *_: True},
        ("figures.counted_places._is_there", "figures.counted_places._countries_of"),
    ),
    Rule("places: countries", {"figures.counted_places._countries_of": lambda _: frozenset()}),
    Rule(
        "module: trust",
        {
            "figures.totals.taken_back": nothing,
            "figures.totals.contradicted_headlines": nothing,
            "figures.totals.is_unproven": never,
        },
        ("figures.trust",),
    ),
    # How the question is read
    Rule("question: chat", {"question.planning.written_out": first}, ("question.chat",)),
    Rule("question: chat words", {"question.chat._CHAT": Unmatched()}),
    Rule("question: places", {"question.planning.asked_places": lambda *_: ("", ())}, ("question.places",)),
    Rule("question: windows", {"question.planning.window_of": none}, ("question.windows",)),
    Rule("question: single date", {"question.windows._single_date": none}, ("question.windows._single_date",)),
    Rule("question: agents", {"question.planning._agents": nothing}, ("question.planning._agents",)),
    Rule("question: long", {"question.planning.SHORT": 1000}),
    Rule("question: wants newest", {"question.planning._NEWEST": ()}),
    Rule("question: voted", {"question.aim._VOTED": Unmatched()}),
    Rule("question: befallen", {"question.aim._BEFALLEN": Unmatched()}),
    Rule("question: done by", {"question.aim._DONE_BY": Unmatched()}),
    Rule("question: bare counts", {"question.aim.COUNTED_BARE": frozenset()}),
    Rule("words: groups", {"question.terms._GROUPS": []}),
    Rule("words: spellings", {"question.terms._spellings": lambda form: [form]}, ("question.terms._spellings",)),
    Rule("words: name weight", {"question.terms.NAME_WEIGHT": 1.0}),
    Rule("words: the country US", {"question.terms._THE_COUNTRY_US": Unmatched()}),
    # How it is said
    Rule(
        "said: naming",
        {
            "composition.composing.named_speaker": first,
            "composition.composing.place_name": first,
            "composition.composing.with_article": first,
        },
        ("composition.naming",),
    ),
    Rule("said: ordinal", {"composition.composing._ordinal_in": none}, ("composition.composing._ordinal_in",)),
    Rule("said: own ledger", {"incidents.ledger.event_of": none}, ("incidents.ledger",)),
    Rule(
        "retrieval: named first",
        {"retrieval.finding.NAMED": 1.0},
        ("retrieval.finding.named_first", "retrieval.finding._preference", "retrieval.finding._is_in"),
    ),
)
