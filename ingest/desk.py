"""The desk, where documents are read, embedded and stored: one thread, one piece of work at a time."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import cache, partial
from typing import TypeVar

import structlog

from ingest.archive import Archive
from ingest.articles import Document
from ingest.embedding import Embedder
from ingest.errors import SitrepError
from ingest.pipeline import Progress, ingest
from ingest.refusals import Refused
from ingest.sources import Arrival

Value = TypeVar("Value")

log = structlog.get_logger(__name__)


class Desk:
    """Does slow work beside the loop, one piece after the other.

    One thread, because trafilatura has crashed in two, and because encoders would only wait for each other.
    The embedder is loaded when it is first needed, and then kept. Closed by whoever made it.
    """

    def __init__(self, archive: Archive, embedder: Callable[[], Embedder]) -> None:
        self._archive = archive
        self._embedder = cache(embedder)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk")

    async def warm(self) -> None:
        """Load the embedder; `ModelError` if that fails, or if the archive was made with another one."""
        await self.run(self._claim)

    async def take(self, documents: Sequence[Document], *, source: str, seen: datetime) -> Progress:
        """Take documents into the archive under the name `source`."""
        return await self.run(partial(self._taken, documents, source, seen))

    async def run(self, work: Callable[[], Value]) -> Value:
        """Do a piece of work when the desk is free. Who stops waiting for it does not stop it."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Finish what lies on the desk; what waits is left."""
        self._thread.shutdown(cancel_futures=True)

    def _claim(self) -> None:
        embedder = self._embedder()
        self._archive.claim_encoder(embedder.name, embedder.dimension)

    def _taken(self, documents: Sequence[Document], source: str, seen: datetime) -> Progress:
        """Ingest; a document that we fail at is logged and left out, because the others are fine without it."""
        try:
            return self._ingested(documents, source, seen)
        except SitrepError:
            raise
        except Exception:
            if len(documents) > 1:
                return total([self._taken([document], source, seen) for document in documents])
            origin = documents[0].origin
            log.exception("document_met_a_bug", source=source, origin=origin)
            return Progress(read=1, refused=(Refused(origin, "met a bug of ours"),))

    def _ingested(self, documents: Sequence[Document], source: str, seen: datetime) -> Progress:
        arrivals = [Arrival(document, 0) for document in documents]
        steps = ingest(arrivals, archive=self._archive, embedder=self._embedder(), source=source, seen=seen)
        return list(steps)[-1]


def total(parts: Sequence[Progress]) -> Progress:
    """Add up what became of several batches."""
    return Progress(
        read=sum(part.read for part in parts),
        new=sum(part.new for part in parts),
        revised=sum(part.revised for part in parts),
        unchanged=sum(part.unchanged for part in parts),
        undated=sum(part.undated for part in parts),
        refused=tuple(refused for part in parts for refused in part.refused),
    )
