import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from aiohttp import web

from ingest.fetching import Fetcher, Pace, Timeouts
from ingest.fetching.politeness import Politeness
from ingest.live import Failure, FailureKind, Fetched, Resource
from tests.ingest.fetching.conftest import NO_PACE, Clock, Names, lines, named
from tests.webserver import LOOPBACK, WebServer

HOSTS = [f"host{number}.example" for number in range(24)]
TOLERANCE = 0.02
"""Seconds by which a sleep may end early."""


@dataclass
class Visits:
    """When each visit began and ended, by the server's clock."""

    began: list[float] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)
    present: int = 0
    most_present: int = 0
    hold: float = 0.05

    async def receive(self, _: web.BaseRequest) -> web.Response:
        self.present += 1
        self.most_present = max(self.most_present, self.present)
        self.began.append(time.monotonic())
        await asyncio.sleep(self.hold)
        self.ended.append(time.monotonic())
        self.present -= 1
        return web.Response(text="news")

    @property
    def gaps(self) -> list[float]:
        return [after - before for before, after in zip(self.ended, self.began[1:], strict=False)]


@pytest.fixture
async def everywhere() -> AsyncIterator[Fetcher]:
    """A fetcher that finds the server under many names."""
    names = Names(**{host: [["127.0.0.1"]] for host in HOSTS})
    async with Fetcher(user_agent="sitrep/0", allowed_networks=LOOPBACK, pace=NO_PACE, resolver=names) as fetcher:
        yield fetcher


def hurried(pace: Pace) -> Fetcher:
    return Fetcher(user_agent="sitrep/0", allowed_networks=LOOPBACK, pace=pace)


async def test_a_host_is_asked_one_thing_at_a_time(server: WebServer, fetcher: Fetcher) -> None:
    visits = Visits()
    server.behave("/", visits.receive)

    outcomes = await asyncio.gather(*(fetcher.fetch(server.url(), Resource.FEED) for _ in range(6)))

    assert all(isinstance(outcome, Fetched) for outcome in outcomes)
    assert visits.most_present == 1


@pytest.mark.parametrize(
    ("pace", "resource"), [(Pace(feed=0.2, page=0), Resource.FEED), (Pace(feed=0, page=0.2), Resource.PAGE)]
)
async def test_a_host_has_its_pause(server: WebServer, pace: Pace, resource: Resource) -> None:
    visits = Visits(hold=0)
    server.behave("/", visits.receive)

    async with hurried(pace) as fetcher:
        await asyncio.gather(*(fetcher.fetch(server.url(), resource) for _ in range(3)))

    assert len(visits.gaps) == 2
    assert min(visits.gaps) >= 0.2 - TOLERANCE


async def test_the_usual_pause_is_a_second_for_feeds_and_two_for_pages() -> None:
    assert (Pace().gap(Resource.FEED), Pace().gap(Resource.PAGE)) == (1, 2)


async def test_a_crawl_delay_lengthens_the_pause(server: WebServer, fetcher: Fetcher) -> None:
    visits = Visits(hold=0)
    server.behave("/", visits.receive)
    server.give("/robots.txt", "User-agent: *\nCrawl-delay: 0.2\n")

    for _ in range(3):
        await fetcher.fetch(server.url(), Resource.FEED)

    assert min(visits.gaps) >= 0.2 - TOLERANCE


async def test_hosts_do_not_wait_for_each_other(server: WebServer, everywhere: Fetcher) -> None:
    both_here = asyncio.Barrier(2)

    async def meet(_: web.BaseRequest) -> web.Response:
        await both_here.wait()
        return web.Response(text="news")

    server.behave("/", meet)
    outcomes = await asyncio.gather(*(everywhere.fetch(named(server, host), Resource.FEED) for host in HOSTS[:2]))

    assert all(isinstance(outcome, Fetched) for outcome in outcomes)


async def test_requests_that_hang_keep_nobody_waiting(server: WebServer, everywhere: Fetcher) -> None:
    server.hang("/hung")
    server.give("/", "news")
    hung = [asyncio.create_task(everywhere.fetch(named(server, host, "/hung"), Resource.FEED)) for host in HOSTS[1:]]
    while len(server.paths) < len(hung):  # noqa: ASYNC110 because the server tells nobody
        await asyncio.sleep(0.01)

    async with asyncio.timeout(1):
        assert isinstance(await everywhere.fetch(named(server, HOSTS[0]), Resource.FEED), Fetched)

    for task in hung:
        task.cancel()


