"""The worker: polls what is due, over and over, until it is told to stop."""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

import structlog

from ingest.archive import Archive, Beat
from ingest.desk import Desk
from ingest.embedding import Embedder
from ingest.errors import ArchiveError, ArchiveLocked, SitrepError, StorageFull
from ingest.live import Failure, FailureKind, LiveSource
from ingest.polling import Fetches, Polled, poll

AT_ONCE: Final = 16
"""Polls under way: as many as the fetcher has requests under way."""
PART: Final = "worker"
"""What the worker's signs of life are filed under."""
_BEAT_SECONDS: Final = 10.0
_DRAIN_SECONDS: Final = 5.0
"""Between two looks for vectors that wait for Chroma: while the worker polls they are brought there at once anyway."""
_REST_SECONDS: Final = 60.0
"""A source waits that could not be stored: its publisher shall not be asked every second because our disk is full."""
_NONE: Final[tuple[LiveSource, ...]] = ()
_ALL: Final = 1_000_000
_OUTAGE_WINDOW: Final = timedelta(minutes=1)
_OUTAGE_POLLS: Final = 5
"""Fewer polls that all fail in a minute may well be their own fault."""

if TYPE_CHECKING:
    from ingest.articles import SourceId

Value = TypeVar("Value")

log = structlog.get_logger(__name__)


async def work(
    *,
    archive: Archive,
    fetcher: Fetches,
    embedder: Callable[[], Embedder],
    stop: asyncio.Event,
    every: float = 1.0,
) -> None:
    """Poll what is due, look for more `every` so many seconds, end soon after `stop` is set.

    What is stored when it ends stays stored, the rest is polled again by the next worker. One bad source stops nobody.
    Raises `ModelError` if the model cannot be loaded or is not the archive's.
    """
    desk = Desk(archive, embedder)
    worker = _Worker(archive, fetcher, desk)
    try:
        async with asyncio.TaskGroup() as parts:
            running = [
                parts.create_task(part) for part in (worker.warm(), worker.poll(every), worker.drain(), worker.beat())
            ]
            await stop.wait()
            for part in running:
                part.cancel()
    except ExceptionGroup as group:
        if error := _actionable(group):
            raise error from group
        raise
    finally:
        with suppress(ArchiveError):  # because the next worker's sign of life takes its place
            await asyncio.to_thread(archive.leave, PART)
        await asyncio.to_thread(desk.close)


async def poll_due(*, archive: Archive, fetcher: Fetches, desk: Desk, done: Callable[[Polled], None]) -> None:
    """Poll once what is due now, and tell `done` of each poll as it ends."""
    room = asyncio.Semaphore(AT_ONCE)

    async def poll_in_turn(source: LiveSource) -> None:
        async with room:
            now = datetime.now(UTC)
            done(await poll(source, archive=archive, fetcher=fetcher, desk=desk, now=now, jitter=_chance()))

    try:
        async with asyncio.TaskGroup() as polls:
            for source in archive.due(datetime.now(UTC), limit=_ALL):
                polls.create_task(poll_in_turn(source))
    except ExceptionGroup as group:
        if error := _actionable(group):
            raise error from group
        raise


