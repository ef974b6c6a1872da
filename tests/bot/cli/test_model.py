"""A language model from the terminal: asked with --model alone, looked at by the doctor."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.cli import workplace
from tests.bot.cli.said import Run, running
from tests.cross_encoders import cross_encoder
from tests.embedders import HashingEmbedder
from tests.fakemodel import PATH, Asked, FakeModel, Written, sources_in, statements
from tests.processes import PATIENCE

QUESTION = "what happened near Aleppo?"
STATED = "An air strike killed two fighters near Aleppo in Syria on Friday"


def good(asked: Asked) -> Written:
    if "sources" not in json.loads(asked["messages"][-1]["content"]):
        return {"question": ""}
    (source,) = [each for each in sources_in(asked) if "Aleppo" in each["title"]]
    return statements((STATED, [source["n"]]))


@pytest.fixture
def model() -> Iterator[FakeModel]:
    with FakeModel() as running:
        yield running


@pytest.fixture
def filled(told: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(told, tmp_path / "data"))


@pytest.fixture
def sitrep(
    model: FakeModel,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Run a command where a language model is set."""
    monkeypatch.setenv("SITREP_MODEL", HashingEmbedder().name)
    monkeypatch.setattr(workplace, "question_encoder", lambda _: HashingEmbedder())
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("SITREP_HEALTH_PORT", "0")
    monkeypatch.setenv("LLM_BASE_URL", model.url("/v1"))
    monkeypatch.setenv("LLM_MODEL", "parrot-1")
    monkeypatch.setenv("LLM_SECONDS", str(int(PATIENCE)))
    monkeypatch.chdir(tmp_path)
    return running(capsys)


def test_the_model_writes_where_it_is_asked_to_and_nowhere_else(sitrep: Run, model: FakeModel, filled: Path) -> None:
    model.writes(good)

    plain = sitrep("ask", QUESTION, "--as-of", "2023-11-10", "--data", filled)
    written = sitrep("ask", QUESTION, "--as-of", "2023-11-10", "--data", filled, "--model")

    assert not plain.out.startswith(STATED)
    assert written.lines[0].startswith(f"{STATED} (Test Gazette, 4 Nov 2023) [")
    assert any("An air strike killed two fighters" in line for line in written.lines[1:])
    assert "Written by a language model, checked against the quotes." in written.out
    assert len(model.asked) == 1


