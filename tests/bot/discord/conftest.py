"""The real client in a Discord on loopback, before an archive of sample news, with a member and a moderator."""

import re
import shutil
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.alerting.alerts import Wanted
from bot.alerting.noting import Sighting
from bot.alerting.sighting import Look, Rehearsal
from bot.answering.answers import Answer
from bot.answering.claims.verdicts import CheckedMessage, Said
from bot.answering.explanation import Explanation
from bot.answering.incidents.latest import Filters, Latest
from bot.answering.questions import Question
from bot.answering.writing.briefs import Brief, Piece
from bot.client import SitrepBot
from bot.gaps import Gap
from bot.newsroom import Writer
from bot.preview.loopback.components import ComponentKind, buttons, walk
from bot.records import EVERYWHERE, Records
from bot.records import Server as Settings
from bot.rendering.pictures import Drawing, Picture
from ingest import (
    ARCHIVE_FILE_NAME,
    Archive,
    Arrival,
    Database,
    Limits,
    Scouted,
    Subscriber,
    ingest,
    read_file,
    utc_now,
)
from tests.archives import empty_archive, scanning_archive
from tests.bot.discord.people import House, Person, Place, Town
from tests.bot.engines import InlineEngine
from tests.embedders import HashingEmbedder
from tests.fakediscord import FakeDiscord, Message, Permission, User

SAMPLE = Path(__file__).parents[3] / "bot" / "sample.jsonl"
SEEN = datetime(2024, 1, 1, tzinfo=UTC)
KEEP = timedelta(days=7)
LIMITS = Limits(sources=60, articles_a_day=100)
HEADLINE = "How many attacks on US forces since Oct 17?"
UNCOVERED = "Who won the yodelling contest in Liechtenstein?"


class MoodyEngine:
    """Answers like the engine that it stands before, unless it is told to fail."""

    def __init__(self, engine: InlineEngine) -> None:
        self._engine = engine
        self.failure: Exception | None = None

    async def answer(
        self, question: Question, *, subscriber: Subscriber | None, now: datetime, before: Answer | None = None
    ) -> Answer:
        self._fail()
        return await self._engine.answer(question, subscriber=subscriber, now=now, before=before)

    async def brief(self, question: Question, *, subscriber: Subscriber | None, now: datetime) -> Brief | None:
        self._fail()
        return await self._engine.brief(question, subscriber=subscriber, now=now)

    async def revise(self, brief: Brief, pieces: Sequence[Piece]) -> Answer:
        self._fail()
        return await self._engine.revise(brief, pieces)

    async def explain(self, question: Question, *, subscriber: Subscriber | None, now: datetime) -> Explanation | None:
        self._fail()
        return await self._engine.explain(question, subscriber=subscriber, now=now)

    async def check_claims(self, said: Said, *, subscriber: Subscriber | None, now: datetime) -> CheckedMessage:
        self._fail()
        return await self._engine.check_claims(said, subscriber=subscriber, now=now)

    async def gaps(self, answers: Sequence[Answer], *, read: Collection[str]) -> tuple[Gap, ...]:
        self._fail()
        return await self._engine.gaps(answers, read=read)

    async def latest(self, filters: Filters, *, subscriber: Subscriber | None, now: datetime) -> Latest:
        self._fail()
        return await self._engine.latest(filters, subscriber=subscriber, now=now)

    async def look(self, look: Look, *, subscriber: Subscriber) -> Sighting:
        self._fail()
        return await self._engine.look(look, subscriber=subscriber)

    async def rehearse(self, wanted: Wanted, *, subscriber: Subscriber, now: datetime) -> Rehearsal:
        self._fail()
        return await self._engine.rehearse(wanted, subscriber=subscriber, now=now)

    async def scout(self, addresses: Sequence[str]) -> tuple[Scouted, ...]:
        self._fail()
        return await self._engine.scout(addresses)

    async def draw(self, drawing: Drawing) -> Picture:
        self._fail()
        return await self._engine.draw(drawing)

    def _fail(self) -> None:
        if self.failure:
            raise self.failure


@dataclass
class Backstage:
    """What stands behind the bot."""

    archive: Archive
    records: Records
    engine: MoodyEngine
    web: dict[str, Scouted] = field(default_factory=dict)
    """What a scout finds, by address."""
    writer: Writer | None = None
    public_a_minute: int = 100

    def client(self) -> SitrepBot:
        return SitrepBot(
            engine=self.engine,
            archive=self.archive,
            records=self.records,
            keep=KEEP,
            limits=LIMITS,
            writer=self.writer,
            public_a_minute=self.public_a_minute,
            clock=utc_now,
            guild_ready_timeout=0.05,
            shard_count=1,
        )


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
    web: dict[str, Scouted] = {}
    database = Database.open(data / ARCHIVE_FILE_NAME)
    with scanning_archive(data) as archive:
        engine = InlineEngine(archive, HashingEmbedder(), lambda addresses: tuple(web[each] for each in addresses))
        yield Backstage(archive, Records(database), MoodyEngine(engine), web)
    database.close()


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
