"""Rows for other programs: JSON, CSV for spreadsheets, GeoJSON for maps. Pure."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import StringIO
from operator import attrgetter
from typing import Final

from bot.answering.answers import JsonValue, Ranked
from bot.filling import Intake
from bot.rendering.corrections import value_words
from bot.rendering.reports import best_report
from ingest import (
    Change,
    FoundReport,
    Incident,
    Outline,
    ReportName,
    Ruling,
    RulingId,
    Scouted,
    SourceId,
    SourceKind,
    SourceSummary,
    Span,
    Standing,
    Trace,
    Unusable,
    write_opml,
)

_COLUMNS: Final[Mapping[str, Callable[[Incident], str | float | None]]] = {
    "id": attrgetter("id"),
    "kind": attrgetter("kind.value"),
    "from": attrgetter("first_day"),
    "to": attrgetter("last_day"),
    "precision": attrgetter("date_precision.value"),
    "place": attrgetter("place.name"),
    "admin": attrgetter("place.admin"),
    "country": attrgetter("place.country"),
    "lat": attrgetter("place.latitude"),
    "lon": attrgetter("place.longitude"),
    "killed_low": attrgetter("killed.low"),
    "killed_best": attrgetter("killed.best"),
    "killed_high": attrgetter("killed.high"),
    "injured_low": attrgetter("injured.low"),
    "injured_best": attrgetter("injured.best"),
    "injured_high": attrgetter("injured.high"),
    "status": attrgetter("status"),
    "reports": lambda incident: len(incident.reports),
    "independent_sources": attrgetter("independent_sources"),
    "summary": attrgetter("summary"),
    "url": lambda incident: best_report(incident).stored.article.url,
}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a cell instead of showing it (OWASP, CSV injection)."""


def passage_row(passage: Ranked) -> dict[str, JsonValue]:
    """Give the row that `search --json` writes, which is also one of `ranked` in an answer."""
    return {
        "id": passage.id,
        "url": passage.url,
        "title": passage.title,
        "publisher": passage.publisher,
        "published": passage.published.isoformat(),
        "score": passage.score,
        "text": passage.text,
    }


def incident_row(incident: Incident, *, rulings: Sequence[RulingId]) -> dict[str, object]:
    """Give the row that `incidents show --json` writes: that of `latest`, and the numbers of its reports in order."""
    return {
        **incident.as_row(),
        "report_numbers": [found.id for found in incident.reports],
        "rulings": list(rulings),
    }


def ruling_row(ruling: Ruling, *, applies: bool) -> dict[str, JsonValue]:
    """Give the row that `incidents rulings --json` writes; `state` is standing, idle or undone."""
    return {
        "id": ruling.id,
        "kind": ruling.kind.value,
        "state": "undone" if ruling.undone else "standing" if applies else "idle",
        "these": [_name_row(name) for name in ruling.these],
        "those": [_name_row(name) for name in ruling.those],
        "field": ruling.corrected.field if ruling.corrected else None,
        "value": value_words(ruling.corrected.value) if ruling.corrected else None,
        "reason": ruling.reason,
        "made": ruling.made.isoformat(),
        "by": ruling.by,
        "undone": _iso(ruling.undone),
        "undone_by": ruling.undone_by,
    }


def _name_row(name: ReportName) -> dict[str, JsonValue]:
    return {"address": name.address, "quote": name.sentence, "kind": name.kind.value, "place": name.place}


def source_row(source: SourceSummary) -> dict[str, JsonValue]:
    """Give the row that `sources list --json` and `sources show --json` write."""
    state = source.state
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "url": source.url,
        "articles": source.articles,
        "newest": _iso(source.newest),
        "languages": list(source.languages),
        "shared": source.shared,
        "standing": source.standing,
        "paused": source.paused,
        "publisher": source.publisher,
        "tags": list(source.tags),
        "language": source.language,
        "items_a_day": source.items_a_day,
        "copies": source.copies,
        "cited": source.cited,
        "added": source.added.isoformat(),
        "added_by": source.added_by,
        "health": state.health if state else None,
        "problem": state.problem if state else None,
        "failing_since": _iso(state.failing_since) if state else None,
        "interval_seconds": state.interval.total_seconds() if state else None,
        "checked": _iso(state.checked) if state else None,
        "next_check": _iso(state.next_check) if state else None,
        **({"halted": True} if source.halted else {}),
        **({"servers": list(source.servers)} if source.servers else {}),
    }


def sources_opml(sources: Sequence[SourceSummary]) -> bytes:
    """Give the feeds and news sitemaps among sources as a list that feed readers, and sitrep elsewhere, import."""
    outlines = [
        Outline(source.name, source.url, None, source.kind, source.publisher, source.tags, source.language)
        for source in sources
        if source.url and source.kind in {SourceKind.FEED, SourceKind.SITEMAP}
    ]
    return write_opml(outlines, title="Sources of sitrep")


