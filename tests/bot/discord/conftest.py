"""The real client in a simulated Discord (simcord, known to this folder alone), before an archive of sample news."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord import Env
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle

from bot.client import SitrepBot
from bot.newsroom import Engine
from bot.records import Records
from ingest import ARCHIVE_FILE_NAME, Archive, Arrival, Database, Offer, Scouted, ingest, read_file
from tests.bot.engines import InlineEngine
from tests.embedders import HashingEmbedder

SAMPLE = Path(__file__).parents[3] / "bot" / "sample.jsonl"
SEEN = datetime(2024, 1, 1, tzinfo=UTC)
KEEP = timedelta(days=7)
HEADLINE = "How many attacks on US forces since Oct 17?"


@dataclass
class Backstage:
    """What stands behind the bot."""

    archive: Archive
    records: Records
    engine: Engine
    web: dict[str, Scouted]
    """What a scout finds, by address."""

    def client(self) -> SitrepBot:
        return SitrepBot(
            engine=self.engine,
            archive=self.archive,
            records=self.records,
            keep=KEEP,
            guild_ready_timeout=0.05,
            shard_count=1,
        )


@dataclass
class Newsroom:
    """A server in which a member, a moderator and the bot are."""

    env: Env
    guild: GuildHandle
    general: ChannelHandle
    member: MemberActor
    moderator: MemberActor


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample in it, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    with Archive.open(folder) as archive:
        arrivals = (each for each in read_file(SAMPLE) if isinstance(each, Arrival))
        for _ in ingest(arrivals, archive=archive, embedder=HashingEmbedder(), source="sample", seen=SEEN):
            pass
    return folder


@pytest.fixture
def backstage(filled: Path, tmp_path: Path) -> Iterator[Backstage]:
    data = shutil.copytree(filled, tmp_path / "data")
    web: dict[str, Scouted] = {}
    database = Database.open(data / ARCHIVE_FILE_NAME)
    with Archive.open(data) as archive:
        engine = InlineEngine(archive, HashingEmbedder(), lambda addresses: tuple(web[each] for each in addresses))
        yield Backstage(archive, Records(database), engine, web)
    database.close()


@pytest.fixture
def simcord_bot(backstage: Backstage) -> SitrepBot:
    return backstage.client()


@pytest.fixture
def newsroom(simcord_env: Env) -> Newsroom:
    guild = simcord_env.create_guild()
    managers = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    return Newsroom(
        env=simcord_env,
        guild=guild,
        general=guild.create_text_channel("general"),
        member=guild.add_member(simcord_env.create_user("mia")),
        moderator=guild.add_member(simcord_env.create_user("otto"), roles=[managers]),
    )


def read(message: Any) -> str:
    """Give everything that can be read in a message, its layout included."""
    return "\n".join(filter(None, [message.content, *_texts(_payloads(message.components))]))


def labels(message: Any) -> list[str]:
    """Give the labels of a message's buttons."""
    return [each["label"] for each in _walked(_payloads(message.components)) if each["type"] == 2 and "label" in each]


def _payloads(components: Iterable[Any]) -> list[dict[str, Any]]:
    return [each if isinstance(each, dict) else each.to_dict() for each in components]


def _texts(components: list[dict[str, Any]]) -> list[str]:
    return [each["content"] for each in _walked(components) if each["type"] == 10]


def _walked(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walked(component.get("components", []))
