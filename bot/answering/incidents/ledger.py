"""Incidents as an asker may see them: folded from visible reports, filtered, counted."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answering.incidents.gathering import Beyond, gathered
from bot.answering.question.planning import Plan
from bot.answering.question.terms import Term, coverage
from ingest import (
    Archive,
    FoundReport,
    Incident,
    IncidentKind,
    Place,
    PlacePrecision,
    Sought,
    View,
    VisibleRuling,
    Window,
    country_of,
    fold,
    matches,
    measure_of,
    same_place,
)

MIN_COVERAGE = 0.6
_SENTENCES = 8_192
"""Of which is remembered at whom they aim: each is asked for in every window that is tried, some 500 bytes."""
_PLACES = 32_768
"""Of which is remembered whether they lie where somebody asked; ten years of news hold some thousands."""
_KINDS = {
    "attack": (
        IncidentKind.ARMED_ATTACK,
        IncidentKind.DRONE_OR_MISSILE_ATTACK,
        IncidentKind.SHELLING,
        IncidentKind.BOMBING,
        IncidentKind.SHOOTING,
    ),
    "strike": (IncidentKind.AIRSTRIKE, IncidentKind.DRONE_OR_MISSILE_ATTACK),
    "bombing": (IncidentKind.BOMBING, IncidentKind.AIRSTRIKE),
    "shooting": (IncidentKind.SHOOTING,),
    "abducted": (IncidentKind.ABDUCTION,),
    "clash": (IncidentKind.CLASH,),
    "protest": (IncidentKind.PROTEST,),
    "riot": (IncidentKind.RIOT,),
    "robbery": (IncidentKind.ROBBERY,),
    "accident": (IncidentKind.ACCIDENT,),
    "incident": tuple(IncidentKind),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """The incidents that match a question, and those that may, their dates being inexact."""

    certain: tuple[Incident, ...]
    possible: tuple[Incident, ...]


def event_of(plan: Plan) -> str | None:
    """Give what kind of event the ledger can count for the question, `None` if it keeps none of it.

    The dead and injured are counted over the events of a closed window: "killed in shootings in 2014".
    """
    if plan.measure in _KINDS:
        return plan.measure
    if plan.measure in {"killed", "injured"} and plan.until:
        return next((kind for term in plan.core if (kind := measure_of(term.name)) in _KINDS), None)
    return None


def total(plan: Plan, incidents: Sequence[Incident]) -> int:
    """Give what the question counts over `incidents`: them, or their dead or injured as best reported."""
    if plan.measure == "killed":
        return sum(incident.killed.best or 0 for incident in incidents)
    if plan.measure == "injured":
        return sum(incident.injured.best or 0 for incident in incidents)
    return len(incidents)


def counted(archive: Archive, view: View, plan: Plan, window: Window, *, least: int = 1) -> Counted:
    """Count what the archive holds of a window: read are the reports there, and those that a fold may join to them.

    Nothing where fewer than `least` are reported.
    """
    asked = _asked(plan)
    incidents = gathered(
        archive,
        view,
        window=window,
        sought=Sought(asked.kinds, lambda place: _is_there(asked.places, place)),
        beyond=Beyond(Sought(asked.kinds, lambda place: _may_be_there(asked.places, place)), window)
        if asked.places
        else None,
        is_about=lambda found: _is_about(asked, found),
        least=least,
    )
    return _divided(asked, incidents)


def count(plan: Plan, reports: Sequence[FoundReport], rulings: Sequence[VisibleRuling] = ()) -> Counted:
    """Fold the reports that match `plan`, as ruled, and divide them by whether they surely lie in its window.

    Of an incident that was corrected by hand, the reports that were corrected decide whether it matches.
    """
    asked = _asked(plan)
    return _divided(asked, fold([found for found in reports if _is_about(asked, found)], rulings))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a plan asks of the ledger."""

    plan: Plan
    """Without the words for the kind of event."""
    kinds: frozenset[IncidentKind]
    places: tuple[str, ...]


def _asked(plan: Plan) -> _Asked:
    event = event_of(plan) or "incident"
    core = tuple(term for term in plan.core if measure_of(term.name) != event)
    return _Asked(replace(plan, core=core), frozenset(_KINDS[event]), _places(plan))


