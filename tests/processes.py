"""What tests that kill processes have to know of them. Reads Linux's /proc."""

import asyncio
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest

PATIENCE = 240.0
"""Seconds after which a test gives up on what takes one or two: a machine that does much beside is slow, not wrong."""


def eventually(happens: Callable[[], bool], *, within: float = PATIENCE) -> bool:
    """Wait until it happens; tells whether it did."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.02)
    return happens()


async def settled(happens: Callable[[], object]) -> None:
    """Return once it happens beside the test, in this loop, in a thread or in another process."""
    async with asyncio.timeout(PATIENCE):
        while not happens():  # noqa: ASYNC110 because what is waited for rings no bell
            await asyncio.sleep(0.01)


def waiting(within: float = PATIENCE) -> Iterator[None]:
    """Give a turn after the other to see whether it happened; fails the test when they have taken so many seconds."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        yield
        time.sleep(0.02)
    pytest.fail(f"it did not happen within {within:.0f} s")


def alive(processes: Collection[int]) -> set[int]:
    """Give those that run; a zombie does not, but while one of its threads does, it still holds its files and locks."""
    return {process for process in processes if any(map(_runs, Path(f"/proc/{process}/task").glob("*/status")))}


def descendants(ancestor: int) -> set[int]:
    """Give the children of a process, their children, and so on."""
    parents = {int(entry.name): _field(int(entry.name), "PPid") for entry in Path("/proc").glob("[0-9]*")}
    found, wanted = set[int](), {ancestor}
    while wanted:
        wanted = {process for process, parent in parents.items() if parent and int(parent) in wanted}
        found |= wanted
    return found


def proportional_megabytes(process: int) -> float:
    """Give the memory of a process, with its share of what it shares (PSS)."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:"))


def _runs(status: Path) -> bool:
    return _field_of(status, "State").partition(" ")[0] not in {"", "Z", "X"}


def _field(process: int, name: str) -> str:
    return _field_of(Path(f"/proc/{process}/status"), name)


def _field_of(status: Path, name: str) -> str:
    try:
        lines = status.read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(f"{name}:")), "")
