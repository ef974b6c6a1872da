"""The reference is true: what is committed is what the commands say, and what they write is as the schemas have it."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.answering.answerer import Answerer
from bot.answering.answers import unanswered
from bot.answering.questions import Question
from ingest import Archive, fold, parse_timestamp
from tests.archives import scanning_archive
from tests.bot.cli.rows import fill_with, write_rows
from tests.embedders import HashingEmbedder
from tests.reference import DOCS, answer_schema, incident_schema, pages

NOW = parse_timestamp("2023-11-22T12:00:00Z")
QUESTIONS = (
    "how many attacks on US forces since Oct 17?",
    "how many air strikes near Aleppo?",
    "what happened in Mosul?",
    "what is new?",
    "who won the cup?",
)
ANSWERS = Draft202012Validator(answer_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
INCIDENTS = Draft202012Validator(incident_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("reference")
    fill_with(write_rows(folder / "wire.jsonl"), folder / "data")
    with scanning_archive(folder / "data") as opened:
        yield opened


def written(row: object) -> dict[str, Any]:
    """Give a row as a program reads it."""
    read: dict[str, Any] = json.loads(json.dumps(row))
    return read


def now() -> datetime:
    assert NOW
    return NOW


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_what_is_committed_is_what_make_reference_writes(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == pages()[path]


def test_no_page_of_the_reference_is_left_over() -> None:
    assert {path for path in pages() if path.suffix == ".json"} == set((DOCS / "schemas").glob("*.json"))


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_as_its_schema_says(archive: Archive, question: str) -> None:
    answer = Answerer(archive=archive, encoder=HashingEmbedder()).answer(Question(question), archive.view(now()))
    row = written(answer.as_json())

    assert list(ANSWERS.iter_errors(row)) == []
    assert row.keys() == ANSWERS.schema["properties"].keys()


def test_no_answer_is_as_its_schema_says_too() -> None:
    row = written(unanswered("what?", "Nothing is here.", now=now()).as_json())

    assert list(ANSWERS.iter_errors(row)) == []


def test_an_incident_is_as_its_schema_says(archive: Archive) -> None:
    rows = [written(incident.as_row()) for incident in fold(archive.reports(archive.view(now())))]

    assert rows
    assert [error for row in rows for error in INCIDENTS.iter_errors(row)] == []
    assert {frozenset(row) for row in rows} == {frozenset(INCIDENTS.schema["properties"])}


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "rumour"), ("figures", [{"value": "102"}]), ("as_of", None), ("citations", {}), ("language", 1)],
)
def test_what_is_no_answer_does_not_pass(field: str, value: object) -> None:
    row = written(unanswered("what?", "Nothing is here.", now=now()).as_json()) | {field: value}

    assert list(ANSWERS.iter_errors(row))
