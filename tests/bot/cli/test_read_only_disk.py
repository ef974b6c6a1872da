"""Commands where nothing can be written: questions are answered, everything else says so in a sentence."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import PATIENCE
from tests.readonly import on_a_read_only_disk

REPOSITORY = Path(__file__).parents[3]
QUESTION = "how many attacks on US forces since 17 Oct 2023?"
SCRIPT = """
import json, sys
from bot.cli import main, workplace
from tests.embedders import HashingEmbedder
workplace.question_encoder = workplace.ingest_encoder = lambda _: HashingEmbedder()
workplace.refuse_other_model = lambda *_: None
for command in json.load(sys.stdin):
    print("code", main(command), flush=True)
"""


@pytest.fixture
def filled(told: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(told, tmp_path / "data"))


def said(folder: Path, *commands: list[str]) -> tuple[list[int], str]:
    """Give the exit codes of commands, run one after the other, and all that they said."""
    ended = subprocess.run(  # noqa: S603 because the command is ours
        on_a_read_only_disk(folder, [sys.executable, "-c", SCRIPT]),
        cwd=REPOSITORY,
        env=os.environ | {"SITREP_DATA": str(folder), "SITREP_HEALTH_PORT": "0", "COLUMNS": "500"},
        input=json.dumps(commands),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    lines = ended.stdout.splitlines()
    return [int(line.split()[1]) for line in lines if line.startswith("code ")], ended.stdout


def test_questions_are_answered(filled: Path) -> None:
    as_of = ["--as-of", "2023-11-10"]
    codes, told = said(
        filled,
        ["ask", QUESTION, *as_of],
        ["search", "attacks", *as_of],
        ["latest", "--since", "2023-10-01"],
        ["sources", "list"],
        ["incidents", "rulings"],
        ["doctor"],
    )

    assert codes[:5] == [0, 0, 0, 0, 0]
    assert "At least 40 attacks" in told
    assert "bug" not in told
    assert "is intact" in told
    assert f"nothing can be written in {filled}: questions are answered" in told


def test_what_would_be_written_is_refused_in_a_sentence(filled: Path) -> None:
    (filled.parent / "more.txt").write_text("Rockets hit the base again.")
    codes, told = said(
        filled,
        ["ingest", str(filled.parent / "more.txt"), "--published", "2023-11-09"],
        ["purge", "--source", "wire.jsonl", "--yes"],
        ["purge", "--answers", "--yes"],
        ["fetch"],
        ["worker"],
    )

    assert codes == [1] * 5
    assert told.count("can only be read") >= 3
    assert "cannot be written, and what is read is stored there: Read-only file system." in told
    assert "bug" not in told


def test_a_copy_of_a_live_archive_is_asked_with_its_newest_news(filled: Path) -> None:
    live = sqlite3.connect(filled / "archive.sqlite3")
    live.execute("UPDATE revisions SET publisher = 'The Log'")
    live.commit()  # stands in the write-ahead log alone, while the connection is open
    try:
        codes, told = said(filled, ["ask", QUESTION, "--as-of", "2023-11-10"])
    finally:
        live.close()

    assert codes == [0]
    assert "The Log" in told


def test_a_log_that_cannot_be_read_is_not_passed_over(filled: Path) -> None:
    live = sqlite3.connect(filled / "archive.sqlite3")
    live.execute("UPDATE revisions SET publisher = 'The Log'")
    live.commit()
    shutil.copytree(filled, filled.with_name("copy"), ignore=shutil.ignore_patterns("*-shm", "chroma*"))
    live.close()

    codes, told = said(filled.with_name("copy"), ["ask", QUESTION, "--as-of", "2023-11-10"])

    assert codes == [1]
    assert "beside a log that was not merged into it yet. Copy the folder to a disk that can be written" in told


def test_where_there_is_no_archive_and_none_can_be_made_one_sentence_says_so(tmp_path: Path) -> None:
    codes, told = said(tmp_path, ["ask", QUESTION])

    assert codes == [1]
    assert f"There is no archive in {tmp_path}, and none can be made there: Read-only file system." in told


def test_an_older_archive_says_that_it_would_have_to_be_brought_up_to_date(filled: Path) -> None:
    with sqlite3.connect(filled / "archive.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()

    codes, told = said(filled, ["ask", QUESTION])

    assert codes == [1]
    assert "cannot be brought up to date where nothing can be written" in told
