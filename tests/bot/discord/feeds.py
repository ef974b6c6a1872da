"""Feeds as a scout finds them, and what they bring."""

from datetime import UTC, datetime

from ingest import (
    Archive,
    Arrival,
    DateKind,
    Document,
    Offer,
    PollState,
    Sample,
    SourceKind,
    TextKind,
    Unusable,
    ingest,
)
from tests.embedders import HashingEmbedder

NEWEST = datetime(2025, 12, 30, 8, tzinfo=UTC)
DEAD = Unusable("https://gone.example", "gone.example answers 404 (not found). Check the address.")


def feed(name: str) -> Offer:
    """Give a feed of one item."""
    url = f"https://{name.lower()}.example/feed"
    return Offer(
        address=url,
        url=url,
        kind=SourceKind.FEED,
        title=name,
        samples=(Sample(f"Storm over {name}", f"https://{name.lower()}.example/storm", NEWEST),),
        items=1,
        dates=DateKind.STATED,
        text=TextKind.FULL,
        language="en",
    )


def deliver(archive: Archive, offer: Offer) -> None:
    """Let the worker have read the feed."""
    article = Document(
        origin=offer.url,
        body=f"A storm passed over {offer.title} on Monday and nobody was hurt.",
        url=offer.samples[0].url,
        title=offer.samples[0].title,
        published=NEWEST,
        publisher=offer.title,
        language="en",
        external_id=None,
    )
    for _ in ingest([Arrival(article, 1)], archive=archive, embedder=HashingEmbedder(), source=offer.url, seen=NEWEST):
        pass


def fail(archive: Archive, offer: Offer, problem: str) -> None:
    """Let the worker have failed to read the feed."""
    from ingest import Health

    source = archive.source(offer.url)
    archive.lease(datetime.now(UTC), worker="a worker", limit=100)
    failing = PollState(next_check=NEWEST, health=Health.FAILING, problem=problem)
    assert archive.polled(source, failing, {}, now=NEWEST, worker="a worker")
