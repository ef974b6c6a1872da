"""The process that reads for `ingest.confinement`. Run as a file, it starts without the rest of the package."""

import logging
import os
import resource
import select
import signal
import sys
import traceback
from collections.abc import Callable
from errno import ENOMEM
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from types import ModuleType

_STANDARD_INPUT = 0
_HELD = Path("/proc/self/statm")


def serve(*, seconds: int, megabytes: int, idle: float) -> None:
    """Call what standard input, a socket, asks for, until its other end is gone or `idle` seconds without a request.

    A request is a function with a list of its arguments. For each of them goes back, as soon as it is known, what the
    function gave, the traceback of a bug that it met instead, and the megabytes that this process holds now.
    Where one takes longer than `seconds`, the kernel ends the process by SIGALRM, whatever it is at; where there is
    no memory left, it ends with the status ENOMEM.
    """
    _limit(resource.RLIMIT_AS, megabytes << 20)
    _limit(resource.RLIMIT_CORE, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # because Ctrl-C is for the parent, whose end is ours
    logging.disable()  # because libraries log each damaged page
    _leave_the_face_out()
    Thread(target=_end_with_parent, daemon=True).start()
    with Connection(_STANDARD_INPUT) as requests:
        requests.send(None)  # ready
        while requests.poll(idle):
            try:
                function, items = requests.recv()
            except EOFError:
                return
            for arguments in items:
                signal.setitimer(signal.ITIMER_REAL, seconds)
                answer = _answer(function, arguments)
                signal.setitimer(signal.ITIMER_REAL, 0)
                requests.send((*answer, _megabytes_held()))


def _answer(function: Callable[..., object], arguments: tuple[object, ...]) -> tuple[object, str | None]:
    try:
        return function(*arguments), None
    except MemoryError:
        os._exit(ENOMEM)
    except Exception:  # noqa: BLE001 because the parent logs it
        return None, traceback.format_exc()


def _limit(kind: int, most: int) -> None:
    _, granted = resource.getrlimit(kind)
    resource.setrlimit(kind, (most, granted) if granted == resource.RLIM_INFINITY else (min(most, granted), granted))


def _megabytes_held() -> int:
    """Tell from Linux's /proc, since what `getrusage` knows begins with the parent's memory; elsewhere it is 0."""
    try:
        return int(_HELD.read_text().split()[1]) * resource.getpagesize() >> 20
    except FileNotFoundError:
        return 0


def _leave_the_face_out() -> None:
    """Make `ingest` a package without names of its own: they bring the archive's libraries, 31 MB of no use here."""
    package = ModuleType("ingest")
    package.__path__ = [str(Path(__file__).parent)]
    sys.modules["ingest"] = package


def _end_with_parent() -> None:
    parent = select.poll()
    parent.register(_STANDARD_INPUT, 0)  # that is, hang-ups alone
    parent.poll()
    os._exit(0)


if __name__ == "__main__":
    serve(seconds=int(sys.argv[1]), megabytes=int(sys.argv[2]), idle=float(sys.argv[3]))
