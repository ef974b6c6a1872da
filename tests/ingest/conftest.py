"""A web server to ask, a fetcher to ask it with, an archive to keep what comes."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.fetching import Fetcher, Pace
from tests.archives import empty_archive
from tests.webserver import LOOPBACK


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(user_agent="sitrep/0", allowed_networks=LOOPBACK, pace=Pace(feed=0, page=0)) as opened:
        yield opened


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with empty_archive(tmp_path / "archive") as opened:
        yield opened
