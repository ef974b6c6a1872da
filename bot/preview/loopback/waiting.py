"""Waiting for what another party does, without polling."""

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

Found = TypeVar("Found")

PATIENCE: Final = 90.0
"""Seconds after which what takes one or two has failed: a machine that does much beside is slow, not wrong."""


class Bell:
    """Rings whenever something changed; whoever waits looks again."""

    def __init__(self) -> None:
        self._rings: set[asyncio.Event] = set()

    def ring(self) -> None:
        """Let everybody who waits look again."""
        for ring in self._rings:
            ring.set()

    async def until(self, look: Callable[[], Found | None], *, what: str, within: float) -> Found:
        """Give what `look` finds; a `TimeoutError` says `what` did not come `within` so many seconds."""
        ring = asyncio.Event()
        self._rings.add(ring)
        try:
            async with asyncio.timeout(within):
                while (found := look()) is None:
                    await ring.wait()
                    ring.clear()
                return found
        except TimeoutError as timeout:
            raise TimeoutError(f"{what} did not come within {within} s") from timeout
        finally:
            self._rings.discard(ring)
