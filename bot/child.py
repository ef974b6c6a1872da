"""One process beside ours, and calls to it, so that the event loop never waits for what they do."""

import asyncio
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar, TypeVarTuple

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")


class ChildDied(Exception):
    """The process ended in the middle of a call."""


class ChildTooSlow(Exception):
    """A call was not back in time; the process was killed."""


class Child:
    """Calls functions in a process of its own, one after another.

    The process starts with the first call. It ends by `close` or `kill`, or on its own when this one is gone, however
    that happened. It leads a group of its own: what it started ends with it, and Ctrl-C does not reach it.
    After `ChildDied` and `ChildTooSlow` nothing can be called any more. Functions, arguments and results are pickled;
    what a function raises comes back as it is.
    """

    def __init__(self, begin: Callable[[], object]) -> None:
        spawn = get_context("spawn")  # because a fork would copy our threads' locks as they happen to stand
        self._pool = ProcessPoolExecutor(1, mp_context=spawn, initializer=_begin, initargs=(begin,))

    async def call(self, function: Callable[[*Arguments], Result], *arguments: *Arguments, seconds: float) -> Result:
        """Call `function` there, and wait at most `seconds` for what it gives."""
        timeout = asyncio.timeout(seconds)
        try:
            async with timeout:
                return await asyncio.wrap_future(self._pool.submit(function, *arguments))
        except BrokenProcessPool as cause:
            raise ChildDied from cause
        except TimeoutError as cause:
            if not timeout.expired():  # the function's own
                raise
            self.kill()
            raise ChildTooSlow from cause

    def kill(self) -> None:
        """End the process at once, whatever it does, and all that it started."""
        processes = self._pool._processes or {}  # noqa: SLF001 because kill_workers() comes with Python 3.14
        for process in list(processes.values()):
            if process.pid and process.is_alive():
                with suppress(ProcessLookupError):  # it leads no group yet
                    os.killpg(process.pid, signal.SIGKILL)
                process.kill()

    async def close(self) -> None:
        """Return when the process has ended, after the call that it is at; what it started is not waited for."""
        await asyncio.to_thread(self._pool.shutdown, cancel_futures=True)


def _begin(begin: Callable[[], object]) -> None:
    os.setpgid(0, 0)
    Thread(target=_end_with_parent, daemon=True).start()
    begin()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os.killpg(0, signal.SIGKILL)
