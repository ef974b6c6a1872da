"""An archive into which news for alerts comes, a clock that tests turn, a bot. Child processes import it."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from itertools import count
from pathlib import Path

from bot.alerting.alerts import Alert, Mark, Template, Wanted
from bot.client import SitrepBot
from bot.cogs.alerting import Alerting
from bot.preview.loopback.seams import point_client_at
from bot.records import Records
from ingest import (
    ARCHIVE_FILE_NAME,
    OPERATOR,
    Archive,
    Arrival,
    Database,
    DateKind,
    Document,
    Offer,
    Scouted,
    SourceKind,
    Subscriber,
    TextKind,
    Unusable,
    ingest,
)
from tests.archives import empty_archive, scanning_archive
from tests.bot.backstage import Backstage
from tests.bot.engines import InlineEngine
from tests.embedders import HashingEmbedder
from tests.fakediscord import TOKEN

BOMB = "A roadside bomb killed three people in Mosul, Iraq, on {day}, police said."
BOMB_WORSE = "A roadside bomb killed 14 people in Mosul, Iraq, on {day}, police said."
WIRE = "https://wire.example/feed"

_numbers = count(1)


def offer(url: str, title: str = "Wire") -> Offer:
    return Offer(url, url, SourceKind.FEED, title, (), 1, DateKind.STATED, TextKind.FULL, "en")


@dataclass
class Clock:
    """Tells real time, and as much more as a test lets pass."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def pass_by(self, **time: float) -> None:
        self.ahead += timedelta(**time)


class Stage(Backstage):
    """What stands behind the bot."""

    clock: Clock

    def __init__(self, archive: Archive, records: Records) -> None:
        self.web: dict[str, Offer] = {}
        """What a scout finds, by address; elsewhere nothing answers."""
        super().__init__(archive, records, InlineEngine(archive, HashingEmbedder(), self.scout), Clock())

    def scout(self, addresses: tuple[str, ...]) -> tuple[Scouted, ...]:
        return tuple(self.web.get(each, Unusable(each, "Nothing answers there.")) for each in addresses)

    def bring(  # noqa: PLR0913 because a test says what matters to it
        self,
        text: str,
        *,
        url: str = "",
        title: str = "",
        publisher: str = "Wire",
        source: str = WIRE,
        published: datetime | None = None,
    ) -> str:
        """Let an article arrive now, or be revised; gives its address."""
        now = self.clock()
        address = url or f"https://wire.example/{next(_numbers)}"
        body = text.format(day=f"{now:%A}")
        document = Document(
            address, body, address, title or body.partition(",")[0], published or now, publisher, None, "en"
        )
        for _ in ingest(
            [Arrival(document, 1)], archive=self.archive, embedder=HashingEmbedder(), source=source, seen=now
        ):
            pass
        return address

    def alert(
        self, server: str, channel: str, wanted: Wanted | None = None, *, role: int | None = None, full: bool = False
    ) -> Alert:
        mark = Mark(self.clock(), self.archive.arrived().article)
        template = Template.FULL if full else Template.COMPACT
        return self.records.alerts.add(
            server, channel=int(channel), wanted=wanted or Wanted(), role=role, template=template, mark=mark
        )


@contextmanager
def staged(
    folder: Path, opened: Callable[[Path], AbstractContextManager[Archive]] = scanning_archive
) -> Iterator[Stage]:
    """Open an archive that is there; beside a process that scans, another has to open it as `Archive.open` does."""
    database = Database.open(folder / ARCHIVE_FILE_NAME)
    with opened(folder) as archive:
        yield Stage(archive, Records(database))
    database.close()


def fill(folder: Path) -> None:
    """Make an archive of which everybody reads one feed, since an hour."""
    with empty_archive(folder) as archive:
        archive.subscribe([offer(WIRE)], OPERATOR, by=None, now=datetime.now(UTC) - timedelta(hours=1))


def own(stage: Stage, server: str, url: str, *, ago: timedelta = timedelta(hours=1)) -> None:
    """Let a server read a feed of its own, since an hour, or as long as is said."""
    before = stage.clock() - ago
    stage.archive.subscribe([offer(url, "Own")], Subscriber(server), by=None, now=before)


async def turn(bot: SitrepBot, times: int = 1) -> None:
    """Let the bot look and post."""
    cog = bot.get_cog("Alerting")
    assert isinstance(cog, Alerting)
    cog.look.cancel()  # because two looks at once would each find the same
    cog.deliver.cancel()
    for _ in range(times):
        await cog.look()
        await cog.deliver()


def live(folder: Path, rest_url: str, gateway_url: str, step: str) -> None:
    """Be the bot for one turn, or until the step at which it is killed."""
    point_client_at(rest_url=rest_url, gateway_url=gateway_url)
    with staged(folder, Archive.open) as stage:
        name, _, when = step.partition(":")
        if name:
            setattr(stage.records.alerts, name, deadly(getattr(stage.records.alerts, name), when))
        asyncio.run(one_turn(stage.client()))


async def one_turn(client: SitrepBot) -> None:
    await client.login(TOKEN)
    cog = client.get_cog("Alerting")
    assert isinstance(cog, Alerting)
    cog.look.cancel()
    cog.deliver.cancel()
    connected = asyncio.create_task(client.connect())
    await client.wait_until_ready()
    await cog.look()
    await cog.deliver()
    await client.close()
    await connected


def deadly(write: Callable[..., object], when: str) -> Callable[..., object]:
    """Give a step of the records at whose beginning or end the process is killed."""

    @wraps(write)
    def killed(*args: object, **kwargs: object) -> object:
        if when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = write(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)
        return result

    return killed
