"""The desk, where articles are read, embedded and stored."""

import asyncio
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from datetime import datetime
from functools import cache, partial
from typing import Final, TypeVar

from ingest.archive import Archive
from ingest.articles import Article, Prepared
from ingest.confinement import Reader, Unread
from ingest.embedding import Embedder
from ingest.extracting import Extract, extract
from ingest.pipeline import Draining, Progress, divide, encode, store
from ingest.refusals import Refused

Value = TypeVar("Value")

READERS: Final = min(2, os.cpu_count() or 1)
"""Processes that read at once, of some 250 MB each: one for texts that take long, one for those of everybody else."""


class Desk:
    """Does slow work beside the loop, one piece after the other.

    One thread encodes, because encoders would only wait for each other, and another stores, so that the encoder never
    waits for the archive. Beside them a reader, whose processes read meanwhile.
    The embedder is loaded when it is first needed, and then kept. Closed by whoever made it.
    """

    def __init__(self, archive: Archive, embedder: Callable[[], Embedder]) -> None:
        self._archive = archive
        self._embedder = cache(embedder)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._storing = ThreadPoolExecutor(1, thread_name_prefix="desk-storing")
        self._draining = Draining(archive)
        self.reader = Reader(processes=READERS)

    def on_behalf_of(self, whose: frozenset[str]) -> "Desk":
        """Give this desk, for work that is of all of `whose`: what they have read takes its turn with theirs."""
        other = copy(self)
        other.reader = self.reader.on_behalf_of(whose)
        return other

    async def warm(self) -> None:
        """Load the embedder; `ModelError` if that fails, or if the archive was made with another one."""
        await self.run(self._claimed)

    async def take(self, outcomes: Sequence[Article | Refused], *, source: str, seen: datetime) -> Progress:
        """Take what was read into the archive under the name `source`, but articles whose figures cannot be read."""
        as_english = await asyncio.to_thread(self._archive.is_called_english, source)
        extracts = await asyncio.gather(*(self._extracted(outcome, as_english) for outcome in outcomes))
        encoded = await self.run(partial(self._encoded, extracts, source))
        stored = partial(self._stored, encoded, source, seen)
        return await asyncio.get_running_loop().run_in_executor(self._storing, stored)

    async def _extracted(self, outcome: Article | Refused, as_english: bool) -> Extract | Refused:  # noqa: FBT001 because it is handed on
        if isinstance(outcome, Refused):
            return outcome
        extracted = await self.reader.run(partial(extract, as_english=as_english), outcome)
        return Refused(outcome.origin, extracted.reason) if isinstance(extracted, Unread) else extracted

    async def run(self, work: Callable[[], Value]) -> Value:
        """Do a piece of work when the desk is free. Who stops waiting for it does not stop it."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Finish what lies on the desk; what waits is left."""
        self._thread.shutdown(cancel_futures=True)
        self._storing.shutdown(cancel_futures=True)
        self._draining.close()
        self.reader.close()

    def _claimed(self) -> Embedder:
        """Give the embedder, when the archive has agreed to it."""
        embedder = self._embedder()
        self._archive.claim_encoder(embedder.name, embedder.dimension)
        return embedder

    def _encoded(self, extracts: Sequence[Extract | Refused], source: str) -> list[Prepared | Refused]:
        embedder = self._claimed()
        divided = divide(extracts, archive=self._archive, embedder=embedder, source=source)
        return encode(divided, archive=self._archive, embedder=embedder, source=source)

    def _stored(self, encoded: Sequence[Prepared | Refused], source: str, seen: datetime) -> Progress:
        progress = store(encoded, archive=self._archive, source=source, seen=seen)
        self._draining.begin()
        return progress
