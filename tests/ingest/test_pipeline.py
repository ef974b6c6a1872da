"""News taken in once, twice, in pieces or under fire ends in the same archive."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import ingest as package
from ingest.archive import Archive
from ingest.articles import Document, View
from ingest.confinement import Reader
from ingest.errors import ModelError
from ingest.pipeline import BATCH_DOCUMENTS, Progress, ingest
from ingest.refusals import Refused
from ingest.sources import Arrival
from tests.embedders import HashingEmbedder
from tests.ingest.ingesting_child import NEWS, SEEN, SOURCE, SecondBatch, stories, take

NOW = View(SEEN)
FLOOD = Document(
    origin="flood.jsonl:1",
    body="The flood in Peru killed 12 people, the mayor said. Roads are closed.",
    url="https://harbour.example/flood",
    title="Flood in Peru",
    published=datetime(2023, 6, 1, tzinfo=UTC),
    publisher="Harbour Post",
    external_id="h1",
    language="en",
)
NOTHING = Document(origin="flood.jsonl:2", body=" \n ", url="https://harbour.example/empty")
Content = dict[str, list[tuple[object, ...]]]
TABLES = ("articles", "fingerprints", "revisions", "passages", "vectors", "tallies", "reports")


def arrivals(documents: Iterable[Document | Refused]) -> list[Arrival]:
    return [Arrival(document, 100 * number) for number, document in enumerate(documents, start=1)]


def taken(archive: Archive, *documents: Document | Refused, seen: datetime = SEEN) -> Progress:
    *_, last = ingest(arrivals(documents), archive=archive, embedder=HashingEmbedder(), source=SOURCE, seen=seen)
    return last


def content(directory: Path) -> Content:
    """Give every row of what an archive holds of the news, its own counters and times of writing left out."""
    with closing(sqlite3.connect(directory / "archive.sqlite3")) as database:
        return {table: database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES}  # noqa: S608 because the names are ours


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """What the archive holds after one run from beginning to end."""
    directory = tmp_path_factory.mktemp("undisturbed")
    told = list(take(directory, stories(), HashingEmbedder()))
    assert [(each.read, each.new, each.bytes_read) for each in told] == [
        (BATCH_DOCUMENTS, BATCH_DOCUMENTS, BATCH_DOCUMENTS),
        (NEWS, NEWS, NEWS),
    ]
    return content(directory)


def test_an_article_goes_in_with_passages_vectors_tallies_and_reports(
    undisturbed: Content,
) -> None:
    assert len(undisturbed["revisions"]) == NEWS
    assert len(undisturbed["passages"]) == len(undisturbed["vectors"]) == NEWS
    assert len(undisturbed["tallies"]) == 2 * NEWS
    assert len(undisturbed["reports"]) == NEWS


def test_nothing_to_take_is_no_progress_and_no_error(archive: Archive) -> None:
    assert list(ingest([], archive=archive, embedder=HashingEmbedder(), source=SOURCE, seen=SEEN)) == []
    assert archive.count(NOW).articles == 0


def test_taking_the_same_again_changes_nothing(tmp_path: Path, undisturbed: Content) -> None:
    for _ in range(2):
        *_, last = take(tmp_path, stories(), HashingEmbedder())
    assert (last.read, last.new, last.revised, last.unchanged) == (NEWS, 0, 0, NEWS)
    assert content(tmp_path) == undisturbed


@pytest.mark.parametrize(
    ("change", "progress"),
    [
        pytest.param({"body": FLOOD.body.replace("12", "19")}, Progress(100, 1, revised=1), id="a changed number"),
        pytest.param({"title": "Floods in Peru"}, Progress(100, 1, revised=1), id="a changed title"),
        pytest.param({"body": FLOOD.body.replace(" ", "  ")}, Progress(100, 1, unchanged=1), id="only more space"),
        pytest.param({"origin": "other.jsonl:7"}, Progress(100, 1, unchanged=1), id="another file"),
        pytest.param({"url": "https://harbour.example/other"}, Progress(100, 1, new=1), id="another address"),
    ],
)
def test_a_changed_article_is_a_revision_if_its_words_changed(
    archive: Archive, change: dict[str, Any], progress: Progress
) -> None:
    taken(archive, FLOOD)
    assert taken(archive, replace(FLOOD, **change)) == progress


def test_a_revision_is_what_is_found_from_then_on(archive: Archive) -> None:
    taken(archive, FLOOD, seen=datetime(2023, 6, 2, tzinfo=UTC))
    corrected = replace(FLOOD, body=FLOOD.body.replace("12", "19"))
    taken(archive, corrected, seen=datetime(2023, 6, 5, tzinfo=UTC))

    def killed(day: int) -> list[float]:
        view = View(datetime(2023, 6, day, tzinfo=UTC))
        return [found.tally.value for found in archive.tallies(view, words=["flood"], measures={"killed"}, limit=9)]

    assert (killed(4), killed(6)) == ([12], [19])
    assert archive.count(NOW).articles == 1


def test_a_later_version_in_the_same_batch_is_a_revision(archive: Archive) -> None:
    later = replace(FLOOD, body=FLOOD.body.replace("12", "19"), published=datetime(2023, 6, 3, tzinfo=UTC))
    assert taken(archive, FLOOD, later) == Progress(200, 2, new=1, revised=1)


def test_a_document_twice_in_a_batch_is_one_article(archive: Archive) -> None:
    assert taken(archive, FLOOD, FLOOD) == Progress(200, 2, new=1, unchanged=1)


def test_what_is_refused_is_counted_and_the_rest_goes_in(archive: Archive) -> None:
    unreadable = Refused("flood.jsonl:3", "is not JSON")
    progress = taken(archive, NOTHING, unreadable, FLOOD)
    assert (progress.read, progress.new) == (3, 1)
    assert sorted(progress.refused, key=lambda refused: refused.origin) == [
        Refused("flood.jsonl:2", "has neither title nor text"),
        unreadable,
    ]
    assert archive.count(NOW).articles == 1


def test_a_batch_of_refusals_alone_is_progress(archive: Archive) -> None:
    assert taken(archive, NOTHING) == Progress(100, 1, refused=(Refused(NOTHING.origin, "has neither title nor text"),))


def test_an_article_that_claims_a_later_day_is_not_from_the_future(archive: Archive) -> None:
    taken(archive, replace(FLOOD, published=SEEN + timedelta(days=400)))
    assert archive.newest(NOW) == SEEN


def test_another_model_is_refused_before_anything_is_read(archive: Archive) -> None:
    class OtherEmbedder(HashingEmbedder):
        name = "other"

    def unread() -> Iterator[Arrival]:
        pytest.fail("a document was read")
        yield Arrival(FLOOD, 1)

    taken(archive, FLOOD)
    with pytest.raises(ModelError):
        list(ingest(unread(), archive=archive, embedder=OtherEmbedder(), source=SOURCE, seen=SEEN))


def test_a_document_without_body_is_prepared_by_its_title(archive: Archive) -> None:
    assert taken(archive, replace(FLOOD, body="", title="Flood kills 12 people in Peru")).new == 1
    (found,) = archive.tallies(NOW, words=["flood"], measures={"killed"}, limit=9)
    assert found.tally.value == 12


class CountingEmbedder(HashingEmbedder):
    """Remembers what it was given."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        return super().encode(texts)


