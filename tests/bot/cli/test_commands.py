"""The `sitrep` command as a person and a program meet it: real archive, real model, nothing pretended."""

import csv
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from bot.cli.workplace import opened_archive
from bot.filling import Stated, fill
from ingest import Embedder, read_settings, utc_now
from tests.bot.cli.rows import ROWS, write_rows
from tests.bot.cli.said import Run, running
from tests.processes import PATIENCE
from tests.reference import every_command

pytestmark = pytest.mark.usefixtures("_reader_lent")
COMMANDS = [name.split()[1:] for name in every_command()]
HEADLINE = "how many attacks on US forces since Oct 17?"
REPOSITORY = Path(__file__).parents[3]
NO_INCIDENT = "No incidents match, among 4 articles up to 7 Nov 2023, 18:00 UTC."


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, onnx_embedder: Embedder) -> Path:
    data = tmp_path_factory.mktemp("filled")
    file = write_rows(tmp_path_factory.mktemp("rows") / "wire.jsonl")
    with opened_archive(read_settings(data=data)) as archive:
        assert list(fill([file], Stated(), archive=archive, load_embedder=lambda: onnx_embedder, clock=utc_now))
    return data


@pytest.fixture(scope="session")
def user_cache(
    tmp_path_factory: pytest.TempPathFactory,
    onnx_embedder: Embedder,  # noqa: ARG001 because it is what fills the question cache
    question_cache: Path,
) -> Path:
    cache = tmp_path_factory.mktemp("cache")
    (cache / "sitrep").mkdir()
    (cache / "sitrep" / "encoders").symlink_to(question_cache)
    return cache


@pytest.fixture
def sitrep(
    tmp_path: Path, user_cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Run a command in an empty folder, with the encoder that this session exported."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(user_cache))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("SITREP_HEALTH_PORT", "0")
    monkeypatch.delenv("SITREP_DATA", raising=False)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)
    return running(capsys)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(command: list[str], sitrep: Run) -> None:
    said = sitrep(*command, "--help")

    assert said.code == 0
    assert f"Example: sitrep {' '.join(command)}" in said.out


def test_without_a_command_the_commands_are_listed(sitrep: Run) -> None:
    said = sitrep()

    assert said.code == 0
    assert all(command[0] in said.out for command in COMMANDS)


def test_a_group_without_a_command_lists_its_own(sitrep: Run) -> None:
    said = sitrep("sources")

    assert (said.code, said.err) == (0, "")
    assert "Example: sitrep sources list" in said.out


def test_an_answer_explains_itself_to_a_person(sitrep: Run, filled: Path) -> None:
    said = sitrep("ask", HEADLINE, "--as-of", "2023-11-10", "--explain", "--data", filled)

    assert said.code == 0
    assert "Read as: how many attacks" in said.out
    assert "was chosen out of" in said.out
    assert "figures considered" in said.out
    assert "passages considered" in said.out


def test_an_answer_explains_itself_to_a_program(sitrep: Run, filled: Path, tmp_path: Path) -> None:
    rows = tmp_path / "questions.jsonl"
    rows.write_text(json.dumps({"id": 1, "question": HEADLINE, "as_of": "2023-11-10"}) + "\n", encoding="utf-8")

    (one,) = sitrep("ask", HEADLINE, "--as-of", "2023-11-10", "--explain", "--json", "--data", filled).rows
    (row,) = sitrep("ask", "--batch", rows, "--explain", "--data", filled).rows

    assert one["explanation"] == row["explanation"]
    assert set(row["explanation"]) == {"question", "values", "figures", "passages"}  # type: ignore[call-overload]  # because JSON has no types
    assert isinstance(row["why"], list)


def test_a_question_is_answered_with_the_newest_figure_its_quote_and_its_link(sitrep: Run, filled: Path) -> None:
    said = sitrep("ask", HEADLINE, "--as-of", "2023-11-10", "--data", filled)

    assert said.code == 0
    assert "40" in said.out.splitlines()[0]
    assert "attacked at least 40 times" in " ".join(said.out.split())
    assert "    https://wire.example/40-attacks" in said.out.splitlines()


