from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from bot.health import Health as ServiceHealth
from bot.health import judge, served
from bot.metrics import metrics
from ingest import OPERATOR, Beat, Health, PollState
from tests.archives import empty_archive
from tests.bot.discord.feeds import NEWEST, deliver, feed
from tests.ports import free_port

NOW = NEWEST + timedelta(days=1)


def read(text: bytes) -> dict[tuple[str, ...], float]:
    """Give each figure by its name and labels."""
    families = text_string_to_metric_families(text.decode())
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_an_empty_archive_has_figures_too(tmp_path: Path) -> None:
    with empty_archive(tmp_path) as archive:
        figures = read(metrics(archive, expected={"worker"}, now=NOW))

    assert figures == {
        ("sitrep_part_up", "worker"): 0,
        ("sitrep_poll_lateness_seconds",): 0,
        ("sitrep_articles",): 0,
        ("sitrep_passages",): 0,
    }


def test_parts_sources_and_articles_are_told(tmp_path: Path) -> None:
    fine, failing = feed("Harbour"), feed("Meridian")
    with empty_archive(tmp_path) as archive:
        archive.beat(Beat("worker", NOW - timedelta(seconds=5), {"model": "ready", "polled": 7}))
        archive.subscribe([fine, failing], OPERATOR, by=None, now=NEWEST)
        deliver(archive, fine)
        archive.lease(NOW, worker="a worker", limit=2)
        late = PollState(next_check=NOW - timedelta(seconds=90), health=Health.FAILING, problem="gone")
        archive.polled(archive.source(failing.url), late, {}, now=NOW, worker="a worker")
        due = PollState(next_check=NOW + timedelta(minutes=5), health=Health.OK)
        archive.polled(archive.source(fine.url), due, {}, now=NOW, worker="a worker")

        figures = read(metrics(archive, expected={"worker"}, now=NOW))

    assert figures == {
        ("sitrep_part_up", "worker"): 1,
        ("sitrep_part_says", "worker", "polled"): 7,
        ("sitrep_sources", "ok"): 1,
        ("sitrep_sources", "failing"): 1,
        ("sitrep_poll_lateness_seconds",): 90,
        ("sitrep_articles",): 1,
        ("sitrep_passages",): 1,
        ("sitrep_newest_article_timestamp_seconds",): NEWEST.timestamp(),
    }


async def test_they_are_served_beside_the_health() -> None:
    port = free_port()
    async with served(lambda: ServiceHealth(judge([], expected=(), now=NOW), None, 0), lambda: b"a 1\n", port):
        import asyncio

        content_type, body = await asyncio.to_thread(_got, port)

    assert content_type.startswith("text/plain; version=0.0.4")
    assert body == b"a 1\n"


def _got(port: int) -> tuple[str, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", "/metrics")
    response = connection.getresponse()
    try:
        return response.headers["Content-Type"], response.read()
    finally:
        connection.close()
