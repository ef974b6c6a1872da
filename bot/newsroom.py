"""What the members and moderators of one server may ask for and change. Knows nothing of how Discord asks.

Nothing here makes the gateway wait: answering is the engine's, in its own process, and archive and records are
asked in threads.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from typing import Final, NewType, Protocol, TypeAlias
from zoneinfo import ZoneInfo

import structlog
from pydantic import TypeAdapter

from bot.answering.answers import Answer
from bot.answering.incidents.latest import Filters, Latest
from bot.answering.questions import Question
from bot.answering.writing.briefing import brief_of_shown
from bot.answering.writing.briefs import Brief, Piece
from bot.answering.writing.reader import Reader
from bot.answering.writing.revising import failed
from bot.engine import EngineError
from bot.records import Kept, Records, Server
from bot.rendering.pictures import Drawing, Picture
from bot.writing import written
from ingest import (
    OPERATOR,
    Archive,
    ArchiveError,
    Change,
    Description,
    Limits,
    Loss,
    Notice,
    NoticeId,
    Offer,
    RemovedSource,
    Scouted,
    SourceId,
    SourceSummary,
    Subscriber,
    Trace,
    canonical,
    loss_of,
    read_upload,
)

KeptName = NewType("KeptName", str)
"""What a button finds an answer or offers by."""

ServerId: TypeAlias = str | None
"""A Discord server's id; `None` in direct messages, where only the operator's sources are seen."""

_ANSWERS: Final = TypeAdapter(Answer)
_OFFERS: Final = TypeAdapter(tuple[Offer, ...])
_COMMANDS: Final = "commands"
AT_ONCE: Final = 4
"""Questions that the language model is asked at a time; others wait, their answers being shown already."""
SPENT: Final = "this server's questions to it are used up for today (UTC)"

log = structlog.get_logger(__name__)


class Engine(Protocol):
    """Who answers; `bot.engine` has the one that does so in a process of its own. Raises `EngineError`."""

    async def answer(self, question: Question, *, subscriber: Subscriber | None, now: datetime) -> Answer:
        """Answer from what the subscriber may see at `now`."""

    async def brief(self, question: Question, *, subscriber: Subscriber | None, now: datetime) -> Brief | None:
        """Give what a reader gets of the question; `None` where the answer leaves nothing to write."""

    async def revise(self, brief: Brief, pieces: Sequence[Piece]) -> Answer:
        """Give the brief's answer with what of the pieces its passages bear out."""

    async def latest(self, filters: Filters, *, subscriber: Subscriber | None, now: datetime) -> Latest:
        """List the incidents that the subscriber may see at `now`."""

    async def scout(self, addresses: Sequence[str]) -> Sequence[Scouted]:
        """Look at addresses on the network; one verdict an address, in order."""

    async def draw(self, drawing: Drawing) -> Picture:
        """Draw a picture."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A language model that may write where moderators let it."""

    reader: Reader
    model: str
    """Its name."""
    host: str | None
    """Where texts go; `None` for this very machine."""
    most: int
    """Questions a server and day (UTC)."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is visible in one place."""

    sources: int
    articles: int
    newest: datetime | None
    """When the newest article was published."""


