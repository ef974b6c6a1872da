"""How often and how much at once is asked of a host."""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from ingest.live import Failure, FailureKind, Resource

_BREATHER: Final = timedelta(minutes=1)  # how long a host rests that answers 429 and does not say until when
_MANY_HOSTS: Final = 10_000  # beyond, hosts that have nothing to remember are forgotten
_MEMORY: Final = 3600.0  # seconds


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between the end of a host's last request and the start of its next."""

    feed: float = 1.0
    page: float = 2.0

    def gap(self, resource: Resource) -> float:
        """Give the pause before asking for such a resource."""
        return self.page if resource is Resource.PAGE else self.feed


USUAL_PACE: Final = Pace()


@dataclass(slots=True)
class _Host:
    touched: float
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    ended: float = -math.inf
    shut_until: float = -math.inf

    def is_idle(self, now: float) -> bool:
        return not self.turn.locked() and max(self.touched + _MEMORY, self.shut_until) < now


class Politeness:
    """Everybody's turns: one request at a time to a host, a pause after each, none while the host wants none.

    `clock` gives seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str, gap: float) -> AsyncIterator[Failure | None]:
        """Wait for a turn at the host, and hold it; gives a failure, at once, if the host wants to be left alone."""
        host = self._host(name)
        async with host.turn:
            wait = host.shut_until - self._clock()
            if wait > 0:
                yield _too_soon(name, timedelta(seconds=wait))
                return
            await asyncio.sleep(max(0.0, host.ended + gap - self._clock()))
            try:
                yield None
            finally:
                host.ended = host.touched = self._clock()

    def heed(self, name: str, failure: Failure) -> None:
        """Leave the whole host alone for as long as it asked, whatever of it was asked for."""
        if failure.kind is not FailureKind.THROTTLED:
            return
        wait = _BREATHER if failure.retry_after is None else failure.retry_after
        host = self._host(name)
        host.shut_until = max(host.shut_until, self._clock() + wait.total_seconds())

    def _host(self, name: str) -> _Host:
        if len(self._hosts) >= _MANY_HOSTS and name not in self._hosts:
            now = self._clock()
            self._hosts = {known: host for known, host in self._hosts.items() if not host.is_idle(now)}
        return self._hosts.setdefault(name, _Host(touched=self._clock()))


def _too_soon(name: str, wait: timedelta) -> Failure:
    minutes = math.ceil(wait / timedelta(minutes=1))
    return Failure(FailureKind.THROTTLED, f"{name} asks to be left alone for another {minutes} min", wait)
