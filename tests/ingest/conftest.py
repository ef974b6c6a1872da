"""A web server to ask, a fetcher to ask it with, an archive to keep what comes."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.confinement import Reader
from ingest.desk import READERS, Desk
from ingest.embedding import Embedder
from ingest.fetching import Fetcher, Pace
from tests.archives import empty_archive
from tests.embedders import HashingEmbedder
from tests.webserver import LOOPBACK, WebServer


@pytest.fixture
def server() -> Iterator[WebServer]:
    with WebServer() as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(user_agent="sitrep/0", allowed_networks=LOOPBACK, pace=Pace(feed=0, page=0)) as opened:
        yield opened


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """Processes that read for every test of this session: each takes a second to begin, half of it for languages."""
    with closing(Reader(processes=READERS)) as opened:
        yield opened


@contextmanager
def desk_of(archive: Archive, reader: Reader, embedder: Callable[[], Embedder] = HashingEmbedder) -> Iterator[Desk]:
    """Open a desk for which a reader reads that outlives it."""
    with closing(Desk(archive, embedder)) as desk:
        desk.reader, own = reader, desk.reader
        yield desk
        desk.reader = own


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with empty_archive(tmp_path / "archive") as opened:
        yield opened
