"""The whole on servers of its own: two workers, two processes that answer, a bot, one PostgreSQL, one `chroma run`."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.answering.questions import Question
from bot.answering_process import Post
from bot.engine import Engine
from ingest import OPERATOR, Archive, ChromaAddress, DateKind, Offer, SourceKind, TextKind
from tests.archives import archive_at
from tests.bot.engine_news import begin, scout
from tests.chroma import chroma_run, count_at
from tests.databases import Postgres
from tests.embedders import HashingEmbedder
from tests.fakediscord import TOKEN, FakeDiscord
from tests.ingest.newsroom import Item, rss
from tests.ports import free_port
from tests.processes import PATIENCE, eventually
from tests.webserver import RSS, WebServer

REPOSITORY = Path(__file__).parents[2]
FEEDS, ITEMS = 6, 5
NOW = datetime(2026, 3, 2, tzinfo=UTC)
TOLD = "American forces were attacked at least {} times since February 17, the Pentagon said on Sunday."
QUESTION = "how many attacks on US forces since Feb 17?"


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        yield fake


@pytest.fixture
def place(postgres: Postgres) -> Iterator[SecretStr]:
    with postgres.lent() as lent:
        yield lent


def publish(server: WebServer, feed: int, *, items: int) -> str:
    """Put up a feed; of the first one, an item more tells a higher figure."""
    stories = [
        Item(number, server.url(f"/{feed}/{number}"), text=f"Story {number} of feed {feed}: the ferry left the pier.")
        for number in range(items)
    ]
    if feed == 0:
        stories[-1] = Item(99 + items, server.url(f"/0/{99 + items}"), title="Attacks", text=TOLD.format(30 + items))
    server.give(f"/{feed}", rss(stories), content_type=RSS)
    return server.url(f"/{feed}")


def offered(url: str) -> Offer:
    return Offer(url, url, SourceKind.FEED, "Wire", (), 1, DateKind.STATED, TextKind.FULL, "en")


@contextmanager
def worker(folder: Path, place: SecretStr, chroma: ChromaAddress, name: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a worker as on a machine of its own."""
    command = [sys.executable, "-P", "tests/ingest/polling_child.py", str(folder)]
    settings = {"DATABASE_URL": place.get_secret_value(), "CHROMA_URL": chroma.url, "PYTHONPATH": "."}
    with subprocess.Popen([*command, name], cwd=REPOSITORY, env=os.environ | settings) as process:  # noqa: S603 because it is ours
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.databases
async def test_workers_answerers_and_a_bot_share_the_servers(
    place: SecretStr, fake: FakeDiscord, server: WebServer, tmp_path: Path
) -> None:
    urls = [publish(server, feed, items=ITEMS) for feed in range(FEEDS)]
    with ExitStack() as stack:
        chroma = stack.enter_context(chroma_run(tmp_path / "chroma", free_port()))
        archive = stack.enter_context(archive_at(place, tmp_path / "here"))
        archive.subscribe([offered(url) for url in urls], OPERATOR, by=None, now=NOW)
        killed, _ = (
            stack.enter_context(worker(tmp_path / name, place, chroma, name)) for name in ("machine-1", "machine-2")
        )
        assert await happens(lambda: count(archive) == FEEDS * ITEMS)
        assert await happens(lambda: count_at(chroma, archive) == archive.count(archive.view(NOW)).passages)
        assert sorted(path for path in server.paths if path.count("/") == 1) == [f"/{feed}" for feed in range(FEEDS)]

        killed.send_signal(signal.SIGKILL)
        urls.append(publish(server, FEEDS, items=ITEMS))
        archive.subscribe([offered(urls[-1])], OPERATOR, by=None, now=NOW)
        assert await happens(lambda: count(archive) == (FEEDS + 1) * ITEMS)

        post = Post(tmp_path / "there", chroma, HashingEmbedder, begin, database_url=place)
        async with Engine(post, scout=scout) as engine:
            answer = await engine.answer(Question(QUESTION), subscriber=None, now=datetime.now(UTC))
        asked = await asked_in_discord(fake, tmp_path / "bot", place, chroma)

    assert f"{30 + ITEMS}" in answer.answer
    assert f"{30 + ITEMS}" in asked


async def asked_in_discord(fake: FakeDiscord, folder: Path, place: SecretStr, chroma: ChromaAddress) -> str:
    """Run the bot as on a machine of its own, and give what it answers."""
    environment = os.environ | {
        "DISCORD_TOKEN": TOKEN,
        "DATABASE_URL": place.get_secret_value(),
        "CHROMA_URL": chroma.url,
        "SITREP_MODEL": str(folder / "no model"),
        "SITREP_HEALTH_PORT": "0",
    }
    command = fake.child_command("bot", "--data", str(folder))
    process = await asyncio.create_subprocess_exec(*command, cwd=REPOSITORY, env=environment, stdin=subprocess.PIPE)
    try:
        await fake.gateway.connected(within=PATIENCE)
        answer = await (await fake.slash("ask", {"question": QUESTION}, user=fake.user("alice"))).answer(
            within=PATIENCE
        )
        return str(answer.payload())
    finally:
        process.terminate()
        await process.communicate()


def count(archive: Archive) -> int:
    return archive.count(archive.view(datetime.now(UTC))).articles


async def happens(what: Callable[[], bool]) -> bool:
    return await asyncio.to_thread(eventually, what)
