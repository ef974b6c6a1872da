"""Reading what strangers wrote, in a process that may hang, swell or crash without harm."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from errno import ENOMEM
from multiprocessing import Pipe
from pathlib import Path
from signal import SIGALRM
from threading import Lock
from time import monotonic
from typing import Final, TypeVar, TypeVarTuple

import structlog

SECONDS: Final = 20
"""That reading one thing may take. The slowest of 79 newspaper pages takes half a second."""
MEGABYTES: Final = 1024
"""Of address space. Reading newspaper pages takes 400."""
IDLE_SECONDS: Final = 60.0
"""After which the process ends, and leaves its memory to others: between polls of few sources there are minutes."""
_SPENT_MEGABYTES: Final = 256
"""What a process may hold to be kept. Newspaper pages make it 200, of which telling languages takes 75."""
_TOGETHER: Final = 16
"""Things sent at a time: enough to hide the way there and back; of the longest rows, 80 MB."""
_CAUTION: Final = 0.9
"""Of its idle time: later, the process may be about to end, and a request could come to nothing."""
_PROGRAM: Final = Path(__file__).with_name("confined.py")
_ENVIRONMENT: Final = {"OPENBLAS_NUM_THREADS": "1"}
"""What detects languages multiplies small matrices; a thread per core maps memory, and is of no use."""

Value = TypeVar("Value")
Arguments = TypeVarTuple("Arguments")

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Unread:
    """Why something could not be read, to follow its name: `took longer than 20 s to read`."""

    reason: str


class Reader:
    """Calls functions in a process of its own, one after another, in the order in which they are asked for.

    Functions, arguments and values are pickled; functions are found by their module's name, and may import neither the
    face of `ingest` nor the archive. What runs over `seconds` or `megabytes`, crashes, or meets a bug, is `Unread`;
    the next thing is read by a fresh process. The process starts when it is needed, ends when it is idle, and when
    this one is gone. Closed by whoever made it, when nobody reads any more.
    """

    def __init__(self, *, seconds: int = SECONDS, megabytes: int = MEGABYTES, idle: float = IDLE_SECONDS) -> None:
        self._limits = seconds, megabytes, idle
        self._child: _Child | None = None
        self._turn = Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reader")

    async def run(self, function: Callable[[*Arguments], Value], *arguments: *Arguments) -> Value | Unread:
        """Call `function` there. Who stops waiting for it does not stop it."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.call, function, *arguments)

    def call(self, function: Callable[[*Arguments], Value], *arguments: *Arguments) -> Value | Unread:
        """Call `function` there, and wait for what it gives."""
        return self.each(function, [arguments])[0]

    def each(
        self, function: Callable[[*Arguments], Value], several: Sequence[tuple[*Arguments]]
    ) -> list[Value | Unread]:
        """Call `function` there with each of several arguments; give what came of each, in order."""
        outcomes: list[Value | Unread] = []
        with self._turn:
            while len(outcomes) < len(several):
                together = several[len(outcomes) : len(outcomes) + _TOGETHER]
                outcomes += self._child_at_hand().read(function, together)
        return outcomes

    def close(self) -> None:
        """End the process at once, whatever it reads."""
        if self._child:
            self._child.end()
        self._thread.shutdown(cancel_futures=True)

    def _child_at_hand(self) -> "_Child":
        if self._child is None or not self._child.is_fit:
            if self._child:
                self._child.end()
            self._child = _Child(*self._limits)
        return self._child


class _Child:
    """One process, until it dies or is not fit to be asked again."""

    def __init__(self, seconds: int, megabytes: int, idle: float) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._patience = idle * _CAUTION
        self._asked = monotonic()
        self._held = 0
        self._requests, its_end = Pipe()
        with its_end:
            self._process = subprocess.Popen(  # noqa: S603 because it is our own interpreter and file
                [sys.executable, "-P", str(_PROGRAM), str(seconds), str(megabytes), str(idle)],
                stdin=its_end.fileno(),
                stdout=subprocess.DEVNULL,
                env=os.environ | _ENVIRONMENT,
            )
        self._requests.recv()  # it is ready, or this is `EOFError`, whose cause stands in standard error

    @property
    def is_fit(self) -> bool:
        """Whether it lives, will not end just now for being idle, and has not grown too large."""
        is_patient = monotonic() - self._asked < self._patience
        return is_patient and self._held < _SPENT_MEGABYTES and self._process.poll() is None

    def read(
        self, function: Callable[[*Arguments], Value], several: Sequence[tuple[*Arguments]]
    ) -> list[Value | Unread]:
        """Give what came of each, or of all up to the one that the process died of."""
        outcomes: list[Value | Unread] = []
        try:
            self._requests.send((function, several))
            for _ in several:
                value, bug, self._held = self._requests.recv()
                outcomes.append(_unread(bug) if bug else value)
        except (EOFError, OSError):
            outcomes.append(self._cause_of_death())
        self._asked = monotonic()
        return outcomes

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._requests.close()

    def _cause_of_death(self) -> Unread:
        match self._process.wait():
            case status if status == -SIGALRM:
                return Unread(f"took longer than {self._seconds} s to read")
            case status if status == ENOMEM:
                return Unread(f"took more than {self._megabytes} MB of memory to read")
            case status:
                log.warning("reader_crashed", status=status)
                return Unread("crashed the process that read it")


def _unread(bug: str) -> Unread:
    log.error("reading_met_a_bug", traceback=bug)
    return Unread("met a bug of ours")
