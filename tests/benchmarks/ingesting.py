"""One ingest into a fresh archive, or its encoding alone, by whichever checkout `PYTHONPATH` names: for `ingest_rate`.

It asks of `ingest` what older checkouts have too, and prints a line of JSON: passages, seconds of the clock, and of the
processor, this process's and those of its readers.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import ingest
from ingest.confinement import Reader
from ingest.embedding import DEFAULT_MODEL, model_folder
from ingest.reading import read, split

LONG_ARTICLE = 1_500
"""Words."""
WARM_UP = 16
SEEN = datetime.now(UTC)


def main(what: str, texts: str, rows: int, cache: str, *, are_long: bool) -> None:
    arrivals = list(islice(ingest.read_file(Path(texts)), rows))
    if are_long:
        documents = [each.document for each in arrivals if isinstance(each.document, ingest.Document)]
        arrivals = [ingest.Arrival(document, 0) for document in long_articles(documents)]
    run = {"whole": ingest_whole, "bare": encode_alone}[what]
    sys.stdout.write(json.dumps(run(arrivals, Path(cache))) + "\n")


def long_articles(documents: Sequence[ingest.Document]) -> Iterator[ingest.Document]:
    """Join neighbours, a paragraph each, until there are words enough for a long article."""
    joined: list[ingest.Document] = []
    for document in documents:
        joined.append(document)
        if sum(len(part.body.split()) for part in joined) >= LONG_ARTICLE:
            yield replace(joined[0], body="\n\n".join(part.body for part in joined))
            joined = []


def ingest_whole(arrivals: list[ingest.Arrival], cache: Path) -> dict[str, float]:
    embedder = _embedder(cache)
    embedder.encode([f"Warming up, {number}." for number in range(WARM_UP)])
    told: dict[str, float] = {}
    with TemporaryDirectory() as directory, ingest.Archive.open(Path(directory)) as archive:
        with timing(told), closing(Reader()) as reader:
            for _ in ingest.ingest(
                arrivals, archive=archive, embedder=embedder, source="benchmark", seen=SEEN, reader=reader
            ):
                pass
        told["passages"] = archive.count(ingest.View(datetime.now(UTC))).passages
    return told


def encode_alone(arrivals: list[ingest.Arrival], cache: Path) -> dict[str, float]:
    """Encode by `SentenceTransformer.encode` with nothing set: torch, float32, batches of 32."""
    from sentence_transformers import SentenceTransformer

    embedder = _embedder(cache)
    articles = [read(each.document, seen=SEEN) for each in arrivals if isinstance(each.document, ingest.Document)]
    passages = [
        article.encoded(passage)
        for article in articles
        if isinstance(article, ingest.Article)
        for passage in split(article, embedder.count_tokens, limit=embedder.max_tokens)
    ]
    network = SentenceTransformer(str(model_folder(DEFAULT_MODEL)), device="cpu")
    network.encode(passages[:WARM_UP], show_progress_bar=False)
    told = {"passages": float(len(passages))}
    with timing(told):
        network.encode(passages, show_progress_bar=False)
    return told


@contextmanager
def timing(told: dict[str, float]) -> Iterator[None]:
    began, spent = perf_counter(), sum(os.times()[:4])
    yield
    told["seconds"] = perf_counter() - began
    told["processor"] = sum(os.times()[:4]) - spent


def _embedder(cache: Path) -> ingest.Embedder:
    open_passage_embedder = getattr(ingest, "open_passage_embedder", None)
    if open_passage_embedder is None:
        return ingest.SentenceTransformerEmbedder(DEFAULT_MODEL)
    embedder: ingest.Embedder = open_passage_embedder(DEFAULT_MODEL, cache)
    return embedder


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], are_long="--long" in sys.argv)
