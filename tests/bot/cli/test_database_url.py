"""The command line with DATABASE_URL: what is said of a server that is away, and of what its own tools do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main

Run = Callable[..., tuple[int, str]]
AWAY = "The database “news” at 127.0.0.1:9 does not answer; start the server or mend DATABASE_URL, then repeat."


@pytest.fixture
def sitrep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITREP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:wheelhouse@127.0.0.1:9/news")

    def run(*arguments: str) -> tuple[int, str]:
        code = main(list(arguments))
        written = capsys.readouterr()
        said = " ".join((written.out + written.err).split())
        assert "wheelhouse" not in said
        return code, said

    return run


@pytest.mark.parametrize("command", [("sources", "list"), ("doctor",), ("backup",)])
def test_a_server_that_is_away_is_named_with_what_to_do(sitrep: Run, command: tuple[str, ...]) -> None:
    code, said = sitrep(*command)

    assert code == 1
    assert AWAY in said


def test_a_backup_of_a_file_is_not_restored_over_a_server(sitrep: Run, tmp_path: Path) -> None:
    code, said = sitrep("restore", str(tmp_path / "copy.sqlite3.gz"), "--yes")

    assert code == 1
    assert "bring back with pg_restore what pg_dump wrote. Nothing was replaced." in said
    assert not (tmp_path / "data" / "archive.sqlite3").exists()
