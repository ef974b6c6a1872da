"""An engine without processes, for tests of what asks one. It passes the contract of the real one."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from bot.alerting.alerts import Wanted
from bot.alerting.noting import Sighting
from bot.alerting.sighting import Look, Rehearsal
from bot.answering.answers import Answer
from bot.answering.claims.verdicts import CheckedMessage, Said
from bot.answering.explanation import Explanation
from bot.answering.incidents.latest import Filters, Latest
from bot.answering.questions import Question
from bot.answering.writing.briefs import Brief, Piece
from bot.answering_process import unanswered
from bot.desk import Desk
from bot.gaps import Gap
from bot.rendering.pictures import Drawing, Picture, draw
from ingest import Archive, Embedder, Scouted, Subscriber


class InlineEngine:
    """Answers at once and in this process, from `archive`; `scout` plays the network."""

    def __init__(
        self, archive: Archive, embedder: Embedder, scout: Callable[[tuple[str, ...]], tuple[Scouted, ...]]
    ) -> None:
        self._opened = Desk(archive, lambda: embedder)
        self._opened.warm_up()
        self._scout = scout
        self.failure: Exception | None = None
        """What everything fails with, once it is set."""

    @property
    def _desk(self) -> Desk:
        self._fail()
        return self._opened

    def _fail(self) -> None:
        if self.failure:
            raise self.failure

    @property
    def is_warm(self) -> bool:
        return self._desk.is_warm

    async def answer(
        self, question: Question, *, subscriber: Subscriber | None, now: datetime, before: Answer | None = None
    ) -> Answer:
        return self._desk.answer(question, subscriber, now, before)

    async def brief(self, question: Question, *, subscriber: Subscriber | None, now: datetime) -> Brief | None:
        return self._desk.brief(question, subscriber, now)

    async def revise(self, brief: Brief, pieces: Sequence[Piece]) -> Answer:
        return self._desk.revise(brief, pieces)

    async def explain(self, question: Question, *, subscriber: Subscriber | None, now: datetime) -> Explanation | None:
        return self._desk.explain(question, subscriber, now)[1]

    async def check_claims(self, said: Said, *, subscriber: Subscriber | None, now: datetime) -> CheckedMessage:
        return self._desk.check_claims(said, subscriber, now)

    async def gaps(self, answers: Sequence[Answer], *, read: Collection[str]) -> tuple[Gap, ...]:
        return unanswered(self._desk, tuple(answers), frozenset(read))

    async def latest(self, filters: Filters, *, subscriber: Subscriber | None, now: datetime) -> Latest:
        return self._desk.latest(filters, subscriber, now)

    async def look(self, look: Look, *, subscriber: Subscriber) -> Sighting:
        return self._desk.look(look, subscriber)

    async def rehearse(self, wanted: Wanted, *, subscriber: Subscriber, now: datetime) -> Rehearsal:
        return self._desk.rehearse(wanted, subscriber, now)

    async def scout(self, addresses: Sequence[str]) -> tuple[Scouted, ...]:
        self._fail()
        return self._scout(tuple(addresses))

    async def draw(self, drawing: Drawing) -> Picture:
        self._fail()
        return draw(drawing)


class HeldEngine(InlineEngine):
    """Answers when it is let, and notes what it is asked."""

    def __init__(self, archive: Archive, embedder: Embedder) -> None:
        super().__init__(archive, embedder, lambda _: ())
        self.let = asyncio.Event()
        self.asked: list[str] = []

    async def answer(
        self, question: Question, *, subscriber: Subscriber | None, now: datetime, before: Answer | None = None
    ) -> Answer:
        self.asked.append(question.text)
        await self.let.wait()
        return await super().answer(question, subscriber=subscriber, now=now, before=before)