def test_of_a_text_that_grew_only_what_is_new_is_encoded(archive: Archive) -> None:
    live = replace(FLOOD, body="\n\n".join(f"Minute {n}: {FLOOD.body} " * 12 for n in range(6)))
    grown = replace(live, body=f"{live.body}\n\nMinute 6: the water falls.")
    embedder = CountingEmbedder()
    for document in (live, grown):
        list(ingest([Arrival(document, 1)], archive=archive, embedder=embedder, source=SOURCE, seen=SEEN))

    passages = archive.count(NOW).passages
    assert passages > 3
    assert len(embedder.encoded) == passages + 1 == len(set(embedder.encoded))


def test_one_text_at_two_addresses_is_encoded_once_and_found_at_both(archive: Archive) -> None:
    embedder = CountingEmbedder()
    pages = [replace(FLOOD, url=f"https://wire.example/{number}") for number in range(3)]
    for batch in (pages[:2], pages[2:]):
        arrivals = [Arrival(document, 1) for document in batch]
        list(ingest(arrivals, archive=archive, embedder=embedder, source=SOURCE, seen=SEEN))

    assert len(embedder.encoded) == 1
    (vector,) = HashingEmbedder().encode(embedder.encoded)
    found = archive.search_vectors(NOW, vector, limit=9)
    assert {passage.stored.article.url for passage in found} == {document.url for document in pages}
    assert [round(passage.score, 3) for passage in found] == [1.0, 1.0, 1.0]


def test_stopping_after_the_first_batch_and_running_again_is_one_run(tmp_path: Path, undisturbed: Content) -> None:
    stopped = take(tmp_path, stories(), HashingEmbedder())
    assert next(stopped).new == BATCH_DOCUMENTS
    stopped.close()  # type: ignore[attr-defined] # because an iterator that is a generator can be closed

    *_, last = take(tmp_path, stories(), HashingEmbedder())
    assert (last.new, last.unchanged) == (NEWS - BATCH_DOCUMENTS, BATCH_DOCUMENTS)
    assert content(tmp_path) == undisturbed