def _divided(asked: _Asked, incidents: Iterable[Incident]) -> Counted:
    verdicts = [
        (incident, matches(incident, place=None, kind=None, since=asked.plan.since, until=asked.plan.until))
        for incident in incidents
        if _is_there(asked.places, incident.place) and _is_still_about(asked, incident)
    ]
    return Counted(
        tuple(incident for incident, verdict in verdicts if verdict == "yes"),
        tuple(incident for incident, verdict in verdicts if verdict == "possibly"),
    )


def _is_still_about(asked: _Asked, incident: Incident) -> bool:
    corrected = [found for found in incident.reports if found.corrections]
    return not corrected or any(_tells_of(asked, found) for found in corrected)


def _is_about(asked: _Asked, found: FoundReport) -> bool:
    """Tell a report that counts; of one that was corrected its incident is asked, which holds those beside it."""
    return bool(found.corrections) or _tells_of(asked, found)


def _tells_of(asked: _Asked, found: FoundReport) -> bool:
    if found.report.kind not in asked.kinds or not _may_be_there(asked.places, found.report.place):
        return False
    plan = asked.plan
    if not plan.core:
        return True
    if plan.measure not in _AIMED:
        return _names(plan.core, found)
    acting = any(term.pattern.search(plan.unit) for term in plan.core)
    return _acted(plan.core, found) if acting else _befell(plan.core, found)


def _is_there(asked: Sequence[str], place: Place) -> bool:
    return not asked or any(_lies_in(name, place) for name in asked)


@lru_cache(maxsize=_PLACES)
def _lies_in(name: str, place: Place) -> bool:
    return same_place(name, place)


def _may_be_there(asked: Sequence[str], place: Place) -> bool:
    """Tell a report that is there, or leaves open where: one of the same event may say it."""
    is_open = place.admin is None or place.precision not in {PlacePrecision.TOWN, PlacePrecision.SITE}
    return is_open or _is_there(asked, place)


def _places(plan: Plan) -> tuple[str, ...]:
    """Give each of several countries, else the one place that the words name together: "new mexico" is not Mexico."""
    names = tuple(term.name for term in plan.places)
    return names if all(country_of(name) for name in names) else (" ".join(names),)


def _names(terms: Sequence[Term], found: FoundReport) -> bool:
    return coverage(terms, f"{found.stored.article.title}\n{found.sentence}") >= MIN_COVERAGE


def _acted(terms: Sequence[Term], found: FoundReport) -> bool:
    """Tell whether those asked about were who acted: "US strikes" are not strikes on the US."""
    return coverage(terms, " ".join(found.report.actors)) >= MIN_COVERAGE


def _befell(terms: Sequence[Term], found: FoundReport) -> bool:
    """Tell whether those asked about were the target: not who acted, nor who is merely named beside it.

    Where a sentence aims at a thing ("the base"), the headline may say whose it is.
    """
    if _acted(terms, found):
        return False
    aimed = _aimed_at(found)
    if coverage(terms, aimed) >= MIN_COVERAGE:
        return True
    return any(not term.is_name and term.pattern.search(aimed) for term in terms) and _names(terms, found)


def _aimed_at(found: FoundReport) -> str:
    """Give the words that stand for whom an attack was aimed at: after "on" and "against", or before "was attacked"."""
    report = found.report
    return "\n".join((*report.targets, *report.victims, report.place.name or "", *_aimed_in(found.sentence)))


@lru_cache(maxsize=_SENTENCES)
def _aimed_in(sentence: str) -> tuple[str, ...]:
    return tuple(match["whom"] for pattern in (_AT, _UNDER) for match in pattern.finditer(sentence))


_AIMED = frozenset({"attack", "strike", "bombing"})
"""Measures with somebody at either end: "attacks on X" ask for a target, "X attacks" for who acts."""
_AT = re.compile(
    r"\b(?:on|at|against|targeting|targeted|toward|towards|hit|hits|struck|attacked"
    r"|over)\s+(?P<whom>[^,;:.()\u2013\u2014]+)"
)
_UNDER = re.compile(
    r"(?<![^\s,;:.()\u2013\u2014])(?P<whom>[^\s,;:.()\u2013\u2014][^,;:.()\u2013\u2014]*?)"
    r"\s++(?:(?:was|were|has been|have been|had been)\s+(?:\w+\s+)?(?:attacked"
    r"|hit|struck|targeted|hurt"
    r"|wounded|injured|killed)|c[oa]me under)\b"
)
