"""Two machines on one PostgreSQL: each with a worker and an answering process, and a folder of its own."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.answering.questions import Question
from bot.answering_process import Post
from bot.engine import Engine
from ingest import Archive, View, utc_now
from ingest.subscriptions import OPERATOR
from tests.archives import offered
from tests.bot.engine_news import begin, scout
from tests.databases import Postgres
from tests.embedders import HashingEmbedder
from tests.ingest.newsroom import items, rss
from tests.processes import eventually
from tests.webserver import RSS, WebServer

REPOSITORY = Path(__file__).parents[1]
FEEDS, ITEMS = 4, 6
TOLD = "Police arrested 29 people in the riot in Lima, Peru, on Monday, officials said."


@pytest.fixture
def url(postgres: Postgres) -> Iterator[SecretStr]:
    with postgres.lent() as lent:
        yield lent


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[list[Path]]:
    """Give two folders in which no Chroma is started, because somebody holds theirs."""
    folders = [tmp_path / name for name in ("one", "two")]
    with ExitStack() as held:
        for folder in folders:
            folder.mkdir()
            fcntl.flock(held.enter_context((folder / "chroma.lock").open("w")), fcntl.LOCK_EX)
        yield folders


@contextmanager
def worker(machine: Path, url: SecretStr) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(  # noqa: S603 because it is our own interpreter and program
        [sys.executable, "tests/ingest/polling_child.py", str(machine), machine.name],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "DATABASE_URL": url.get_secret_value()},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def test_what_two_workers_bring_in_two_answering_processes_find_though_one_is_killed(
    url: SecretStr, machines: list[Path], server: WebServer
) -> None:
    addresses = [server.url(f"/{feed}") for feed in range(FEEDS)]
    for feed in range(FEEDS):
        stories = items(ITEMS, at=server.url(f"/{feed}/{{}}"), first=feed * 100, text=TOLD)
        server.give(f"/{feed}", rss(stories), content_type=RSS)
    offers = [offered(each) for each in addresses]
    now = utc_now()

    async with AsyncExitStack() as engines:
        with Archive.open(machines[0], database_url=url) as archive:
            archive.subscribe(offers, OPERATOR, by=None, now=now)

            def held() -> int:
                return archive.count(View(utc_now() + timedelta(days=1))).articles

            with worker(machines[0], url) as first, worker(machines[1], url):
                assert eventually(lambda: held() > 0)
                first.send_signal(signal.SIGKILL)
                answering = [
                    await engines.enter_async_context(
                        Engine(Post(machine, None, HashingEmbedder, begin, database_url=url), scout=scout)
                    )
                    for machine in machines
                ]
                with worker(machines[0], url):  # the killed one's name and leases are its own again
                    assert eventually(lambda: held() == FEEDS * ITEMS)
            assert [source.articles for source in archive.sources(now=utc_now() + timedelta(days=1))] == [ITEMS] * FEEDS
        asked = Question("How many people were arrested in the riot in Lima?")
        answers = [await engine.answer(asked, subscriber=None, now=now + timedelta(days=1)) for engine in answering]

    assert [answer.figures[0].value for answer in answers] == [29, 29]
