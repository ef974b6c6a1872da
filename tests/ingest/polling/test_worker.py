"""The worker among feeds that live, die and lie; killed, stopped, and started again."""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from ingest.archive import Archive
from ingest.articles import View
from ingest.clock import utc_now
from ingest.errors import ModelError
from ingest.fetching import Fetcher
from ingest.live import Health
from ingest.polling.worker import work
from ingest.rereading import left_to_reread
from ingest.subscriptions import OPERATOR, Action
from ingest.wiring import named
from tests.archives import empty_archive, offered
from tests.embedders import HashingEmbedder
from tests.ingest.aging import age
from tests.ingest.archive.conftest import prepared
from tests.ingest.newsroom import DAY, Item, items, page, rss
from tests.processes import PATIENCE, eventually
from tests.webserver import RSS, Behaviour, WebServer

pytestmark = pytest.mark.usefixtures("_reader_lent")
REPOSITORY = Path(__file__).parents[3]
FEEDS, ITEMS = 6, 20


def add(archive: Archive, *urls: str) -> None:
    archive.subscribe([offered(url) for url in urls], OPERATOR, by=None, now=datetime.now(UTC))


def health(archive: Archive, url: str) -> Health:
    (state,) = [source.state for source in archive.sources(now=DAY) if source.url == url]
    assert state
    return state.health


def found(archive: Archive, word: str) -> list[str]:
    view = View(datetime.now(UTC) + timedelta(days=1))
    return sorted(passage.stored.article.title for passage in archive.search_words(view, [word], limit=1000))


async def until(fact: Callable[[], bool]) -> None:
    assert await asyncio.to_thread(eventually, fact)


@asynccontextmanager
async def working(
    archive: Archive, fetcher: Fetcher, every: float = 0.05, name: str = "a worker", keep_months: int | None = None
) -> AsyncIterator[None]:
    """Have a worker work, and see that it ends when it is told to."""
    stop = asyncio.Event()
    worker = asyncio.create_task(
        work(
            archive=archive,
            fetcher=fetcher,
            embedder=HashingEmbedder,
            stop=stop,
            name=name,
            clock=utc_now,
            keep_months=keep_months,
            every=every,
        )
    )
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(worker, timeout=PATIENCE)


async def test_what_is_added_while_it_works_is_soon_found(
    archive: Archive, fetcher: Fetcher, server: WebServer
) -> None:
    server.give("/feed", rss([Item(1, None, "Ferry in distress")]), content_type=RSS)

    async with working(archive, fetcher):
        add(archive, server.url("/feed"))
        await until(lambda: found(archive, "ferry") == ["Ferry in distress"])
        await until(lambda: health(archive, server.url("/feed")) is Health.OK)


async def test_what_an_older_version_read_is_read_anew_by_and_by(
    archive: Archive, fetcher: Fetcher, server: WebServer, tmp_path: Path
) -> None:
    bomb = Item(1, None, "Bomb in Kaduna", "A car bomb killed 12 people in Kaduna, Nigeria, on Sunday.")
    server.give("/feed", rss([bomb]), content_type=RSS)
    add(archive, server.url("/feed"))
    view = View(datetime.now(UTC) + timedelta(days=1))

    def figures() -> list[float]:
        return [found.tally.value for found in archive.tallies(view, words=["bomb"], measures=["killed"], limit=9)]

    async with working(archive, fetcher):
        await until(lambda: figures() == [12])
    age(tmp_path / "archive")
    assert figures() == [1012]

    async with working(archive, fetcher):
        await until(lambda: figures() == [12])
    assert left_to_reread(archive) == 0


async def test_what_is_older_than_is_kept_goes_while_it_works(archive: Archive, fetcher: Fetcher) -> None:
    months_ago = utc_now() - timedelta(days=100)
    archive.claim_encoder(HashingEmbedder.name, HashingEmbedder.dimension)
    old = prepared("A ferry sank.", published=months_ago.date().isoformat())
    archive.store(archive.source("wire"), [replace(old, passages=(), vectors=())], seen=utc_now())

    async with working(archive, fetcher, keep_months=1):
        await until(lambda: archive.count(View(utc_now())).articles == 0)


