"""Every fault of the hostile web at once, played to the real fetcher, polls and archive, among honest feeds."""

import asyncio
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Network

import pytest

from ingest.archive import Archive
from ingest.clock import utc_now
from ingest.desk import Desk
from ingest.fetching import Fetcher, Pace, Timeouts
from ingest.live import Failure, FailureKind, Health
from ingest.polling.poll import Polled
from ingest.polling.worker import poll_due
from ingest.subscriptions import OPERATOR, SourceSummary
from tests.archives import empty_archive, offered
from tests.embedders import HashingEmbedder
from tests.hostileweb import Fault, articles, feeds, redirects, transport
from tests.ingest.fetching.conftest import Names
from tests.ingest.newsroom import DAY, items, rss
from tests.webserver import RSS, WebServer

FAULTS = (*transport.FAULTS, *redirects.FAULTS, *feeds.FAULTS, *articles.FAULTS)
HONEST = 5
SERVERS_ALONE = (IPv4Network("127.0.0.1/32"),)
TIMEOUTS = Timeouts(connect=5, silence=5, total=8)
"""Shorter than usual, and long enough for a machine that serves all this beside."""
WITHIN = 120.0
CUT, EMPTY = "it ends in the middle (cut)", "it lists nothing"
DOUBTFUL = {
    "truncated": CUT,
    "gzip-torn": CUT,
    "no-items": EMPTY,
    "index-of-itself": EMPTY,
    "index-into-private-networks": EMPTY,
}
HEALTH = {FailureKind.GONE: Health.GONE, FailureKind.THROTTLED: Health.NEW}
"""Where a first failure makes of a source something else than a failing one."""


@dataclass(frozen=True)
class Outcome:
    """What came of one source: as it was told, and as the archive has it."""

    polled: Polled
    stored: SourceSummary


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Give what came of each source, by its server's name, after one poll of all of them."""
    with ExitStack() as servers, empty_archive(tmp_path_factory.mktemp("hostile")) as archive:
        for number, fault in enumerate(FAULTS):
            fault.play(subscribed(archive, servers, f"fault{number}.example"))
        for number in range(HONEST):
            server = subscribed(archive, servers, f"honest{number}.example")
            server.give("/feed", rss(items(3)), content_type=RSS)
        polled = asyncio.run(all_polled(archive))
        stored = {source.url: source for source in archive.sources(now=DAY)}
    return {each.source.title: Outcome(each, stored[each.source.url]) for each in polled}


def subscribed(archive: Archive, servers: ExitStack, name: str) -> WebServer:
    server = servers.enter_context(WebServer(name=name))
    archive.subscribe([offered(server.url("/feed"), name)], OPERATOR, by=None, now=datetime.now(UTC))
    return server


async def all_polled(archive: Archive) -> list[Polled]:
    polled: list[Polled] = []
    desk = Desk(archive, HashingEmbedder)
    await desk.warm()
    hosts = [f"fault{number}_example" for number in range(len(FAULTS))] + [f"honest{n}_example" for n in range(HONEST)]
    async with (
        asyncio.timeout(WITHIN),
        Fetcher(
            user_agent="sitrep/0",
            allowed_networks=SERVERS_ALONE,
            pace=Pace(feed=0, page=0),
            timeouts=TIMEOUTS,
            resolver=Names(**{host: [["127.0.0.1"]] for host in hosts}, **{"0x7f_2": [["127.0.0.2"]]}),
        ) as fetcher,
    ):
        await poll_due(archive=archive, fetcher=fetcher, desk=desk, name="worker", clock=utc_now, done=polled.append)
    desk.close()
    return polled


@pytest.mark.parametrize(
    ("number", "fault"), [pytest.param(number, fault, id=fault.name) for number, fault in enumerate(FAULTS)]
)
def test_a_fault_has_its_outcome(outcomes: dict[str, Outcome], number: int, fault: Fault) -> None:
    told, stored = (outcome := outcomes[f"fault{number}.example"]).polled, outcome.stored

    failed = isinstance(told.outcome, Failure)
    assert (told.outcome.kind if failed else told.new) == fault.outcome, told.outcome
    assert stored.articles == (0 if failed else fault.outcome)
    assert stored.state == told.state
    well = Health.DOUBTFUL if fault.name in DOUBTFUL else Health.OK
    assert told.state.health is (HEALTH.get(fault.outcome, Health.FAILING) if failed else well)
    assert told.state.problem == (told.outcome.reason if failed else DOUBTFUL.get(fault.name))
    assert told.state.checked
    assert told.state.next_check
    assert told.state.next_check - told.state.checked < timedelta(hours=27)


@pytest.mark.parametrize("number", range(HONEST))
def test_an_honest_feed_is_read_among_all_the_others(outcomes: dict[str, Outcome], number: int) -> None:
    assert outcomes[f"honest{number}.example"].stored.articles == 3
