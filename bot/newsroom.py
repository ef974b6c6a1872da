"""What the members and moderators of one server may ask for and change. Knows nothing of how Discord asks.

Nothing here makes the gateway wait: answering is the engine's, in its own process, and archive and records are
asked in threads.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncGenerator, Collection, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from typing import Final, NewType, Protocol, TypeAlias, TypedDict, Unpack
from zoneinfo import ZoneInfo

import structlog
from pydantic import TypeAdapter

from bot.alerting.alerts import Wanted
from bot.alerting.noting import Sighting
from bot.alerting.sighting import Look, Rehearsal
from bot.answering.answers import Answer
from bot.answering.claims.verdicts import CheckedMessage, Said
from bot.answering.explanation import Explanation
from bot.answering.incidents.latest import Filters, Latest
from bot.answering.questions import Question
from bot.answering.writing.briefing import brief_of_shown
from bot.answering.writing.briefs import Brief, Piece
from bot.answering.writing.reader import Reader
from bot.answering.writing.revising import failed
from bot.errors import EngineError
from bot.gaps import Gap
from bot.meter import Meter
from bot.records import Amendment, Asker, Conversations, Feedback, Kept, Records, Seat, Server, Vote
from bot.rendering.pictures import Drawing, Picture
from bot.reviewing import Review, rated
from bot.watching.watches import LASTS, Kind, Watch, headline
from bot.writing import is_for_reader, rewritten
from ingest import (
    OPERATOR,
    Archive,
    ArchiveError,
    Clock,
    Description,
    Limits,
    Offer,
    Scouted,
    SitrepError,
    SourceSummary,
    Subscriber,
    read_upload,
)

KeptName = NewType("KeptName", str)
"""What a button finds an answer or offers by."""

ServerId: TypeAlias = str | None
"""A Discord server's id; `None` in direct messages, where only the operator's sources are seen."""


@dataclass(frozen=True, slots=True)
class WantedOffer(Offer):
    """What was found, and what is to be said of it once it is added."""

    said: Description = field(default_factory=Description)

    @classmethod
    def of(cls, offer: Offer, said: Description) -> "WantedOffer":
        """Say it of an offer."""
        return cls(**{each.name: getattr(offer, each.name) for each in fields(offer)}, said=said)


_ANSWERS: Final = TypeAdapter(Answer)
_CLAIMS: Final = TypeAdapter(CheckedMessage)
_OFFERS: Final = TypeAdapter(tuple[WantedOffer, ...])
AT_ONCE: Final = 4
"""Questions that the language model is asked at a time; others wait, their answers being shown already."""
GRACE: Final = timedelta(days=1)
"""So long after a server removed the bot its sources and settings wait for it to come back.

Who removes a bot often invites it again within the hour, for its permissions' sake; fifteen sources would be gone.
"""
YIELD_SECONDS: Final = 0.1
"""What nobody waits for looks so often whether it is its turn."""
SPENT: Final = "this server's questions to it are used up for today (UTC)"

log = structlog.get_logger(__name__)


class Engine(Protocol):
    """Who answers; `bot.engine` has the one that does so in a process of its own. Raises `EngineError`."""

    async def answer(
        self, question: Question, *, subscriber: Subscriber | None, now: datetime, before: Answer | None = None
    ) -> Answer:
        """Answer, after the answer `before`, from what the subscriber may see at `now`."""

    async def brief(self, question: Question, *, subscriber: Subscriber | None, now: datetime) -> Brief | None:
        """Give what a reader gets of the question; `None` where the answer leaves nothing to write."""

    async def revise(self, brief: Brief, pieces: Sequence[Piece]) -> Answer:
        """Give the brief's answer with what of the pieces its passages bear out."""

    async def explain(self, question: Question, *, subscriber: Subscriber | None, now: datetime) -> Explanation | None:
        """Say of all that was considered for a question what became of it; `None` where it is no single question."""

    async def check_claims(self, said: Said, *, subscriber: Subscriber | None, now: datetime) -> CheckedMessage:
        """Check the claims of a message against what the subscriber may see at `now`."""

    async def gaps(self, answers: Sequence[Answer], *, read: Collection[str]) -> tuple[Gap, ...]:
        """Group what was not answered, with what could answer it of the sources that are not `read`, by address."""

    async def latest(self, filters: Filters, *, subscriber: Subscriber | None, now: datetime) -> Latest:
        """List the incidents that the subscriber may see at `now`."""

    async def look(self, look: Look, *, subscriber: Subscriber) -> Sighting:
        """Look for what is new to a server's alerts: to those about topics once the encoder is loaded."""

    async def rehearse(self, wanted: Wanted, *, subscriber: Subscriber, now: datetime) -> Rehearsal:
        """Give what an alert would have posted in the last days."""

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