def change_row(change: Change) -> dict[str, JsonValue]:
    """Give the row that `sources log --json` writes; `server` is `*` for the operator."""
    return {
        "at": change.at.isoformat(),
        "server": change.subscriber,
        "source": change.source,
        "name": change.name,
        "action": change.action,
        "by": change.by,
        "detail": change.detail,
    }


def trace_row(trace: Trace) -> dict[str, JsonValue]:
    """Give the row that `sources why --json` writes."""
    return {
        "source": trace.source,
        "name": trace.name,
        "standing": trace.standing,
        "offered": _iso(trace.offered),
        "outcome": trace.outcome,
        "detail": trace.detail,
        "stored": trace.stored,
        "passages": trace.passages,
        "indexed": trace.indexed,
        "found": trace.stored and trace.standing is Standing.ACTIVE,
        "copy_of": trace.copy_of,
    }


def intake_row(intake: Intake) -> dict[str, JsonValue]:
    """Give the row that `sources add --json` writes of a file."""
    progress = intake.progress
    return {
        "address": str(intake.file),
        "status": "taken" if intake.holds_something else "unusable",
        "reason": intake.problem,
        "new": progress.new,
        "revised": progress.revised,
        "unchanged": progress.unchanged,
        "refused": len(progress.refused),
    }


def scouted_row(scouted: Scouted, *, number: SourceId | None, is_new: bool) -> dict[str, JsonValue]:
    """Give the row that `sources add --json` writes; `number` is what the source is known by."""
    if isinstance(scouted, Unusable):
        return {"address": scouted.address, "status": "unusable", "reason": scouted.reason}
    return {
        "address": scouted.address,
        "status": "added" if is_new else "already_here",
        "id": number,
        "url": scouted.url,
        "kind": scouted.kind,
        "title": scouted.title,
        "items": scouted.items,
        "dates": scouted.dates,
        "text": scouted.text,
        "language": scouted.language,
        "samples": [
            {"title": sample.title, "url": sample.url, "published": _iso(sample.published)}
            for sample in scouted.samples
        ],
        "others": [{"title": feed.title, "url": feed.url} for feed in scouted.others],
        "doubt": scouted.doubt,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def incidents_csv(incidents: Sequence[Incident]) -> str:
    """Give a table with a heading, an incident a row; text that a spreadsheet would run is disarmed by a quote."""
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    writer.writerows([_cell(of(incident)) for of in _COLUMNS.values()] for incident in incidents)
    return table.getvalue()


def incidents_geojson(incidents: Sequence[Incident]) -> str:
    """Give a feature collection (RFC 7946); where no point is known the geometry is null."""
    features = [_feature(incident) for incident in incidents]
    return json.dumps({"type": "FeatureCollection", "features": features}) + "\n"


def incidents_lines(incidents: Sequence[Incident]) -> str:
    """Give an object a line, as `latest --json` does."""
    return "".join(json.dumps(incident.as_row(), ensure_ascii=False) + "\n" for incident in incidents)


@dataclass(frozen=True, slots=True)
class SavedIncidents:
    """Incidents as files, by name."""

    files: Mapping[str, bytes]
    count: int
    """How many are in each."""


def incident_files(incidents: Sequence[Incident], *, most: int, quote: int) -> SavedIncidents:
    """Give a table, a map and lines for programs, of as many incidents, the first, as fit into `most` bytes together.

    Of a sentence no more than `quote` characters leave.
    """
    incidents = [_brief(incident, quote) for incident in incidents]
    while True:
        files = {
            "incidents.csv": incidents_csv(incidents).encode(),
            "incidents.geojson": incidents_geojson(incidents).encode(),
            "incidents.jsonl": incidents_lines(incidents).encode(),
        }
        size = sum(map(len, files.values()))
        if size <= most:
            return SavedIncidents(files, len(incidents))
        incidents = incidents[: len(incidents) * most // size * 9 // 10]


def _brief(incident: Incident, quote: int) -> Incident:
    return replace(
        incident,
        summary=incident.summary[:quote],
        reports=tuple(_brief_report(found, quote) for found in incident.reports),
    )


def _brief_report(found: FoundReport, quote: int) -> FoundReport:
    span = found.report.quote
    brief = Span(span.start, min(span.end, span.start + quote))
    return replace(found, report=replace(found.report, quote=brief))


def _cell(value: str | float | None) -> str | float | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _feature(incident: Incident) -> dict[str, object]:
    place = incident.place
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return {"type": "Feature", "id": incident.id, "geometry": point, "properties": incident.as_row()}