async def test_bad_sources_stop_nobody_and_say_what_is_wrong(
    archive: Archive, fetcher: Fetcher, server: WebServer
) -> None:
    def elsewhere(path: str) -> str:
        return server.url(path).replace("127.0.0.1", "localhost")

    server.hang("/hangs")
    server.give("/page", page("No feed"))
    server.give("/good", rss([Item(1, None, "Ferry in distress")]), content_type=RSS)
    add(archive, server.url("/hangs"), *map(elsewhere, ("/none", "/page", "/good")), "http://10.0.0.1/feed")

    async with working(archive, fetcher):
        await until(lambda: found(archive, "ferry") == ["Ferry in distress"])
        await until(
            lambda: Health.NEW not in {health(archive, elsewhere(path)) for path in ("/none", "/page", "/good")}
        )

    problems = {source.url: source.state.problem for source in archive.sources(now=DAY) if source.state}
    assert problems.pop(server.url("/hangs")) in {None, "127.0.0.1 fell silent"}  # the others may take that long
    assert problems == {
        elsewhere("/none"): "localhost answers 404 (not found)",
        elsewhere("/page"): "localhost gave a web page, not a feed",
        elsewhere("/good"): None,
        "http://10.0.0.1/feed": "10.0.0.1 is a private address; only the operator can allow it (SITREP_ALLOW_NETWORKS)",
    }


async def test_a_feed_that_died_fails_alone_and_comes_back(
    archive: Archive, fetcher: Fetcher, server: WebServer
) -> None:
    server.give("/feed", status=500)
    add(archive, server.url("/feed"))

    async with working(archive, fetcher):
        await until(lambda: health(archive, server.url("/feed")) is Health.FAILING)
        server.give("/feed", rss([Item(1, None, "Ferry in distress")]), content_type=RSS)
        (source,) = archive.sources(now=DAY)
        archive.stand(source.id, OPERATOR, Action.PAUSE, by=None, now=datetime.now(UTC))
        archive.stand(source.id, OPERATOR, Action.RESUME, by=None, now=datetime.now(UTC))
        await until(lambda: health(archive, server.url("/feed")) is Health.OK)

    assert found(archive, "ferry") == ["Ferry in distress"]


async def test_it_shows_signs_of_life_and_takes_its_leave(archive: Archive, fetcher: Fetcher) -> None:
    async with working(archive, fetcher):
        await until(lambda: any(beat.part == "worker" for beat in archive.beats()))

    assert archive.beats() == ()


async def test_another_model_than_the_archives_ends_it_with_a_sentence(archive: Archive, fetcher: Fetcher) -> None:
    archive.claim_encoder("another", 3)

    with pytest.raises(ModelError, match="another"):
        await work(
            archive=archive,
            fetcher=fetcher,
            embedder=HashingEmbedder,
            stop=asyncio.Event(),
            name="a worker",
            clock=utc_now,
        )


