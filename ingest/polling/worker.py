"""The worker: polls what is due, over and over, until it is told to stop."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from time import monotonic
from typing import Final, TypeVar

import structlog

from ingest.archive import Archive, Beat, first_kept
from ingest.clock import Clock
from ingest.desk import Desk
from ingest.embedding import Embedder
from ingest.errors import ArchiveError, ArchiveLocked, SitrepError, StorageFull
from ingest.live import Failure, FailureKind, LiveSource
from ingest.polling.listing import Fetches
from ingest.polling.poll import Polled, Poller
from ingest.rereading import Reread, left_to_reread, reread
from ingest.subscriptions import Limits
from ingest.turns import Turns

AT_ONCE: Final = 256
"""Polls under way. Most of them wait for a server, which costs a socket: so many may hang, half a minute each, and of a
thousand the others are still polled within two (docs/benchmarks.md, thousand_sources)."""
PART: Final = "worker"
"""What the worker's signs of life are filed under."""
_BEAT_SECONDS: Final = 10.0
_SWEEP_SECONDS: Final = 3600.0
_DRAIN_SECONDS: Final = 5.0
"""Between two looks for vectors that wait for Chroma: while the worker polls they are brought there at once anyway."""
_LOOK_SECONDS: Final = 60.0
"""Between two looks for texts that an older version read: most of all after an update there are some."""
_BREATH_SECONDS: Final = 1.0
"""Between two batches that are read anew, and at least as long as the last one took: nobody waits for them."""
_REST_SECONDS: Final = 60.0
"""A source waits that could not be stored: its publisher shall not be asked every second because our disk is full."""
_NONE: Final[tuple[LiveSource, ...]] = ()
_PROBE_SECONDS: Final = 10.0
"""While this machine reaches nobody, one source after the other is asked whether that has passed."""

Value = TypeVar("Value")

log = structlog.get_logger(__name__)


async def work(  # noqa: PLR0913 because a worker needs every collaborator
    *,
    archive: Archive,
    fetcher: Fetches,
    embedder: Callable[[], Embedder],
    stop: asyncio.Event,
    name: str,
    clock: Clock,
    limits: Limits | None = None,
    keep_months: int | None = None,
    every: float = 1.0,
) -> None:
    """Poll what is due, look for more `every` so many seconds, end soon after `stop` is set.

    What is stored when it ends stays stored, the rest is polled again by the next worker. One bad source stops nobody.
    Others may work at the same archive under other names; what a worker of this `name` left behind is taken up at once.
    No server is taken more for than its `limits`; of news, so many whole months are kept. Raises `ModelError` if the
    model cannot be loaded or is not the archive's.
    """
    desk = Desk(archive, embedder)
    worker = _Worker(Poller(archive, fetcher, desk, name, clock, limits), keep_months=keep_months)
    try:
        await asyncio.to_thread(archive.release, name)
        with _the_error_alone():
            async with asyncio.TaskGroup() as parts:
                duties = (
                    worker.warm(),
                    worker.poll(every),
                    worker.drain(),
                    worker.sweep(),
                    worker.reread(),
                    worker.beat(),
                )
                running = [parts.create_task(duty) for duty in duties]
                await stop.wait()
                for part in running:
                    part.cancel()
    finally:
        with suppress(ArchiveError):  # because the next worker's sign of life takes its place
            await asyncio.to_thread(archive.leave, PART)
            await asyncio.to_thread(archive.release, name)
        if worker.is_ready:  # before, nothing lies on the desk but a model that loads
            await asyncio.to_thread(desk.close)


async def poll_due(  # noqa: PLR0913 because polling needs every collaborator
    *,
    archive: Archive,
    fetcher: Fetches,
    desk: Desk,
    name: str,
    clock: Clock,
    done: Callable[[Polled], None],
    limits: Limits | None = None,
) -> None:
    """Poll once what is due and nobody else polls, and tell `done` of each poll as it ends."""
    poller = Poller(archive, fetcher, desk, name, clock, limits)

    async def poll_in_turn() -> None:
        while leased := await asyncio.to_thread(archive.lease, clock(), worker=name, limit=1):
            if polled := await poller.poll(leased[0]):
                done(polled)

    try:
        with _the_error_alone():
            async with asyncio.TaskGroup() as turns:
                for _ in range(AT_ONCE):
                    turns.create_task(poll_in_turn())
    finally:
        await asyncio.to_thread(archive.release, name)


