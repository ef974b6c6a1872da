"""Incidents as an asker may see them: folded from visible reports, filtered, counted."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from bot.answering.question.planning import Plan
from bot.answering.question.terms import Term, coverage
from ingest import (
    FoundReport,
    Incident,
    IncidentKind,
    Place,
    PlacePrecision,
    VisibleRuling,
    country_of,
    fold,
    matches,
    measure_of,
    same_place,
)

MIN_COVERAGE = 0.6
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


def count(plan: Plan, reports: Sequence[FoundReport], rulings: Sequence[VisibleRuling] = ()) -> Counted:
    """Fold the reports that match `plan`, as ruled, and divide them by whether they surely lie in its window.

    Of an incident that was corrected by hand, the reports that were corrected decide whether it matches.
    """
    event = event_of(plan) or "incident"
    kinds = _KINDS[event]
    plan = replace(plan, core=tuple(term for term in plan.core if measure_of(term.name) != event))
    places = _places(plan)
    relevant = {found.id: found for found in reports if found.report.kind in kinds and _is_about(plan, places, found)}
    corrected = [found for found in reports if found.corrections and found.id not in relevant]
    verdicts = [
        (incident, matches(incident, place=None, kind=None, since=plan.since, until=plan.until))
        for incident in fold([*relevant.values(), *corrected], rulings)
        if _is_there(places, incident.place) and _matches_one_of(relevant, incident)
    ]
    return Counted(
        tuple(incident for incident, verdict in verdicts if verdict == "yes"),
        tuple(incident for incident, verdict in verdicts if verdict == "possibly"),
    )


def _matches_one_of(relevant: Container[int], incident: Incident) -> bool:
    deciding = [found for found in incident.reports if found.corrections] or incident.reports
    return any(found.id in relevant for found in deciding)


def _is_about(plan: Plan, places: Sequence[str], found: FoundReport) -> bool:
    report = found.report
    if not (_may_be_there(report.place) or _is_there(places, report.place)):
        return False
    if not plan.core:
        return True
    if plan.measure not in _AIMED:
        return _names(plan.core, found)
    acting = any(term.pattern.search(plan.unit) for term in plan.core)
    return _acted(plan.core, found) if acting else _befell(plan.core, found)


def _is_there(asked: Sequence[str], place: Place) -> bool:
    return not asked or any(same_place(name, place) for name in asked)


def _may_be_there(place: Place) -> bool:
    """Tell a report that leaves open where: one of the same event may say it."""
    return place.admin is None or place.precision not in {PlacePrecision.TOWN, PlacePrecision.SITE}


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
    report, sentence = found.report, found.sentence
    stretches = [match["whom"] for pattern in (_AT, _UNDER) for match in pattern.finditer(sentence)]
    return "\n".join((*report.targets, *report.victims, report.place.name or "", *stretches))


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
