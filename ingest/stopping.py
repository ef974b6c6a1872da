"""Being told to stop: by SIGTERM, SIGINT or the end of a parent, with an end that is certain."""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread, Timer
from typing import Final

_STANDARD_INPUT: Final = 0


def stop_when_told(*, with_parent: bool, grace: float) -> asyncio.Event:
    """Give the event with which the process' end begins; `grace` seconds later it ends, whatever it is doing.

    `with_parent` it ends when standard input does, which a parent holds for as long as it lives.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def end() -> None:
        stop.set()
        _end_within(grace)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    if with_parent:
        Thread(target=_wait_for_parent, args=(partial(loop.call_soon_threadsafe, end),), daemon=True).start()
    return stop


def _wait_for_parent(end: Callable[[], object]) -> None:
    with suppress(OSError):  # because a standard input that is not there has ended
        while os.read(_STANDARD_INPUT, 1024):
            pass
    with suppress(RuntimeError):  # the loop is closed: we end already
        end()


def _end_within(seconds: float) -> None:
    """Cut short what will not end. The archive does not mind: a transaction that is cut has not happened."""
    timer = Timer(seconds, os._exit, (0,))
    timer.daemon = True
    timer.start()
