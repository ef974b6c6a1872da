"""Reading anew on the command line: what is said, what it leaves, what stops it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import workplace
from bot.demo import demo_folder
from ingest import Archive, Beat, Settings, utc_now
from tests.bot.cli.rows import write_rows
from tests.bot.cli.said import running
from tests.embedders import HashingEmbedder
from tests.ingest.aging import age
from tests.processes import PATIENCE
from tests.readonly import on_a_read_only_disk

REPOSITORY = Path(__file__).parents[3]
MANY = 300
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sitrep(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SITREP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SITREP_HEALTH_PORT", "0")
    monkeypatch.setattr(workplace, "ingest_encoder", lambda _: HashingEmbedder())
    run = running(capsys)
    return lambda *arguments: run(*arguments).in_short


def rows(folder: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "data" / "archive.sqlite3")) as database:
        return database.execute(statement).fetchall()


def doctor(run: Run) -> dict[str, str]:
    """Give what the doctor says of readings."""
    _, said, _ = run("doctor", "--json")
    objects, rest = [], said
    while rest:
        told, end = json.JSONDecoder().raw_decode(rest)
        objects.append(told)
        rest = rest[end:].lstrip()
    return next(each for each in objects if each["subject"] == "readings")


def test_a_mend_reaches_yesterdays_articles_and_the_doctor_says_what_it_has_yet_to_reach(
    sitrep: Run, tmp_path: Path
) -> None:
    sitrep("ingest", str(write_rows(tmp_path / "wire.jsonl")))
    right = rows(tmp_path, "SELECT value FROM tallies ORDER BY revision, id")
    assert doctor(sitrep)["message"] == "this version has read every text"
    age(tmp_path / "data")
    told = doctor(sitrep)
    assert (told["verdict"], told["message"][:38]) == ("warn", "4 texts were read by an older version:")
    assert "sitrep reindex" in told["remedy"]

    code, said, _ = sitrep("reindex")

    assert code == 0
    assert said == "Read anew: 4 texts; 5 figures and 2 reports of incidents changed."
    assert rows(tmp_path, "SELECT value FROM tallies ORDER BY revision, id") == right
    assert sitrep("reindex")[:2] == (0, "Nothing to read anew: this version has read every text.")
    assert doctor(sitrep)["verdict"] == "ok"


def test_a_text_that_cannot_be_read_is_named(sitrep: Run, tmp_path: Path) -> None:
    sitrep("ingest", str(write_rows(tmp_path / "wire.jsonl")))
    age(tmp_path / "data")
    with closing(sqlite3.connect(tmp_path / "data" / "archive.sqlite3")) as database, database:
        database.execute("UPDATE revisions SET title = x'08' WHERE id = 2")

    code, said, _ = sitrep("reindex")

    assert code == 0
    assert "1 text keeps what was read before: wire.jsonl:2 met a bug of ours." in said


def test_the_sample_of_an_older_version_is_read_anew(
    sitrep: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workplace, "question_encoder", lambda _: HashingEmbedder())
    _, first, _ = sitrep("demo")
    age(demo_folder(tmp_path / "data"))

    code, again, _ = sitrep("demo")

    assert code == 0
    answer = first[first.index("> ") :]
    assert again[again.index("> ") :] == answer


def test_another_model_in_the_settings_is_said_not_to_change_the_vectors(sitrep: Run, tmp_path: Path) -> None:
    sitrep("ingest", str(write_rows(tmp_path / "wire.jsonl")))

    code, _, notices = sitrep("reindex")

    assert code == 0
    assert "The vectors stay those of the model hashing, although SITREP_MODEL is all-MiniLM-L6-v2" in notices
    assert "or bring the archive to the other one: sitrep reindex --model all-MiniLM-L6-v2" in notices


def test_an_empty_archive_has_nothing_to_read(sitrep: Run) -> None:
    sitrep("sources", "list")  # which makes one

    assert sitrep("reindex")[:2] == (0, "Nothing to read anew: this version has read every text.")


def test_ctrl_c_says_what_is_left_and_a_second_run_goes_on(sitrep: Run, tmp_path: Path) -> None:
    told = tuple(
        {
            "url": f"https://wire.example/{number}",
            "title": f"Bomb {number}",
            "text": f"A car bomb killed {number + 2} people in Kaduna, Nigeria, and wounded 30 others.",
            "publisher": "Quill Wire",
        }
        for number in range(MANY)
    )
    sitrep("ingest", str(write_rows(tmp_path / "wire.jsonl", rows=told)))
    age(tmp_path / "data")
    heeding = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from bot.cli import main; sys.exit(main())"
    )

    with subprocess.Popen(  # noqa: S603 because it is our own interpreter
        [sys.executable, "-c", heeding, "reindex"], stderr=subprocess.PIPE, text=True, cwd=REPOSITORY, env=os.environ
    ) as reading:
        while reading.poll() is None and not left(tmp_path) < MANY:
            time.sleep(0.01)
        reading.send_signal(signal.SIGINT)
        _, notices = reading.communicate(timeout=PATIENCE)

    assert reading.returncode == 130
    assert 0 < left(tmp_path) < MANY
    assert f"Stopped. What was read anew is kept; {left(tmp_path)} texts are left." in " ".join(notices.split())
    assert "crashed" not in notices
    assert sitrep("reindex")[0] == 0
    assert left(tmp_path) == 0


def left(folder: Path) -> int:
    ((count,),) = rows(folder, "SELECT count(*) FROM revisions WHERE extractor = 0")
    assert isinstance(count, int)
    return count


def test_where_nothing_can_be_written_it_says_so(sitrep: Run, tmp_path: Path) -> None:
    sitrep("ingest", str(write_rows(tmp_path / "wire.jsonl")))
    age(tmp_path / "data")
    command = on_a_read_only_disk(tmp_path / "data", [sys.executable, "-m", "bot.cli", "reindex"])

    ended = subprocess.run(command, cwd=REPOSITORY, env=os.environ, capture_output=True, text=True, check=False)  # noqa: S603 because it is ours

    assert ended.returncode == 1
    assert "can only be read, and what is read anew is stored there" in " ".join(ended.stderr.split())


class WideEmbedder(HashingEmbedder):
    """Another model."""

    name = "wide"
    dimension = 300


def test_an_archive_goes_over_to_another_model_when_nothing_runs(
    sitrep: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitrep("ingest", str(write_rows(tmp_path / "wire.jsonl")))
    asked: list[str] = []

    def loaded(settings: Settings) -> WideEmbedder:
        asked.append(settings.model)
        return WideEmbedder()

    monkeypatch.setattr(workplace, "ingest_encoder", loaded)
    with Archive.open(tmp_path / "data") as archive:
        archive.beat(Beat("worker", utc_now(), {}))

    code, said, _ = sitrep("reindex", "--model", "wide")

    assert (code, asked) == (0, ["wide"])
    assert said == (
        "Every passage has a vector of wide now. Answers still come from those of hashing, because the service runs "
        "(worker). Stop it, run the same command once more, set SITREP_MODEL=wide, and start it."
    )
    with Archive.open(tmp_path / "data") as archive:
        archive.leave("worker")

    code, said, _ = sitrep("reindex", "--model", "wide")

    assert code == 0
    assert said.endswith("The archive answers from vectors of wide now. Set SITREP_MODEL=wide, then start the service.")
    assert rows(tmp_path, "SELECT DISTINCT length(vector) FROM vectors") == [(600,)]
    code, _, complaint = sitrep("reindex", "--model", "wide")
    assert (code, complaint) == (2, "error: The archive's vectors are of wide already.")


def test_an_archive_without_news_needs_no_other_vectors(sitrep: Run) -> None:
    sitrep("sources", "list")  # which makes an archive

    code, _, complaint = sitrep("reindex", "--model", "wide")

    assert code == 2
    assert "has no vectors yet: set SITREP_MODEL=wide." in complaint
