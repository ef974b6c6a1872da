"""A thousand sources due at once, 300 of which hang: how late others are. `python -m tests.benchmarks.thousand_sources`

Servers, fetcher, worker and archive are real, names and addresses are loopback's, every time limit is the usual one.
Then, with the real encoder, how soon items can be searched. Meanwhile another process, as the bot is one, tells how
long its loop waits.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import IPv4Network
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from aiohttp import web

from ingest import Archive, Embedder, SentenceTransformerEmbedder
from ingest.clock import utc_now
from ingest.fetching import Fetcher
from ingest.live import DateKind, Offer, SourceKind, TextKind
from ingest.logs import configure_logs
from ingest.polling.worker import work
from ingest.subscriptions import OPERATOR
from ingest.wiring import NICENESS
from tests.benchmarks.measuring import REPOSITORY, Results, note
from tests.benchmarks.metrics import Score, percentile
from tests.embedders import HashingEmbedder
from tests.ingest.fetching.conftest import Names
from tests.ingest.newsroom import PARAGRAPH, items, rss
from tests.webserver import RSS, WebServer

GIVEN_UP_AFTER: Final = 900.0
LOOP: Final = """
import asyncio, json, sys, time
async def main():
    lags = []
    ended = asyncio.ensure_future(asyncio.to_thread(sys.stdin.read))
    while not ended.done():
        before = time.perf_counter()
        await asyncio.sleep(0.01)
        lags.append(1000 * (time.perf_counter() - before - 0.01))
    print(json.dumps(lags))
asyncio.run(main())
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=1_000, help="how many are due at once")
    parser.add_argument("--hung", type=int, default=300, help="how many of them hang")
    parser.add_argument("--searched", type=int, default=50, help="sources of four items, for the real encoder")
    arguments = parser.parse_args()
    configure_logs("ERROR")
    results = Results("thousand_sources", sources=arguments.sources, hung=arguments.hung)
    with loop_beside(results):
        os.nice(NICENESS)
        late = asyncio.run(lateness(arguments.sources, arguments.hung, entries=1, embedder=HashingEmbedder))
        write(results, "late_seconds", late, arguments.sources - arguments.hung)
        results.write("late_processor_seconds", Score(sum(os.times()[:4]), len(late)))
        soon = asyncio.run(lateness(arguments.searched, 0, entries=4, embedder=SentenceTransformerEmbedder))
        write(results, "searchable_seconds", soon, arguments.searched)


def write(results: Results, metric: str, seconds: Sequence[float], expected: int) -> None:
    for percent in (50, 95, 100):
        results.write(f"{metric}_p{percent}", Score(percentile(seconds, percent), len(seconds)), expected=expected)


@contextmanager
def loop_beside(results: Results) -> Iterator[None]:
    """Run a loop in a process of its own meanwhile, and write how long it waited."""
    loop = subprocess.Popen([sys.executable, "-c", LOOP], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=REPOSITORY)  # noqa: S603 because it is our own interpreter
    yield
    lags = json.loads(loop.communicate(b"")[0])
    for percent in (50, 99, 100):
        results.write(f"loop_waits_ms_p{percent}", Score(percentile(lags, percent), len(lags)))


async def lateness(count: int, hung: int, *, entries: int, embedder: Callable[[], Embedder]) -> list[float]:
    """Give for each source that does not hang how many seconds after it was due all its items could be found."""
    hosts = [f"host{number}.example" for number in range(count)]
    with TemporaryDirectory() as folder, WebServer() as server, Archive.open(Path(folder)) as archive:
        publish(server, hosts, hung, entries)
        urls = {host: server.url(f"/{host}").replace("127.0.0.1", host) for host in hosts}
        names = Names(**{host.replace(".", "_"): [["127.0.0.1"]] for host in hosts})
        network = (IPv4Network("127.0.0.0/8"),)
        stop = asyncio.Event()
        ready = await asyncio.to_thread(embedder)
        async with Fetcher(user_agent="sitrep/0", allowed_networks=network, resolver=names) as fetcher:
            worker = asyncio.create_task(
                work(archive=archive, fetcher=fetcher, embedder=lambda: ready, stop=stop, name="worker", clock=utc_now)
            )
            due = subscribe(archive, urls.values())
            late = await watch(archive, due, {urls[host] for host in hosts[hung:]}, entries)
            stop.set()
            await worker
    return late


def publish(server: WebServer, hosts: Sequence[str], hung: int, entries: int) -> None:
    """Put a feed up for each host; of those that hang a third says nothing, a third drips, a third hides robots.txt."""
    hides = set(hosts[:hung:3])
    for number, host in enumerate(hosts):
        stories = items(entries, at=f"http://{host}/{{}}", first=number * entries, text=PARAGRAPH * 4)
        server.give(f"/{host}", rss(stories), content_type=RSS)
    for host in hosts[1:hung:3]:
        server.hang(f"/{host}")
    for host in hosts[2:hung:3]:
        server.drip(f"/{host}")

    async def robots(request: web.BaseRequest) -> web.Response:
        if request.host.partition(":")[0] in hides:
            await asyncio.Event().wait()
        return web.Response(status=404)

    server.behave("/robots.txt", robots)


def subscribe(archive: Archive, urls: Iterable[str]) -> float:
    """Add the sources, which makes all of them due; tell when."""
    offers = [Offer(url, url, SourceKind.FEED, url, (), 1, DateKind.STATED, TextKind.FULL, "en") for url in urls]
    archive.subscribe(offers, OPERATOR, by=None, now=datetime.now(UTC))
    return time.monotonic()


async def watch(archive: Archive, due: float, honest: set[str], entries: int) -> list[float]:
    """Give how late each honest source was, to the second."""
    late: dict[str, float] = {}
    while len(late) < len(honest) and time.monotonic() < due + GIVEN_UP_AFTER:
        await asyncio.sleep(1)
        sources = await asyncio.to_thread(archive.sources)
        found = {source.url for source in sources if source.url in honest and source.articles >= entries}
        late |= {url: time.monotonic() - due for url in found if url not in late}
        note(f"{len(late)} of {len(honest)} after {time.monotonic() - due:.0f} s")
    return list(late.values())


if __name__ == "__main__":
    main()