def test_as_of_an_earlier_day_the_figure_of_that_day_is_given(sitrep: Run, filled: Path) -> None:
    (answer,) = sitrep("ask", HEADLINE, "--as-of", "2023-10-31", "--json", "--data", filled).rows

    assert answer["as_of"] == "2023-10-31T23:59:59+00:00"
    assert isinstance(answer["figures"], list)
    assert answer["figures"][0]["value"] == 27


def test_an_answer_has_exactly_the_keys_of_the_contract(sitrep: Run, filled: Path) -> None:
    (answer,) = sitrep("ask", HEADLINE, "--as-of", "2023-11-10", "--json", "--data", filled).rows

    assert sorted(answer) == [
        "abstained", "answer", "as_of", "citations", "conflicts", "figures", "freshness", "history", "id", "incidents",
        "is_aside", "kind", "language", "missing", "question", "ranked", "related", "stories", "timings_ms",
        "understood", "wider", "window",
    ]  # fmt: skip


def test_the_folder_may_be_named_before_the_command(sitrep: Run, filled: Path) -> None:
    assert sitrep("--data", filled, "sources", "list", "--json").rows[0]["articles"] == 4


def test_the_folder_may_be_named_by_the_environment(sitrep: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_DATA", str(filled))

    assert sitrep("sources", "list", "--json").rows[0]["articles"] == 4


def test_a_batch_is_answered_in_order_and_a_malformed_row_gets_its_line(
    sitrep: Run, filled: Path, tmp_path: Path
) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        json.dumps({"id": 1, "question": HEADLINE, "as_of": "2023-10-31"})
        + '\n\n{"id": "cut off\n'
        + json.dumps({"id": "empty", "question": " "})
        + "\n"
        + json.dumps({"id": "when", "question": HEADLINE, "as_of": "some day"})
        + "\n"
        + json.dumps({"id": "year 1", "question": "how many attacks in the last 30 days?", "as_of": "0001-01-01"})
        + "\n"
        + json.dumps({"id": "half a character", "question": "\ud83d?"})
        + "\n"
        + json.dumps({"id": "last", "question": HEADLINE, "as_of": "2023-11-10T12:00:00Z"})
        + "\n"
    )

    rows = sitrep("ask", "--batch", questions, "--json", "--data", filled).rows

    assert [(row["id"], row["kind"], row["abstained"]) for row in rows] == [
        (1, "figure", False),
        (None, "no_coverage", True),
        ("empty", "no_coverage", True),
        ("when", "no_coverage", True),
        ("year 1", "no_coverage", True),
        ("half a character", "no_coverage", True),
        ("last", "figure", False),
    ]
    assert rows[1]["answer"] == "Line 3: this is not JSON."
    assert rows[4]["answer"] == "Line 6: “0001-01-01” lies outside the years that can be reckoned with: 1000 to 8999."


def test_a_row_that_follows_another_is_read_with_it(sitrep: Run, filled: Path, tmp_path: Path) -> None:
    rows = (
        {"id": 1, "question": HEADLINE, "as_of": "2023-11-10"},
        {"id": "next", "question": "and in Syria?", "as_of": "2023-11-10", "follows": 1},
        {"id": "alone", "question": "and in Syria?", "as_of": "2023-11-10"},
        {"id": "lost", "question": "and in Syria?", "follows": "nobody"},
    )
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(map(json.dumps, rows)))

    answered = sitrep("ask", "--batch", questions, "--data", filled).rows

    assert [row["understood"] for row in answered[:3]] == [
        HEADLINE,
        "how many attacks on US forces since Oct 17 in Syria?",
        "and in Syria?",
    ]
    assert answered[3]["answer"] == 'Line 4: "follows" names "nobody", and no row above that was answered has this id.'


