"""The commands of the Discord service, and what the doctor says of it."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import main
from bot.doctor import Diagnosis, Verdict, examine
from bot.settings import BotSettings
from ingest import Beat, read_settings, utc_now
from tests.archives import empty_archive
from tests.bot.test_invitation import CLIENT, token_of

REPOSITORY = Path(__file__).parents[3]
SECTION = "Your server in 15 minutes"
MISSING = f"error: DISCORD_TOKEN is not set. README.md says under “{SECTION}” how to get a bot's token;"


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.delenv("SITREP_ENV_FILE", raising=False)
    monkeypatch.setenv("SITREP_HEALTH_PORT", "0")
    monkeypatch.setenv("SITREP_DATA", str(tmp_path / "data"))


def diagnoses() -> dict[str, Diagnosis]:
    return {diagnosis.subject: diagnosis for diagnosis in examine(read_settings(BotSettings), now=utc_now())}


@pytest.mark.parametrize("command", ["run", "bot"])
def test_without_a_token_one_sentence_says_what_is_missing_and_what_works(command: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=\n")
    said = subprocess.run(  # noqa: S603 because it is our own interpreter
        [sys.executable, "-m", "bot.cli", command],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    complaint = " ".join(said.stderr.split())

    assert said.returncode == 78
    assert f"\n## {SECTION}\n" in (REPOSITORY / "README.md").read_text()
    assert complaint.startswith(MISSING)
    assert complaint.endswith("Discord: sitrep demo, ask, latest, ingest, sources, worker.")


def test_the_link_is_of_the_tokens_application(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", token_of(CLIENT))

    assert main(["invite"]) == 0
    assert f"client_id={CLIENT}&" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["invite", "--env-file", "elsewhere"], ["--env-file", "elsewhere", "invite"], ["invite", "--data", "archive"]],
    ids=["after the command", "before the command", "beside the archive"],
)
def test_the_token_may_stand_in_a_named_file_or_beside_the_archive(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITREP_ENV_FILE", "")  # put back afterwards, whatever the command makes of it
    Path("archive").mkdir()
    for file in (Path("elsewhere"), Path("archive/.env")):
        file.write_text(f"DISCORD_TOKEN={token_of(CLIENT)}\n")

    assert main(arguments) == 0
    assert f"client_id={CLIENT}&" in capsys.readouterr().out


def test_the_doctor_says_where_settings_were_read_and_who_else_can_read_them(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / ".env"
    file.write_text("SITREP_MAX_SOURCES=7\n")
    file.chmod(0o644)
    exposed = diagnoses()["settings"]
    file.chmod(0o600)
    closed = diagnoses()["settings"]

    assert (exposed.verdict, closed.verdict) == (Verdict.WARN, Verdict.OK)
    assert f"settings were read from {file}" in closed.message
    assert exposed.remedy == f"the bot's token may stand there: chmod 600 {file}"


def test_the_link_may_be_of_a_given_application(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite", "--client-id", CLIENT]) == 0
    assert capsys.readouterr().out.startswith(f"https://discord.com/oauth2/authorize?client_id={CLIENT}&scope=bot")


@pytest.mark.parametrize(
    ("token", "arguments", "complaint"),
    [
        pytest.param("", [], "without DISCORD_TOKEN it has to be given", id="neither"),
        pytest.param("", ["--client-id", "sitrep"], "an application's id is a number of 17 to 20 digits.", id="a name"),
        pytest.param("garbage", [], "DISCORD_TOKEN does not look like a bot's token.", id="garbage"),
    ],
)
def test_where_there_is_no_id_one_sentence_says_so(
    token: str,
    arguments: list[str],
    complaint: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", token)

    assert main(["invite", *arguments]) == 2
    said = capsys.readouterr()
    assert complaint in " ".join(said.err.split())
    assert "garbage" not in said.err
    assert said.out == ""


def test_the_doctor_tells_a_token_from_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", token_of(CLIENT))
    good = diagnoses()["token"]
    monkeypatch.setenv("DISCORD_TOKEN", "garbage")
    bad = diagnoses()["token"]

    assert (good.verdict, bad.verdict) == (Verdict.OK, Verdict.FAIL)
    assert CLIENT in good.message
    assert "garbage" not in bad.message


def test_the_doctor_hears_which_parts_are_alive(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with empty_archive(tmp_path / "data") as archive:
        archive.beat(Beat("worker", now - timedelta(seconds=4), {"model": "ready"}))
        archive.beat(Beat("bot", now - timedelta(minutes=3), {"servers": 2}))
    found = diagnoses()

    assert re.fullmatch(r"alive, \d+ s ago; model: ready", found["worker"].message)
    assert (found["bot"].verdict, found["bot"].message[:14]) == (Verdict.WARN, "silent for 0:0")
    assert found["answering"].message == "not running"