def fail() -> None:
    raise MemoryError


def test_an_encoder_that_breaks_down_costs_its_batch_alone(tmp_path: Path, undisturbed: Content) -> None:
    with pytest.raises(MemoryError):
        list(take(tmp_path, stories(), SecondBatch(fail)))
    assert len(content(tmp_path)["revisions"]) == BATCH_DOCUMENTS

    for _ in take(tmp_path, stories(), HashingEmbedder()):
        pass
    assert content(tmp_path) == undisturbed


def test_an_article_that_cannot_be_read_is_refused_with_its_reason_and_the_rest_goes_in(archive: Archive) -> None:
    huge = replace(FLOOD, origin="flood.jsonl:7", body="water " * 20_000_000, url="https://harbour.example/huge")
    wrong = replace(FLOOD, origin="flood.jsonl:8", title=8, url="https://harbour.example/wrong")  # type: ignore[arg-type] # because it is our bug
    with closing(Reader(megabytes=400)) as reader:
        *_, last = ingest(
            arrivals([huge, wrong, FLOOD]),
            archive=archive,
            embedder=HashingEmbedder(),
            source=SOURCE,
            seen=SEEN,
            reader=reader,
        )

    assert last.refused == (
        Refused("flood.jsonl:7", "took more than 400 MB of memory to read"),
        Refused("flood.jsonl:8", "met a bug of ours"),
    )
    assert archive.count(NOW).articles == 1


class Stumbling(HashingEmbedder):
    """Cannot count the tokens of one text."""

    def count_tokens(self, text: str) -> int:
        if "avalanche" in text:
            raise KeyError(text)
        return super().count_tokens(text)


def test_an_article_that_we_fail_at_is_refused_and_the_rest_goes_in(archive: Archive) -> None:
    bad = replace(FLOOD, origin="flood.jsonl:7", body="An avalanche.", url="https://harbour.example/bad")
    *_, last = ingest(arrivals([bad, FLOOD]), archive=archive, embedder=Stumbling(), source=SOURCE, seen=SEEN)

    assert last.refused == (Refused("flood.jsonl:7", "met a bug of ours"),)
    assert archive.count(NOW).articles == 1


@contextmanager
def ingesting_child(directory: Path, stage: str) -> Iterator["subprocess.Popen[str]"]:
    script = Path(__file__).with_name("ingesting_child.py")
    environment = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}
    command = [sys.executable, str(script), str(directory), stage]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:  # noqa: S603 because it is ours
        try:
            yield child
        finally:
            child.kill()


def wait_for(child: "subprocess.Popen[str]", *words: str) -> None:
    """Wait until the child has said all of these, in any order."""
    assert child.stdout
    awaited = set(words)
    for line in child.stdout:
        awaited.discard(line.strip())
        if not awaited:
            return
    pytest.fail(f"the child ended without saying {awaited}")


@pytest.mark.parametrize(
    ("stage", "kept"),
    [
        pytest.param("reading", 0, id="while the first batch is read"),
        pytest.param("between batches", BATCH_DOCUMENTS, id="between two batches"),
        pytest.param("embedding", BATCH_DOCUMENTS, id="while the second batch is embedded"),
    ],
)
def test_killed_and_run_again_it_ends_in_the_same_archive(
    tmp_path: Path, undisturbed: Content, stage: str, kept: int
) -> None:
    with ingesting_child(tmp_path, stage) as child:
        wait_for(child, "hanging", *([f"read {kept}"] if kept else []))
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    assert len(content(tmp_path)["revisions"]) == kept

    *_, last = take(tmp_path, stories(), HashingEmbedder())

    assert (last.new, last.unchanged) == (NEWS - kept, kept)
    assert content(tmp_path) == undisturbed


def test_killed_at_any_moment_it_ends_in_the_same_archive(tmp_path: Path, undisturbed: Content) -> None:
    moments = random.Random(7)  # noqa: S311 because it is no secret
    with Archive.open(tmp_path):
        pass
    for _ in range(2):
        with ingesting_child(tmp_path, "never") as child:
            time.sleep(moments.uniform(0.8, 2.0))
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
        assert len(content(tmp_path)["revisions"]) in {0, BATCH_DOCUMENTS, NEWS}

    for _ in take(tmp_path, stories(), HashingEmbedder()):
        pass
    assert content(tmp_path) == undisturbed
