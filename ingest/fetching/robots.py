"""What hosts let robots fetch (RFC 9309)."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from protego import Protego

from ingest.fetching.addresses import host_of, origin_of
from ingest.live import Failure, FailureKind, Fetched, NotModified, Outcome

PRODUCT: Final = "sitrep"  # the name that robots.txt files know us by
_SLOWEST: Final = 30.0  # seconds: a crawl delay of more means "not you", and is said with Disallow
_KNOWN_FOR: Final = 3600.0  # seconds; RFC 9309 allows a day, but a publisher who shuts us out is heard sooner
_UNKNOWN_FOR: Final = 60.0  # seconds; so that of thirty pages of a dead host only the first finds out
_NO_RULES: Final = {FailureKind.MISSING, FailureKind.GONE, FailureKind.BLOCKED, FailureKind.MALFORMED}
_MANY_ORIGINS: Final = 10_000  # beyond, rules that have run out are forgotten


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt means for us."""

    parsed: Protego | None = None
    """`None` where there is none: everything is allowed."""

    def allow(self, url: str) -> bool:
        """Whether we may fetch the address."""
        return self.parsed is None or self.parsed.can_fetch(url, PRODUCT)

    @property
    def delay(self) -> float:
        """Seconds to pause between requests, as far as we heed them."""
        stated = self.parsed.crawl_delay(PRODUCT) if self.parsed else None
        return min(stated or 0.0, _SLOWEST)


@dataclass(slots=True)
class _Origin:
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)
    rules: Rules | Failure = Rules()
    good_until: float = -math.inf


class Robots:
    """The rules of every origin, fetched once an hour. `clock` gives seconds and never goes back."""

    def __init__(self, fetch: Callable[[str], Awaitable[Outcome]], clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._fetch = fetch
        self._origins: dict[str, _Origin] = {}

    async def rules(self, url: str) -> Rules | Failure:
        """Give the rules that hold for the address, or why they cannot be known; then it is not fetched either."""
        origin = self._origin(origin_of(url))
        async with origin.asking:
            if self._clock() >= origin.good_until:
                origin.rules = understood(await self._fetch(f"{origin_of(url)}/robots.txt"))
                known_for = _UNKNOWN_FOR if isinstance(origin.rules, Failure) else _KNOWN_FOR
                origin.good_until = self._clock() + known_for
            return origin.rules

    def _origin(self, name: str) -> _Origin:
        if len(self._origins) >= _MANY_ORIGINS and name not in self._origins:
            now = self._clock()
            self._origins = {
                known: origin
                for known, origin in self._origins.items()
                if origin.asking.locked() or origin.good_until > now
            }
        return self._origins.setdefault(name, _Origin())


def understood(outcome: Outcome) -> Rules | Failure:
    """Give what an attempt at a robots.txt means: no such file allows everything, no answer forbids everything."""
    match outcome:
        case Fetched():
            return Rules(Protego.parse(outcome.body.decode("utf-8-sig", errors="replace")))
        case NotModified():
            return Rules()
        case Failure() if outcome.kind in _NO_RULES:
            return Rules()
        case Failure(kind=FailureKind.REFUSED):
            return outcome
        case Failure():
            return Failure(outcome.kind, f"{outcome.reason} (asked for its robots.txt first)", outcome.retry_after)


def forbidden(url: str) -> Failure:
    """Give the failure of an address that the rules do not allow."""
    return Failure(FailureKind.BLOCKED, f"{host_of(url)} does not let robots read this (robots.txt)")
