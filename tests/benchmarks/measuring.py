"""What every runner does: fill an archive through the real pipeline, ask it, write a line a metric."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from time import perf_counter

from bot.answering.answerer import Answerer
from bot.cli.workplace import opened_answerer, opened_archive, prepared
from ingest import Arrival, Embedder, Progress, SentenceTransformerEmbedder, ingest
from tests.benchmarks.metrics import Row, Score

REPOSITORY = Path(__file__).parents[2]


class Results:
    """Writes a benchmark's metrics to stdout, each with what is needed to repeat it."""

    def __init__(self, benchmark: str, **circumstances: object) -> None:
        self.benchmark = benchmark
        self._circumstances = circumstances
        self._start = perf_counter()

    def write(self, metric: str, score: Score, **details: object) -> None:
        """Write one metric; one that has a `goal` is told to the person who waits as well, beside it."""
        if goal := details.get("goal"):
            note(f"{metric}: {score.value:.4g} of {score.n:,} (goal: {goal})")
        value = None if score.value is None else round(score.value, 4)
        row = {"set": self.benchmark, "commit": commit(), "metric": metric, "value": value, "n": score.n}
        seconds = round(perf_counter() - self._start, 1)
        line = row | {"seconds": seconds} | self._circumstances | details | {"machine": machine()}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

    def write_all(self, scores: dict[str, Score], **details: object) -> None:
        for metric, score in scores.items():
            self.write(metric, score, **details)


def note(text: str) -> None:
    """Tell the person who waits."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def read_rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write_rows(file: Path, rows: Iterable[Row]) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@cache
def ingest_embedder() -> Embedder:
    """Load the model once a run, however many archives it fills."""
    return SentenceTransformerEmbedder()


def fill(directory: Path, arrivals: Iterable[Arrival]) -> Progress:
    """Take `arrivals` into the archive in `directory`; what it holds already is not taken twice."""
    start = perf_counter()
    progress = Progress()
    with opened_archive(prepared(directory)) as archive:
        for progress in ingest(
            arrivals, archive=archive, embedder=ingest_embedder(), source="benchmark", seen=datetime.now(UTC)
        ):
            seconds = perf_counter() - start
            counted = f"{progress.read:,} read, {progress.new:,} new, {len(progress.refused)} refused"
            sys.stderr.write(f"\r{counted}, {seconds:.0f} s, {progress.read / seconds:.0f}/s ")
    note("")
    return progress


@contextmanager
def answerer_of(directory: Path) -> Iterator[Answerer]:
    """Open the archive in `directory` as `sitrep ask` does."""
    with opened_answerer(prepared(directory)) as (answerer, _):
        yield answerer


@cache
def commit() -> str:
    """Name the measured commit; `-dirty` where files differ from it."""
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=10", "--exclude=*"],  # noqa: S607 because git is wherever its user put it
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    return described.stdout.strip()


@cache
def machine() -> str:
    processor = Path("/proc/cpuinfo")
    lines = processor.read_text().splitlines() if processor.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(os.sched_getaffinity(0))} cores, {models[0] if models else 'unknown processor'}"
