"""Our nearest passages beside plain Chroma, LangChain on Chroma, and an exact scan; the same vectors, the same filters.

`python -m tests.benchmarks.vector_peers --archive DIR [--without-chroma]`. The peers are installed by the extra `peers`
and used as their documentation shows. What is timed is a question's vector to twenty ids; ours makes its mask of what
may be seen within it. Processor time too, because a busy machine stretches the other.
"""

import argparse
import gc
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from bot.desk import load_question_encoder
from ingest import Archive, SourceId, View, Window
from ingest.archive.schema import as_microseconds
from ingest.archive.timeline import Timeline
from tests.benchmarks.ask_latency import QUESTIONS
from tests.benchmarks.measuring import Results, note
from tests.benchmarks.metrics import Score, percentile

if TYPE_CHECKING:
    from chromadb import Where

WANTED: Final = 20
FILTERS: Final = {
    "month": (timedelta(days=31), 1.0),
    "year": (timedelta(days=365), 1.0),
    "source": (None, 0.0),
    "server": (None, 0.25),
    "month, server": (timedelta(days=31), 0.25),
    "none": (None, 1.0),
}
"""How long a window is, and what share of the sources is seen: at least one; all of them are no filter."""
ASKED: Final = 60
LABELS: Final = Path(__file__).parent / "labels" / "dev.jsonl"
_ADDED: Final = 5_000

Vectors = NDArray[np.float32]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question may find: of these sources, published in the window."""

    window: Window
    sources: frozenset[SourceId] | None


Find = Callable[[Vectors, Scope], Ids]
"""Gives the ids nearest to a vector within a scope."""


@dataclass(frozen=True, slots=True)
class Stream:
    """What all of them hold."""

    ids: Ids
    published: Ids
    """Microseconds since 1970."""
    source: Ids
    vectors: Vectors
    texts: Sequence[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True, help="folder of a filled archive")
    parser.add_argument("--without-chroma", action="store_true", help="ours and the bound alone")
    arguments = parser.parse_args()
    with Archive.open(arguments.archive) as archive:
        newest = archive.newest(View(datetime.now(UTC)))
        if newest is None:
            raise SystemExit("The archive is empty.")
        stream = _stream(archive, texts=not arguments.without_chroma)
        results = Results("vector_peers", passages=len(stream.ids))
        exact = _exact(stream)
        begun = process_time()
        archive.warm_up()
        results.write("ours_load_cpu_s", Score(process_time() - begun, 1))
        finders: dict[str, Find] = {"exact": exact, "ours": _ours(archive, View(newest))}
        with TemporaryDirectory() as folder:
            if not arguments.without_chroma:
                finders |= _chroma(stream, folder, results)
            _measure(finders, stream, newest, results)


def _measure(finders: dict[str, Find], stream: Stream, newest: datetime, results: Results) -> None:
    """Ask every finder the same, in turns, so that a busy minute is everybody's."""
    chance = random.Random(1)  # noqa: S311 because it only has to be repeatable
    labelled = [json.loads(line)["question"] for line in LABELS.read_text("utf-8").splitlines()]
    questions = [*QUESTIONS, *chance.sample(labelled, ASKED - len(QUESTIONS))]
    sources = np.unique(stream.source).tolist()
    days = (newest - datetime.fromtimestamp(int(stream.published.min()) / 1e6, UTC)).days
    vectors = load_question_encoder("all-MiniLM-L6-v2").encode(questions)
    for name, (span, share) in FILTERS.items():
        wall: dict[str, list[float]] = {finder: [] for finder in finders}
        spent: dict[str, list[float]] = {finder: [] for finder in finders}
        recall: dict[str, list[float]] = {finder: [] for finder in finders}
        for vector in vectors:
            back = timedelta(days=chance.randrange(max(1, days - span.days))) if span else timedelta(0)
            window = Window(newest - back - span, newest - back) if span else Window()
            seen = chance.sample(sources, max(1, round(share * len(sources))))
            scope = Scope(window, frozenset(seen) if share < 1 else None)
            right = set(finders["exact"](vector, scope).tolist())
            for finder, find in finders.items():
                began, cpu = perf_counter(), process_time()
                found = find(vector, scope)
                spent[finder].append((process_time() - cpu) * 1_000)
                wall[finder].append((perf_counter() - began) * 1_000)
                recall[finder].append(len(right & set(found.tolist())) / len(right) if right else 1.0)
        for finder in finders:
            for percent in (50, 95):
                results.write(
                    f"{finder}_ms_p{percent}",
                    Score(percentile(wall[finder], percent), len(vectors)),
                    filter=name,
                    cpu_ms=round(percentile(spent[finder], percent) or 0, 2),
                )
            results.write(f"{finder}_recall@{WANTED}", Score(float(np.mean(recall[finder])), len(vectors)), filter=name)


