"""Incidents on a terminal."""

from collections.abc import Sequence
from datetime import date, datetime

from rich.console import Group, RenderableType
from rich.text import Text

from bot.answering.composition.phrasing import casualties_phrase, count_words, day, day_of, moment_of
from bot.rendering.headings import kind_name, when, where
from bot.rendering.reports import best_report
from bot.rendering.terminal.words import indented, linked, one_line, quoted, spaced
from ingest import Incident


def render_incidents(incidents: Sequence[Incident]) -> RenderableType:
    """Give a block an incident: what, when and where; who was hurt; the words of its best report, and the link."""
    return Group(*spaced([_incident(incident) for incident in incidents]))


def render_incident_ids(incidents: Sequence[Incident]) -> RenderableType:
    """Give the same blocks with the id that commands take."""
    return Group(*spaced([_incident(incident, name=incident.id) for incident in incidents]))


def render_outline(incident: Incident) -> RenderableType:
    """Give what all reports of an incident tell together, and its id, without their words."""
    return _outline(incident, name=incident.id)


def render_incident_list(
    incidents: Sequence[Incident], *, possible: int, limit: int, older_than: date | None
) -> RenderableType:
    """Give the first `limit` of all that were found, how many that is of how many, and which were not looked for."""
    lines = [f"{count_words(len(incidents), 'incident')}{f' since {day(older_than)}' if older_than else ''}."]
    if possible:
        lines.append(f"{possible:,} of them only possibly in the window: their reports give no exact date.")
    if len(incidents) > limit:
        lines.append(f"The newest {limit:,} are shown; more with --limit {min(len(incidents), 10 * limit)}.")
    if older_than:
        lines.append("Older ones: sitrep latest --since DAY")
    return Group(render_incident_ids(incidents[:limit]), Text(), Text(" ".join(lines), style="dim"))


def render_no_incidents(*, articles: int, newest: datetime | None) -> RenderableType:
    """Say that nothing was found, and among what."""
    if newest is None:
        return Text("No incidents: no articles were published by then, or there are none yet.")
    return Text(
        f"No incidents match, among {count_words(articles, 'article')} up to {moment_of(newest)}. "
        "That nothing was reported here does not mean that nothing happened."
    )


def _incident(incident: Incident, *, name: str | None = None) -> RenderableType:
    best = best_report(incident).stored.article
    return Group(
        _outline(incident, name=name),
        quoted(incident.summary),
        indented(Text(f"{one_line(best.publisher)}, {day_of(best)}", style="dim")),
        *([linked(best.url, best.title)] if best.url else []),
    )


def _outline(incident: Incident, *, name: str | None) -> RenderableType:
    return Group(
        Text.assemble(
            (when(incident.first_day, incident.last_day, incident.date_precision), "bold"),
            "  ",
            (kind_name(incident.kind.value), "bold cyan"),
            "  ",
            (one_line(where(incident.place)), "bold"),
            (f"  {name}" if name else "", "dim"),
        ),
        indented(Text(f"{casualties_phrase(incident)} · {_reported(incident)}")),
    )


def _reported(incident: Incident) -> str:
    reports = count_words(len(incident.reports), "report")
    if len(incident.reports) > 1:
        reports += f" from {count_words(incident.independent_sources, 'independent source')}"
    return reports if incident.status == "reported" else f"{reports} · {incident.status}"