def test_every_row_of_a_batch_is_written_and_keeps_its_keys(
    sitrep: Run, model: FakeModel, filled: Path, tmp_path: Path
) -> None:
    model.writes(good)
    rows = [{"id": str(number), "question": QUESTION, "as_of": "2023-11-10"} for number in range(2)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    plain = sitrep("ask", "--batch", tmp_path / "rows.jsonl", "--json", "--data", filled)
    written = sitrep("ask", "--batch", tmp_path / "rows.jsonl", "--json", "--data", filled, "--model")

    assert [list(row) for row in written.rows] == [list(row) for row in plain.rows]
    assert [str(row["answer"]).startswith(STATED) for row in written.rows] == [True, True]
    assert [(row["figures"], row["kind"]) for row in written.rows] == [([], "passages")] * 2


def test_a_model_that_fails_costs_a_line_and_no_answer(sitrep: Run, model: FakeModel, filled: Path) -> None:
    model.refuses(401)

    plain = sitrep("ask", QUESTION, "--as-of", "2023-11-10", "--data", filled)
    said = sitrep("ask", QUESTION, "--as-of", "2023-11-10", "--data", filled, "--model")

    assert said.code == 0
    assert set(said.lines) - set(plain.lines) == {"Without the language model: it refused."}
    assert "does not accept the key: check LLM_API_KEY." in said.complaint


def test_without_a_model_that_is_set_it_cannot_be_asked(
    sitrep: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LLM_BASE_URL")
    monkeypatch.delenv("LLM_MODEL")

    said = sitrep("ask", QUESTION, "--data", filled, "--model")

    assert said.code == 2
    assert "There is no language model: set LLM_BASE_URL and LLM_MODEL, or leave --model out." in said.complaint


@pytest.mark.parametrize(
    ("script", "verdict", "sentence"),
    [
        pytest.param(
            lambda model: model.writes(statements(("The bridge opened", [1]))),
            "ok",
            "no text leaves this machine",
            id="good",
        ),
        pytest.param(lambda model: model.refuses(401), "warn", "check LLM_API_KEY.", id="wrong key"),
        pytest.param(
            lambda model: model.refuses(404, "no model parrot-1"),
            "warn",
            "There is no model parrot-1 at",
            id="no model",
        ),
        pytest.param(lambda model: model.give(PATH, status=404), "warn", "There is no API at", id="no API"),
        pytest.param(lambda model: model.writes("Yes!"), "warn", "no answer in the schema", id="no schema"),
        pytest.param(lambda model: model.writes("noise, " * 10_000), "warn", "no answer in the schema", id="noise"),
    ],
)
def test_the_doctor_says_of_the_model_what_is_wrong_in_one_sentence(  # noqa: PLR0913, PLR0917 because half are fixtures
    sitrep: Run, model: FakeModel, tmp_path: Path, script: Callable[[FakeModel], None], verdict: str, sentence: str
) -> None:
    script(model)

    said = sitrep("doctor", "--json", "--data", tmp_path / "nothing")

    (row,) = [row for row in said.rows if row["subject"] == "language model"]
    assert row["verdict"] == verdict
    assert sentence in str(row["message"])


def test_the_doctor_waits_for_the_model_as_long_as_is_set(
    sitrep: Run, model: FakeModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.hang(PATH)
    monkeypatch.setenv("LLM_SECONDS", "1")

    said = sitrep("doctor", "--json", "--data", tmp_path / "nothing")

    (row,) = [row for row in said.rows if row["subject"] == "language model"]
    assert row["verdict"] == "warn"
    assert "took longer than 1 seconds" in str(row["message"])


def test_the_doctor_fails_over_half_a_setting(sitrep: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LLM_MODEL")

    said = sitrep("doctor", "--json", "--data", tmp_path / "nothing")

    (row,) = [row for row in said.rows if row["subject"] == "language model"]
    assert (said.code, row["verdict"]) == (1, "fail")
    assert row["message"] == "A language model needs LLM_BASE_URL and LLM_MODEL: set LLM_MODEL, or leave out both."


@pytest.mark.parametrize(
    ("labels", "verdict", "sentence"),
    [
        (["entailment", "neutral"], "ok", "judged in"),
        (["sad", "glad"], "fail", "none of which is entailment: name another in CHECK_MODEL"),
    ],
    ids=["one that judges", "one that judges something else"],
)
def test_the_doctor_tries_the_model_that_checks(  # noqa: PLR0913, PLR0917 because half are fixtures
    sitrep: Run,
    model: FakeModel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    labels: list[str],
    verdict: str,
    sentence: str,
) -> None:
    model.writes(statements(("The bridge opened", [1])))
    (folder := tmp_path / "judge").mkdir()
    monkeypatch.setenv("CHECK_MODEL", cross_encoder(folder, labels))

    said = sitrep("doctor", "--json", "--data", tmp_path / "nothing")

    (row,) = [row for row in said.rows if row["subject"] == "check model"]
    assert row["verdict"] == verdict
    assert sentence in str(row["message"])


@pytest.mark.parametrize("asked", ["what's new?", "timeline of Aleppo", "summarise the news about Aleppo"])
def test_the_model_sums_up_stories_and_what_it_makes_up_is_dropped(
    sitrep: Run, model: FakeModel, filled: Path, asked: str
) -> None:
    model.writes(lambda told: _with_a_lie(good(told)))

    written = sitrep("ask", asked, "--as-of", "2023-11-04", "--data", filled, "--model")

    assert written.lines[0] == f"{STATED} (Test Gazette, 4 Nov 2023) [{written.lines[0][-3]}]."
    assert "nine fighters" not in written.out
    assert "Sum up the sources" in model.asked[0]["messages"][0]["content"]


def test_the_model_writes_of_a_follow_up_from_the_story_before(
    sitrep: Run, model: FakeModel, filled: Path, tmp_path: Path
) -> None:
    model.writes(good)
    rows = [
        {"id": "1", "question": QUESTION, "as_of": "2023-11-10"},
        {"id": "2", "question": "on which day was the strike?", "as_of": "2023-11-10", "follows": "1"},
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    _, second = sitrep("ask", "--batch", tmp_path / "rows.jsonl", "--json", "--data", filled, "--model").rows

    asked = json.loads(model.asked[-1]["messages"][1]["content"])
    assert len(model.asked) == 3
    assert json.loads(model.asked[1]["messages"][1]["content"])["question_before"] == QUESTION
    assert asked["question"] == second["understood"]
    assert "Aleppo" in str(second["understood"])


def _with_a_lie(written: Written) -> Written:
    assert isinstance(written, dict)
    lie = {"text": STATED.replace("two", "nine"), "cites": written["statements"][0]["cites"]}
    return {"statements": [*written["statements"], lie]}
