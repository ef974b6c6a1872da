"""A process beside ours: real ones, really killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.child import Child, ChildDied, ChildTooSlow
from tests.processes import alive, eventually

REPOSITORY = Path(__file__).parents[2]
HOLD_A_CHILD = """
import asyncio, os, time
from bot.child import Child

async def hold() -> None:
    child = Child(os.getpid)
    started = await child.call(os.spawnlp, os.P_NOWAIT, "sleep", "sleep", "600", seconds=60)
    print(await child.call(os.getpid, seconds=60), started, flush=True)
    await child.call(time.sleep, 600, seconds=600)

asyncio.run(hold())
"""


@pytest.fixture
async def child() -> AsyncIterator[Child]:
    opened = Child(os.getpid)
    yield opened
    opened.kill()
    await opened.close()


async def test_a_call_happens_in_another_process(child: Child) -> None:
    process = await child.call(os.getpid, seconds=60)

    assert process != os.getpid()
    assert process == await child.call(os.getpid, seconds=60)


async def test_what_a_function_raises_comes_back(child: Child) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        await child.call(os.listdir, "nowhere", seconds=60)


async def test_the_end_of_the_process_in_a_call_is_told(child: Child) -> None:
    with pytest.raises(ChildDied):
        await child.call(os._exit, 1, seconds=60)


async def test_a_call_that_takes_too_long_ends_the_process(child: Child) -> None:
    process = await child.call(os.getpid, seconds=60)

    with pytest.raises(ChildTooSlow):
        await child.call(time.sleep, 600, seconds=0.1)

    assert eventually(lambda: not alive([process]))


async def test_a_frozen_process_is_ended_too(child: Child) -> None:
    process = await child.call(os.getpid, seconds=60)
    os.kill(process, signal.SIGSTOP)

    with pytest.raises(ChildTooSlow):
        await child.call(os.getpid, seconds=0.1)

    assert eventually(lambda: not alive([process]))


async def test_a_process_that_has_not_begun_yet_can_be_killed() -> None:
    child = Child(os.getpid)

    with pytest.raises(ChildTooSlow):
        await child.call(time.sleep, 600, seconds=0)
    await child.close()


async def test_killing_it_ends_what_it_started(child: Child) -> None:
    started = await child.call(os.spawnlp, os.P_NOWAIT, "sleep", "sleep", "600", seconds=60)

    child.kill()

    assert eventually(lambda: not alive([started]))


async def test_ctrl_c_does_not_reach_it(child: Child) -> None:
    process = await child.call(os.getpid, seconds=60)

    assert os.getpgid(process) != os.getpgid(0)


def test_it_ends_with_all_that_it_started_when_its_parent_is_killed_in_the_middle_of_a_call() -> None:
    command = [sys.executable, "-W", "error", "-c", HOLD_A_CHILD]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as parent:  # noqa: S603 because it is our own interpreter and script
        assert parent.stdout
        family = [int(process) for process in parent.stdout.readline().split()]
        parent.kill()

    assert len(family) == 2
    assert eventually(lambda: not alive(family))
