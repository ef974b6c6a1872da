"""What hosts let robots fetch (RFC 9309)."""

from dataclasses import dataclass
from typing import Final

from protego import Protego

from ingest.fetching.addresses import host_of
from ingest.fetching.origins import NO_STATEMENT
from ingest.live import Failure, FailureKind, Fetched, NotModified, Outcome
from ingest.reservations import PRODUCT

PATH: Final = "/robots.txt"
_SLOWEST: Final = 30.0  # seconds: a crawl delay of more means "not you", and is said with Disallow


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


def understood(outcome: Outcome) -> Rules | Failure:
    """Give what an attempt at a robots.txt means: no such file allows everything, no answer forbids everything."""
    match outcome:
        case Fetched():
            return Rules(Protego.parse(outcome.body.decode("utf-8-sig", errors="replace")))
        case NotModified():
            return Rules()
        case Failure() if outcome.kind in NO_STATEMENT:
            return Rules()
        case Failure(kind=FailureKind.REFUSED):
            return outcome
        case Failure():
            return Failure(outcome.kind, f"{outcome.reason} (asked for its robots.txt first)", outcome.retry_after)


def forbidden(url: str) -> Failure:
    """Give the failure of an address that the rules do not allow."""
    return Failure(FailureKind.BLOCKED, f"{host_of(url)} does not let robots read this (robots.txt)")
