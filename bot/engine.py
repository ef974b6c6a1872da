"""Answering in a process of its own, so that the gateway's heartbeat never waits for it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Final, Self, TypeAlias, TypeVar, TypeVarTuple

import structlog

from bot.alerting.alerts import Wanted
from bot.alerting.noting import Sighting
from bot.alerting.sighting import Look, Rehearsal
from bot.answering.answers import Answer
from bot.answering.claims.verdicts import CheckedMessage, Said
from bot.answering.explanation import Explanation
from bot.answering.incidents.latest import Filters, Latest
from bot.answering.questions import Question
from bot.answering.writing.briefs import Brief, Piece
from bot.answering_process import Post, at_desk, close, is_warm, unanswered
from bot.child import Child, ChildDied, ChildTooSlow
from bot.desk import Desk
from bot.errors import EngineBusy, EngineError, EngineTooSlow, EngineUnavailable
from bot.gaps import Gap
from bot.languages import say
from bot.rendering.pictures import Drawing, Picture, draw
from ingest import Scouted, SitrepError, Subscriber

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")
Scout: TypeAlias = Callable[[tuple[str, ...]], tuple[Scouted, ...]]
"""Looks at addresses on the network; gives one verdict an address, in order."""
Draw: TypeAlias = Callable[[Drawing], Picture]

ANSWER_SECONDS: Final = 60.0
"""Far above any answer that was measured: the first takes 0.8 s over the sample archive, later ones 0.08 s."""
SCOUT_SECONDS: Final = 90.0
"""Scouting leaves out by itself what is not done within 75 s; what hangs beyond that is killed."""
ANSWER_ROOM: Final = 32
"""So many may wait: at 60 ms each the last one waits two seconds."""
DRAW_SECONDS: Final = 20.0
"""A picture takes 1.5 s, its process's start included; ten times that on a busy machine."""
SCOUT_ROOM: Final = 4
"""So many moderators may wait for another's scout: it is a process of 160 MB, and small machines have room for one."""
DRAW_ROOM: Final = 8
"""So many may wait for another's picture, likewise a process of 150 MB."""
ATTEMPTS: Final = 2
PULSE_SECONDS: Final = 2.0
"""How soon a dead process is noticed and replaced while nobody asks."""
CLOSING_SECONDS: Final = 3.0
"""What closing the archive may take: the service as a whole has ten."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long things may take, and how many may wait."""

    answer_seconds: float = ANSWER_SECONDS
    answer_room: int = ANSWER_ROOM
    scout_seconds: float = SCOUT_SECONDS
    scout_room: int = SCOUT_ROOM
    draw_seconds: float = DRAW_SECONDS
    draw_room: int = DRAW_ROOM