class Newsroom:
    """Answers, sources, and settings, always as the asking server sees them. Raises what engine and archive raise."""

    def __init__(  # noqa: PLR0913 because each is a collaborator, built already
        self,
        *,
        engine: Engine,
        archive: Archive,
        records: Records,
        keep: timedelta,
        limits: Limits,
        writer: Writer | None = None,
    ) -> None:
        self.keep: Final = keep
        self.writer = writer
        self.limits: Final = limits
        self._engine = engine
        self._archive = archive
        self._records = records
        self._counting: set[asyncio.Task[None]] = set()
        self._writing = asyncio.Semaphore(AT_ONCE)

    async def answer(self, question: Question, server: ServerId, *, now: datetime) -> tuple[Answer, KeptName | None]:
        """Answer by the days of the server's zone, and keep the answer for the buttons beneath it.

        Without a name it could not be kept: a full disk, or a lock, costs the buttons and not the answer.
        """
        zone = await self.zone(server)
        answer = await self._engine.answer(replace(question, zone=zone), subscriber=_subscriber(server), now=now)
        self._count(answer, server, now)
        try:
            return answer, await self._keep(Kept.ANSWER, _content(answer), server, now)
        except ArchiveError as error:
            log.warning("answer_not_kept", reason=str(error))
            return answer, None

    async def written(
        self, question: Question, answer: Answer, name: KeptName | None, server: ServerId, *, now: datetime
    ) -> AsyncGenerator[Answer, None]:
        """Give `answer`, which is shown already, as the server's language model writes it, version by version.

        Nothing comes where the server has none, or the answer leaves nothing to write. The last is kept as `name`.
        """
        if self.writer is None or server is None or not (await self.settings(server)).writes:
            return
        last = None
        try:
            brief = await self._brief(question, answer, server, now) if answer.kind == "passages" else None
            if brief:
                async with self._writing, aclosing(self._versions(self.writer, brief, server, now)) as versions:
                    async for last in versions:
                        yield last
            if last and name:
                keep = partial(self._records.keep, Kept.ANSWER, _content(last), server=server, now=now, name=name)
                await asyncio.to_thread(keep)
        except (EngineError, ArchiveError) as error:
            log.warning("answer_not_written", reason=str(error))
            yield failed(answer, "what it writes cannot be checked now")

    async def _brief(self, question: Question, answer: Answer, server: ServerId, now: datetime) -> Brief | None:
        asked = replace(question, zone=await self.zone(server))
        brief = await self._engine.brief(asked, subscriber=_subscriber(server), now=now)
        return brief_of_shown(brief, answer)

    async def _versions(self, writer: Writer, brief: Brief, server: str, now: datetime) -> AsyncGenerator[Answer, None]:
        day = now.astimezone(UTC).date()
        if not await asyncio.to_thread(self._records.take_writing, server, day=day, most=writer.most):
            yield failed(brief.answer, SPENT)
            return
        async with aclosing(written(brief, writer.reader, self._engine.revise)) as versions:
            async for version in versions:
                yield version

    def _count(self, answer: Answer, server: ServerId, now: datetime) -> None:
        """Begin to count what an answer cites, which nobody who reads it has to wait for."""
        counting = asyncio.create_task(asyncio.to_thread(self._note_cited, answer, server, now))
        self._counting.add(counting)
        counting.add_done_callback(self._counting.discard)

    def _note_cited(self, answer: Answer, server: ServerId, now: datetime) -> None:
        try:
            times = Counter(citation.source for citation in answer.citations if citation.source)
            self._archive.cited(times, _subscriber(server), now=now)
        except ArchiveError as error:
            log.warning("citations_not_counted", reason=str(error))

    async def settle(self) -> None:
        """Wait until what was cited is counted; before the archive is closed."""
        while self._counting:
            await asyncio.wait(self._counting)

    async def kept_answer(self, name: str, server: ServerId) -> Answer | None:
        """Give a kept answer, `None` if it was forgotten."""
        content = await asyncio.to_thread(self._records.find, Kept.ANSWER, name, server=server)
        return None if content is None else _ANSWERS.validate_json(content)

    async def latest(self, filters: Filters, server: ServerId, *, now: datetime) -> Latest:
        """Give the latest incidents."""
        return await self._engine.latest(filters, subscriber=_subscriber(server), now=now)

    async def draw(self, drawing: Drawing) -> Picture:
        """Draw a picture of what was answered or listed here."""
        return await self._engine.draw(drawing)

    async def holdings(self, server: ServerId) -> Holdings:
        """Count what is visible."""
        sources = await self.sources(server)
        published = [source.newest for source in sources if source.newest]
        return Holdings(len(sources), sum(source.articles for source in sources), max(published, default=None))

    async def scout(self, addresses: Sequence[str]) -> Sequence[Scouted]:
        """Look what sources the addresses offer, in order."""
        return await self._engine.scout(addresses)

    async def keep_offers(self, offers: Sequence[Offer], server: str, *, now: datetime) -> KeptName:
        """Keep offers until somebody takes them."""
        return await self._keep(Kept.OFFERS, _OFFERS.dump_json(tuple(offers)).decode(), server, now)

    async def kept_offers(self, name: str, server: str) -> tuple[Offer, ...] | None:
        """Give kept offers, `None` if they were forgotten."""
        content = await asyncio.to_thread(self._records.find, Kept.OFFERS, name, server=server)
        return None if content is None else _OFFERS.validate_json(content)

    async def add(self, offers: Sequence[Offer], server: str, *, by: str, now: datetime) -> list[bool]:
        """Let the server read what is offered; tells for each whether it is new to it. Raises `TooManySources`."""
        return await asyncio.to_thread(
            self._archive.subscribe, offers, Subscriber(server), by=by, now=now, limits=self.limits
        )

    async def hand_in(self, name: str, body: bytes, server: str, *, by: str, now: datetime) -> str:
        """Take a moderator's file; gives the address of its source.

        Raises `InputError` if its name tells that it cannot be read, and `TooManySources`.
        """
        read_upload(name, b"")
        return await asyncio.to_thread(
            self._archive.hand_in, name, body, Subscriber(server), by=by, now=now, limits=self.limits
        )

    async def sources(self, server: ServerId) -> tuple[SourceSummary, ...]:
        """Give every source that is seen, by title, the operator's shared ones among them."""
        return await asyncio.to_thread(self._archive.sources, _subscriber(server))

    async def sources_at(self, addresses: Collection[str], server: str) -> tuple[SourceSummary, ...]:
        """Give the sources that are polled at these addresses."""
        return tuple(source for source in await self.sources(server) if source.url in addresses)

    async def pause(self, source: SourceId, server: str, *, by: str, now: datetime) -> bool:
        """Poll a source no more for this server; `False` if that changes nothing."""
        return await asyncio.to_thread(self._archive.pause, source, Subscriber(server), by=by, now=now)

    async def mute(self, source: SourceId, server: str, *, by: str, now: datetime) -> bool:
        """Poll a source, and show nothing of it here; `False` if that changes nothing."""
        return await asyncio.to_thread(self._archive.mute, source, Subscriber(server), by=by, now=now)

    async def resume(self, source: SourceId, server: str, *, by: str, now: datetime) -> bool:
        """Poll and show a source again; `False` if that changes nothing."""
        return await asyncio.to_thread(self._archive.resume, source, Subscriber(server), by=by, now=now)

    async def remove(self, source: SourceId, server: str, *, by: str, now: datetime) -> bool:
        """Hide a source from this server; `False` if that changes nothing."""
        return await asyncio.to_thread(self._archive.remove, source, Subscriber(server), by=by, now=now)

    async def restore(self, source: SourceId, server: str, *, by: str, now: datetime) -> bool:
        """Undo a removal; `False` if there is none to undo, or it is too long ago. Raises `TooManySources`."""
        return await asyncio.to_thread(
            self._archive.restore, source, Subscriber(server), by=by, now=now, limits=self.limits
        )

    async def restorable(self, server: str, *, now: datetime) -> tuple[RemovedSource, ...]:
        """Give what was removed here and can still be restored, the last removed first."""
        return await asyncio.to_thread(self._archive.restorable, Subscriber(server), now=now)

    async def loss_of(self, source: SourceId, server: str, *, now: datetime) -> Loss:
        """Count what the server would no longer see without a source."""
        return await asyncio.to_thread(loss_of, self._archive, source, Subscriber(server), now=now)

    async def describe(self, source: SourceId, server: str, said: Description, *, by: str, now: datetime) -> None:
        """Change what the server says of a source; raises `NotYours` if it did not add it."""
        await asyncio.to_thread(self._archive.describe, source, Subscriber(server), said, by=by, now=now)

    async def trace(self, url: str, server: str) -> tuple[Trace, ...]:
        """Say of every source what became of the page at `url`."""
        return await asyncio.to_thread(self._archive.trace, url, Subscriber(server), canonical=canonical(url))

    async def changes(self, server: str, limit: int) -> tuple[Change, ...]:
        """Give the last changes of the server's sources, the newest first."""
        return await asyncio.to_thread(self._archive.audit, Subscriber(server), limit)

    async def notices(self, server: str) -> tuple[Notice, ...]:
        """Give what the server's moderators are to be told of their sources and were not told yet."""
        return await asyncio.to_thread(self._archive.notices, Subscriber(server))

    async def told(self, notices: Collection[NoticeId], server: str) -> None:
        """Note that they were told."""
        await asyncio.to_thread(self._archive.told, notices, Subscriber(server))

    async def settings(self, server: str) -> Server:
        """Give what the server's moderators chose."""
        return await asyncio.to_thread(self._records.server, server)

    async def change(self, settings: Server, *, now: datetime) -> None:
        """Keep what the server's moderators chose."""
        await asyncio.to_thread(self._records.change, settings, now=now)

    async def zone(self, server: ServerId) -> tzinfo:
        """Give the zone by whose days the server's members ask."""
        name = (await self.settings(server)).zone if server else "UTC"
        return UTC if name == "UTC" else ZoneInfo(name)

    async def leave(self, server: str, *, now: datetime) -> None:
        """Forget a server: its settings, its answers, and what it reads."""
        await asyncio.to_thread(self._archive.forget, Subscriber(server), now=now)
        await asyncio.to_thread(self._records.forget_server, server)

    async def forget_old(self, *, now: datetime) -> int:
        """Forget answers and offers that were kept long enough; tells how many."""
        return await asyncio.to_thread(self._records.forget_old, now=now, after=self.keep)

    async def forget_kept(self, server: str) -> int:
        """Forget every question that is kept for a server with its answer, and its offers; tells how many."""
        return await asyncio.to_thread(self._records.forget_kept, server)

    async def told_commands(self) -> str | None:
        """Give what was noted when Discord was last told of the commands."""
        return await asyncio.to_thread(self._records.find, Kept.COMMANDS, _COMMANDS, server=None)

    async def note_commands(self, content: str, *, now: datetime) -> None:
        """Note what Discord was told of the commands."""
        await asyncio.to_thread(self._records.keep, Kept.COMMANDS, content, server=None, now=now, name=_COMMANDS)

    async def _keep(self, kind: Kept, content: str, server: ServerId, now: datetime) -> KeptName:
        return KeptName(await asyncio.to_thread(self._records.keep, kind, content, server=server, now=now))


def _content(answer: Answer) -> str:
    """Give what buttons show of an answer: what is cited, not what is near."""
    return _ANSWERS.dump_json(replace(answer, ranked=())).decode()


def _subscriber(server: ServerId) -> Subscriber:
    return Subscriber(server) if server else OPERATOR
