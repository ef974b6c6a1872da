"""A hostile web: everything that servers were seen to do to feed readers, each fault under a name of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from ingest.live import FailureKind
from tests.webserver import WebServer


@dataclass(frozen=True)
class Fault:
    """One thing that can be wrong with a feed, and what is to become of it."""

    name: str
    play: Callable[[WebServer], None]
    """Put it on the server, the feed itself at `/feed`."""
    outcome: FailureKind | int
    """What it fails as, or how many articles are taken all the same."""

    def __str__(self) -> str:
        return self.name