def _stream(archive: Archive, *, texts: bool) -> Stream:
    timeline = _timeline(archive)
    ids = np.flatnonzero(timeline.known_until > 0)
    with archive.database.reading() as connection:
        stored = connection.exec_driver_sql("SELECT vector FROM vectors ORDER BY passage").scalars()
        vectors = np.frombuffer(b"".join(stored), dtype="<f2").reshape(len(ids), -1).astype(np.float32)
        told = connection.exec_driver_sql(
            "SELECT substr(text, span_start + 1, span_end - span_start) FROM passages"
            " JOIN revisions ON revisions.id = revision ORDER BY passages.id"
        )
        texts_of = list(told.scalars()) if texts else ()
        return Stream(ids, timeline.published[ids], timeline.source[ids], vectors, texts_of)


def _timeline(archive: Archive) -> Timeline:
    with archive.database.reading() as connection:
        return archive._timeline.at(connection)  # noqa: SLF001 because it is measured from within


def _exact(stream: Stream) -> Find:
    """Compare all under the filter: what no search can be nearer than."""

    def find(vector: Vectors, scope: Scope) -> Ids:
        mask = np.ones(len(stream.ids), dtype=np.bool_)
        if scope.window.since and scope.window.until:
            mask = (stream.published >= as_microseconds(scope.window.since)) & (
                stream.published <= as_microseconds(scope.window.until)
            )
        if scope.sources:
            mask &= np.isin(stream.source, list(scope.sources))
        similarity = np.where(mask, stream.vectors @ vector, -2)
        best = np.argpartition(-similarity, WANTED)[:WANTED]
        return stream.ids[best[mask[best]]]

    return find


def _ours(archive: Archive, view: View) -> Find:
    def find(vector: Vectors, scope: Scope) -> Ids:
        with archive.database.reading() as connection:
            timeline = archive._timeline.at(connection)  # noqa: SLF001 because it is measured from within
            mask = timeline.visible(replace(view, sources=scope.sources)) & timeline.within(scope.window)
            return archive._vectors.nearest(connection, mask, vector, WANTED)[0]  # noqa: SLF001 because of the same

    return find


def _chroma(stream: Stream, folder: str, results: Results) -> dict[str, Find]:
    import chromadb
    from langchain_chroma import Chroma

    began, cpu = perf_counter(), process_time()
    client = chromadb.PersistentClient(path=folder)
    collection = client.get_or_create_collection("news")
    for start in range(0, len(stream.ids), _ADDED):
        end = min(start + _ADDED, len(stream.ids))
        collection.add(
            ids=[str(number) for number in stream.ids[start:end].tolist()],
            embeddings=stream.vectors[start:end],
            documents=list(stream.texts[start:end]),
            metadatas=[
                {"published": moment // 1_000_000, "source": source}
                for moment, source in zip(
                    stream.published[start:end].tolist(), stream.source[start:end].tolist(), strict=True
                )
            ],
        )
        note(f"{end:,} added, {perf_counter() - began:.0f} s")
    results.write("chroma_fill_cpu_s", Score(process_time() - cpu, 1))
    gc.collect()
    store = Chroma(client=client, collection_name="news")

    def chroma(vector: Vectors, scope: Scope) -> Ids:
        answer = collection.query(query_embeddings=vector.reshape(1, -1), n_results=WANTED, where=_where(scope))
        return np.array(answer["ids"][0], dtype=np.int64)

    def langchain(vector: Vectors, scope: Scope) -> Ids:
        found = store.similarity_search_by_vector(vector.tolist(), k=WANTED, filter=_where(scope))
        return np.array([document.id for document in found], dtype=np.int64)

    return {"chroma": chroma, "langchain": langchain}


def _where(scope: Scope) -> "Where | None":
    wanted: list[Any] = []
    if scope.window.since and scope.window.until:
        since, until = (as_microseconds(moment) // 1_000_000 for moment in (scope.window.since, scope.window.until))
        wanted += [{"published": {"$gte": since}}, {"published": {"$lte": until}}]
    if scope.sources:
        wanted.append({"source": {"$in": sorted(scope.sources)}})
    if len(wanted) > 1:
        return {"$and": wanted}
    return wanted[0] if wanted else None


if __name__ == "__main__":
    main()
