"""What a site reserves against text mining by path: `/.well-known/tdmrep.json` (TDM Reservation Protocol, W3C CG)."""

import json
from dataclasses import dataclass
from typing import Final

from protego import Protego

from ingest.fetching.origins import NO_STATEMENT
from ingest.live import Failure, Fetched, Outcome
from ingest.reservations import PRODUCT

PATH: Final = "/.well-known/tdmrep.json"


@dataclass(frozen=True, slots=True)
class SiteReservations:
    """The paths that a site reserves, and those that it leaves free, as rules of a robots.txt."""

    rules: Protego | None = None
    """`None` where nothing is reserved. The protocol's patterns are those of robots.txt: so is who reads them."""

    def cover(self, url: str) -> bool:
        """Whether the address is reserved; the longest pattern that fits decides."""
        return self.rules is not None and not self.rules.can_fetch(url, PRODUCT)


def understood(outcome: Outcome) -> SiteReservations | Failure:
    """Give what an attempt at a tdmrep.json means; what cannot be read reserves nothing."""
    match outcome:
        case Fetched():
            return SiteReservations(_rules(outcome.body))
        case Failure() if outcome.kind not in NO_STATEMENT:
            return outcome
        case _:
            return SiteReservations()


def _rules(body: bytes) -> Protego | None:
    try:
        stated = json.loads(body)
    except (ValueError, RecursionError):
        return None
    lines = [line for rule in (stated if isinstance(stated, list) else []) if (line := _line(rule))]
    return Protego.parse("\n".join(("User-agent: *", *lines))) if lines else None


def _line(rule: object) -> str | None:
    match rule:
        case {"location": str(location), "tdm-reservation": 0 | 1 | "0" | "1" as reserved} if location.isprintable():
            return f"{'Allow' if int(reserved) == 0 else 'Disallow'}: {location}"
        case _:
            return None