class _Worker:
    """What the parts of a running worker share. Each part runs until it is cancelled, but `warm`, which ends."""

    def __init__(self, poller: Poller, *, keep_months: int | None) -> None:
        self._poller = poller
        self._archive = poller.archive
        self._desk = poller.desk
        self._clock = poller.clock
        self._keep_months = keep_months
        self._turns = Turns()
        self.is_ready = False
        self._polled = 0
        self._taken = 0

    async def warm(self) -> None:
        await self._desk.warm()
        self.is_ready = True
        log.info("worker_ready")

    async def poll(self, every: float) -> None:
        async with asyncio.TaskGroup() as polls:
            while True:
                await self._queue()
                for source in self._turns.begin(at_once=1 if self._poller.outage.is_on else AT_ONCE):
                    polls.create_task(self._poll(source))
                await asyncio.sleep(_PROBE_SECONDS if self._poller.outage.is_on else every)

    async def drain(self) -> None:
        while True:
            while await _unless_busy(self._archive.drain_outbox, 0):
                pass
            await asyncio.sleep(_DRAIN_SECONDS)

    async def sweep(self) -> None:
        """Delete, now and every hour, what nobody has read for a week, and what is older than is kept."""
        while True:
            if swept := await _unless_busy(partial(self._archive.sweep, self._clock()), 0):
                log.info("unread_articles_deleted", count=swept)
            if self._keep_months:
                before = first_kept(self._clock(), months=self._keep_months)
                if gone := await _unless_busy(partial(self._archive.let_go, before), 0):
                    log.info("old_articles_deleted", count=gone, before=before.date().isoformat())
            await asyncio.sleep(_SWEEP_SECONDS)

    async def reread(self) -> None:
        """Read anew what an older version read. What is polled has its turn first, and half the time."""
        reader = self._desk.reader.on_behalf_of(frozenset({PART}))
        done = Reread()
        while True:
            began = monotonic()
            batch = await _unless_full(reread(self._archive, reader), Reread())
            done += batch
            if batch.texts:
                await asyncio.sleep(max(_BREATH_SECONDS, monotonic() - began))
                continue
            if done.texts:
                log.info("texts_read_anew", texts=done.texts, tallies=done.tallies, reports=done.reports)
            done = Reread()
            await asyncio.sleep(_LOOK_SECONDS)

    async def beat(self) -> None:
        while True:
            await _unless_busy(lambda: self._archive.beat(self._sign()), None)
            await asyncio.sleep(_BEAT_SECONDS)

    def _sign(self) -> Beat:
        counts = {
            "polling": self._turns.under_way,
            "polled": self._polled,
            "taken": self._taken,
            "to_read_anew": left_to_reread(self._archive),
        }
        model = "ready" if self.is_ready else "loading"
        network = "unreachable" if self._poller.outage.is_on else "reachable"
        chroma = self._archive.chroma
        return Beat(PART, self._clock(), {"model": model, "network": network, "chroma": chroma, **counts})

    async def _queue(self) -> None:
        """Let what is due wait for its turn."""
        room = AT_ONCE - self._turns.under_way
        if room:
            lease = partial(self._archive.lease, self._clock(), worker=self._poller.worker, limit=room)
            self._turns.join(await _unless_busy(lease, _NONE))

    async def _poll(self, source: LiveSource) -> None:
        try:
            if polled := await self._poller.poll(source):
                self._note(polled)
            else:
                log.warning("poll_left_to_another_worker", source=source.url)
        except ArchiveError as error:
            log.error("poll_not_stored", source=source.url, reason=str(error))  # noqa: TRY400 because the sentence says all
            await asyncio.sleep(_REST_SECONDS)
        finally:
            self._turns.end(source)

    def _note(self, polled: Polled) -> None:
        self._polled += 1
        self._taken += polled.new + polled.revised
        _log(polled)


async def _unless_busy(ask: Callable[[], Value], otherwise: Value) -> Value:
    """Ask the archive, beside the loop; what passes, a lock or a full disk, is waited for by asking again."""
    return await _unless_full(asyncio.to_thread(ask), otherwise)


async def _unless_full(asked: Awaitable[Value], otherwise: Value) -> Value:
    try:
        return await asked
    except (ArchiveLocked, StorageFull) as error:
        log.warning("archive_cannot_be_asked_now", reason=str(error))
        return otherwise


def _log(polled: Polled) -> None:
    """Log a poll: that a source begins to fail is worth a warning, that it still does is not."""
    about = log.bind(source=polled.source.url, next_check=str(polled.state.next_check))
    if not isinstance(polled.outcome, Failure):
        about.info("polled", new=polled.new, revised=polled.revised, skipped=polled.skipped)
    elif polled.source.state.health is polled.state.health or polled.outcome.kind is FailureKind.OFFLINE:
        about.info("source_still_fails", reason=polled.outcome.reason, health=polled.state.health.value)
    else:
        about.warning("source_fails", reason=polled.outcome.reason, health=polled.state.health.value)


@contextmanager
def _the_error_alone() -> Iterator[None]:
    """Raise, instead of a group of errors, the first that a person can act on."""
    try:
        yield
    except ExceptionGroup as group:
        if error := _actionable(group):
            raise error from group
        raise


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
