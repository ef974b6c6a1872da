"""Take news in until killed. Run as a script: `ingesting_child.py DIRECTORY STAGE`; it hangs at that stage, saying so.

The parent shares the news and the moment of first sight, so that it can do the same undisturbed.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.articles import Document
from ingest.embedding import Embedder
from ingest.pipeline import BATCH_DOCUMENTS, Progress, ingest
from ingest.sources import Arrival
from tests.archives import scanning_archive
from tests.embedders import HashingEmbedder

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
NEWS = BATCH_DOCUMENTS + 20
SOURCE = "wire"
PLACES = ("Baghdad, Iraq", "Kaduna, Nigeria", "Lima, Peru", "Lagos, Nigeria")


def story(number: int) -> Document:
    place = PLACES[number % len(PLACES)]
    return Document(
        origin=f"wire.jsonl:{number}",
        body=f"A car bomb exploded in {place}, killing {number % 90 + 2} people and wounding {number % 80 + 7} others.",
        url=f"https://wire.example/{number}",
        title=f"Bomb number {number}",
        published=datetime(2023, 1, 1, tzinfo=UTC) + timedelta(hours=number),
        publisher="Quill Wire",
        external_id=f"w{number}",
        language="en",
    )


def stories(*, hang_at: int | None = None) -> Iterator[Arrival]:
    for number in range(NEWS):
        if number == hang_at:
            hang()
        yield Arrival(story(number), number + 1)


class SecondBatch(HashingEmbedder):
    """Encodes the first batch; to each further one something happens before."""

    def __init__(self, happens: Callable[[], None]) -> None:
        self._happens = happens
        self._batches = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self._batches += 1
        if self._batches > 1:
            self._happens()
        return super().encode(texts)


def take(directory: Path, arrivals: Iterator[Arrival], embedder: Embedder) -> Iterator[Progress]:
    with scanning_archive(directory) as archive:
        yield from ingest(arrivals, archive=archive, embedder=embedder, source=SOURCE, seen=SEEN)


def hang() -> None:
    say("hanging")
    time.sleep(600)


def say(word: str) -> None:
    print(word, flush=True)  # noqa: T201 because the parent waits for it


def main(directory: str, stage: str) -> None:
    hang_at = 9 if stage == "reading" else None
    embedder = SecondBatch(hang) if stage == "embedding" else HashingEmbedder()
    for progress in take(Path(directory), stories(hang_at=hang_at), embedder):
        say(f"read {progress.read}")
        if stage == "between batches":
            hang()


if __name__ == "__main__":
    main(*sys.argv[1:])
