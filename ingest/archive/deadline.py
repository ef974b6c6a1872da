"""Calls that must not take long, whatever they call."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Thread
from time import monotonic
from typing import TypeVar

Result = TypeVar("Result")


def within(seconds: float, calls: Sequence[Callable[[], Result]]) -> list[Result]:
    """Make all calls at once; `TimeoutError` if one is not back in time, else the first one's own exception.

    A call that hangs is left behind on a daemon thread: Chroma's client has no timeout that we could set.
    """
    deadline = monotonic() + seconds
    futures = [_begun(call) for call in calls]
    return [future.result(max(0.0, deadline - monotonic())) for future in futures]


def _begun(call: Callable[[], Result]) -> Future[Result]:
    future: Future[Result] = Future()
    Thread(target=_finish, args=(future, call), daemon=True).start()
    return future


def _finish(future: Future[Result], call: Callable[[], Result]) -> None:
    try:
        future.set_result(call())
    except BaseException as error:  # noqa: BLE001 because whoever waits for the future gets it
        future.set_exception(error)