class Engine:
    """Answers, lists, scouts and draws in processes of its own. Use it with `async with`.

    `post` says where the archive is and how its encoder loads; it, `scout` and `draw` are pickled. Entering does not
    wait: the process starts in the background, and answers by words alone until its encoder is there. If it dies, a
    new one takes its place and is asked once more. What answering raises, an `ArchiveError` for instance, comes
    through.
    """

    def __init__(self, post: Post, *, scout: Scout, draw: Draw = draw, limits: Limits | None = None) -> None:
        self._post = post
        self._scout = scout
        self._draw = draw
        self._limits = limits or Limits()
        self._answering = _Queue(self._limits.answer_room)
        self._scouting = _Queue(self._limits.scout_room)
        self._drawing = _Queue(self._limits.draw_room)
        self._child = Child(post.begin)
        self._keeper: asyncio.Task[None] | None = None
        self._is_warm = False

    async def __aenter__(self) -> Self:
        self._keeper = asyncio.create_task(self._keep_warm())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._keeper:
            self._keeper.cancel()
            await asyncio.wait([self._keeper])
        await self._close()

    @property
    def is_warm(self) -> bool:
        """Whether answers search by meaning already, not by words alone; known to within seconds."""
        return self._is_warm

    async def answer(
        self, question: Question, *, subscriber: Subscriber | None, now: datetime, before: Answer | None = None
    ) -> Answer:
        """Answer, after `before`, from what the subscriber may see at `now`; `None` sees what anybody reads."""
        return await self._ask(Desk.answer, question, subscriber, now, before)

    async def brief(self, question: Question, *, subscriber: Subscriber | None, now: datetime) -> Brief | None:
        """Give what a reader gets of the question; `None` where the answer leaves nothing to write."""
        return await self._ask(Desk.brief, question, subscriber, now)

    async def revise(self, brief: Brief, pieces: Sequence[Piece]) -> Answer:
        """Give the brief's answer with what of the pieces its passages bear out."""
        return await self._ask(Desk.revise, brief, tuple(pieces))

    async def explain(self, question: Question, *, subscriber: Subscriber | None, now: datetime) -> Explanation | None:
        """Say of all that was considered for a question what became of it; `None` where it is no single question."""
        _, explanation = await self._ask(Desk.explain, question, subscriber, now)
        return explanation

    async def check_claims(self, said: Said, *, subscriber: Subscriber | None, now: datetime) -> CheckedMessage:
        """Check the claims of a message against what the subscriber may see at `now`."""
        return await self._ask(Desk.check_claims, said, subscriber, now)

    async def gaps(self, answers: Sequence[Answer], *, read: Collection[str]) -> tuple[Gap, ...]:
        """Group what was not answered, with what could answer it: here, because the gazetteer is in memory here."""
        return await self._ask(unanswered, tuple(answers), frozenset(read))

    async def latest(self, filters: Filters, *, subscriber: Subscriber | None, now: datetime) -> Latest:
        """List the incidents that the subscriber may see at `now`; `None` sees what anybody reads."""
        return await self._ask(Desk.latest, filters, subscriber, now)

    async def look(self, look: Look, *, subscriber: Subscriber) -> Sighting:
        """Look for what is new to a server's alerts: to those about topics once the encoder is loaded."""
        return await self._ask(Desk.look, look, subscriber)

    async def rehearse(self, wanted: Wanted, *, subscriber: Subscriber, now: datetime) -> Rehearsal:
        """Give what an alert would have posted in the last days."""
        return await self._ask(Desk.rehearse, wanted, subscriber, now)

    async def scout(self, addresses: Sequence[str]) -> tuple[Scouted, ...]:
        """Look at addresses on the network; one verdict an address, in order.

        Strangers' bytes are parsed on the way: in a process that sees nothing else and ends afterwards.
        """
        seconds = self._limits.scout_seconds
        async with self._scouting.turn(seconds):
            return await self._once(
                self._scout,
                tuple(addresses),
                seconds=seconds,
                otherwise=say("Reading these addresses failed. Try them one by one."),
            )

    async def draw(self, drawing: Drawing) -> Picture:
        """Draw a picture, in a process that ends afterwards: what matplotlib takes is given back."""
        seconds = self._limits.draw_seconds
        async with self._drawing.turn(seconds):
            return await self._once(
                self._draw,
                drawing,
                seconds=seconds,
                otherwise=say("The picture could not be drawn. Try again in a minute."),
            )

    async def _once(
        self, function: Callable[[*Arguments], Result], *arguments: *Arguments, seconds: float, otherwise: str
    ) -> Result:
        """Call a process that is made for this one call; `otherwise` is told if it dies."""
        child = Child(self._post.begin)
        try:
            return await child.call(function, *arguments, seconds=seconds)
        except ChildTooSlow as cause:
            raise EngineTooSlow(seconds) from cause
        except ChildDied as cause:
            raise EngineUnavailable(otherwise) from cause
        finally:
            child.kill()
            await child.close()

    async def _ask(self, do: Callable[[Desk, *Arguments], Result], *arguments: *Arguments) -> Result:
        """Have it done at the answering process's desk, in turn; if that dies, once more in a new one."""
        seconds = self._limits.answer_seconds
        async with self._answering.turn(seconds):
            for _ in range(ATTEMPTS):
                try:
                    return await self._child.call(at_desk, self._post, do, *arguments, seconds=seconds)
                except ChildTooSlow as cause:
                    await self._replace()
                    raise EngineTooSlow(seconds) from cause
                except ChildDied:
                    await self._replace()
        raise EngineUnavailable

    async def _replace(self) -> None:
        log.warning("answering_process_replaced")
        dead, self._child, self._is_warm = self._child, Child(self._post.begin), False
        await dead.close()

    async def _keep_warm(self) -> None:
        """Ask now and then how it stands: that starts the process, and replaces a dead one before anybody asks."""
        while True:
            try:
                self._is_warm = await self._ask(is_warm)
            except (EngineError, SitrepError) as error:
                log.warning("answering_not_ready", reason=str(error))
            await asyncio.sleep(PULSE_SECONDS)

    async def _close(self) -> None:
        try:
            await self._child.call(close, seconds=CLOSING_SECONDS)
        except (ChildDied, ChildTooSlow):
            log.warning("answering_process_was_not_closed")
        self._child.kill()  # nothing is lost by it now, and an export of the encoder that is under way ends as well
        await self._child.close()


class _Queue:
    """Lets one through at a time, and so many wait."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._inside = 0
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def turn(self, seconds: float) -> AsyncIterator[None]:
        """Wait for one's turn; `EngineBusy` if there is no room to wait, or it does not come within `seconds`."""
        if self._inside > self._room:
            raise EngineBusy
        self._inside += 1
        try:
            await self._enter(seconds)
            try:
                yield
            finally:
                self._lock.release()
        finally:
            self._inside -= 1

    async def _enter(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._lock.acquire()
        except TimeoutError as cause:
            raise EngineBusy from cause