class _Worker:
    """What the parts of a running worker share. Each part runs until it is cancelled, but `warm`, which ends."""

    def __init__(self, archive: Archive, fetcher: Fetches, desk: Desk) -> None:
        self._archive = archive
        self._fetcher = fetcher
        self._desk = desk
        self._under_way: set[SourceId] = set()
        self._outage = Outage()
        self._model = "loading"
        self._polled = 0
        self._taken = 0

    async def warm(self) -> None:
        await self._desk.warm()
        self._model = "ready"
        log.info("worker_ready")

    async def poll(self, every: float) -> None:
        async with asyncio.TaskGroup() as polls:
            while True:
                for source in await self._next():
                    self._under_way.add(source.id)
                    polls.create_task(self._poll(source))
                await asyncio.sleep(every)

    async def drain(self) -> None:
        while True:
            while await _unless_busy(self._archive.drain_outbox, 0):
                pass
            await asyncio.sleep(_DRAIN_SECONDS)

    async def beat(self) -> None:
        while True:
            await _unless_busy(partial(self._archive.beat, self._sign()), None)
            await asyncio.sleep(_BEAT_SECONDS)

    def _sign(self) -> Beat:
        counts = {"polling": len(self._under_way), "polled": self._polled, "taken": self._taken}
        return Beat(PART, datetime.now(UTC), {"model": self._model, **counts})

    async def _next(self) -> Sequence[LiveSource]:
        """Give what is due and not under way, as much as there is room for."""
        room = AT_ONCE - len(self._under_way)
        if not room:
            return ()
        limit = AT_ONCE + len(self._under_way)
        due = await _unless_busy(partial(self._archive.due, datetime.now(UTC), limit=limit), _NONE)
        return [source for source in due if source.id not in self._under_way][:room]

    async def _poll(self, source: LiveSource) -> None:
        try:
            now = datetime.now(UTC)
            polled = await poll(
                source, archive=self._archive, fetcher=self._fetcher, desk=self._desk, now=now, jitter=_chance()
            )
            self._note(polled)
        except ArchiveError as error:
            log.error("poll_not_stored", source=source.url, reason=str(error))  # noqa: TRY400 because the sentence says all
            await asyncio.sleep(_REST_SECONDS)
        finally:
            self._under_way.discard(source.id)

    def _note(self, polled: Polled) -> None:
        self._polled += 1
        self._taken += polled.new + polled.revised
        _log(polled)
        failed = isinstance(polled.outcome, Failure) and polled.outcome.kind is FailureKind.TRANSIENT
        if self._outage.suspected(datetime.now(UTC), failed=failed):
            log.warning("every_poll_of_the_last_minute_failed_is_this_machine_offline")


class Outage:
    """Suspects that it is us, not them, when all polls of a minute fail. Says so once until one succeeds."""

    def __init__(self) -> None:
        self._polls: deque[tuple[datetime, bool]] = deque()
        self._said = False

    def suspected(self, now: datetime, *, failed: bool) -> bool:
        """Note one more poll; tells whether the suspicion has just arisen."""
        self._polls.append((now, failed))
        while self._polls[0][0] <= now - _OUTAGE_WINDOW:
            self._polls.popleft()
        if not failed:
            self._said = False
        arisen = len(self._polls) >= _OUTAGE_POLLS and all(bad for _, bad in self._polls) and not self._said
        self._said |= arisen
        return arisen


async def _unless_busy(ask: Callable[[], Value], otherwise: Value) -> Value:
    """Ask the archive, beside the loop; what passes, a lock or a full disk, is waited for by asking again."""
    try:
        return await asyncio.to_thread(ask)
    except (ArchiveLocked, StorageFull) as error:
        log.warning("archive_cannot_be_asked_now", reason=str(error))
        return otherwise


def _log(polled: Polled) -> None:
    """Log a poll: that a source begins to fail is worth a warning, that it still does is not."""
    about = log.bind(source=polled.source.url, next_check=str(polled.state.next_check))
    if not isinstance(polled.outcome, Failure):
        about.info("polled", new=polled.new, revised=polled.revised, skipped=polled.skipped)
    elif polled.source.state.health is polled.state.health:
        about.info("source_still_fails", reason=polled.outcome.reason, health=polled.state.health.value)
    else:
        about.warning("source_fails", reason=polled.outcome.reason, health=polled.state.health.value)


def _chance() -> float:
    return random.random()  # noqa: S311 because it spreads load and guards nothing


def _actionable(group: ExceptionGroup[Exception]) -> SitrepError | None:
    """Give the first error that a person can act on, however deep it is nested."""
    errors: list[Exception] = list(group.exceptions)
    while errors:
        error = errors.pop()
        if isinstance(error, ExceptionGroup):
            errors += error.exceptions
        elif isinstance(error, SitrepError):
            return error
    return None
