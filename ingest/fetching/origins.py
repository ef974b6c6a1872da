"""What origins state about themselves at a fixed path, asked for once and then known for a while."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from ingest.fetching.addresses import origin_of
from ingest.live import Failure, FailureKind, Outcome

Statement = TypeVar("Statement")

NO_STATEMENT: Final = frozenset({FailureKind.MISSING, FailureKind.GONE, FailureKind.BLOCKED, FailureKind.MALFORMED})
"""Failures that tell that nothing is stated; of the others nobody knows."""

_KNOWN_FOR: Final = 3600.0  # seconds; RFC 9309 allows a day, but a publisher who shuts us out is heard sooner
_UNKNOWN_FOR: Final = 60.0  # seconds; so that of thirty pages of a dead host only the first finds out
_MANY_ORIGINS: Final = 10_000  # beyond, statements that have run out are forgotten


@dataclass(slots=True)
class _Origin(Generic[Statement]):
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)
    statement: Statement | Failure | None = None
    good_until: float = -math.inf


class Origins(Generic[Statement]):
    """What is stated at `path` of every origin, fetched once an hour, after a failure once a minute.

    `understood` makes the statement of an answer, or a failure. `clock` gives seconds and never goes back.
    """

    def __init__(
        self,
        path: str,
        understood: Callable[[Outcome], Statement | Failure],
        fetch: Callable[[str], Awaitable[Outcome]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path
        self._understood = understood
        self._fetch = fetch
        self._clock = clock
        self._origins: dict[str, _Origin[Statement]] = {}

    async def stated(self, url: str) -> Statement | Failure:
        """Give what the address's origin states, or why it cannot be known."""
        origin = self._origin(origin_of(url))
        async with origin.asking:
            if origin.statement is None or self._clock() >= origin.good_until:
                origin.statement = self._understood(await self._fetch(f"{origin_of(url)}{self._path}"))
                known_for = _UNKNOWN_FOR if isinstance(origin.statement, Failure) else _KNOWN_FOR
                origin.good_until = self._clock() + known_for
            return origin.statement

    def _origin(self, name: str) -> _Origin[Statement]:
        if len(self._origins) >= _MANY_ORIGINS and name not in self._origins:
            now = self._clock()
            self._origins = {
                known: origin
                for known, origin in self._origins.items()
                if origin.asking.locked() or origin.good_until > now
            }
        return self._origins.setdefault(name, _Origin())
