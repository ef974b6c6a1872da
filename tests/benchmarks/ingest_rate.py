"""The whole pipeline against the bare encoder, same passages: `python -m tests.benchmarks.ingest_rate --texts FILE`."""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import ParamSpec, TypeVar
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from ingest import Archive, Arrival, Document, Embedder, SentenceTransformerEmbedder, ingest, pipeline, read_file
from ingest.embedding import DEFAULT_MODEL, model_folder
from tests.benchmarks.measuring import Results, note
from tests.benchmarks.metrics import Score

P = ParamSpec("P")
T = TypeVar("T")

LONG_ARTICLE = 1_500
"""Words."""
WARM_UP = 64
STAGES = {"extract": ["extract_from"], "split": ["split"]}
"""Functions that the pipeline calls, by stage."""


def main() -> None:
    arguments = parsed_arguments()
    documents = [
        arrival.document
        for arrival in islice(read_file(arguments.texts), arguments.rows)
        if isinstance(arrival.document, Document)
    ]
    if arguments.long:
        documents = list(long_articles(documents))
    bare, embedder = BareEncoder(), SentenceTransformerEmbedder()
    whole = Pipeline(documents, embedder)
    passages = whole.passages()
    bare.encode(passages[:WARM_UP])
    results = Results("ingest_rate", articles=len(documents), long=arguments.long, precision=embedder.precision)
    bare_rates, rates = [], []
    for turn in range(1, arguments.rounds + 1):
        bare_rates.append(len(passages) / seconds_of(lambda: bare.encode(passages)))
        rates.append(len(passages) / seconds_of(whole.run))
        note(f"round {turn}: bare {bare_rates[-1]:.1f}/s, pipeline {rates[-1]:.1f}/s")
    ratios = [rate / bare_rate for rate, bare_rate in zip(rates, bare_rates, strict=True)]
    results.write("bare_passages_per_second", Score(median(bare_rates), len(passages)), rounds=arguments.rounds)
    results.write("pipeline_passages_per_second", Score(median(rates), len(passages)), rounds=arguments.rounds)
    results.write("ratio", Score(median(ratios), len(passages)), rounds=[round(ratio, 3) for ratio in ratios])
    for stage, spent in whole.stopwatch.items():
        results.write(f"seconds_{stage}", Score(median(spent), len(passages)))


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--texts", type=Path, required=True, help="JSON lines file of articles, as `sitrep ingest` takes"
    )
    parser.add_argument("--rows", type=int, default=2_000, help="how many of its rows to use")
    parser.add_argument("--long", action="store_true", help=f"join rows to articles of {LONG_ARTICLE:,} words")
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def long_articles(documents: Sequence[Document]) -> Iterator[Document]:
    """Join neighbours, a paragraph each, until there are words enough for a long article."""
    joined: list[Document] = []
    for document in documents:
        joined.append(document)
        if sum(len(part.body.split()) for part in joined) >= LONG_ARTICLE:
            yield replace(joined[0], body="\n\n".join(part.body for part in joined))
            joined = []


class BareEncoder:
    """`SentenceTransformer.encode` with nothing set: torch, float32, batches of 32."""

    def __init__(self) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        self._torch = torch
        self._threads = torch.get_num_threads()
        self._network = SentenceTransformer(str(model_folder(DEFAULT_MODEL)), device="cpu")

    def encode(self, texts: list[str]) -> None:
        ours = self._torch.get_num_threads()
        self._torch.set_num_threads(self._threads)
        self._network.encode(texts, show_progress_bar=False)
        self._torch.set_num_threads(ours)


class Pipeline:
    """Takes documents into a fresh archive, again and again; every run adds its seconds a stage to `stopwatch`."""

    def __init__(self, documents: Sequence[Document], embedder: Embedder) -> None:
        self._arrivals = [Arrival(document, bytes_read=0) for document in documents]
        self._embedder = embedder
        self.stopwatch: dict[str, list[float]] = defaultdict(list)

    def run(self) -> None:
        spent: dict[str, float] = defaultdict(float)
        with TemporaryDirectory() as directory, Archive.open(Path(directory)) as archive, ExitStack() as patches:
            timed_parts: list[tuple[object, str, str]] = [
                (pipeline, name, stage) for stage, names in STAGES.items() for name in names
            ]
            timed_parts += [(archive, "store", "store"), (archive, "drain_outbox", "outbox")]
            for owner, name, stage in timed_parts:
                patches.enter_context(patch.object(owner, name, timed(getattr(owner, name), stage, spent)))
            encode = timed(self._embedder.encode, "encode", spent)
            with timing("all", spent):
                self._take(archive, WithEncode(self._embedder, encode))
        for stage, seconds in spent.items():
            self.stopwatch[stage].append(seconds)

    def passages(self) -> list[str]:
        """Run once unmeasured, which also warms everything up, and give the texts that were encoded."""
        seen: list[str] = []

        def encode(texts: Sequence[str]) -> NDArray[np.float32]:
            seen.extend(texts)
            return self._embedder.encode(texts)

        with TemporaryDirectory() as directory, Archive.open(Path(directory)) as archive:
            self._take(archive, WithEncode(self._embedder, encode))
        return seen

    def _take(self, archive: Archive, embedder: Embedder) -> None:
        for _ in ingest(self._arrivals, archive=archive, embedder=embedder, source="benchmark", seen=datetime.now(UTC)):
            pass


class WithEncode:
    """An embedder with its `encode` exchanged."""

    def __init__(self, embedder: Embedder, encode: Callable[[Sequence[str]], NDArray[np.float32]]) -> None:
        self.name, self.dimension, self.max_tokens = embedder.name, embedder.dimension, embedder.max_tokens
        self.encode = encode
        self.count_tokens = embedder.count_tokens


def timed(function: Callable[P, T], stage: str, spent: dict[str, float]) -> Callable[P, T]:
    def measured(*arguments: P.args, **named: P.kwargs) -> T:
        with timing(stage, spent):
            return function(*arguments, **named)

    return measured


@contextmanager
def timing(stage: str, spent: dict[str, float]) -> Iterator[None]:
    start = perf_counter()
    yield
    spent[stage] += perf_counter() - start


def seconds_of(action: Callable[[], None]) -> float:
    start = perf_counter()
    action()
    return perf_counter() - start


if __name__ == "__main__":
    main()
