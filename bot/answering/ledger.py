"""Incidents as an asker may see them: folded from visible reports, filtered, counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.passages import coverage
from bot.answering.planning import Plan
from ingest import FoundReport, Incident, IncidentKind, fold, matches, same_place

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


def counts_incidents(plan: Plan) -> bool:
    """Tell whether the ledger keeps what the question counts."""
    return plan.measure in _KINDS


def count(plan: Plan, reports: Sequence[FoundReport]) -> Counted:
    """Fold the reports that match `plan` and divide them by whether they surely lie in its window."""
    kinds = _KINDS.get(plan.measure or "incident", ())
    relevant = [found for found in reports if found.report.kind in kinds and _is_about(plan, found)]
    verdicts = [
        (incident, matches(incident, place=None, kind=None, since=plan.since, until=plan.until))
        for incident in fold(relevant)
    ]
    return Counted(
        tuple(incident for incident, verdict in verdicts if verdict == "yes"),
        tuple(incident for incident, verdict in verdicts if verdict == "possibly"),
    )


def _is_about(plan: Plan, found: FoundReport) -> bool:
    report, article = found.report, found.stored.article
    if plan.places and not any(same_place(term.name, report.place) for term in plan.places):
        return False
    sentence = article.text[report.quote.start : report.quote.end]
    return not plan.core or coverage(plan.core, f"{article.title}\n{sentence}") >= MIN_COVERAGE
