"""Moving an archive to PostgreSQL on the command line: what is said, and that what is said leads there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli import main
from ingest import Archive
from tests.bot.cli.rows import fill_with, write_rows
from tests.databases import Postgres


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITREP_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return fill_with(write_rows(tmp_path / "news.jsonl"), tmp_path / "data")


@pytest.fixture
def to(postgres: Postgres) -> Iterator[str]:
    with postgres.lent() as lent:
        yield lent.get_secret_value()


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    written = capsys.readouterr()
    return code, written.out, " ".join(written.err.split())


def test_what_it_says_to_put_into_env_is_the_archive(
    data: Path, to: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said(capsys, "sources", "list", "--json")
    code, told, _ = said(capsys, "migrate", "--to", to)

    assert code == 0
    assert re.search(r"^\s*articles +4\s*$", told, re.MULTILINE)
    assert f"What stood there stays as it is: {data}" in told
    (line,) = (line for line in told.splitlines() if line.startswith("DATABASE_URL="))
    (tmp_path / ".env").write_text(f"{line}\n")
    monkeypatch.setenv("SITREP_DATA", str(tmp_path / "elsewhere"))
    assert said(capsys, "sources", "list", "--json") == before
    assert not list((tmp_path / "elsewhere").glob("*.sqlite3"))


def test_what_it_refuses_is_one_sentence_and_the_code_of_a_failure(
    data: Path, to: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Archive.open(data):
        code, _, error = said(capsys, "migrate", "--to", to)
        assert (code, error.endswith("Stop the service, then repeat; nothing was changed.")) == (1, True)
    with Archive.open(tmp_path / "other", database_url=SecretStr(to)) as other:
        other.source("theirs")
    code, told, error = said(capsys, "migrate", "--to", to)
    assert (code, told) == (1, "")
    assert "holds another archive" in error
    assert said(capsys, "migrate", "--to", "news.sqlite3")[0] == 2