def test_a_conversation_is_kept_in_the_terminal(sitrep: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("and in Syria?\n\nthanks\nwho said that?\nexit\nnever read\n"))

    said = sitrep("ask", HEADLINE, "--follow", "--as-of", "2023-11-10", "--json", "--data", filled)

    assert said.code == 0
    assert [row["question"] for row in said.rows] == [HEADLINE, "and in Syria?", "thanks", "who said that?"]
    assert said.rows[1]["understood"] == "how many attacks on US forces since Oct 17 in Syria?"
    assert str(said.rows[2]["answer"]).startswith("You're welcome.")
    assert "Pentagon" in str(said.rows[3]["answer"])


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["ask", ""], "error: The question is empty."),
        (["ask"], "error: The question is empty."),
        (["ask", "why? " * 800], "error: The question has 4,000 characters; at most 1,000 are read."),
        (["ask", "who?", "--as-of", "soon"], "“soon” is not a moment that sitrep reads. Write 2023-11-22 "),
        (
            ["ask", "who?", "--as-of", "0001-01-01"],
            "“0001-01-01” lies outside the years that can be reckoned with: 1000",
        ),
        (["search", "who", "--as-of", "9999-12-31T23:59-12:00"], "lies outside the years that can be reckoned with"),
        (["latest", "--since", "0001-01-01"], "lies outside the years that can be reckoned with: 1000 to 8999."),
        (["latest", "--until", "9999-12-31"], "lies outside the years that can be reckoned with: 1000 to 8999."),
        (["ask", "who?", "--since", "2023-13-01"], "“2023-13-01” is not a day that sitrep reads."),
        (["ask", "who?", "--since", "2023-11-02", "--until", "2023-11-01"], "Swap them."),
        (["ask", "--batch", "nothing.jsonl"], "error: nothing.jsonl cannot be opened: No such file or directory."),
        (["ask", "who?", "--batch", "q.jsonl"], "give a question or --batch, not both."),
        (["ask", "--follow", "--batch", "q.jsonl"], "give a question or --batch, not both."),
        (["latest", "--kind", "earthquake"], "“earthquake” is not among the kinds: armed_attack, airstrike,"),
        (["latest", "--json", "--csv"], "they exclude each other, choose one."),
        (["latest", "--limit", "0"], "Invalid value for '--limit'"),
        (["lateest"], "error: No such command 'lateest'."),
        (["ingest"], "error: Missing argument 'FILE'."),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_wrong_usage_gets_one_sentence_and_exit_code_2(arguments: list[str], complaint: str, sitrep: Run) -> None:
    said = sitrep(*arguments)

    assert said.code == 2
    assert said.out == ""
    assert complaint in said.complaint
    assert "Traceback" not in said.err


def test_found_passages_have_the_keys_of_ranked_and_respect_the_limit(sitrep: Run, filled: Path) -> None:
    rows = sitrep("search", "roadside bomb", "--limit", "2", "--json", "--data", filled).rows

    assert len(rows) == 2
    assert list(rows[0]) == ["id", "url", "title", "publisher", "published", "score", "text"]
    assert rows[0]["id"] == "g1"


def test_a_digest_tells_stories_to_a_person(sitrep: Run, filled: Path) -> None:
    said = sitrep("digest", "--as-of", "2023-11-05", "--data", filled)

    assert said.code == 0
    assert said.out.startswith("1 story in the last 24 hours, the most widely reported first:")
    assert "roadside bomb" in said.out
    assert "https://gazette.example/mosul" in said.out


def test_a_digest_tells_stories_to_a_program(sitrep: Run, filled: Path) -> None:
    (answer,) = sitrep(
        "digest", "attacks", "on", "US", "troops", "--timeline", "--as-of", "2023-11-10", "--json", "--data", filled
    ).rows

    assert answer["kind"] == "passages"
    assert isinstance(answer["stories"], list)
    assert [story["day"] for story in answer["stories"]] == ["2023-10-31", "2023-11-07"]
    assert sorted(answer["stories"][0]) == [
        "articles", "citation", "day", "independent_publishers", "newest", "publishers"
    ]  # fmt: skip