async def test_a_host_that_wants_a_pause_is_not_asked_for_anything_else(server: WebServer, everywhere: Fetcher) -> None:
    server.give("/a", status=429, headers=lines(Retry_After="3600"))
    server.give("/b", "news")

    first = await everywhere.fetch(named(server, HOSTS[0], "/a"), Resource.FEED)
    second = await everywhere.fetch(named(server, HOSTS[0], "/b"), Resource.FEED)
    elsewhere = await everywhere.fetch(named(server, HOSTS[1], "/b"), Resource.FEED)

    assert first == Failure(FailureKind.THROTTLED, "host0.example answers 429 (too many requests)", timedelta(hours=1))
    assert isinstance(second, Failure)
    assert second.reason == "host0.example asks to be left alone for another 60 min"
    assert second.kind is FailureKind.THROTTLED
    assert second.retry_after
    assert timedelta(minutes=59) < second.retry_after <= timedelta(hours=1)
    assert isinstance(elsewhere, Fetched)
    assert server.paths == ["/a", "/b"]


async def test_a_pause_that_has_passed_is_over(server: WebServer, fetcher: Fetcher) -> None:
    server.give("/a", status=503, headers=lines(Retry_After="1"))
    server.give("/b", "news")
    began = time.monotonic()

    await fetcher.fetch(server.url("/a"), Resource.FEED)
    outcome = await fetcher.fetch(server.url("/b"), Resource.FEED)
    if isinstance(outcome, Failure) and outcome.retry_after:
        await asyncio.sleep(outcome.retry_after.total_seconds() + TOLERANCE)
        outcome = await fetcher.fetch(server.url("/b"), Resource.FEED)

    assert isinstance(outcome, Fetched)
    assert time.monotonic() - began >= 1 - TOLERANCE
    assert server.paths == ["/a", "/b"]


async def test_a_host_that_has_enough_without_saying_for_how_long_rests_a_minute(
    server: WebServer, fetcher: Fetcher
) -> None:
    server.give("/a", status=429)

    await fetcher.fetch(server.url("/a"), Resource.FEED)
    outcome = await fetcher.fetch(server.url("/b"), Resource.FEED)

    assert isinstance(outcome, Failure)
    assert outcome.reason == "127.0.0.1 asks to be left alone for another 1 min"


async def test_of_many_hosts_those_are_forgotten_that_want_nothing() -> None:
    clock = Clock()
    politeness = Politeness(clock)
    politeness.heed("busy.example", Failure(FailureKind.THROTTLED, "busy", timedelta(hours=5)))
    for number in range(10_000):
        async with politeness.turn(f"{number}.example", 0):
            pass

    clock.now += 4000
    async with politeness.turn("another.example", 0) as another, politeness.turn("busy.example", 0) as busy:
        assert another is None
        assert busy
        assert busy.kind is FailureKind.THROTTLED
    assert len(politeness._hosts) == 2  # noqa: SLF001 because what is forgotten shows nowhere else


async def test_waiting_for_a_turn_does_not_count_as_taking_long(server: WebServer) -> None:
    visits = Visits(hold=0.3)
    server.behave("/", visits.receive)

    async with Fetcher(
        user_agent="sitrep/0", allowed_networks=LOOPBACK, pace=NO_PACE, timeouts=Timeouts(total=1.5)
    ) as fetcher:
        outcomes = await asyncio.gather(*(fetcher.fetch(server.url(), Resource.FEED) for _ in range(6)))

    assert all(isinstance(outcome, Fetched) for outcome in outcomes)


async def test_a_fetch_that_is_given_up_leaves_the_turn_to_the_next(server: WebServer, fetcher: Fetcher) -> None:
    server.hang("/hung")
    server.give("/", "news")
    hung = asyncio.create_task(fetcher.fetch(server.url("/hung"), Resource.FEED))
    await asyncio.sleep(0.1)

    hung.cancel()
    outcome = await fetcher.fetch(server.url(), Resource.FEED)

    assert isinstance(outcome, Fetched)
