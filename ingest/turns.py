"""Whose turn it is to be polled: a few sources of a host at a time, so that a slow host keeps its own waiting alone."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ingest.live import LiveSource

if TYPE_CHECKING:
    from ingest.articles import SourceId

AT_A_HOST: Final = 4
"""One of them is asked something, as the fetcher sees to; meanwhile what others brought is read and stored."""


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
        hosts = Counter(self._under_way.values())
        for source in self._waiting.values():
            host = urlsplit(source.url).hostname or ""
            if len(self._under_way) >= at_once:
                break
            if hosts[host] < AT_A_HOST:
                hosts[host] += 1
                self._under_way[source.id] = host
                begun.append(source)
        for source in begun:
            del self._waiting[source.id]
        return begun

    def end(self, source: LiveSource) -> None:
        """Take a source's turn from it."""
        del self._under_way[source.id]
