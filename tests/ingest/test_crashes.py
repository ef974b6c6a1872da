"""Killed at every stage of a poll, again and again: nothing is lost, nothing is doubled, in Chroma neither."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.archive.chroma_index import ChromaIndex
from ingest.archive.chroma_server import ChromaAddress, ChromaServer, DirectoryLock, answers
from ingest.archive.database import ARCHIVE_FILE_NAME
from ingest.articles import View
from ingest.live import Health, Offer
from ingest.subscriptions import OPERATOR
from tests.archives import offered
from tests.embedders import HashingEmbedder
from tests.ingest.dying_child import STAGES
from tests.ingest.newsroom import DAY, items, page, rss
from tests.processes import PATIENCE, eventually
from tests.webserver import RSS, WebServer

REPOSITORY = Path(__file__).parents[2]
ITEMS = 6
AS_OFTEN_AS_IT_COMES = {"sent", "acknowledged"}
"""Stages of a thread beside: what was stored meanwhile goes out at once, so that they may come once a poll."""
NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that all share, because starting one takes seconds."""
    folder = tmp_path_factory.mktemp("chroma")
    lock = DirectoryLock.take(folder / "lock")
    assert lock
    server = ChromaServer.start(folder / "index", lock, folder / "log")
    assert eventually(lambda: answers(server.address))
    yield f"http://{server.address}"
    server.stop()


def published(server: WebServer, feed: int) -> Offer:
    """Put up a feed whose every third item has a page."""
    stories = items(ITEMS, at=server.url(f"/{feed}/{{}}"), first=feed * 100)
    server.give(f"/{feed}", rss(stories), content_type=RSS)
    for story in stories[::3]:
        server.give(f"/{feed}/{story.number}", page(story.title), content_type="text/html")
    url = server.url(f"/{feed}")
    return offered(url, f"Feed {feed}")


def polled(directory: Path, chroma: str, stage: str, number: int) -> int:
    """Poll until death comes; gives how the process ended."""
    command = [sys.executable, "-m", "tests.ingest.dying_child", str(directory), chroma, stage, str(number)]
    return subprocess.run(command, cwd=REPOSITORY, timeout=PATIENCE, check=False, env=os.environ).returncode  # noqa: S603 because it is ours


def test_killed_at_every_stage_it_loses_nothing_and_doubles_nothing(
    tmp_path: Path, chroma: str, server: WebServer
) -> None:
    chance = random.Random(7)  # noqa: S311 because it is no secret
    with Archive.open(tmp_path, chroma=ChromaAddress(chroma)) as archive:
        archive.claim_encoder(HashingEmbedder().name, HashingEmbedder().dimension)
        for feed, stage in enumerate(chance.sample(STAGES, len(STAGES))):
            archive.subscribe([published(server, feed)], OPERATOR, by=None, now=NOW)
            number = 1 if stage in AS_OFTEN_AS_IT_COMES else chance.randint(1, 2)
            assert polled(tmp_path, chroma, stage, number) == -signal.SIGKILL, stage
        assert polled(tmp_path, chroma, "none", 1) == 0

        while archive.drain_outbox():
            pass
        healths = [(source.articles, source.state.health) for source in archive.sources(now=DAY) if source.state]
        assert healths == [(ITEMS, Health.OK)] * len(STAGES)
        view = View(datetime.now(UTC))
        count = archive.count(view)
        assert count.articles == ITEMS * len(STAGES)
        assert len(archive.search_words(view, ["harbour"], limit=9_999)) == count.passages
        assert all(finding.ok for finding in archive.check())
    assert rows(tmp_path, "SELECT count(*) FROM revisions") == count.articles
    assert rows(tmp_path, "SELECT count(*) FROM entries") == count.articles
    assert rows(tmp_path, "SELECT count(*) FROM outbox") == 0
    assert held_by(chroma, tmp_path) == count.passages


def rows(directory: Path, statement: str) -> int:
    with closing(sqlite3.connect(directory / ARCHIVE_FILE_NAME)) as database:
        return int(database.execute(statement).fetchone()[0])


def held_by(chroma: str, directory: Path) -> int:
    with closing(sqlite3.connect(directory / ARCHIVE_FILE_NAME)) as database:
        (archive,) = database.execute("SELECT value FROM meta WHERE name = 'archive'").fetchone()
    with closing(ChromaIndex.served_at(ChromaAddress(chroma), f"sitrep-{archive}")) as index:
        return len(index.ids(0))


def test_a_clock_that_jumps_a_day_back_stops_no_source(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        url = "https://e.example/feed"
        archive.subscribe(
            [offered(url)],
            OPERATOR,
            by=None,
            now=NOW,
        )
        assert len(archive.lease(NOW + timedelta(days=1), worker="early", limit=9)) == 1
        archive.release("early")
        assert archive.lease(NOW - timedelta(hours=1), worker="late", limit=9) == ()
        assert len(archive.lease(NOW, worker="late", limit=9)) == 1