def test_incidents_have_exactly_the_keys_of_the_contract(sitrep: Run, filled: Path) -> None:
    rows = sitrep("latest", "--json", "--data", filled).rows

    assert list(rows[0]) == [
        "id", "kind", "date", "place", "actors", "targets", "victims", "weapon", "killed", "injured", "status",
        "summary", "reports", "independent_sources", "updated",
    ]  # fmt: skip


def test_incidents_are_filtered_by_place_and_kind(sitrep: Run, filled: Path) -> None:
    rows = sitrep("latest", "--place", "Syria", "--kind", "airstrike", "--json", "--data", filled).rows

    assert [row["reports"][0]["id"] for row in rows if isinstance(row["reports"], list)] == ["g2"]


def test_incidents_are_shown_with_quote_and_link(sitrep: Run, filled: Path) -> None:
    said = sitrep("latest", "--place", "Mosul", "--data", filled)

    (row,) = sitrep("latest", "--place", "Mosul", "--json", "--data", filled).rows
    assert said.out.splitlines() == [
        f"5 Nov 2023  bombing  Mosul, Iraq  {row['id']}",
        "    3 killed, 8 injured · 1 report",
        "    “A roadside bomb killed three people and wounded eight in Mosul on Sunday,  ",
        "    Iraqi police said.”                                                         ",
        "    Test Gazette, 5 Nov 2023",
        "    https://gazette.example/mosul",
        "",
        "1 incident.",
    ]


def test_where_no_incident_matches_the_archive_says_what_it_covers(sitrep: Run, filled: Path) -> None:
    said = sitrep("latest", "--place", "Peru", "--data", filled)

    assert said.code == 0
    assert NO_INCIDENT in " ".join(said.out.split())


def test_incidents_leave_as_a_table_for_spreadsheets(sitrep: Run, filled: Path) -> None:
    (row,) = csv.DictReader(StringIO(sitrep("latest", "--place", "Mosul", "--csv", "--data", filled).out))

    assert (row["kind"], row["place"], row["killed_best"], row["url"]) == (
        "bombing", "Mosul", "3", "https://gazette.example/mosul"
    )  # fmt: skip


