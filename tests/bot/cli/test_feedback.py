"""Claims and feedback on the command line."""

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from bot.answering.answers import Answer
from bot.cli import workplace
from bot.records import Amendment, Feedback, Kept, Records, Vote
from ingest import ARCHIVE_FILE_NAME, Database
from tests.bot.cli.rows import fill_with, write_rows
from tests.bot.cli.said import Run, running
from tests.bot.test_gaps import asked
from tests.embedders import HashingEmbedder

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CLAIM = "American forces have been attacked 27 times since October 17."
pytestmark = pytest.mark.usefixtures("_reader_lent")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("told")
    fill_with(write_rows(folder / "news.jsonl"), folder / "data")
    return folder / "data"


@pytest.fixture
def sitrep(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SITREP_DATA", str(data))
    monkeypatch.setattr(workplace, "load_question_encoder", lambda _: HashingEmbedder())
    monkeypatch.setattr(workplace, "refuse_other_model", lambda *_: None)
    return running(capsys)


def test_a_claim_is_judged_with_its_day_the_newest_figure_and_the_words(sitrep: Run) -> None:
    said = sitrep("claim", CLAIM, "The queen of Ruritania has abdicated.", "--as-of", "2023-11-10")

    told = " ".join(said.out.split())
    assert said.code == 0
    assert f"Outdated: “{CLAIM}”" in told
    assert "It was reported so on 31 Oct 2023. The newest figure: at least 40 attacks." in told
    assert "https://wire.example/40-attacks" in told
    assert "Nothing here tells of it. This does not make it false." in told


def test_a_program_reads_claims_as_a_row(sitrep: Run) -> None:
    row = sitrep("claim", CLAIM, "--as-of", "2023-11-10", "--json").row
    nothing = sitrep("claim", "lol", "--json").row

    assert isinstance(row["claims"], list)
    assert [claim["standing"] for claim in row["claims"]] == ["outdated"]
    assert (nothing["nothing_checkable"], nothing["claims"]) == (True, [])


def test_votes_are_exported_as_labels_and_questions_without_an_answer_listed(sitrep: Run, data: Path) -> None:
    content = json.dumps(
        {
            "question": "how many?",
            "understood": "How many died?",
            "as_of": "2023-11-10T00:00:00Z",
            "answer": "3 people [1].",
            "abstained": False,
            "figures": [{"value": 3}],
            "citations": [],
        }
    )
    with closing(Database.open(data / ARCHIVE_FILE_NAME)) as database:
        records = Records(database)
        records.ballots.cast(
            Feedback("a1", "1", Vote.WRONG_NUMBER, NOW, content, Amendment("8", "", "{}")), asker=records.asker(20)
        )
        unanswered = asked("How many people were evacuated from Odesa?")
        records.keep(Kept.ANSWER, TypeAdapter(Answer).dump_json(unanswered).decode(), server="1", now=NOW)

    (label,) = sitrep("feedback", "export").rows
    gaps = sitrep("feedback", "gaps")
    (gap,) = sitrep("feedback", "gaps", "--json").rows

    assert (label["question"], label["right"], label["neighbour"]) == ("How many died?", [8.0], [3])
    assert "voter" not in label
    assert "“How many people were evacuated from Odesa?”" in gaps.out
    assert "sitrep sources add https://kyivindependent.com/news-archive/rss/" in gaps.out
    assert gap["asked"] == 1
