"""The hatch: what a command is replied there is what it would have answered itself."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from rich.text import Text

from bot.answering.answerer import Answerer
from bot.answering.answers import Answer
from bot.answering.conversation.conversing import Converser
from bot.answering.questions import Question
from bot.cli import workplace
from bot.errors import EngineUnavailable
from bot.hatch import NAME, Hatch, Inquiry, Reply, replies
from bot.replying import Told, replied
from ingest import Archive
from tests.bot.cli.rows import fill_with, write_rows
from tests.bot.cli.said import Run, Said, running
from tests.bot.cli.test_start import REPOSITORY, SHOW_HELP, SLOW
from tests.embedders import HashingEmbedder

NOW = datetime(2023, 11, 20, tzinfo=UTC)
QUESTION = "How many attacks on US forces in Iraq and Syria since Oct 17?"
BATCH = (
    {"id": "one", "question": QUESTION, "as_of": "2023-11-08"},
    {"id": "two", "question": "and in Syria?", "follows": "one"},
    {"id": "bad", "question": ""},
)
ANY = Inquiry("what happened near Aleppo?", NOW, None, None, explain=False, json=True)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hatch")
    return fill_with(write_rows(folder / "wire.jsonl"), folder / "data")


@pytest.fixture
def sitrep(tmp_path: Path, filled: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SITREP_MODEL", HashingEmbedder().name)
    monkeypatch.setattr(workplace, "question_encoder", lambda _: HashingEmbedder())
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "batch.jsonl").write_text("".join(json.dumps(row) + "\n" for row in BATCH))

    run = running(capsys)
    return lambda *arguments: run("ask", *arguments, "--data", filled)


def ask(archive: Archive, asked: list[Inquiry], inquiry: Inquiry) -> Iterator[Reply]:
    """Reply from the archive, as the answering process does."""
    asked.append(inquiry)
    converser = Converser(archive=archive, answerer=Answerer(archive=archive, encoder=HashingEmbedder()))

    def told(question: Question, now: datetime, before: Answer | None) -> Told:
        if inquiry.explain:
            return Told(*converser.explain(question, archive.view(now), before=before))
        return Told(converser.answer(question, archive.view(now), before=before))

    return replied(inquiry, told, now=NOW)


def without_timings(said: Said) -> Said:
    """Give what was said, less what differs from run to run."""
    if not said.out.startswith("{"):
        return said
    rows = [{name: value for name, value in row.items() if name != "timings_ms"} for row in said.rows]
    return Said(said.code, json.dumps(rows), said.err)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param((QUESTION, "--as-of", "2023-11-20"), id="for a person"),
        pytest.param((QUESTION, "--as-of", "2023-11-20", "--json"), id="for a program"),
        pytest.param((QUESTION, "--as-of", "2023-11-20", "--explain"), id="explained"),
        pytest.param((QUESTION, "--as-of", "2023-11-06", "--explain", "--json"), id="explained for a program"),
        pytest.param((QUESTION, "--since", "2023-11-06", "--until", "2023-11-07", "--as-of", "2023-11-20"), id="days"),
        pytest.param(("",), id="a question that cannot be asked"),
        pytest.param(("--batch", "batch.jsonl", "--as-of", "2023-11-20"), id="a batch"),
        pytest.param(("--batch", "nowhere.jsonl"), id="a batch that is not there"),
    ],
)
def test_the_service_replies_what_a_cold_start_says(filled: Path, sitrep: Run, arguments: tuple[str, ...]) -> None:
    cold = sitrep(*arguments)
    asked: list[Inquiry] = []
    with Archive.open(filled) as archive:
        hatch = Hatch(filled, partial(ask, archive, asked))
        beside = sitrep(*arguments)
        hatch.close()

    assert without_timings(beside) == without_timings(cold)
    assert bool(asked) is ("nowhere.jsonl" not in arguments)
    assert not (filled / NAME).exists()


def test_who_is_replied_to_loads_nothing_slow(tmp_path: Path) -> None:
    hatch = Hatch(tmp_path, lambda _: iter([(Text("40 attacks"),)]))
    said = subprocess.run(  # noqa: S603 because it is our own interpreter and script
        [sys.executable, "-c", SHOW_HELP, "ask", "how many?", "--data", str(tmp_path)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    hatch.close()

    assert said.stdout == "40 attacks\n"
    assert SLOW & set(said.stderr.split()) == set()


def test_what_the_service_does_not_reply_is_answered_by_the_command(filled: Path, sitrep: Run) -> None:
    hatch = Hatch(filled, lambda _: iter(()))
    said = sitrep(QUESTION, "--as-of", "2023-11-20")
    hatch.close()

    assert said.code == 0
    assert "40" in said.out


def test_a_service_that_stops_in_the_middle_is_told_of(tmp_path: Path) -> None:
    def half(_: Inquiry) -> Iterator[Reply]:
        yield {"id": "one"}
        raise KeyError("a bug")

    hatch = Hatch(tmp_path, half)
    heard = replies(tmp_path, ANY)

    assert next(heard) == {"id": "one"}
    with pytest.raises(EngineUnavailable, match="stopped in the middle"):
        next(heard)
    hatch.close()


def test_the_asker_says_what_it_means_by_model_and_database(
    filled: Path, sitrep: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Inquiry] = []
    Path(".env").write_text("DATABASE_URL=postgresql://one@db.example/news\n")
    (filled / ".env").write_text("SITREP_MODEL=of-the-archive\n")
    monkeypatch.delenv("SITREP_MODEL")
    try:
        with Archive.open(filled) as archive:
            hatch = Hatch(filled, partial(ask, archive, asked))
            sitrep(QUESTION, "--as-of", "2023-11-20")
            hatch.close()
    finally:
        (filled / ".env").unlink()

    (inquiry,) = asked
    assert inquiry.model == "of-the-archive"
    assert inquiry.database
    assert "db.example" not in repr(inquiry)


def test_the_socket_is_its_owners_alone(tmp_path: Path) -> None:
    hatch = Hatch(tmp_path, lambda _: iter(()))
    mode = (tmp_path / NAME).stat().st_mode
    hatch.close()

    assert mode & 0o777 == 0o600


def test_a_killed_services_socket_is_replaced_and_one_that_took_over_stays(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / NAME))
    assert list(replies(tmp_path, ANY)) == []
    first = Hatch(tmp_path, lambda _: iter([{"by": "first"}]))
    second = Hatch(tmp_path, lambda _: iter([{"by": "second"}]))
    first.close()

    assert list(replies(tmp_path, ANY)) == [{"by": "second"}]
    second.close()


def test_under_a_path_too_long_for_a_socket_there_is_none(tmp_path: Path) -> None:
    (deep := tmp_path / ("long" * 30)).mkdir()

    assert Hatch.opened(deep, lambda _: iter(())) is None
    assert list(replies(deep, ANY)) == []
    assert list(deep.iterdir()) == []
