import asyncio
import json
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.health import Health, PartState, ask, examine, judge, served
from ingest import ArchiveError, Beat
from tests.archives import empty_archive
from tests.ports import free_port

REPOSITORY = Path(__file__).parents[2]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def beat(part: str, *, seconds: float) -> Beat:
    return Beat(part, NOW - timedelta(seconds=seconds), {"model": "ready"})


def good(*, seconds: float = 1) -> Health:
    return Health(judge([beat("bot", seconds=seconds)], expected={"bot"}, now=NOW), NOW, 2)


@pytest.mark.parametrize(
    ("seconds", "state"),
    [(0, PartState.UP), (60, PartState.UP), (61, PartState.SILENT), (-5, PartState.UP)],
    ids=["now", "a minute ago", "longer ago", "its clock is ahead"],
)
def test_a_part_is_up_while_it_gives_signs_of_life(seconds: float, state: PartState) -> None:
    assert judge([beat("worker", seconds=seconds)], expected={"worker"}, now=NOW)["worker"].state is state


def test_an_expected_part_that_gave_no_sign_is_absent() -> None:
    parts = judge([beat("bot", seconds=1)], expected={"bot", "worker"}, now=NOW)

    assert parts["worker"].state is PartState.ABSENT
    assert not Health(parts, None, 0).is_good


def test_a_part_that_nobody_expects_may_be_silent() -> None:
    parts = judge([beat("bot", seconds=1), beat("worker", seconds=9_000)], expected={"bot"}, now=NOW)

    assert parts["worker"].state is PartState.SILENT
    assert Health(parts, None, 0).is_good


def test_it_is_read_from_the_archive(tmp_path: Path) -> None:
    with empty_archive(tmp_path) as archive:
        archive.beat(beat("worker", seconds=4))
        health = examine(archive, expected={"worker"}, now=NOW)

    assert json.loads(health.as_json()) == {
        "healthy": True,
        "parts": {"worker": {"state": "up", "seconds": 4.0, "says": {"model": "ready"}, "is_expected": True}},
        "newest": None,
        "sources_failing": 0,
    }


@pytest.mark.parametrize(("seconds", "code"), [(1, 0), (300, 1)], ids=["well", "ill"])
async def test_a_container_can_ask_by_a_command(seconds: float, code: int) -> None:
    port = free_port()
    script = "import sys; from bot.health import main; code = main(); print(*sys.modules); sys.exit(code)"
    async with served(lambda: good(seconds=seconds), bytes, port):
        import asyncio

        asked = await asyncio.create_subprocess_exec(
            sys.executable, "-W", "error", "-c", script,
            cwd=REPOSITORY, env={"SITREP_HEALTH_PORT": str(port)}, stdout=subprocess.PIPE,
        )  # fmt: skip
        said, _ = await asked.communicate()

    health, modules = said.decode().splitlines()
    assert asked.returncode == code
    assert json.loads(health)["healthy"] is (code == 0)
    assert {"aiohttp", "ingest", "pydantic"}.isdisjoint(modules.split())


async def test_an_archive_that_cannot_be_read_is_said_so() -> None:
    def unreadable() -> Health:
        raise ArchiveError("The archive is locked.")

    port = free_port()
    async with served(unreadable, bytes, port):
        reply = await asyncio.to_thread(ask, port)

    assert (reply.status, json.loads(reply.words)) == (503, {"healthy": False, "reason": "The archive is locked."})


def test_where_nothing_answers_it_is_not_well() -> None:
    reply = ask(port := free_port())

    assert reply.status is None
    assert reply.words.startswith(f"Nothing answers on port {port}: ")


async def test_a_port_that_is_taken_is_an_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            async with served(good, bytes, taken.getsockname()[1]):
                pass
