"""The command for incidents: latest."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.door import bugs_logged
from bot.cli.drawing import MapFile, TimelineFile, write_picture
from bot.cli.options import AsOf, Data, Json, Since, Until, clock
from bot.cli.screens import show, write_json, write_text

if TYPE_CHECKING:
    from ingest import IncidentKind

SHOWN_INCIDENTS = 20
"""What a person reads in one go; programs get all."""


def latest(  # noqa: PLR0913 because each is one option that a person may give
    *,
    place: Annotated[
        str | None, typer.Option("--place", metavar="PLACE", help="Only there: a base, town, region or country.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Only of this kind, such as airstrike.")
    ] = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="N",
            min=1,
            help=f"At most N incidents. Without it the screen shows {SHOWN_INCIDENTS}, the other forms hold all.",
        ),
    ] = None,
    json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", metavar="", help="Write a table for spreadsheets.")] = False,
    geojson: Annotated[bool, typer.Option("--geojson", metavar="", help="Write GeoJSON for maps.")] = False,
    map_file: MapFile = None,
    timeline_file: TimelineFile = None,
    data: Data = None,
) -> None:
    """List incidents, newest first: what, when, where, killed and injured, and who reports it."""
    from bot.answering.incidents.latest import Filters
    from bot.answering.incidents.latest import latest as latest_incidents
    from bot.cli.workplace import opened_archive, prepared
    from bot.rendering.exports import incidents_csv, incidents_geojson
    from bot.rendering.headings import incidents_heading
    from bot.rendering.pictures import map_of, timeline_of
    from bot.rendering.terminal.incidents import render_incident_list, render_no_incidents

    if json + csv + geojson > 1:
        raise typer.BadParameter("they exclude each other, choose one.", param_hint="--json, --csv, --geojson")
    settings, now = prepared(data), clock(as_of)
    is_for_programs = json or csv or geojson or map_file or timeline_file
    enough = limit or (None if is_for_programs else SHOWN_INCIDENTS)
    filters = Filters(place=place, kind=_kind(kind), since=since, until=until, enough=enough)
    with bugs_logged(settings.data), opened_archive(settings) as archive:
        view = archive.view(now)
        found = latest_incidents(archive, view, filters)
        newest, articles = archive.newest(view), archive.count(view).articles
    incidents = found.incidents
    if json:
        for incident in incidents[:limit]:
            write_json(incident.as_row())
    elif csv:
        write_text(incidents_csv(incidents[:limit]))
    elif geojson:
        write_text(incidents_geojson(incidents[:limit]))
    elif incidents:
        shown = limit or SHOWN_INCIDENTS
        older_than = None if since else found.since
        show(render_incident_list(incidents, possible=found.possible, limit=shown, older_than=older_than))
    else:
        show(render_no_incidents(articles=articles, newest=newest))
    with bugs_logged(settings.data):
        title = incidents_heading(replace(filters, since=found.since), "Incidents")
        if map_file:
            write_picture(map_file, map_of(incidents[:limit], title))
        if timeline_file:
            write_picture(timeline_file, timeline_of(incidents[:limit], title, today=now.date()))


def _kind(named: str | None) -> "IncidentKind | None":
    from ingest import IncidentKind

    if named is None:
        return None
    try:
        return IncidentKind(named.strip().lower().replace(" ", "_").replace("-", "_"))
    except ValueError as cause:
        kinds = ", ".join(IncidentKind)
        raise typer.BadParameter(f"“{named}” is not among the kinds: {kinds}.", param_hint="--kind") from cause
