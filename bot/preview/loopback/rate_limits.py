"""How often a route may be asked, and the headers that say so."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.preview.loopback.wire import Payload
from ingest import Clock

# Without it the client takes a 429 for a ban by Cloudflare, and gives up.
VIA = {"Via": "1.1 google"}


@dataclass(frozen=True)
class Bucket:
    """So many requests in so many seconds, counted for each channel or interaction that `pattern` captures."""

    name: str
    method: str
    pattern: str
    limit: int
    seconds: float


BUCKETS = (
    Bucket("message-create", "POST", r"/channels/(\d+)/messages", 5, 5.0),
    Bucket("message-edit", "PATCH", r"/channels/(\d+)/messages/\d+", 5, 5.0),
    Bucket("typing", "POST", r"/channels/(\d+)/typing", 5, 5.0),
    Bucket("followup-create", "POST", r"/webhooks/(\d+/[^/]+)", 5, 2.0),
    Bucket("followup-edit", "PATCH", r"/webhooks/(\d+/[^/]+)/messages/[^/]+", 5, 2.0),
)
EVERYWHERE = Bucket("global", "*", r"/(?!interactions/|webhooks/)", 50, 1.0)


@dataclass
class Window:
    """The requests counted since a moment."""

    opened: float = 0.0
    used: int = 0


@dataclass(frozen=True)
class Verdict:
    """Whether to wait, how long, and what the headers say."""

    wait: float | None = None
    everywhere: bool = False
    headers: dict[str, str] = field(default_factory=dict)


class RateLimits:
    """Counts requests against `buckets` and the limit over all of them."""

    def __init__(self, clock: Clock, buckets: Sequence[Bucket] = BUCKETS) -> None:
        self._clock = clock
        self._buckets = buckets
        self._windows: dict[tuple[str, str], Window] = {}

    def count(self, method: str, path: str, now: float) -> Verdict:
        """Count a request at `now`, in seconds, and judge it."""
        if re.match(EVERYWHERE.pattern, path) and (wait := self._wait(EVERYWHERE, "", now)) is not None:
            return Verdict(wait, everywhere=True)
        for bucket in self._buckets:
            if method == bucket.method and (match := re.fullmatch(bucket.pattern, path)):
                wait = self._wait(bucket, match[1], now)
                return Verdict(wait, headers=self._headers(bucket, match[1], now))
        return Verdict()

    def _wait(self, bucket: Bucket, place: str, now: float) -> float | None:
        window = self._windows.setdefault((bucket.name, place), Window())
        if now >= window.opened + bucket.seconds:
            window.opened, window.used = now, 0
        if window.used == bucket.limit:
            return window.opened + bucket.seconds - now
        window.used += 1
        return None

    def _headers(self, bucket: Bucket, place: str, now: float) -> dict[str, str]:
        window = self._windows[bucket.name, place]
        left = window.opened + bucket.seconds - now
        return {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(bucket.limit - window.used),
            "X-RateLimit-Reset": f"{self._clock().timestamp() + left:.3f}",
            "X-RateLimit-Reset-After": f"{_upwards(left):.3f}",
            "X-RateLimit-Bucket": bucket.name,
        }


def refusal(wait: float, *, everywhere: bool) -> tuple[Payload, dict[str, str]]:
    """Give the body and the headers of a 429."""
    scope = "global" if everywhere else "user"
    body = {"message": "You are being rate limited.", "retry_after": _upwards(wait), "global": everywhere}
    return body, {"Retry-After": f"{_upwards(wait):.3f}", "X-RateLimit-Scope": scope}


def _upwards(seconds: float) -> float:
    """Round to milliseconds, but never so that a client would come too early."""
    return math.ceil(seconds * 1000) / 1000
