"""Poll once what is due, and die on the way. Run as a script: `dying_child.py DIRECTORY CHROMA_URL STAGE NUMBER`.

It kills itself, as `kill -9` does, when the stage is reached for the NUMBER-th time.
"""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.archive import Archive, Stored
from ingest.archive.chroma_index import ChromaIndex
from ingest.archive.chroma_server import ChromaAddress
from ingest.articles import Prepared, SourceId
from ingest.clock import utc_now
from ingest.desk import Desk
from ingest.fetching import Fetcher, Pace
from ingest.live import Outcome, Resource, Taken, Validators
from ingest.polling.worker import poll_due
from tests.embedders import HashingEmbedder
from tests.processes import Death
from tests.webserver import LOOPBACK

STAGES: Final = ("fetched", "read", "embedded", "committed", "sent", "acknowledged", "noted")
WORKER: Final = "the one that dies"
add_alive: Final = ChromaIndex.add


class DyingFetcher(Fetcher):
    async def fetch(self, url: str, resource: Resource, validators: Validators = Validators()) -> Outcome:  # noqa: B008 because it is frozen
        outcome = await super().fetch(url, resource, validators)
        Death.may_come("fetched")
        return outcome


class DyingEmbedder(HashingEmbedder):
    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        Death.may_come("read")
        return super().encode(texts)


def add(index: ChromaIndex, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
    add_alive(index, ids, vectors)
    Death.may_come("sent")


class DyingArchive(Archive):
    def store(self, source: SourceId, batch: Sequence[Prepared], *, seen: datetime) -> Stored:
        Death.may_come("embedded")
        stored = super().store(source, batch, seen=seen)
        Death.may_come("committed")
        return stored

    def drain_outbox(self, *, limit: int = 2_000) -> int:
        sent = super().drain_outbox(limit=limit)
        Death.may_come("acknowledged")
        return sent

    def note(self, source: SourceId, taken: Mapping[str, Taken], *, now: datetime, worker: str) -> bool:
        held = super().note(source, taken, now=now, worker=worker)
        Death.may_come("noted")
        return held


async def main(directory: str, chroma_url: str, stage: str, number: str) -> None:
    Death.stage, Death.times = stage, int(number)
    ChromaIndex.add = add  # type: ignore[method-assign, assignment]  # because the archive opens its index itself
    with DyingArchive.open(Path(directory), chroma=ChromaAddress(chroma_url)) as archive:
        archive.release(WORKER)
        desk = Desk(archive, DyingEmbedder)
        async with DyingFetcher(user_agent="sitrep/0", allowed_networks=LOOPBACK, pace=Pace(feed=0, page=0)) as fetcher:
            await poll_due(archive=archive, fetcher=fetcher, desk=desk, name=WORKER, clock=utc_now, done=lambda _: None)
        desk.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
