"""Reading what strangers wrote, in a process that may hang, swell or crash without harm."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from errno import ENOMEM
from multiprocessing import Pipe
from pathlib import Path
from signal import SIGALRM
from threading import Lock
from time import monotonic
from typing import Final, TypeVar, TypeVarTuple

import structlog

from ingest.turns import ReadingTurns

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
    """Calls functions in processes of its own, at most `processes` at once, in fair turns.

    Functions, arguments and values are pickled; functions are found by their module's name, and may import neither the
    face of `ingest` nor the archive. What runs over `seconds` or `megabytes`, crashes, or meets a bug, is `Unread`;
    the next thing is read by a fresh process. A process starts when it is needed, ends when it is idle, and when
    this one is gone. Closed by whoever made it, when nobody reads any more.
    """

    def __init__(
        self, *, processes: int = 1, seconds: int = SECONDS, megabytes: int = MEGABYTES, idle: float = IDLE_SECONDS
    ) -> None:
        self._room = _Room(processes, seconds, megabytes, idle)
        self._whose: frozenset[str] = frozenset()

    def on_behalf_of(self, whose: frozenset[str]) -> "Reader":
        """Give this reader, for things that are of all of `whose`: see `ReadingTurns`."""
        other = copy(self)
        other._whose = whose  # noqa: SLF001 because the other is one of us
        return other

    async def run(self, function: Callable[[*Arguments], Value], *arguments: *Arguments) -> Value | Unread:
        """Call `function` there. Who stops waiting for it does not stop it."""
        (outcome,) = await asyncio.wrap_future(self._room.ask(function, [arguments], self._whose))
        return outcome

    def each(
        self, function: Callable[[*Arguments], Value], several: Sequence[tuple[*Arguments]]
    ) -> list[Value | Unread]:
        """Call `function` there with each of several arguments, and wait for what came of each, in order."""
        parts = [several[start : start + _TOGETHER] for start in range(0, len(several), _TOGETHER)]
        asked = [self._room.ask(function, part, self._whose) for part in parts]
        return [outcome for part in asked for outcome in part.result()]

    def close(self) -> None:
        """End the processes at once, whatever they read."""
        self._room.close()


class _Room:
    """The processes that read, and what waits for them."""

    def __init__(self, processes: int, seconds: int, megabytes: int, idle: float) -> None:
        self._limits = seconds, megabytes, idle
        self._lock = Lock()
        self._turns: ReadingTurns[Callable[[], None]] = ReadingTurns(processes)
        self._children: list[_Child] = []
        self._resting: list[_Child] = []
        self._is_closed = False
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="reader")

    def ask(
        self, function: Callable[[*Arguments], Value], several: Sequence[tuple[*Arguments]], whose: frozenset[str]
    ) -> "Future[list[Value | Unread]]":
        """Have `function` called with each of several arguments, when their turn has come."""
        outcomes: Future[list[Value | Unread]] = Future()

        def read() -> None:
            if self._is_closed:
                outcomes.cancel()
            elif outcomes.set_running_or_notify_cancel():
                try:
                    outcomes.set_result(self._read(function, several))
                except BaseException as error:  # noqa: BLE001 because it is for whoever asked
                    outcomes.set_exception(error)

        with self._lock:
            self._turns.join(read, whose)
        self._threads.submit(self._work)
        return outcomes

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            for child in self._children:
                child.end()
        self._threads.shutdown()

    def _work(self) -> None:
        """Read what may be read now. What may not is taken up by the thread whose reading keeps it waiting."""
        while True:
            with self._lock:
                turn = self._turns.begin(monotonic())
            if turn is None:
                return
            turn.text()
            with self._lock:
                self._turns.end(turn, monotonic())

    def _read(
        self, function: Callable[[*Arguments], Value], several: Sequence[tuple[*Arguments]]
    ) -> list[Value | Unread]:
        outcomes: list[Value | Unread] = []
        while len(outcomes) < len(several):
            child = self._child_at_hand()
            outcomes += child.read(function, several[len(outcomes) :])
            with self._lock:
                self._resting.append(child)
        return outcomes

    def _child_at_hand(self) -> "_Child":
        with self._lock:
            if self._is_closed:
                raise RuntimeError("the reader is closed")
            child = self._resting.pop() if self._resting else None
            if child and child.is_fit:
                return child
        fresh = _Child(*self._limits)
        with self._lock:
            if child:
                child.end()
                self._children.remove(child)
            self._children.append(fresh)
            if self._is_closed:
                fresh.end()
        return fresh


class _Child:
    """One process, until it dies or is not fit to be asked again."""

    def __init__(self, seconds: int, megabytes: int, idle: float) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._patience = idle * _CAUTION
        self._asked = monotonic()
        self._held = 0
        self._is_ended = False
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
        self._is_ended = True
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
                if not self._is_ended:  # by us, who are closing
                    log.warning("reader_crashed", status=status)
                return Unread("crashed the process that read it")


def _unread(bug: str) -> Unread:
    log.error("reading_met_a_bug", traceback=bug)
    return Unread("met a bug of ours")
