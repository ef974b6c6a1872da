"""What nobody reads any more goes for good: from searches, from the database, from Chroma."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from ingest.archive import Archive
from ingest.archive.forgetting import SWEPT_AT_ONCE
from ingest.articles import Prepared, SourceId, View
from ingest.copies import imprint
from ingest.subscriptions import Subscriber
from tests.archives import empty_archive, offered, subscribed
from tests.ingest.archive.conftest import TALLY, Make

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
ONE, TWO = Subscriber("1"), Subscriber("2")
URL = "https://one.example/feed"
EVERYTHING = View(NOW)
QUERY = np.array([1, 0, 0, 0, 0, 0, 0, 0], dtype=np.float32)


@pytest.fixture
def files(tmp_path: Path, make: Make) -> Path:
    """An archive with a file for all, and a feed that one server reads."""
    with empty_archive(tmp_path / "archive") as archive:
        archive.claim_encoder("test", 8)
        archive.store(archive.source("wire"), [make("Ships left the harbour.\n\nNo one knew.")], seen=NOW)
        subscribed(archive, URL, ONE, now=NOW)
        fill(archive, make, 3)
    return tmp_path / "archive"


def fill(archive: Archive, make: Make, articles: int) -> SourceId:
    feed = archive.source(URL)
    batch = [
        make(f"Ships came to harbour {number}.\n\nCafé owners saw it.", url=f"https://e.example/{number}", title="Sea")
        for number in range(articles)
    ]
    archive.store(feed, [*batch, make("Ten ships came.", url="https://e.example/0", tallies=(TALLY,))], seen=NOW)
    return feed


def rows(directory: Path) -> dict[str, int]:
    database = sqlite3.connect(directory / "archive.sqlite3")
    tables = "articles fingerprints revisions passages vectors tallies outbox entries subscriptions".split()
    counts = {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}  # noqa: S608 because the names are constants
    database.execute("INSERT INTO passage_words (passage_words) VALUES ('integrity-check')")
    database.close()
    return counts


def found(archive: Archive, word: str) -> list[str]:
    return sorted(passage.text for passage in archive.search_words(EVERYTHING, [word], limit=100))


def near(archive: Archive) -> set[str]:
    return {passage.text for passage in archive.search_vectors(EVERYTHING, QUERY, limit=100)}


def test_what_nobody_has_read_for_a_week_is_gone(files: Path) -> None:
    with Archive.open(files) as archive:
        archive.remove(archive.source(URL), ONE, by=None, now=NOW)
        assert archive.sweep(NOW + WEEK - timedelta(hours=1)) == 0

        assert archive.sweep(NOW + WEEK) == 3
        assert archive.sweep(NOW + WEEK) == 0

        assert found(archive, "ships") == ["Ships left the harbour."]
        assert found(archive, "café") == []
        assert near(archive) == {"Ships left the harbour.", "No one knew."}
        assert archive.tallies(EVERYTHING, words=["ships"], measures=(), limit=9) == ()
    assert rows(files) == {
        "articles": 1,
        "fingerprints": 1,
        "revisions": 1,
        "passages": 2,
        "vectors": 2,
        "tallies": 0,
        "outbox": 2,
        "entries": 0,
        "subscriptions": 1,
    }


def test_what_a_copy_repeats_is_forgotten_with_it(files: Path, make: Make) -> None:
    text = " ".join(f"word{number} of the report" for number in range(40))

    def told(url: str) -> Prepared:
        made = make(text, url=url)
        return replace(made, imprint=imprint(made.article.text))

    with Archive.open(files) as archive:
        feed = archive.source(URL)
        archive.store(feed, [told("https://e.example/here")], seen=NOW)
        archive.store(archive.source("wire"), [told("https://e.example/there")], seen=NOW)
        revisions = {passage.stored.revision for passage in archive.search_words(EVERYTHING, ["report"], limit=9)}
        assert len(archive.copies(revisions)) == 1
        archive.remove(feed, ONE, by=None, now=NOW)

        assert archive.sweep(NOW + WEEK) == 4

        assert archive.copies(revisions) == frozenset()
        assert found(archive, "report") == [text]


def test_what_another_reads_stays(files: Path) -> None:
    with Archive.open(files) as archive:
        feed = archive.source(URL)
        subscribed(archive, URL, TWO, now=NOW)
        archive.remove(feed, ONE, by=None, now=NOW)

        assert archive.sweep(NOW + WEEK) == 0

        assert archive.count(archive.view(NOW, TWO)).articles == 4
        assert not archive.restore(feed, ONE, by=None, now=NOW + WEEK)


def test_an_emptied_source_begins_anew_when_it_is_added_again(files: Path, make: Make) -> None:
    with Archive.open(files) as archive:
        feed = archive.source(URL)
        archive.remove(feed, ONE, by="ana", now=NOW)
        archive.sweep(NOW + WEEK)

        assert archive.subscribe([offered(URL)], ONE, by="ben", now=NOW + WEEK) == [True]

        (leased,) = archive.lease(NOW + WEEK, worker="w", limit=9)
        assert (leased.id, leased.state.succeeded) == (feed, None)
        fill(archive, make, 3)
        assert len(found(archive, "café")) == 2
        assert [change.by for change in archive.audit(ONE, 9)] == ["ben", "ana", None]


def test_many_articles_go_in_many_short_transactions(files: Path, make: Make) -> None:
    with Archive.open(files) as archive:
        feed = fill(archive, make, 2 * SWEPT_AT_ONCE + 5)
        archive.remove(feed, ONE, by=None, now=NOW)

        assert archive.sweep(NOW + WEEK) == 2 * SWEPT_AT_ONCE + 5

    assert rows(files)["articles"] == 1


def test_a_process_that_searched_before_finds_nothing_deleted_and_everything_new(files: Path, make: Make) -> None:
    with Archive.open(files) as reader, Archive.open(files) as sweeper:
        before = near(reader)
        sweeper.remove(sweeper.source(URL), ONE, by=None, now=NOW)
        sweeper.sweep(NOW + WEEK)
        sweeper.store(sweeper.source("wire"), [make("Ships stayed.", url="https://e.example/new")], seen=NOW)

        assert len(before) == 6
        assert near(reader) == {"Ships left the harbour.", "No one knew.", "Ships stayed."}
        assert found(reader, "ships") == ["Ships left the harbour.", "Ships stayed."]


def test_chroma_drops_what_was_deleted(files: Path) -> None:
    with Archive.open(files, read_limit=1) as archive:
        archive.drain_outbox()
        archive.remove(archive.source(URL), ONE, by=None, now=NOW)
        archive.sweep(NOW + WEEK)

        assert near(archive) == {"Ships left the harbour.", "No one knew."}
        archive.drain_outbox()
        assert near(archive) == {"Ships left the harbour.", "No one knew."}
    held = sqlite3.connect(files / "chroma" / "chroma.sqlite3")
    assert held.execute("SELECT count(*) FROM embeddings").fetchone() == (2,)
    held.close()


def test_a_file_that_was_handed_in_and_removed_before_it_was_read_is_not_kept(files: Path) -> None:
    with Archive.open(files) as archive:
        source = archive.source(archive.hand_in("note.txt", b"News", TWO, by=None, now=NOW))
        archive.remove(source, TWO, by=None, now=NOW)
        assert archive.handed_in(source) == b"News"

        archive.sweep(NOW + WEEK)

        assert archive.handed_in(source) is None
