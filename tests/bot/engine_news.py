"""An archive for the tests of engines, and what plays the network for them. Child processes import it."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.answering.questions import Question
from bot.answering_process import Post
from bot.engine import Draw, Engine, Limits, Scout
from bot.rendering.pictures import draw
from ingest import (
    Archive,
    Arrival,
    DateKind,
    Document,
    Embedder,
    Offer,
    SourceKind,
    Subscriber,
    TextKind,
    Unusable,
    ingest,
)
from tests.archives import empty_archive
from tests.embedders import HashingEmbedder
from tests.processes import PATIENCE

NOW = datetime(2023, 11, 10, tzinfo=UTC)
ONE, TWO = Subscriber("1"), Subscriber("2")
HEADLINE = Question("how many attacks on US forces since Oct 17?")
PRIVATE = Question("how many people were arrested in the riot?")

_OWN_FEED = "https://own.example/feed"
_NEWS = {
    "wire": (
        ("2023-10-31", "American forces were attacked at least 27 times since October 17, the Pentagon said."),
        ("2023-11-07", "American forces were attacked at least 40 times since October 17, the Pentagon said."),
        ("2023-11-05", "A roadside bomb killed three people in Mosul, Iraq, on Sunday, police said."),
    ),
    _OWN_FEED: (("2023-11-06", "Police arrested 29 people in the riot in Lima, Peru, on Monday, officials said."),),
}


def fill(directory: Path) -> None:
    """Make an archive with news for all, and news for server `ONE` alone."""
    offer = Offer(_OWN_FEED, _OWN_FEED, SourceKind.FEED, "Own", (), 1, DateKind.STATED, TextKind.FULL, "en")
    with empty_archive(directory) as archive:
        archive.subscribe([offer], ONE, by=None, now=NOW)
        for source, told in _NEWS.items():
            for day, text in told:
                store(archive, source, day, text, seen=NOW)


def store(archive: Archive, source: str, day: str, text: str, *, seen: datetime) -> None:
    """Let a source tell something at `day`, a day or moment of ISO 8601 in UTC."""
    arrivals = [Arrival(_document(source, day, text), 1)]
    assert list(ingest(arrivals, archive=archive, embedder=HashingEmbedder(), source=source, seen=seen))


def scout(addresses: tuple[str, ...]) -> tuple[Unusable, ...]:
    """Play the network: nothing can be used."""
    return tuple(Unusable(address, "Nothing answers there.") for address in addresses)


def begin() -> None:
    """Begin a child process without any preparation."""


def engine_for(
    data: Path,
    *,
    load_encoder: Callable[[], Embedder] = HashingEmbedder,
    scout: Scout = scout,
    draw: Draw = draw,
    limits: Limits | None = None,
) -> Engine:
    return Engine(Post(data, None, load_encoder, begin), scout=scout, draw=draw, limits=limits)


async def warm(engine: Engine) -> None:
    """Return when the engine's process has loaded its encoder: two seconds on an idle machine."""
    async with asyncio.timeout(PATIENCE):
        while not engine.is_warm:  # noqa: ASYNC110 because what is waited for happens in another process
            await asyncio.sleep(0.05)


def _document(source: str, day: str, text: str) -> Document:
    return Document(
        origin=f"{source}:{day}",
        body=text,
        url=f"https://wire.example/{day}",
        title=f"News of {day}",
        published=datetime.fromisoformat(day).replace(tzinfo=UTC),
        publisher="Test Wire",
        language="en",
    )
