"""Rows for other programs: JSON, CSV for spreadsheets, GeoJSON for maps. Pure."""

import csv
import json
from collections.abc import Sequence
from io import StringIO

from bot.answering.answers import JsonValue, Ranked
from bot.rendering.reports import best_report
from ingest import Incident, SourceSummary

_COLUMNS = (
    "id",
    "kind",
    "from",
    "to",
    "precision",
    "place",
    "admin",
    "country",
    "lat",
    "lon",
    "killed_low",
    "killed_best",
    "killed_high",
    "injured_low",
    "injured_best",
    "injured_high",
    "status",
    "reports",
    "independent_sources",
    "summary",
    "url",
)
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


def source_row(source: SourceSummary) -> dict[str, JsonValue]:
    """Give the row that `sources list --json` writes."""
    return {
        "name": source.name,
        "kind": source.kind,
        "articles": source.articles,
        "newest": source.newest.isoformat() if source.newest else None,
        "languages": list(source.languages),
    }


def incidents_csv(incidents: Sequence[Incident]) -> str:
    """Give a table with a heading, an incident a row; text that a spreadsheet would run is disarmed by a quote."""
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    writer.writerows([_cell(value) for value in _flat(incident)] for incident in incidents)
    return table.getvalue()


def incidents_geojson(incidents: Sequence[Incident]) -> str:
    """Give a feature collection (RFC 7946); where no point is known the geometry is null."""
    features = [_feature(incident) for incident in incidents]
    return json.dumps({"type": "FeatureCollection", "features": features}) + "\n"


def _flat(incident: Incident) -> tuple[str | float | None, ...]:
    place, killed, injured = incident.place, incident.killed, incident.injured
    return (
        incident.id,
        incident.kind.value,
        incident.first_day.isoformat(),
        incident.last_day.isoformat(),
        incident.date_precision.value,
        place.name,
        place.admin,
        place.country,
        place.latitude,
        place.longitude,
        killed.low,
        killed.best,
        killed.high,
        injured.low,
        injured.best,
        injured.high,
        incident.status,
        len(incident.reports),
        incident.independent_sources,
        incident.summary,
        best_report(incident).stored.article.url,
    )


def _cell(value: str | float | None) -> str | float | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _feature(incident: Incident) -> dict[str, object]:
    place = incident.place
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return {"type": "Feature", "id": incident.id, "geometry": point, "properties": incident.as_row()}
