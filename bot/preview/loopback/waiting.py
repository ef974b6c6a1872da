"""Waiting for what another party does, without polling."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final, TypeVar

Found = TypeVar("Found")

PATIENCE: Final = 240.0
"""Seconds after which what takes one or two has failed: a machine that does much beside is slow, not wrong."""


class Bell:
    """Rings whenever something changed; whoever waits looks again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()
        self.rings = 0

    def ring(self) -> None:
        """Let everybody who waits look again."""
        self.rings += 1
        for ring in self._waiting:
            ring.set()

    async def ringing(self, rings: int, *, within: float) -> None:
        """Wait until it rang more often than `rings` times, or for so many seconds."""
        with suppress(TimeoutError):
            await self.until(lambda: self.rings > rings or None, what="a ring", within=within)

    async def until(self, look: Callable[[], Found | None], *, what: str, within: float) -> Found:
        """Give what `look` finds; a `TimeoutError` says `what` did not come `within` so many seconds."""
        ring = asyncio.Event()
        self._waiting.add(ring)
        try:
            async with asyncio.timeout(within):
                while (found := look()) is None:
                    await ring.wait()
                    ring.clear()
                return found
        except TimeoutError as timeout:
            raise TimeoutError(f"{what} did not come within {within} s") from timeout
        finally:
            self._waiting.discard(ring)