class Chosen(TypedDict, total=False):
    """What moderators can choose, by the names of `Server`."""

    zone: str
    channel: str
    writes: bool
    channels: tuple[str, ...]
    moderators: tuple[str, ...]
    only_me: bool
    language: str | None
    keep_days: int | None
    threads: bool


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is visible in one place."""

    sources: int
    articles: int
    newest: datetime | None
    """When the newest article was published."""


class Newsroom:
    """Answers and sources as the asking server sees them. Raises what engine and archive raise.

    What takes one step, who asks takes it with `engine`, `archive` or `records`: the last two in a thread.
    """

    def __init__(  # noqa: PLR0913 because these are its collaborators
        self,
        *,
        engine: Engine,
        archive: Archive,
        records: Records,
        keep: timedelta,
        limits: Limits,
        clock: Clock,
        writer: Writer | None = None,
        meter: Meter | None = None,
    ) -> None:
        self.keep: Final = keep
        self.writer = writer
        self.meter: Final = meter or Meter()
        self.limits: Final = limits
        self.clock: Final = clock
        self.engine: Final = engine
        self.archive: Final = archive
        self.records: Final = records
        self._conversations = Conversations(records)
        self._counting: set[asyncio.Task[None]] = set()
        self._writing = asyncio.Semaphore(AT_ONCE)
        self._asking = 0

    async def answer(
        self,
        question: Question,
        server: ServerId,
        *,
        now: datetime,
        seat: Seat | None = None,
        member: int | None = None,
    ) -> tuple[Answer, KeptName | None]:
        """Answer by the days of the server's zone, and keep the answer for the buttons beneath it.

        A message from a `seat` is read with what was answered there before; what a `member` asks without stands alone.
        Without a name the answer was not kept, because the server keeps none, or could not be: a full disk, or a lock,
        costs the buttons and the next message's context, and not the answer.
        """
        asked_by = seat.member if seat else member
        zone = await self.zone(server)
        leaning = await asyncio.to_thread(self._conversations.before, seat, now=now) if seat else None
        before = await self.kept_answer(leaning, server) if leaning else None
        began = time.monotonic()
        with self._waited_for():
            answer = await self.engine.answer(
                replace(question, zone=zone), subscriber=_subscriber(server), now=now, before=before
            )
        self.meter.answered(question.text, answer, seconds=time.monotonic() - began, server=server)
        self._count(answer, server, now)
        if not self.keeps(server):
            return answer, None
        asker = self.records.asker(asked_by) if asked_by else None
        try:
            name = await self.keep_answer(answer, server, now=now, asker=asker)
            if seat and (leaning := leaning if answer.is_aside else name):
                await asyncio.to_thread(self._conversations.note, seat, leaning, now=now)
        except ArchiveError as error:
            log.warning("answer_not_kept", reason=str(error))
            return answer, None
        return answer, name

    async def ask_again(self, question: Question, server: ServerId, *, now: datetime) -> Answer:
        """Answer what nobody waits for, without keeping it."""
        zone = await self.zone(server)
        await self.quiet()
        return await self.engine.answer(replace(question, zone=zone), subscriber=_subscriber(server), now=now)

    async def quiet(self) -> None:
        """Return when no question of a member is being answered: then is the turn of what nobody waits for."""
        while self._asking:  # noqa: ASYNC110 because it yields to whoever asks next, which an event would not
            await asyncio.sleep(YIELD_SECONDS)

    async def watch_shown(  # noqa: PLR0913 because each is one fact of where an answer is shown
        self, answer: Answer, server: ServerId, *, channel: int, message: int, language: str, is_plain: bool = False
    ) -> None:
        """Correct the figure of an answer that a whole server reads, should it be superseded or taken back."""
        if server is None or headline(answer) is None:
            return
        watch = watch_for(
            Kind.CORRECTED,
            answer,
            server=server,
            channel=channel,
            message=message,
            language=language,
            is_plain=is_plain,
            now=answer.as_of,
        )
        try:
            await asyncio.to_thread(self.records.watches.add_public, watch)
        except ArchiveError as error:
            log.warning("answer_not_watched", reason=str(error))

    @contextmanager
    def _waited_for(self) -> Iterator[None]:
        """Hold back what nobody waits for while somebody waits for what the block asks the engine."""
        self._asking += 1
        try:
            yield
        finally:
            self._asking -= 1

    async def keep_answer(
        self, answer: Answer, server: ServerId, *, now: datetime, asker: Asker | None = None
    ) -> KeptName:
        """Keep an answer for the buttons beneath it, as the one of who asked for it."""
        return await self._keep(Kept.ANSWER, content_of(answer), server, now, asker)

    async def note_shown(self, seat: Seat, message: int, *, now: datetime) -> None:
        """Note the message that shows the last answer, or what was said beside it: a reply to it leans on the same."""
        here = replace(seat, replied_to=None)
        try:
            if name := await asyncio.to_thread(self._conversations.before, here, now=now):
                await asyncio.to_thread(self._conversations.note_shown, seat, name, message, now=now)
        except ArchiveError as error:
            log.warning("turn_not_noted", reason=str(error))

    async def written(
        self, question: Question, answer: Answer, name: KeptName | None, server: ServerId, *, now: datetime
    ) -> AsyncGenerator[Answer, None]:
        """Give `answer`, which is shown already, as the server's language model writes it, version by version.

        Nothing comes where the server has none, or the answer leaves nothing to write. The last is kept as `name`.
        """
        if self.writer is None or server is None or not self.chosen(server).writes:
            return
        last = None
        try:
            brief = await self._brief(question, answer, server, now) if answer.kind == "passages" else None
            if is_for_reader(answer, brief):
                versions = self._versions(self.writer, question, answer, brief, server, now)
                async with self._writing, aclosing(versions):
                    async for last in versions:
                        yield last
            if last and name:
                await asyncio.to_thread(self.records.rewrite, name, content_of(last))
        except (EngineError, SitrepError) as error:
            log.warning("answer_not_written", reason=str(error))
            yield failed(answer, "what it writes cannot be checked now")

    def chosen(self, server: str) -> Server:
        """Give what moderators chose for a server, the defaults where they did not; it is known, so nobody waits."""
        return self.records.server(server)

    async def choose(self, server: str, **chosen: Unpack[Chosen]) -> Server:
        """Keep what moderators choose; gives all that is chosen now."""
        settings = replace(self.chosen(server), **chosen)
        await asyncio.to_thread(self.records.change, settings, now=self.clock())
        return settings

    def keeps(self, server: ServerId) -> timedelta:
        """Give for how long answers are kept; nothing where a server keeps none."""
        return self.chosen(server).keeps(self.keep) if server else self.keep

    async def _brief(self, question: Question, answer: Answer, server: ServerId, now: datetime) -> Brief | None:
        asked = replace(question, text=answer.understood or question.text, zone=await self.zone(server))
        brief = await self.engine.brief(asked, subscriber=_subscriber(server), now=now)
        return brief_of_shown(brief, answer)

    async def _versions(  # noqa: PLR0913, PLR0917 because each is a fact of the question that is written of
        self,
        writer: Writer,
        question: Question,
        answer: Answer,
        brief: Brief | None,
        server: str,
        now: datetime,
    ) -> AsyncGenerator[Answer, None]:
        day = now.astimezone(UTC).date()
        if not await asyncio.to_thread(self.records.take_writing, server, day=day, most=writer.most):
            yield failed(answer, SPENT)
            return

        async def ask(text: str) -> tuple[Answer, Brief | None]:
            whole = replace(question, text=text, zone=await self.zone(server))
            again = await self.engine.answer(whole, subscriber=_subscriber(server), now=now)
            return again, await self._brief(whole, again, server, now) if again.kind == "passages" else None

        async with aclosing(rewritten(answer, brief, writer.reader, revise=self.engine.revise, ask=ask)) as versions:
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
            self.archive.cited(times, _subscriber(server), now=now)
        except ArchiveError as error:
            log.warning("citations_not_counted", reason=str(error))

    async def settle(self) -> None:
        """Wait until what was cited is counted; before the archive is closed."""
        while self._counting:
            await asyncio.wait(self._counting)

    async def kept_answer(self, name: str, server: ServerId) -> Answer | None:
        """Give a kept answer, `None` if it was forgotten."""
        content = await asyncio.to_thread(self.records.find, Kept.ANSWER, name, server=server)
        return None if content is None else answer_in(content)

    async def check_claims(
        self, message: str, server: ServerId, *, written: datetime, now: datetime
    ) -> tuple[CheckedMessage, KeptName | None]:
        """Check a message's claims, and keep what came of them to be shared; without a name it could not be kept."""
        said = Said(message, written, await self.zone(server))
        checked = await self.engine.check_claims(said, subscriber=_subscriber(server), now=now)
        try:
            return checked, await self._keep(Kept.CLAIMS, _CLAIMS.dump_json(checked).decode(), server, now)
        except ArchiveError as error:
            log.warning("claims_not_kept", reason=str(error))
            return checked, None

    async def kept_claims(self, name: str, server: ServerId) -> CheckedMessage | None:
        """Give checked claims that were kept, `None` if they were forgotten."""
        content = await asyncio.to_thread(self.records.find, Kept.CLAIMS, name, server=server)
        return None if content is None else _CLAIMS.validate_json(content)

    async def vote(  # noqa: PLR0913 because each is one thing that a vote is of
        self,
        name: str,
        server: ServerId,
        vote: Vote,
        *,
        member: int,
        now: datetime,
        amendment: Amendment | None = None,
    ) -> bool:
        """Store what a member says of a kept answer; `False` if it was forgotten."""
        content = await asyncio.to_thread(self.records.find, Kept.ANSWER, name, server=server)
        if content is None:
            return False
        feedback = Feedback(name, server, vote, now, content, amendment or Amendment())
        await asyncio.to_thread(self.records.ballots.cast, feedback, asker=self.records.asker(member))
        return True

    async def trace(self, name: str, server: ServerId) -> str | None:
        """Give the explanation of a kept answer, as JSON; `None` where there is none, or none can be had now."""
        answer = await self.kept_answer(name, server)
        if answer is None:
            return None
        asked = Question(answer.understood or answer.question, zone=await self.zone(server))
        try:
            told = await self.engine.explain(asked, subscriber=_subscriber(server), now=answer.as_of)
        except (EngineError, SitrepError) as error:
            log.warning("answer_not_explained", reason=str(error))
            return None
        return json.dumps(told.as_json()) if told else None

    async def review(self, server: str) -> Review:
        """Give what the server's members say of answers, and what they asked that nothing answered."""
        feedback = await asyncio.to_thread(self.records.ballots.of_server, server)
        kept = await asyncio.to_thread(self.records.answers_of, server)
        read = {source.url for source in await self.sources(server) if source.url}
        unanswered = [answer for each in kept if (answer := answer_in(each)).abstained]
        return Review(rated(feedback), await self.engine.gaps(unanswered, read=read))

    async def latest(self, filters: Filters, server: ServerId, *, now: datetime) -> Latest:
        """Give the latest incidents."""
        with self._waited_for():
            return await self.engine.latest(filters, subscriber=_subscriber(server), now=now)

    async def holdings(self, server: ServerId) -> Holdings:
        """Count what is visible."""
        sources = await self.sources(server)
        published = [source.newest for source in sources if source.newest]
        return Holdings(len(sources), sum(source.articles for source in sources), max(published, default=None))

    async def keep_offers(self, offers: Sequence[WantedOffer], server: str, *, now: datetime) -> KeptName:
        """Keep offers until somebody takes them."""
        return await self._keep(Kept.OFFERS, _OFFERS.dump_json(tuple(offers)).decode(), server, now)

    async def kept_offers(self, name: str, server: str) -> tuple[WantedOffer, ...] | None:
        """Give kept offers, `None` if they were forgotten."""
        content = await asyncio.to_thread(self.records.find, Kept.OFFERS, name, server=server)
        return None if content is None else _OFFERS.validate_json(content)

    async def hand_in(self, name: str, body: bytes, server: str, *, by: str, now: datetime) -> str:
        """Take a moderator's file; gives the address of its source.

        Raises `InputError` if its name tells that it cannot be read, and `TooManySources`.
        """
        read_upload(name, b"")
        return await asyncio.to_thread(
            self.archive.hand_in, name, body, Subscriber(server), by=by, now=now, limits=self.limits
        )

    async def sources(self, server: ServerId) -> tuple[SourceSummary, ...]:
        """Give every source that is seen, by title, the operator's shared ones among them."""
        return await asyncio.to_thread(self.archive.sources, _subscriber(server))

    async def sources_at(self, addresses: Collection[str], server: str) -> tuple[SourceSummary, ...]:
        """Give the sources that are polled at these addresses."""
        return tuple(source for source in await self.sources(server) if source.url in addresses)

    async def zone(self, server: ServerId) -> tzinfo:
        """Give the zone by whose days the server's members ask."""
        name = self.chosen(server).zone if server else "UTC"
        return UTC if name == "UTC" else ZoneInfo(name)

    async def leave(self, server: str, *, now: datetime) -> None:
        """Forget a server: its settings, its answers, and what it reads."""
        await asyncio.to_thread(self.archive.forget, Subscriber(server), now=now)
        await asyncio.to_thread(self.records.forget_server, server)

    async def part(self, server: str, *, now: datetime) -> None:
        """Forget at once what was asked in a server that removed the bot, the rest when the grace is over."""
        await asyncio.to_thread(self.records.forget_kept, server)
        await asyncio.to_thread(self.records.note_left, server, now=now)

    async def leave_for_good(self, present: Collection[str], *, now: datetime) -> list[str]:
        """Forget the servers that removed the bot and stayed away for the grace; gives them.

        `present` are those that have it. One that removed it while nobody listened is missed now; nothing of it is
        forgotten before its grace is over, since a token of another application has other servers.
        """
        known = await asyncio.to_thread(self.records.mentioned) | await asyncio.to_thread(self.archive.subscribers)
        left = await asyncio.to_thread(self.records.left)
        earlier = now.replace(microsecond=0)  # because one that leaves while this runs is still among those present
        for server in left.keys() & set(present):
            if left[server] < earlier:
                await asyncio.to_thread(self.records.note_back, server)
        away = known - set(present) - {OPERATOR}
        for server in sorted(away - left.keys()):
            await asyncio.to_thread(self.records.note_left, server, now=now)
        gone = sorted(server for server in away & left.keys() if now - left[server] >= GRACE)
        for server in gone:
            await self.leave(server, now=now)
        return gone

    async def _keep(
        self, kind: Kept, content: str, server: ServerId, now: datetime, asker: Asker | None = None
    ) -> KeptName:
        keep = partial(self.records.keep, kind, content, server=server, now=now, asker=asker)
        return KeptName(await asyncio.to_thread(keep))


def content_of(answer: Answer) -> str:
    """Give what is kept of an answer: what is cited, not what is near."""
    return _ANSWERS.dump_json(replace(answer, ranked=(), retractions=())).decode()


def answer_in(content: str) -> Answer:
    """Give the answer that was kept so."""
    return _ANSWERS.validate_json(content)


def watch_for(  # noqa: PLR0913 because each is one fact of where an answer is shown
    kind: Kind,
    answer: Answer,
    *,
    server: ServerId,
    channel: int,
    message: int,
    member: int | None = None,
    language: str,
    is_private: bool = False,
    is_plain: bool = False,
    now: datetime,
) -> Watch:
    """Give a watch of an answer that is shown in a message, which begins now and lasts as long as its kind does."""
    return Watch(
        id="",
        kind=kind,
        server=server,
        channel=str(channel),
        message=str(message),
        member=None if member is None else str(member),
        language=language,
        is_private=is_private,
        is_plain=is_plain,
        question=answer.understood or answer.question,
        answer=content_of(answer),
        made=now,
        ends=now + LASTS[kind],
    )


def _subscriber(server: ServerId) -> Subscriber:
    return Subscriber(server) if server else OPERATOR
