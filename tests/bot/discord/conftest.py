"""The real client in a Discord on loopback, before an archive of sample news, with a member and a moderator."""

import re
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.client import SitrepBot
from bot.preview.loopback.components import ComponentKind, buttons, walk
from bot.records import EVERYWHERE, Records
from bot.records import Server as Settings
from ingest import (
    Archive,
    Arrival,
    Limits,
    Scouted,
    ingest,
    read_file,
)
from tests.archives import empty_archive
from tests.bot import backstage as backstage_of
from tests.bot.discord.people import House, Person, Place, Town
from tests.bot.engines import InlineEngine
from tests.embedders import HashingEmbedder
from tests.fakediscord import FakeDiscord, Message, Permission, User

SAMPLE = Path(__file__).parents[3] / "bot" / "sample.jsonl"
SEEN = datetime(2024, 1, 1, tzinfo=UTC)
LIMITS = Limits(sources=60, articles_a_day=100)
HEADLINE = "How many attacks on US forces since Oct 17?"
UNCOVERED = "Who won the yodelling contest in Liechtenstein?"


class Backstage(backstage_of.Backstage):
    """What stands behind the bot."""

    engine: InlineEngine
    public_a_minute = 100

    def __init__(self, archive: Archive, records: Records) -> None:
        self.web: dict[str, Scouted] = {}
        """What a scout finds, by address."""
        engine = InlineEngine(archive, HashingEmbedder(), lambda addresses: tuple(self.web[each] for each in addresses))
        super().__init__(archive, records, engine, limits=LIMITS)

    def client(self, **options: Any) -> SitrepBot:  # noqa: ANN401 because they are the client's own
        return super().client(public_a_minute=self.public_a_minute, shard_count=1, **options)


@dataclass
class Server:
    """A server in which a member, a moderator and the bot are."""

    house: House
    guild: Town
    general: Place
    member: Person
    moderator: Person

    @property
    def id(self) -> str:
        return self.guild.id

    @property
    def bot(self) -> User:
        return self.house.discord.bot

    def last_message(self) -> Message:
        message = self.general.last_message
        assert message
        return message


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample in it, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    with empty_archive(folder) as archive:
        arrivals = (each for each in read_file(SAMPLE) if isinstance(each, Arrival))
        for _ in ingest(arrivals, archive=archive, embedder=HashingEmbedder(), source="sample", seen=SEEN):
            pass
    return folder


@pytest.fixture
def backstage(filled: Path, tmp_path: Path) -> Iterator[Backstage]:
    data = shutil.copytree(filled, tmp_path / "data")
    with backstage_of.opened(data) as (archive, records):
        yield Backstage(archive, records)


@pytest.fixture
def client(backstage: Backstage) -> SitrepBot:
    return backstage.client()


@pytest.fixture
async def server(client: SitrepBot, backstage: Backstage, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Server]:
    """Open a server whose moderators let the bot answer everywhere."""
    async with FakeDiscord(buckets=()) as fake:
        fake.patch(monkeypatch)
        house = House(fake, client)
        town = Town(house, fake.guild)
        backstage.records.change(Settings(town.id, channels=(EVERYWHERE,)), now=SEEN)
        managers = town.create_role("Moderators", permissions=Permission.MANAGE_GUILD)
        member, moderator = town.add_member("mia"), town.add_member("otto", roles=[managers])
        await house.open()
        yield Server(house, town, Place(house, fake.general), member, moderator)
        await house.close()
        assert fake.unsafe_bodies() == []


async def greeted(server: Server) -> None:
    """Let the bot greet a server, as if it had just been added."""
    guild = server.house.client.get_guild(int(server.id))
    server.house.client.dispatch("guild_join", guild)
    await server.house.settle()


def read(message: Message | None) -> str:
    """Give everything that can be read in a message, its layout included, escapes as they are seen."""
    assert message
    return re.sub(r"\\([^A-Za-z0-9\s])", r"\1", message.text)


def labels(message: Message | None) -> list[str]:
    """Give the labels of a message's buttons."""
    assert message
    return [button.get("label", "") for button in buttons(message.components)]


@dataclass(frozen=True)
class ShownPicture:
    """A picture in a message."""

    is_png: bool
    alt: str | None
    """Of the attachment."""
    gallery_alt: str | None
    """Of the place where the layout shows it."""


def pictures(message: Message | None) -> list[ShownPicture]:
    """Give the pictures that a message shows: attachments, each in its place in a gallery."""
    assert message
    galleries = [each for each in walk(message.components) if each["type"] == ComponentKind.MEDIA_GALLERY]
    places = [item for gallery in galleries for item in gallery["items"]]
    return [
        ShownPicture(file.payload()["content_type"] == "image/png", file.alt_text, place["description"])
        for file, place in zip(message.attachments, places, strict=True)
    ]
