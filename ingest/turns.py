"""Whose turn it is to be polled: one source of a host at a time, so that a slow host keeps its own sources waiting."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.live import LiveSource

if TYPE_CHECKING:
    from ingest.articles import SourceId


class Turns:
    """Sources that wait, in the order in which they came, and those whose turn it is."""

    def __init__(self) -> None:
        self._waiting: dict[SourceId, LiveSource] = {}
        self._under_way: dict[SourceId, str] = {}

    @property
    def under_way(self) -> int:
        """How many have their turn."""
        return len(self._under_way)

    def join(self, sources: Iterable[LiveSource]) -> None:
        """Let sources wait; those that do already keep their place, those whose turn it is are left out."""
        self._waiting |= {source.id: source for source in sources if source.id not in self._under_way}

    def begin(self, *, at_once: int) -> list[LiveSource]:
        """Give those whose turn it is now, while no more than `at_once` have theirs. Each has it until `end`."""
        begun = []
        hosts = set(self._under_way.values())
        for source in self._waiting.values():
            host = urlsplit(source.url).hostname or ""
            if len(self._under_way) >= at_once:
                break
            if host not in hosts:
                hosts.add(host)
                self._under_way[source.id] = host
                begun.append(source)
        for source in begun:
            del self._waiting[source.id]
        return begun

    def end(self, source: LiveSource) -> None:
        """Take a source's turn from it."""
        del self._under_way[source.id]
