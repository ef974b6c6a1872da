"""One ingest into a fresh archive, by whichever checkout `PYTHONPATH` names; `ingest_rate` runs it in turns.

It asks of `ingest` what older checkouts have too, and prints a line of JSON: articles, passages, seconds of the clock
and of the processor, this process's and those of its reader.
"""

import json
import os
import sys
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import ingest
from ingest.confinement import Reader
from ingest.embedding import DEFAULT_MODEL

WARM_UP = 16


def main(texts: str, first: int, rows: int, cache: str) -> None:
    arrivals = list(islice(ingest.read_file(Path(texts)), first, first + rows))
    embedder = _embedder(Path(cache))
    embedder.encode([f"Warming up, {number}." for number in range(WARM_UP)])
    with TemporaryDirectory() as directory, ingest.Archive.open(Path(directory)) as archive:
        with closing(Reader()) as reader:
            reader.call(os.getpid)
            began, spent = perf_counter(), os.times()
            now = datetime.now(UTC)
            for _ in ingest.ingest(
                arrivals, archive=archive, embedder=embedder, source="benchmark", seen=now, reader=reader
            ):
                pass
            seconds = perf_counter() - began
        held = archive.count(ingest.View(datetime.now(UTC)))
    now_spent = os.times()
    processor = sum(now_spent[:4]) - sum(spent[:4])
    told = {"articles": held.articles, "passages": held.passages, "seconds": seconds, "processor": processor}
    sys.stdout.write(json.dumps(told) + "\n")


def _embedder(cache: Path) -> "ingest.Embedder":
    open_passage_embedder = getattr(ingest, "open_passage_embedder", None)
    if open_passage_embedder:
        return open_passage_embedder(DEFAULT_MODEL, cache)
    return ingest.SentenceTransformerEmbedder(DEFAULT_MODEL)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