def test_incidents_leave_as_a_map(sitrep: Run, filled: Path) -> None:
    (collection,) = sitrep("latest", "--place", "Mosul", "--geojson", "--data", filled).rows

    assert isinstance(collection["features"], list)
    (feature,) = collection["features"]
    longitude, latitude = feature["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (43, 36)


def test_sources_have_exactly_the_keys_of_the_contract(sitrep: Run, filled: Path) -> None:
    (row,) = sitrep("sources", "list", "--json", "--data", filled).rows

    assert row.pop("added")
    assert [row] == [
        {
            "id": 1,
            "name": "wire.jsonl",
            "kind": "file",
            "url": None,
            "articles": 4,
            "newest": "2023-11-07T18:00:00+00:00",
            "languages": ["en"],
            "shared": True,
            "standing": "active",
            "paused": False,
            "publisher": None,
            "tags": [],
            "language": None,
            "items_a_day": 0.0,
            "copies": 0.0,
            "cited": 0,
            "added_by": None,
            "health": None,
            "problem": None,
            "failing_since": None,
            "interval_seconds": None,
            "checked": None,
            "next_check": None,
        }
    ]


def test_files_that_cannot_be_read_do_not_stop_the_others(sitrep: Run, tmp_path: Path) -> None:
    good = write_rows(tmp_path / "good.jsonl", rows=ROWS[:1])
    good.write_text(good.read_text() + '{"broken\n')

    said = sitrep("ingest", "missing.jsonl", tmp_path, "song.mp3", good, "--data", tmp_path / "data")

    assert said.code == 0
    assert "Not read: missing.jsonl cannot be opened: No such file or directory." in said.out
    assert "is a directory. Name the files in it" in " ".join(said.out.split())
    assert "Not read: song.mp3 cannot be imported" in said.out
    assert "good.jsonl: 1 new, 0 revised, 0 unchanged, 1 refused." in said.out
    assert "    good.jsonl:2 is not JSON" in said.out


def test_ingesting_again_changes_nothing(sitrep: Run, tmp_path: Path) -> None:
    file = write_rows(tmp_path / "rows.jsonl", rows=ROWS[:2])
    sitrep("ingest", file, "--as", "wire", "--data", tmp_path / "data")

    said = sitrep("ingest", file, "--as", "wire", "--data", tmp_path / "data")

    assert said.out == "rows.jsonl: 0 new, 0 revised, 2 unchanged.\n"
    assert [row["name"] for row in sitrep("sources", "list", "--json", "--data", tmp_path / "data").rows] == ["wire"]


def test_where_no_file_can_be_read_the_exit_code_is_2(sitrep: Run, tmp_path: Path) -> None:
    assert sitrep("ingest", "missing.jsonl", "--data", tmp_path / "data").code == 2


def test_the_doctor_explains_a_missing_archive_and_makes_none(sitrep: Run, tmp_path: Path) -> None:
    said = sitrep("doctor", "--json", "--data", tmp_path / "data")

    assert said.code == 0
    assert [(row["subject"], row["verdict"]) for row in said.rows] == [
        ("settings", "ok"), ("database", "warn"), ("disk", "ok"), ("model", "ok"), ("token", "ok"),
        ("language model", "ok"), ("health", "ok"),
    ]  # fmt: skip
    assert not (tmp_path / "data").exists()


def test_the_doctor_says_that_no_archive_can_be_made_in_a_file(sitrep: Run, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("no folder")

    said = sitrep("doctor", "--json", "--data", tmp_path / "notes" / "data")

    (folder,) = [row for row in said.rows if row["subject"] == "folder"]
    assert folder["verdict"] == "fail"
    assert str(folder["message"]).endswith(f"{tmp_path / 'notes'} is no folder")
    assert "database" not in {row["subject"] for row in said.rows}


@pytest.mark.parametrize("command", [("backup",), ("reindex",), ("purge", "--domain", "news.example", "--yes")])
def test_in_a_folder_that_was_misspelt_no_archive_is_made(
    sitrep: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    said = sitrep(*command, "--data", tmp_path / "misspelt")

    assert said.code == 1
    complaint = "".join(said.err.split())  # because a long folder is broken where the terminal ends
    assert f"Thereisnoarchivein{tmp_path / 'misspelt'}.Nameitsfolderwith--data." in complaint
    assert not (tmp_path / "misspelt" / "archive.sqlite3").exists()


def test_the_doctor_finds_a_good_archive_in_order(sitrep: Run, filled: Path) -> None:
    said = sitrep("doctor", "--data", filled)

    assert said.code == 0
    assert "fail" not in said.out


def test_the_doctor_measures_on_request(sitrep: Run, filled: Path) -> None:
    said = sitrep("doctor", "--bench", "--json", "--data", filled)

    measured = {row["subject"]: row["message"] for row in said.rows if row["subject"] in {"encoding", "answering"}}
    assert re.fullmatch(r"[\d,]+ sample articles a second", str(measured["encoding"]))
    assert re.fullmatch(r"half of the questions within \d+ ms, 95 of 100 within \d+ ms", str(measured["answering"]))


def test_the_doctor_fails_over_a_file_that_is_no_archive(sitrep: Run, tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite3").write_text("this is not a database, it only has the name of one")

    said = sitrep("doctor", "--json", "--data", tmp_path)

    assert said.code == 1
    assert ("database", "fail") in [(row["subject"], row["verdict"]) for row in said.rows]


def test_another_model_than_the_archives_is_refused(
    sitrep: Run, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITREP_MODEL", str(tmp_path / "other-model"))

    said = sitrep("ask", HEADLINE, "--data", filled)

    assert said.code == 1
    assert "was made with the model all-MiniLM-L6-v2" in said.complaint


def test_a_setting_that_is_wrong_is_named(sitrep: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    said = sitrep("sources", "list", "--data", tmp_path / "file")

    assert (said.code, said.complaint) == (
        2, "error: SITREP_DATA must be a folder, or a path where one can be made."
    )  # fmt: skip


def test_a_reader_that_goes_away_is_no_error(filled: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "bot.cli", "latest", "--json", "--data", str(filled)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=REPOSITORY) as listing:  # noqa: S603 because it is our own interpreter
        assert listing.stdout
        assert listing.stderr
        listing.stdout.close()
        assert listing.stderr.read() == b""


def test_what_is_piped_carries_no_colour(filled: Path) -> None:
    command = [sys.executable, "-m", "bot.cli", "latest", "--data", str(filled)]
    environment = {name: value for name, value in os.environ.items() if name not in {"FORCE_COLOR", "TTY_COMPATIBLE"}}

    shown = subprocess.run(command, capture_output=True, check=True, env=environment, cwd=REPOSITORY)  # noqa: S603 because it is our own interpreter

    assert b"\x1b" not in shown.stdout


def test_ctrl_c_says_what_is_kept_and_a_second_run_goes_on(sitrep: Run, tmp_path: Path) -> None:
    rows = tuple(
        {
            "url": f"https://wire.example/{n}",
            "title": f"Note {n}",
            "text": f"On day {n} it rained. " * 3,
            "publisher": "W",
        }
        for n in range(600)
    )
    file, data = write_rows(tmp_path / "rain.jsonl", rows=rows), tmp_path / "data"
    heeding = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from bot.cli import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", heeding, "ingest", str(file), "--data", str(data)]  # shells may have it ignored

    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY) as ingesting:  # noqa: S603 because it is our own interpreter
        while ingesting.poll() is None and not _has_stored(data):
            time.sleep(0.02)
        ingesting.send_signal(signal.SIGINT)
        _, notices = ingesting.communicate(timeout=PATIENCE)
    kept = _articles(sitrep, data)
    sitrep("ingest", file, "--data", data)

    assert ingesting.returncode == 130
    assert f"Stopped. What was stored is kept: the archive holds {kept} articles." in " ".join(notices.split())
    assert 0 < kept < 600
    assert _articles(sitrep, data) == 600


def test_the_demo_shows_the_job_and_is_quick_the_second_time(sitrep: Run, tmp_path: Path) -> None:
    first = sitrep("demo", "--data", tmp_path / "data")
    started = time.monotonic()
    second = sitrep("demo", "--data", tmp_path / "data")

    assert (first.code, second.code) == (0, 0)
    assert "> how many attacks on US forces since Oct 17?\nAt least 102 attacks" in first.out
    assert "The clock stands at the sample's last day, 22 Dec 2023." in first.out
    assert "What to type next" in first.out
    folder = tmp_path / "data"
    assert f"archiveofitsown,in{folder}/demo.Thebot,andeverycommandwithout--data,uses" in "".join(first.out.split())
    assert f"another,in{folder}:fillthatby" in "".join(first.out.split())
    assert "nothing to embed" in second.out
    assert time.monotonic() - started < 20


def test_the_readme_shows_what_the_demo_says(sitrep: Run, tmp_path: Path) -> None:
    said = {line.rstrip() for line in sitrep("demo", "--data", tmp_path).out.splitlines()}
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("    > how many attacks")[2].partition("    What to type next")[0].splitlines()[1:]

    assert [line for line in shown if line.strip() and "(…" not in line and line[4:] not in said] == []


def _has_stored(data: Path) -> bool:
    """Tell whether anything is in the archive, sooner than a command could."""
    try:
        with closing(sqlite3.connect(f"file:{data}/archive.sqlite3?mode=ro", uri=True)) as archive:
            return bool(archive.execute("SELECT EXISTS (SELECT 1 FROM articles)").fetchone()[0])
    except sqlite3.OperationalError:  # because it is about to be made
        return False


def _articles(sitrep: Run, data: Path) -> int:
    if not (data / "archive.sqlite3").exists():
        return 0
    return sum(int(str(row["articles"])) for row in sitrep("sources", "list", "--json", "--data", data).rows)
