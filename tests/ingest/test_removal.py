"""What goes with a source is told before it is removed."""

from datetime import UTC, datetime

from ingest.archive import Archive
from ingest.articles import Document, SourceId
from ingest.pipeline import ingest
from ingest.removal import loss_of
from ingest.sources import Arrival
from ingest.subscriptions import OPERATOR, Action, Loss, Subscriber
from tests.archives import subscribed
from tests.embedders import HashingEmbedder

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE, TWO = Subscriber("1"), Subscriber("2")


def add(archive: Archive, name: str, *readers: Subscriber) -> SourceId:
    return subscribed(archive, f"https://{name}.example/feed", *readers, title=name, now=NOW)


def tell(archive: Archive, name: str, *texts: str) -> None:
    arrivals = [
        Arrival(
            Document(
                origin=f"{name}:{number}",
                body=text,
                url=f"https://{name}.example/{number}",
                title="From the coast",
                published=NOW,
                publisher=name,
                language="en",
            ),
            1,
        )
        for number, text in enumerate(texts)
    ]
    source = f"https://{name}.example/feed"
    for _ in ingest(arrivals, archive=archive, embedder=HashingEmbedder(), source=source, seen=NOW):
        pass


def test_articles_and_the_incidents_that_nobody_else_reports(archive: Archive) -> None:
    source = add(archive, "harbour", ONE)
    add(archive, "valley", ONE)
    add(archive, "theirs", TWO)
    bomb, shooting = "A bomb killed 12 people in Mosul on Sunday.", "Gunmen killed three people in Basra on Saturday."
    tell(archive, "harbour", bomb, shooting, "The weather was fine.")
    tell(archive, "valley", bomb)
    tell(archive, "theirs", shooting)

    assert loss_of(archive, source, ONE, now=NOW) == Loss(articles=3, incidents=1)

    add(archive, "harbour", TWO)
    assert loss_of(archive, source, ONE, now=NOW) == Loss(articles=3, incidents=1)
    add(archive, "harbour", OPERATOR)
    assert loss_of(archive, source, ONE, now=NOW) == Loss(articles=0, incidents=0)
    archive.remove(source, OPERATOR, by=None, now=NOW)
    archive.stand(source, ONE, Action.MUTE, by=None, now=NOW)
    assert loss_of(archive, source, ONE, now=NOW) == Loss(articles=0, incidents=0)
