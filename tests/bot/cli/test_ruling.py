"""Rulings on the command line: what a person sees, what a program gets, what is stored and taken back."""

import getpass
import json
import shutil
from pathlib import Path

import pytest

from bot.cli import workplace
from tests.bot.cli.rows import fill_with, write_rows
from tests.bot.cli.said import Run, running
from tests.embedders import HashingEmbedder

pytestmark = pytest.mark.usefixtures("_reader_lent")
NEWS = tuple(
    {
        "id": name,
        "url": f"https://{name}.example/bomb",
        "title": "",
        "text": text,
        "published": f"2023-11-0{day}T12:00:00Z",
        "publisher": name.title(),
        "language": "en",
    }
    for name, day, text in (
        ("gazette", 5, "A car bomb exploded at a bank in Mosul, Iraq, on Sunday, killing three people."),
        ("courier", 6, "A car bomb exploded outside a bank in Mosul, Iraq, on Sunday, killing four people."),
        ("times", 7, "A roadside bomb exploded in Mosul, Iraq, on Sunday, killing two soldiers."),
        ("herald", 8, "Gunmen kidnapped 29 students from a school in Kaduna, Nigeria, on Wednesday."),
    )
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the news as a file and as an archive."""
    folder = tmp_path_factory.mktemp("told")
    fill_with(write_rows(folder / "news.jsonl", rows=NEWS), folder / "data")
    return folder


@pytest.fixture
def sitrep(told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on an archive of this test's own, into which the news was taken."""
    shutil.copytree(told, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITREP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(getpass, "getuser", lambda: "ana")
    monkeypatch.setattr(workplace, "ingest_encoder", lambda _: HashingEmbedder())
    return running(capsys)


def listed(sitrep: Run, *options: str) -> list[list[str]]:
    """Give the publishers of each incident, as `latest` lists them."""
    rows = [json.loads(line) for line in sitrep("latest", "--json", *options).out.splitlines()]
    return [[report["publisher"] for report in row["reports"]] for row in rows]


def number_of(sitrep: Run, incident: object, publisher: str) -> int:
    row = json.loads(sitrep("incidents", "show", incident, "--json").out)
    publishers = [report["publisher"] for report in row["reports"]]
    return int(row["report_numbers"][publishers.index(publisher)])


@pytest.fixture
def ids(sitrep: Run) -> dict[str, str]:
    """Give the incidents' ids by the town's name."""
    rows = [json.loads(line) for line in sitrep("latest", "--json").out.splitlines()]
    return {row["place"]["name"]: row["id"] for row in rows}


def test_an_incident_is_shown_with_the_numbers_of_its_reports(sitrep: Run, ids: dict[str, str]) -> None:
    said = sitrep("incidents", "show", ids["Mosul"][:6])

    assert ids["Mosul"] in sitrep("latest").out
    assert ids["Mosul"] in said.out
    number = number_of(sitrep, ids["Mosul"], "Times")
    assert f"report {number}  Times, 7 Nov 2023" in said.out
    assert "“A roadside bomb exploded in Mosul, Iraq, on Sunday, killing two soldiers.”" in said.out
    assert f"sitrep incidents split {ids['Mosul']} {number}" in said.out


def test_a_report_is_split_off_and_the_undo_restores_every_byte(sitrep: Run, ids: dict[str, str]) -> None:
    before = sitrep("latest", "--json").out
    assert listed(sitrep) == [["Herald"], ["Times", "Courier", "Gazette"]]

    said = sitrep("incidents", "split", ids["Mosul"], number_of(sitrep, ids["Mosul"], "Times"))

    assert said.code == 0
    assert said.out.startswith("Ruling 1: 1 report and the 2 reports left do not tell the same event.\n")
    assert said.out.endswith("To undo it:\n    sitrep incidents undo 1\n")
    assert listed(sitrep) == [["Herald"], ["Times"], ["Courier", "Gazette"]]
    assert listed(sitrep, "--as-of", "2023-11-07") == [["Times"], ["Courier", "Gazette"]]

    undone = sitrep("incidents", "undo", 1)
    assert undone.out == "Ruling 1 is undone: incidents are again what they were without it.\n"
    assert sitrep("latest", "--json").out == before


def test_reports_split_off_together_stay_together(sitrep: Run, ids: dict[str, str]) -> None:
    two = [number_of(sitrep, ids["Mosul"], publisher) for publisher in ("Courier", "Gazette")]
    row = sitrep("incidents", "split", ids["Mosul"], *two, "--json").row

    assert (row["id"], row["kind"], row["state"], row["by"]) == (1, "different", "standing", "ana")
    assert listed(sitrep) == [["Herald"], ["Times"], ["Courier", "Gazette"]]
    assert row["incidents"] == [line["id"] for line in sitrep("latest", "--place", "Mosul", "--json").rows]


def test_incidents_are_joined(sitrep: Run, ids: dict[str, str]) -> None:
    said = sitrep("incidents", "join", ids["Mosul"], ids["Kaduna"])

    assert said.out.startswith("Ruling 1: 3 reports and 1 report tell the same event.\n")
    assert listed(sitrep) == [["Herald", "Times", "Courier", "Gazette"]]


def test_a_ruling_outlives_a_revision_that_changes_the_toll(sitrep: Run, ids: dict[str, str], tmp_path: Path) -> None:
    sitrep("incidents", "split", ids["Mosul"], number_of(sitrep, ids["Mosul"], "Times"))
    revised = {**NEWS[2], "text": NEWS[2]["text"].replace("two", "five"), "published": "2023-11-07T18:00:00Z"}
    sitrep("ingest", write_rows(tmp_path / "again.jsonl", rows=(revised,)))

    assert listed(sitrep) == [["Herald"], ["Times"], ["Courier", "Gazette"]]


def test_a_ruling_about_words_that_are_gone_is_idle(sitrep: Run, ids: dict[str, str], tmp_path: Path) -> None:
    sitrep("incidents", "split", ids["Mosul"], number_of(sitrep, ids["Mosul"], "Times"))
    revised = {**NEWS[2], "text": "Two troops died in a blast in Mosul, Iraq, on Sunday.", "published": "2023-11-08"}
    sitrep("ingest", write_rows(tmp_path / "again.jsonl", rows=(revised,)))

    assert sitrep("incidents", "rulings", "--json").row["state"] == "idle"
    assert "idle: no such reports are here at present" in sitrep("incidents", "rulings").out


def test_rulings_are_listed_with_when_and_by_whom(sitrep: Run, ids: dict[str, str]) -> None:
    assert sitrep("incidents", "rulings").out.startswith("Nothing was ruled.")
    sitrep("incidents", "split", ids["Mosul"], number_of(sitrep, ids["Mosul"], "Times"))
    sitrep("incidents", "undo", 1)
    sitrep("incidents", "join", ids["Mosul"], ids["Kaduna"])

    first, second = sitrep("incidents", "rulings", "--json").rows
    assert (first["kind"], first["state"], first["undone_by"]) == ("different", "undone", "ana")
    assert (second["kind"], second["state"], second["undone"]) == ("same", "standing", None)
    assert first["these"] == [
        {
            "address": "https://times.example/bomb",
            "quote": "A roadside bomb exploded in Mosul, Iraq, on Sunday, killing two soldiers.",
            "kind": "bombing",
            "place": "Mosul",
        }
    ]
    lines = sitrep("incidents", "rulings").out.splitlines()
    assert lines[0].startswith("1  different  ")
    assert lines[0].endswith(", by ana")
    assert lines[1].startswith("    undone ")
    assert sitrep("incidents", "show", ids["Mosul"], "--json").row["rulings"] == [2]


def test_what_was_joined_is_not_split_nor_what_was_split_joined(sitrep: Run, ids: dict[str, str]) -> None:
    sitrep("incidents", "join", ids["Mosul"], ids["Kaduna"])
    herald = number_of(sitrep, ids["Mosul"], "Herald")
    said = sitrep("incidents", "split", ids["Mosul"], herald)
    assert (said.code, said.out) == (2, "")
    assert said.complaint == (
        "error: Ruling 1 says that these are the same. To take that back: sitrep incidents undo 1"
    )

    sitrep("incidents", "undo", 1)
    sitrep("incidents", "split", ids["Mosul"], number_of(sitrep, ids["Mosul"], "Times"))
    first, second = (row["id"] for row in sitrep("latest", "--place", "Mosul", "--json").rows)
    said = sitrep("incidents", "join", first, second)
    assert said.complaint == (
        "error: Ruling 2 says that these are not the same. To take that back: sitrep incidents undo 2"
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        pytest.param(["show", "zz"], "There is no incident zz. The ids of all: sitrep latest", id="unknown incident"),
        pytest.param(["show", ""], "There is no incident . The ids of all: sitrep latest", id="no incident"),
        pytest.param(["split", "MOSUL", "99"], "Report 99 is none of incident MOSUL's; those are: ALL.", id="stranger"),
        pytest.param(["split", "MOSUL", "TIMES", "TIMES"], "Report TIMES is named twice.", id="twice"),
        pytest.param(
            ["split", "KADUNA", "HERALD"],
            "Incident KADUNA has no other report than HERALD: nothing is left to part.",
            id="the only report",
        ),
        pytest.param(
            ["join", "MOSUL", "MOSUL"],
            "MOSUL and MOSUL are one incident already, MOSUL; name two.",
            id="one incident",
        ),
        pytest.param(["join", "MOSUL", "zz"], "There is no incident zz. The ids of all: sitrep latest", id="no other"),
        pytest.param(["undo", "7"], "There is no ruling 7. All of them: sitrep incidents rulings", id="no ruling"),
    ],
)
def test_wrong_input_is_told_in_a_sentence_and_rules_nothing(
    sitrep: Run, ids: dict[str, str], arguments: list[str], complaint: str
) -> None:
    times, herald = number_of(sitrep, ids["Mosul"], "Times"), number_of(sitrep, ids["Kaduna"], "Herald")
    others = [number_of(sitrep, ids["Mosul"], publisher) for publisher in ("Gazette", "Courier")]
    meant = {
        "MOSUL": ids["Mosul"],
        "KADUNA": ids["Kaduna"],
        "TIMES": str(times),
        "HERALD": str(herald),
        "ALL": ", ".join(str(number) for number in sorted([times, *others])),
    }
    said = sitrep("incidents", *(meant.get(argument, argument) for argument in arguments))

    for word, value in meant.items():
        complaint = complaint.replace(word, value)
    assert (said.code, said.out, said.complaint) == (2, "", f"error: {complaint}")
    assert sitrep("incidents", "rulings", "--json").out == ""


def test_a_ruling_is_undone_once(sitrep: Run, ids: dict[str, str]) -> None:
    sitrep("incidents", "join", ids["Mosul"], ids["Kaduna"])
    assert sitrep("incidents", "undo", 1).code == 0

    said = sitrep("incidents", "undo", 1)

    assert said.code == 2
    assert said.complaint.startswith("error: Ruling 1 was undone before, on ")
    assert said.complaint.endswith(" by ana.")


def test_where_the_system_knows_no_name_the_operator_ruled(
    sitrep: Run, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert sitrep("incidents", "join", ids["Mosul"], ids["Kaduna"], "--json").row["by"] == "the operator"


def test_a_field_is_corrected_with_a_reason_and_taken_back(sitrep: Run, ids: dict[str, str]) -> None:
    before = sitrep("incidents", "show", ids["Kaduna"], "--json").row

    said = sitrep("incidents", "correct", ids["Kaduna"], "place", "Kano, Nigeria", "--reason", "The army says so.")
    listed = sitrep("incidents", "rulings").out
    row = sitrep("incidents", "rulings", "--json").row
    after = sitrep("latest", "--place", "Kano", "--json").row
    sitrep("incidents", "undo", 1)

    assert said.lines[0] == "Ruling 1: of 1 report, place Kano, Nigeria (The army says so.)."
    assert "is corrected: place Kano, Nigeria (The army says so.)" in listed
    assert (row["field"], row["value"], row["reason"]) == ("place", "Kano, Nigeria", "The army says so.")
    assert after["corrected"] == ["place"]
    assert sitrep("incidents", "show", ids["Kaduna"], "--json").row == before


def test_what_cannot_be_corrected_is_named(sitrep: Run, ids: dict[str, str]) -> None:
    said = sitrep("incidents", "correct", ids["Kaduna"], "weapon", "knives", "--reason", "So it is.")

    assert said.code == 2
    assert "“weapon” cannot be corrected. These can: kind, day, place, killed, injured." in said.complaint
