"""Backups on the command line: where they go, what is asked before one is restored, what is said."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from ingest import Archive, utc_now
from tests.bot.cli.said import running

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITREP_DATA", str(tmp_path / "data"))
    return Path(shutil.copytree(told, tmp_path / "data"))


@pytest.fixture
def sitrep(data: Path, capsys: pytest.CaptureFixture[str]) -> Run:  # noqa: ARG001 because the archive is its
    run = running(capsys)
    return lambda *arguments: run(*arguments).in_short


def articles_in(folder: Path) -> int:
    with Archive.open(folder) as archive:
        return archive.count(archive.view(utc_now())).articles


def test_a_backup_goes_beside_the_archive_and_comes_back(sitrep: Run, data: Path) -> None:
    code, said, _ = sitrep("backup")
    (kept,) = (data / "backups").iterdir()
    assert code == 0
    assert said.endswith(f"To put it back: sitrep restore {kept}")
    assert re.search(r"\d (?:bytes|kB)\. To", said)
    assert sitrep("purge", "--domain", "gazette.example", "--yes")[0] == 0
    assert articles_in(data) == 2

    code, said, _ = sitrep("restore", str(kept), "--yes")

    assert code == 0
    assert said.startswith("Restored: 4 articles. What stood there: ")
    assert articles_in(data) == 4


def test_a_backup_goes_where_it_is_told_to(sitrep: Run, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()

    assert sitrep("backup", str(tmp_path / "mine.gz"))[0] == 0
    assert sitrep("backup", str(tmp_path / "elsewhere"))[0] == 0
    code, _, complaint = sitrep("backup", str(tmp_path / "mine.gz"))

    assert (tmp_path / "mine.gz").is_file()
    assert [path.suffixes for path in (tmp_path / "elsewhere").iterdir()] == [[".sqlite3", ".gz"]]
    assert code == 1
    assert "is there already" in complaint


def test_where_there_is_no_archive_none_is_made_to_be_copied(sitrep: Run, tmp_path: Path) -> None:
    code, _, complaint = sitrep("--data", str(tmp_path / "nothing"), "backup")

    assert code == 1
    assert "There is no archive in" in complaint
    assert not (tmp_path / "nothing/archive.sqlite3").exists()


def test_what_stands_there_is_not_replaced_without_a_yes(
    sitrep: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise typer.Abort

    assert sitrep("backup", str(tmp_path / "mine.gz"))[0] == 0
    monkeypatch.setattr(typer, "confirm", refuse)

    code, _, complaint = sitrep("restore", str(tmp_path / "mine.gz"))

    assert (code, complaint) == (1, "error: There was no yes: nothing was changed.")
    assert not (data / "backups").exists()


def test_a_backup_cut_short_is_refused_in_one_sentence(sitrep: Run, tmp_path: Path) -> None:
    kept = tmp_path / "mine.gz"
    assert sitrep("backup", str(kept))[0] == 0
    kept.write_bytes(kept.read_bytes()[:-9])

    code, _, complaint = sitrep("restore", str(kept), "--yes")

    assert code == 1
    assert "was cut short or changed on its way. Nothing was replaced" in complaint
    assert "Traceback" not in complaint
