"""The service in figures, for Prometheus: `GET /metrics` beside `/healthz`, made anew at each scrape.

Nothing is counted here: what the parts counted, they tell with their signs of life; what becomes of questions,
`bot.meter` counts.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.health import PartState, judge
from ingest import Archive, Beat, Count, SourceSummary


@dataclass(frozen=True, slots=True)
class Reading:
    """What the archive tells at one moment."""

    now: datetime
    beats: tuple[Beat, ...]
    sources: tuple[SourceSummary, ...]
    count: Count
    newest: datetime | None
    """When the newest article was published."""


def metrics(archive: Archive, *, expected: Collection[str], now: datetime) -> bytes:
    """Give the metrics in Prometheus' text format, UTF-8; `expected` are the parts without which the service is ill."""
    view = archive.view(now)
    reading = Reading(now, archive.beats(), archive.sources(now=now), archive.count(view), archive.newest(view))
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Reader(reading, expected))
    return generate_latest(registry)


class _Reader(Collector):
    """Gives one reading in the form that the library writes down."""

    def __init__(self, reading: Reading, expected: Collection[str]) -> None:
        self._reading = reading
        self._expected = expected

    def collect(self) -> Iterator[Metric]:
        yield from _of_parts(self._reading, self._expected)
        yield from _of_sources(self._reading.sources, self._reading.now)
        yield from _of_articles(self._reading)


def _of_parts(reading: Reading, expected: Collection[str]) -> Iterator[Metric]:
    health = judge(reading.beats, expected=expected, now=reading.now)
    up = GaugeMetricFamily(
        "sitrep_part_up", "Whether a part gave a sign of life lately, and told of no trouble.", labels=["part"]
    )
    for name, part in health.items():
        up.add_metric([name], part.state is PartState.UP)
    yield up
    says = GaugeMetricFamily(
        "sitrep_part_says", "What a part of the service counts, since it began.", labels=["part", "what"]
    )
    for name, part in health.items():
        for what, figure in part.says.items():
            if isinstance(figure, int | float):
                says.add_metric([name, what], figure)
    yield says


def _of_sources(sources: Sequence[SourceSummary], now: datetime) -> Iterator[Metric]:
    states = [source.state for source in sources if source.state]
    by_health = GaugeMetricFamily("sitrep_sources", "Polled sources, by how they fare.", labels=["health"])
    for health, number in sorted(Counter(state.health.value for state in states).items()):
        by_health.add_metric([health], number)
    yield by_health
    waits = [(now - state.next_check).total_seconds() for state in states if state.next_check]
    late = max([0.0, *waits])
    yield GaugeMetricFamily("sitrep_poll_lateness_seconds", "How long the longest waiting source is due.", value=late)


def _of_articles(reading: Reading) -> Iterator[Metric]:
    yield GaugeMetricFamily("sitrep_articles", "Articles that can be found.", value=reading.count.articles)
    yield GaugeMetricFamily("sitrep_passages", "Passages that can be found.", value=reading.count.passages)
    if reading.newest:
        yield GaugeMetricFamily(
            "sitrep_newest_article_timestamp_seconds",
            "When the newest article was published.",
            value=reading.newest.timestamp(),
        )
