"""The service with stand-ins for its parts: real processes, really killed."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.service import GRACE_SECONDS, LONGEST_PAUSE, STEADY_SECONDS, parts, pause_after
from tests.processes import PATIENCE, alive, eventually, proportional_megabytes

REPOSITORY = Path(__file__).parents[2]


@contextmanager
def service(folder: Path, *behaviours: str) -> Iterator["subprocess.Popen[str]"]:
    """Run the service with parts of these behaviours, and end it at the latest with the block."""
    command = [sys.executable, "-W", "error", "-m", "tests.bot.service_child", str(folder), *behaviours]
    environment = os.environ | {"DISCORD_TOKEN": "secret"}
    with subprocess.Popen(  # noqa: S603 because it is our own interpreter and script
        command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def starts(folder: Path, behaviour: str) -> list[int]:
    """Give the process ids of a part, one for every start."""
    written = folder / behaviour
    return [int(line) for line in written.read_text().split()] if written.exists() else []


def running(folder: Path, *behaviours: str) -> list[int]:
    """Give the parts' processes once each has started."""
    assert eventually(lambda: all(starts(folder, behaviour) for behaviour in behaviours))
    return [process for behaviour in behaviours for process in starts(folder, behaviour)]


def events(log: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.splitlines()]


def test_the_worker_which_reads_strangers_bytes_knows_no_key() -> None:
    assert {part.name: part.without for part in parts()} == {
        "bot": frozenset(),
        "worker": {"DISCORD_TOKEN", "LLM_API_KEY"},
    }


def test_pauses_double_up_to_two_minutes() -> None:
    assert [pause_after(failures) for failures in (1, 2, 3, 7, 8, 5_000)] == [1, 2, 4, 64, 120, 120]


def test_a_bot_that_keeps_dying_enters_discord_less_than_a_thousand_times_a_day() -> None:
    assert 24 * 3600 / LONGEST_PAUSE < 1_000
    assert 24 * 3600 / STEADY_SECONDS < 1_000


def test_a_part_that_dies_is_started_again_and_the_log_says_why(tmp_path: Path) -> None:
    with service(tmp_path, "failing", "dutiful") as process:
        assert eventually(lambda: len(starts(tmp_path, "failing")) == 2)
        process.terminate()
        _, log = process.communicate(timeout=PATIENCE)

    told = next(event for event in events(log) if event["event"] == "part_restarts")
    assert (told["part"], told["exit_code"], told["pause"]) == ("failing", 3, 1.0)
    assert len(starts(tmp_path, "dutiful")) == 1


def test_a_killed_part_is_started_again(tmp_path: Path) -> None:
    with service(tmp_path, "dutiful"):
        (first,) = running(tmp_path, "dutiful")
        os.kill(first, signal.SIGKILL)

        assert eventually(lambda: len(starts(tmp_path, "dutiful")) == 2)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_told_to_end_it_ends_every_part_even_one_that_will_not(tmp_path: Path, ending: signal.Signals) -> None:
    with service(tmp_path, "dutiful", "stubborn") as process:
        parts = running(tmp_path, "dutiful", "stubborn")
        process.send_signal(ending)

        assert process.wait(timeout=PATIENCE) == 0
        assert alive(parts) == set()


def test_what_it_grants_and_what_killing_takes_stays_under_ten_seconds() -> None:
    assert GRACE_SECONDS <= 8


def test_a_killed_service_leaves_no_part(tmp_path: Path) -> None:
    with service(tmp_path, "dutiful", "stubborn") as process:
        parts = running(tmp_path, "dutiful", "stubborn")
        process.kill()

        assert eventually(lambda: not alive(parts))


def test_a_part_that_is_configured_wrongly_is_not_started_again(tmp_path: Path) -> None:
    with service(tmp_path, "misconfigured", "failing") as process:
        assert eventually(lambda: len(starts(tmp_path, "failing")) == 2)

        assert len(starts(tmp_path, "misconfigured")) == 1
        assert process.poll() is None


def test_an_essential_part_that_is_configured_wrongly_ends_the_service(tmp_path: Path) -> None:
    with service(tmp_path, "misconfigured!", "dutiful") as process:
        code = process.wait(timeout=PATIENCE)

    assert code == os.EX_CONFIG
    assert alive(starts(tmp_path, "dutiful")) == set()


def test_a_part_is_not_told_what_is_not_its_business(tmp_path: Path) -> None:
    with service(tmp_path, "telling") as process:
        assert process.stdout
        told = process.stdout.readline()

    assert "'PATH'" in told
    assert "DISCORD_TOKEN" not in told


def test_it_needs_little_memory(tmp_path: Path) -> None:
    with service(tmp_path, "dutiful") as process:
        running(tmp_path, "dutiful")

        assert proportional_megabytes(process.pid) < 15


def test_without_a_token_the_real_parts_end_with_the_code_for_a_wrong_configuration(tmp_path: Path) -> None:
    environment = os.environ | {
        "DISCORD_TOKEN": "",
        "SITREP_DATA": str(tmp_path),
        "SITREP_MODEL": str(tmp_path / "no model"),  # because torch takes ten seconds to load, and is not the point
        "PYTHONPATH": str(REPOSITORY),
    }
    ended = subprocess.run(
        [sys.executable, "-m", "bot.service"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )

    assert ended.returncode == os.EX_CONFIG
    assert "error: DISCORD_TOKEN is not set." in ended.stderr
    assert "unrecognized arguments" not in ended.stderr