@contextmanager
def child(*command: str | Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Run one of our programs, and see that it is gone at the end."""
    process = subprocess.Popen(  # noqa: S603 because it is our own interpreter and program
        [sys.executable, *map(str, command)],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)} | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def publish(server: WebServer) -> list[str]:
    """Put up feeds whose every second item has a page, which takes its time."""
    for feed in range(FEEDS):
        stories = items(ITEMS, at=server.url(f"/{feed}/{{}}"), first=feed * 100)
        server.give(f"/{feed}", rss(stories), content_type=RSS, headers={"ETag": f'"{feed}"'})
        for story in stories[::2]:
            server.behave(f"/{feed}/{story.number}", slowly(page(story.title)))
    return [server.url(f"/{feed}") for feed in range(FEEDS)]


def slowly(content: str) -> Behaviour:
    async def answer(_: web.BaseRequest) -> web.StreamResponse:
        await asyncio.sleep(0.1)
        return web.Response(text=content, content_type="text/html")

    return answer


def test_killed_at_any_moment_it_loses_nothing_and_doubles_nothing(tmp_path: Path, server: WebServer) -> None:
    urls = publish(server)
    chance = random.Random(1)  # noqa: S311 because it is no secret
    left_behind = [0]
    with empty_archive(tmp_path) as archive:
        add(archive, *urls)
        for _ in range(4):
            with child("tests/ingest/polling_child.py", tmp_path) as process:
                assert eventually(lambda: count(archive) > left_behind[-1])
                time.sleep(chance.uniform(0, 0.5))
                process.send_signal(signal.SIGKILL)
            left_behind.append(count(archive))
        with child("tests/ingest/polling_child.py", tmp_path):
            assert eventually(lambda: {health(archive, url) for url in urls} == {Health.OK})
        held = [source.articles for source in archive.sources(now=DAY)]
        titles = set(found(archive, "harbour"))

    assert left_behind[-1] < FEEDS * ITEMS, left_behind
    assert held == [ITEMS] * FEEDS
    assert len(titles) == FEEDS * ITEMS


def count(archive: Archive) -> int:
    return archive.count(View(datetime.now(UTC))).articles


@pytest.fixture
def service(tmp_path: Path) -> Callable[..., AbstractContextManager[subprocess.Popen[str]]]:
    """Run `python -m ingest` as it is deployed, real model and all."""

    def started(*options: str) -> AbstractContextManager[subprocess.Popen[str]]:
        return child(
            *("-m", "ingest", "--data", str(tmp_path), *options),
            SITREP_ALLOW_NETWORKS="127.0.0.0/8",
            SITREP_LOG_LEVEL="INFO",
        )

    return started


Service = Callable[..., AbstractContextManager[subprocess.Popen[str]]]


def test_the_service_polls_logs_and_ends_on_sigterm(tmp_path: Path, server: WebServer, service: Service) -> None:
    server.give("/feed", rss([Item(1, None, "Ferry in distress")]), content_type=RSS)
    with Archive.open(tmp_path) as archive:
        add(archive, server.url("/feed?token=5ecret"))
        server.give("/feed?token=5ecret", rss([Item(1, None, "Ferry in distress")]), content_type=RSS)
        with service() as process:
            assert eventually(lambda: health(archive, server.url("/feed?token=5ecret")) is Health.OK)
            assert found(archive, "ferry") == ["Ferry in distress"]
            ended = end(process, signal.SIGTERM)

    assert ended.code == 0
    assert ended.seconds < 60
    events = [json.loads(line) for line in ended.log.splitlines()]
    (polled,) = [event for event in events if event["event"] == "polled"]
    assert (polled["new"], polled["level"]) == (1, "info")
    assert polled["source"] == server.url("/feed?token=***")
    assert "5ecret" not in ended.log


def test_the_service_ends_at_once_although_its_model_still_loads(tmp_path: Path, service: Service) -> None:
    with Archive.open(tmp_path) as archive, service() as process:
        assert eventually(lambda: bool(archive.beats()))
        (sign,) = archive.beats()
        ended = end(process, signal.SIGINT)

    assert sign.state["model"] == "loading"
    assert (ended.code, ended.log) == (0, "")
    assert ended.seconds < 60


def test_the_service_ends_with_its_parent(tmp_path: Path, service: Service) -> None:
    with Archive.open(tmp_path) as archive, service("--with-parent") as process:
        assert eventually(lambda: bool(archive.beats()))
        ended = end(process)

    assert ended.code == 0
    assert ended.seconds < 60


async def test_two_workers_share_the_sources_and_poll_none_twice(
    archive: Archive, fetcher: Fetcher, server: WebServer
) -> None:
    urls = [server.url(f"/{number}") for number in range(8)]
    for number in range(8):
        server.give(f"/{number}", rss([Item(1, None, "Ferry in distress")]), content_type=RSS)
    add(archive, *urls)

    async with working(archive, fetcher, name="one"), working(archive, fetcher, name="other"):
        await until(lambda: {health(archive, url) for url in urls} == {Health.OK})

    assert sorted(server.paths) == sorted(f"/{number}" for number in range(8))
    assert len(found(archive, "ferry")) == 8


def test_a_workers_name_is_had_again_by_the_next_and_never_by_two(tmp_path: Path) -> None:
    with named(tmp_path) as first, named(tmp_path) as second:
        pass
    with named(tmp_path) as third:
        assert first == third != second


@dataclass(frozen=True)
class Ended:
    """How a process ended that was told to."""

    code: int
    log: str
    seconds: float


def end(process: subprocess.Popen[str], number: signal.Signals | None = None) -> Ended:
    """Tell a process to end, by a signal or else by the end of its standard input."""
    began = time.monotonic()
    if number:
        process.send_signal(number)
        process.wait(timeout=PATIENCE)
    _, log = process.communicate(timeout=PATIENCE)
    return Ended(process.returncode, log, time.monotonic() - began)
