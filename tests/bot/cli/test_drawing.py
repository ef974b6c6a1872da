"""Pictures as files: beside the answer, never in its place."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import workplace
from tests.bot.cli.said import running
from tests.embedders import HashingEmbedder

HEADLINE = "how many attacks on US forces since Oct 17?"
FINDING = "the reported figure rose from at least 27 on 31 Oct 2023 to at least 40 on 7 Nov 2023."
PNG = b"\x89PNG\r\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sitrep(told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a small archive; gives exit code, stdout, and stderr on one line."""
    shutil.copytree(told, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITREP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SITREP_MODEL", HashingEmbedder().name)
    monkeypatch.setattr(workplace, "question_encoder", lambda _: HashingEmbedder())

    def run(*arguments: str) -> tuple[int, str, str]:
        said = running(capsys)(*arguments)
        return said.code, said.out, said.complaint

    return run


def test_the_figure_is_drawn_and_told_beside_the_answer(sitrep: Run) -> None:
    code, out, err = sitrep("ask", HEADLINE, "--picture", "chart.png")

    assert code == 0
    assert "At least 40 attacks" in out
    assert f"chart.png: Attacks since 17 Oct 2023: {FINDING}" in err
    assert Path("chart.png").read_bytes().startswith(PNG)


def test_json_has_stdout_to_itself(sitrep: Run) -> None:
    code, out, _ = sitrep("ask", HEADLINE, "--picture", "chart.png", "--json")

    assert code == 0
    assert json.loads(out)["figures"][0]["value"] == 40


def test_where_there_is_nothing_to_draw_it_says_why(sitrep: Run) -> None:
    code, _, err = sitrep("ask", HEADLINE, "--as-of", "2023-11-01", "--picture", "chart.png")

    assert code == 0
    assert err.startswith("There is no chart: it takes reported figures of at least two days, and there is one.")
    assert err.endswith("chart.png was not written.")
    assert not Path("chart.png").exists()


def test_incidents_are_drawn_on_a_map_and_over_time(sitrep: Run) -> None:
    code, out, err = sitrep("latest", "--map", "map.png", "--timeline", "time.png", "--json")

    assert code == 0
    assert {json.loads(line)["place"]["name"] for line in out.splitlines()} >= {"Mosul", "Aleppo"}
    assert "map.png: Incidents: a map of " in err
    assert "time.png: Incidents: " in err
    assert Path("map.png").read_bytes().startswith(PNG)
    assert Path("time.png").read_bytes().startswith(PNG)


def test_a_map_of_nothing_says_why(sitrep: Run) -> None:
    code, _, err = sitrep("latest", "--place", "Peru", "--map", "map.png")

    assert code == 0
    assert err == "There is no map: no incidents were found. map.png was not written."


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["ask", HEADLINE, "--picture", "chart.jpg"], "pictures are PNG files: call it chart.png."),
        (
            ["ask", "--batch", "q.jsonl", "--picture", "chart.png"],
            "one picture shows one answer: leave --batch and --follow out.",
        ),
        (
            ["latest", "--map", "no/folder/map.png"],
            "error: no/folder/map.png cannot be written: No such file or directory.",
        ),
    ],
    ids=["no PNG", "batch", "no folder"],
)
def test_wrong_usage_gets_one_sentence_and_exit_code_2(arguments: list[str], complaint: str, sitrep: Run) -> None:
    code, _, err = sitrep(*arguments)

    assert code == 2
    assert complaint in err
