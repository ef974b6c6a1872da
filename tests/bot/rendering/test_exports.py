"""Incidents as other programs read them."""

import csv
import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest

from bot.rendering.exports import incident_files, incidents_csv, incidents_geojson
from ingest import Incident, fold
from ingest.articles import (
    Article,
    ArticleId,
    Casualties,
    DatePrecision,
    DateQuality,
    FoundReport,
    IncidentKind,
    Place,
    PlacePrecision,
    Report,
    RevisionId,
    SourceId,
    Span,
    StoredArticle,
)


def incident(*, text: str = "A bomb killed three in Mosul.", latitude: float | None = 36.3) -> Incident:
    article = Article(
        fingerprint="0" * 64,
        url="https://gazette.example/mosul",
        title="",
        text=text,
        published=datetime(2023, 11, 5, 12, 0, tzinfo=UTC),
        date_quality=DateQuality.STATED,
        publisher="Test Gazette",
        author=None,
        language="en",
        external_id="g1",
        origin="rows.jsonl:1",
    )
    report = Report(
        kind=IncidentKind.BOMBING,
        first_day=date(2023, 11, 5),
        last_day=date(2023, 11, 5),
        date_precision=DatePrecision.DAY,
        place=Place("Mosul", None, "Iraq", latitude, None if latitude is None else 43.1, PlacePrecision.TOWN),
        actors=(),
        targets=(),
        victims=("three",),
        weapon="bomb",
        killed=Casualties(3, 3, 3),
        injured=Casualties(),
        status="reported",
        quote=Span(0, len(text)),
    )
    (folded,) = fold([FoundReport(1, report, StoredArticle(ArticleId(1), RevisionId(1), article, SourceId(1)))])
    return folded


def test_a_table_has_a_heading_and_an_incident_a_row() -> None:
    (row,) = csv.DictReader(StringIO(incidents_csv([incident()])))

    assert (row["from"], row["killed_best"], row["injured_best"]) == ("2023-11-05", "3", "")
    assert (row["place"], row["summary"]) == ("Mosul", "A bomb killed three in Mosul.")


@pytest.mark.parametrize("text", ["=1+1 bombs", "+bomb", "-bomb", "@bomb"])
def test_a_spreadsheet_shows_text_and_never_runs_it(text: str) -> None:
    (row,) = csv.DictReader(StringIO(incidents_csv([incident(text=text)])))

    assert row["summary"] == f"'{text}"


def test_a_map_holds_points_as_longitude_and_latitude() -> None:
    collection = json.loads(incidents_geojson([incident()]))

    assert collection["type"] == "FeatureCollection"
    assert collection["features"][0]["geometry"] == {"type": "Point", "coordinates": [43.1, 36.3]}


def test_an_incident_without_a_point_stays_on_the_map_without_a_geometry() -> None:
    collection = json.loads(incidents_geojson([incident(latitude=None)]))

    assert collection["features"][0]["geometry"] is None
    assert collection["features"][0]["properties"]["place"]["name"] == "Mosul"


def test_files_of_incidents_hold_as_many_as_fit_the_first_ones() -> None:
    several = [incident(text=f"A bomb killed three in Mosul, paper {number} said.") for number in range(40)]
    whole = incident_files(several, most=1_000_000, quote=300)
    size = sum(map(len, whole.files.values()))

    half = incident_files(several, most=size // 2, quote=300)
    nothing = incident_files(several, most=600, quote=300)

    assert whole.count == 40
    assert 15 <= half.count < 20
    assert sum(map(len, half.files.values())) <= size // 2
    assert [json.loads(line)["id"] for line in half.files["incidents.jsonl"].splitlines()] == [
        each.id for each in several[: half.count]
    ]
    assert nothing.count == 0


def test_no_more_of_a_sentence_leaves_than_a_quote() -> None:
    sentence = "A bomb killed three in Mosul" + " and the market burned" * 50
    files = incident_files([incident(text=sentence)], most=1_000_000, quote=300).files

    (row,) = (json.loads(line) for line in files["incidents.jsonl"].splitlines())
    assert row["summary"] == row["reports"][0]["quote"] == sentence[:300]
    assert all(sentence[:301] not in body.decode() for body in files.values())
