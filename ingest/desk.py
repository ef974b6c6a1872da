"""The desk, where articles are embedded and stored: one thread, one piece of work at a time."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import cache, partial
from typing import TypeVar

import structlog

from ingest.archive import Archive
from ingest.articles import Article
from ingest.confinement import Reader
from ingest.embedding import Embedder
from ingest.errors import SitrepError
from ingest.pipeline import Progress, take
from ingest.refusals import Refused

Value = TypeVar("Value")

log = structlog.get_logger(__name__)


class Desk:
    """Does slow work beside the loop, one piece after the other.

    One thread, because encoders would only wait for each other. Beside it a reader, whose process reads meanwhile.
    The embedder is loaded when it is first needed, and then kept. Closed by whoever made it.
    """

    def __init__(self, archive: Archive, embedder: Callable[[], Embedder]) -> None:
        self._archive = archive
        self._embedder = cache(embedder)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self.reader = Reader()

    async def warm(self) -> None:
        """Load the embedder; `ModelError` if that fails, or if the archive was made with another one."""
        await self.run(self._claimed)

    async def take(self, outcomes: Sequence[Article | Refused], *, source: str, seen: datetime) -> Progress:
        """Take what was read into the archive under the name `source`."""
        return await self.run(partial(self._taken, outcomes, source, seen))

    async def run(self, work: Callable[[], Value]) -> Value:
        """Do a piece of work when the desk is free. Who stops waiting for it does not stop it."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Finish what lies on the desk; what waits is left."""
        self._thread.shutdown(cancel_futures=True)
        self.reader.close()

    def _claimed(self) -> Embedder:
        """Give the embedder, when the archive has agreed to it."""
        embedder = self._embedder()
        self._archive.claim_encoder(embedder.name, embedder.dimension)
        return embedder

    def _taken(self, outcomes: Sequence[Article | Refused], source: str, seen: datetime) -> Progress:
        """Take; an article that we fail at is logged and left out, because the others are fine without it."""
        try:
            return take(outcomes, archive=self._archive, embedder=self._claimed(), source=source, seen=seen)
        except SitrepError:
            raise
        except Exception:
            if len(outcomes) > 1:
                return sum((self._taken([outcome], source, seen) for outcome in outcomes), Progress())
            origin = outcomes[0].origin
            log.exception("article_met_a_bug", source=source, origin=origin)
            return Progress(read=1, refused=(Refused(origin, "met a bug of ours"),))
