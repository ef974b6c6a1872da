"""Whose the archive's files are."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.archive import Archive, Role
from ingest.ownership import close_to_others, make_file, make_folder, open_to_others
from ingest.wiring import named
from tests.ingest.archive.conftest import Make
from tests.processes import eventually

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def exposed(folder: Path) -> list[str]:
    """Give what under the folder others have any right to."""
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if open_to_others(path)]


@pytest.fixture(autouse=True)
def _usual_rights() -> object:
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_an_archive_is_its_owners_alone_with_all_that_lies_in_it(tmp_path: Path, make: Make) -> None:
    folder = tmp_path / "share" / "sitrep" / "demo"
    with Archive.open(folder, role=Role.LONG_LIVED) as archive, named(folder):
        archive.claim_encoder("test", 8)
        archive.store(archive.source("wire"), [make("Troops left.")], seen=NOW)
        assert eventually(lambda: archive.drain_outbox() == 1)

        names = {path.name for path in folder.iterdir()}
        assert {"archive.sqlite3", "archive.sqlite3-wal", "chroma", "chroma.lock", "chroma.log"} <= names
        assert exposed(tmp_path) == []


def test_an_archive_that_was_open_to_others_is_closed_and_the_folder_that_somebody_made_stays(
    tmp_path: Path, make: Make
) -> None:
    with Archive.open(tmp_path) as archive:
        archive.claim_encoder("test", 8)
        archive.store(archive.source("wire"), [make("Troops left.")], seen=NOW)
        assert archive.drain_outbox() == 1
    tmp_path.chmod(0o755)
    for name in ("archive.sqlite3", "chroma.log"):
        (tmp_path / name).chmod(0o664)
    (tmp_path / "chroma").chmod(0o755)
    (tmp_path / "notes.txt").write_text("somebody's own")

    with Archive.open(tmp_path) as archive:
        archive.store(archive.source("wire"), [make("More.", url="https://news.example/2")], seen=NOW)
        assert archive.drain_outbox() == 1

        assert open_to_others(tmp_path)
        assert [name for name in exposed(tmp_path) if "/" not in name] == ["notes.txt"]


def test_a_file_that_a_process_has_locked_is_not_opened_to_close_it(tmp_path: Path) -> None:
    file = tmp_path / "file"
    make_file(file)
    file.write_text("kept")
    file.chmod(0o644)

    make_file(file)

    assert (file.read_text(), file.stat().st_mode & 0o777) == ("kept", 0o600)


def test_a_folder_that_is_there_is_left_and_what_is_not_there_is_no_failure(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    make_folder(tmp_path)
    close_to_others(tmp_path / "nothing")

    assert tmp_path.stat().st_mode & 0o777 == 0o750
    make_file(tmp_path / "file")
    with pytest.raises(FileExistsError):
        make_folder(tmp_path / "file")
