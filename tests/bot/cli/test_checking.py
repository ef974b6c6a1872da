import io
import json
import sys
from pathlib import Path

import pytest

from tests.bot.cli.said import running

PASSAGE = "Raiders killed at least 12 people in the port of Velmora on Tuesday."
ROWS = (
    {"id": "s1", "statement": "Raiders killed 12 people in Velmora.", "passages": ["It rained.", PASSAGE]},
    {"id": 2, "statement": "Raiders killed 15 people in Velmora.", "passages": [PASSAGE]},
)

COMPLAINTS = (
    "Line 1: this is not JSON.",
    'Line 2: this is not an object like {"id": "s1", "statement": "...", "passages": ["..."]}.',
    'Line 3: "statement" must be text.',
    'Line 4: "passages" must be a list of texts.',
    'Line 5: "passages" must be a list of texts.',
)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    file = tmp_path / "statements.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in ROWS))
    return file


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no settings of whoever runs the tests reach them."""
    monkeypatch.setenv("SITREP_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("CHECK_MODEL", raising=False)
    monkeypatch.chdir(tmp_path)


pytestmark = pytest.mark.usefixtures("alone")


def test_each_row_gets_a_verdict_with_its_reasons(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = running(capsys)("check", rows, "--json")

    first, second = map(json.loads, said.out.splitlines())
    assert said.code == 0
    assert first == {"id": "s1", "verdict": "supported", "reasons": [], "citations": [1]}
    assert (second["id"], second["verdict"], second["citations"]) == (2, "unsupported", [])
    (reason,) = second["reasons"]
    assert (reason["kind"], reason["statement_span"]) == ("number", [15, 17])


def test_a_bad_row_gets_one_sentence_and_the_rest_goes_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = [
        "no JSON",
        "[]",
        '{"statement": 1, "passages": []}',
        '{"statement": "s", "passages": [1]}',
        '{"statement": "s"}',
    ]
    lines = [*bad, "", json.dumps(ROWS[0])]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode())))

    said = running(capsys)("check", "--json")

    assert said.code == 0
    assert [json.loads(line)["id"] for line in said.out.splitlines()] == ["s1"]
    assert said.complaint == " ".join(COMPLAINTS)


def test_where_no_row_can_be_read_the_exit_code_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.jsonl").write_text("no JSON\n")

    assert running(capsys)("check", tmp_path / "bad.jsonl", "--json").code == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = running(capsys)("check", tmp_path / "none.jsonl")

    assert said.code == 2
    assert "none.jsonl" in said.err.replace("\n", "")


def test_a_person_reads_what_is_missing(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = " ".join(running(capsys)("check", rows).out.split())

    assert "s1: supported by passage 2." in lines
    assert '2: not supported. number, "15": No passage has this number' in lines
