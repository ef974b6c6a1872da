"""The commands about single incidents: incidents show, split, join, correct, undo, rulings.

Who types them is the operator: what is ruled here applies to every asker, and to questions about the past too.
"""

import getpass
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.choosing import opened
from bot.cli.options import AsOf, Data, Json, clock
from bot.cli.screens import show, write_json

if TYPE_CHECKING:
    from ingest import Archive, FoundReport, Incident, Ruling

NamedIncident = Annotated[
    str,
    typer.Argument(
        metavar="INCIDENT", help="Its id, or enough of it, as `sitrep latest` shows it.", show_default=False
    ),
]
OtherIncident = Annotated[str, typer.Argument(metavar="INCIDENT", help="The id of the other one.", show_default=False)]
NamedReports = Annotated[
    list[int],
    typer.Argument(metavar="REPORT", help="Numbers, as `sitrep incidents show` gives them.", show_default=False),
]
NamedRuling = Annotated[
    int, typer.Argument(metavar="RULING", help="As `sitrep incidents rulings` numbers it.", show_default=False)
]
_NOBODY: Final = "the operator"
"""Who rules where the system knows no name, as in a container."""


def show_incident(incident: NamedIncident, *, as_of: AsOf = None, json: Json = False, data: Data = None) -> None:
    """Show an incident with all its reports, each with the number that `split` takes."""
    from bot.rendering.exports import incident_row
    from bot.rendering.terminal.rulings import render_incident

    with opened(data) as (_, archive):
        now = clock(as_of)
        chosen = _chosen(_incidents(archive, now), incident)
        ids = {found.id for found in chosen.reports}
        view = archive.view(now)
        rulings = [ruling.id for ruling in archive.rulings(view) if ids & (ruling.these | ruling.those)]
    if json:
        write_json(incident_row(chosen, rulings=rulings))
    else:
        show(render_incident(chosen, rulings=rulings))


def split(incident: NamedIncident, reports: NamedReports, *, json: Json = False, data: Data = None) -> None:
    """Say "not the same": these reports tell another event than all others of the incident."""
    from ingest import Proposal, RulingKind

    with opened(data) as (_, archive):
        now = clock(None)
        whole = _chosen(_incidents(archive, now), incident)
        parted = _parted(whole, reports)
        rest = [found for found in whole.reports if found not in parted]
        proposal = Proposal.about(RulingKind.DIFFERENT, parted, rest, by=_who())
        _tell(archive, archive.rule(proposal, now=now), whole.reports, now=now, json=json)


def join(one: NamedIncident, other: OtherIncident, *, json: Json = False, data: Data = None) -> None:
    """Say "the same": all reports of both incidents tell one event."""
    from ingest import InputError, Proposal, RulingKind

    with opened(data) as (_, archive):
        now = clock(None)
        incidents = _incidents(archive, now)
        first, second = _chosen(incidents, one), _chosen(incidents, other)
        if first == second:
            raise InputError(f"{one} and {other} are one incident already, {first.id}; name two.")
        proposal = Proposal.about(RulingKind.SAME, first.reports, second.reports, by=_who())
        _tell(archive, archive.rule(proposal, now=now), first.reports + second.reports, now=now, json=json)


def correct(  # noqa: PLR0913 because each is an argument or an option
    incident: NamedIncident,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="kind, day, place, killed or injured.")],
    value: Annotated[
        str,
        typer.Argument(metavar="VALUE", help="What is right: a kind, 2023-11-22, “Mosul, Iraq”, 4 or 4-6."),
    ],
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Who says otherwise, and where.")],
    json: Json = False,
    data: Data = None,
) -> None:
    """Say what is right of an incident, whatever its reports say; servers may say otherwise for themselves."""
    from bot.inputs.corrections import read_correction
    from ingest import CorrectedField, InputError, Proposal

    now = clock(None)
    try:
        corrected = read_correction(CorrectedField(field.strip().casefold()), value, reason, now=now)
    except ValueError as cause:
        raise InputError(f"“{field}” cannot be corrected. These can: {', '.join(CorrectedField)}.") from cause
    with opened(data) as (_, archive):
        chosen = _chosen(_incidents(archive, now), incident)
        ruling = archive.rule(Proposal.correcting(chosen.reports, corrected, by=_who()), now=now)
        _tell(archive, ruling, chosen.reports, now=now, json=json)


def undo(ruling: NamedRuling, *, json: Json = False, data: Data = None) -> None:
    """Take a ruling back: incidents are again what they were without it."""
    from bot.rendering.exports import ruling_row
    from bot.rendering.terminal.rulings import render_undone
    from ingest import RulingId

    with opened(data) as (_, archive):
        undone = archive.undo_ruling(RulingId(ruling), by=_who(), now=clock(None))
    if json:
        write_json(ruling_row(undone, applies=False))
    else:
        show(render_undone(undone))


def list_rulings(*, json: Json = False, data: Data = None) -> None:
    """List what was ruled: which reports, when, by whom, and whether it was undone."""
    from bot.rendering.exports import ruling_row
    from bot.rendering.terminal.rulings import render_rulings

    with opened(data) as (_, archive):
        rulings = archive.rulings_made()
        applying = {ruling.id for ruling in archive.rulings(archive.view(clock(None)))}
    if json:
        for ruling in rulings:
            write_json(ruling_row(ruling, applies=ruling.id in applying))
    else:
        show(render_rulings(rulings, applying=applying))


def _incidents(archive: "Archive", now: datetime) -> "Sequence[Incident]":
    from bot.answering.incidents.latest import Filters, latest

    return latest(archive, archive.view(now), Filters(enough=None)).incidents


def _chosen(incidents: "Sequence[Incident]", named: str) -> "Incident":
    """Find the incident whose id begins as named."""
    from ingest import InputError

    wanted = named.strip().casefold()
    meant = [incident for incident in incidents if wanted and incident.id.startswith(wanted)]
    if not meant:
        raise InputError(f"There is no incident {named}. The ids of all: sitrep latest")
    if len(meant) > 1:
        raise InputError(f"{len(meant)} ids of incidents begin with {named}. Write more of it.")
    return meant[0]


def _parted(whole: "Incident", numbers: Sequence[int]) -> "Sequence[FoundReport]":
    """Give the reports of an incident that are to leave it."""
    from ingest import InputError

    by_number = {found.id: found for found in whole.reports}
    all_of_them = ", ".join(str(number) for number in sorted(by_number))
    twice = next((number for number, times in Counter(numbers).items() if times > 1), None)
    stranger = next((number for number in numbers if number not in by_number), None)
    if twice is not None:
        raise InputError(f"Report {twice} is named twice.")
    if stranger is not None:
        raise InputError(f"Report {stranger} is none of incident {whole.id}'s; those are: {all_of_them}.")
    if len(numbers) == len(by_number):
        raise InputError(f"Incident {whole.id} has no other report than {all_of_them}: nothing is left to part.")
    return [by_number[number] for number in numbers]


def _tell(
    archive: "Archive", ruling: "Ruling", concerned: "Sequence[FoundReport]", *, now: datetime, json: bool
) -> None:
    """Show what was ruled, and what became of the incidents."""
    from bot.rendering.exports import ruling_row
    from bot.rendering.terminal.rulings import render_ruled

    ids = {found.id for found in concerned}
    outcome = [
        incident for incident in _incidents(archive, now) if not ids.isdisjoint(found.id for found in incident.reports)
    ]
    if json:
        write_json({**ruling_row(ruling, applies=True), "incidents": [incident.id for incident in outcome]})
    else:
        show(render_ruled(ruling, outcome))


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return _NOBODY
