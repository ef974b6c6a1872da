"""The archive's half about sources: who reads them, who polls them, what becomes of what they offer.

What takes one step is a room's function in a transaction of its own; its contract stands there.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from sqlalchemy import Connection

from ingest.archive import (
    auditing,
    describing,
    entries,
    forgetting,
    leasing,
    noticing,
    polls,
    retaining,
    subscribing,
    summaries,
    uploading,
)
from ingest.archive.database import Database
from ingest.archive.transactions import reads, writes
from ingest.articles import SourceId
from ingest.clock import Clock
from ingest.live import LiveSource, PollState, Taken
from ingest.subscriptions import (
    SourceSummary,
    Standing,
    Subscriber,
    Trace,
)


class SourcesArchive:
    """All that is known of sources, for any number of threads, processes and workers at once."""

    known = reads(subscribing.known)
    view = reads(subscribing.view)
    failing = reads(summaries.failing)
    handed_in = reads(uploading.handed_in)
    subscribe = writes(subscribing.subscribe)
    hand_in = writes(uploading.hand_in)
    ask = writes(subscribing.ask)
    stand = writes(subscribing.stand)
    halt = writes(subscribing.halt)
    release_halted = writes(subscribing.release_halted)
    remove = writes(subscribing.remove)
    restore = writes(subscribing.restore)
    restorable = reads(subscribing.restorable)
    forget = writes(subscribing.forget)
    subscribers = reads(subscribing.subscribers)
    describe = writes(describing.describe)
    readdress = writes(describing.readdress)
    audit = reads(auditing.audit)
    unseen = reads(entries.unseen)
    release = writes(leasing.release)
    allowance = reads(entries.allowance)
    notices = reads(noticing.untold)
    told = writes(noticing.tell)
    cited = writes(summaries.cite)
    _swept = writes(forgetting.sweep)
    _let_go = writes(retaining.let_go)

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self._clock = clock
        self._counted: summaries.Counted = {}

    def source(self, name: str) -> SourceId:
        """Give the source of this name or address; if there is none, one of imported files is made."""
        with self.database.reading() as connection:
            given = subscribing.source_named(connection, name)
        if given is not None:
            return given
        with self.database.writing() as connection:
            return subscribing.source_named(connection, name) or subscribing.add_imported(
                connection, name, now=self._clock()
            )

    def sources(
        self, subscriber: Subscriber | None = None, *, now: datetime | None = None
    ) -> tuple[SourceSummary, ...]:
        """Every source that the subscriber reads, by title; `None` reads whatever anybody reads.

        Its rates are of the days before `now`, by default before this moment.
        """
        with self.database.reading() as connection:
            return summaries.summaries(connection, subscriber, counted=self._counted, now=now or self._clock())

    def is_called_english(self, source: str) -> bool:
        """Whether any reader says that the source of this name or address is in English: then all its texts count."""
        with self.database.reading() as connection:
            number = subscribing.source_named(connection, source)
            return number is not None and describing.is_called_english(connection, number)

    def lease(self, now: datetime, *, worker: str, limit: int) -> tuple[LiveSource, ...]:
        """Give `worker` up to `limit` due sources, for nobody else to poll until it told what came of them.

        In fair turns: everybody's longest waiting source goes before anybody's second. A lease ends with `polled`,
        with `release`, or a quarter of an hour after the worker's last sign of life about the source.
        """
        with self.database.reading() as connection:
            if not leasing.is_any_due(connection, now):  # looked at first, because a reader need not wait for a writer
                return ()
        with _at(self.database.sharing(), now) as (connection, begun):
            return leasing.lease(connection, begun, worker=worker, limit=limit)

    def note(self, source: SourceId, taken: Mapping[str, Taken], *, now: datetime, worker: str) -> bool:
        """Write down, in the middle of a poll, what became of entries, and extend the lease.

        `False`, with nothing written, if the source is another worker's by now: the poll is to be left to it.
        """
        with _at(self.database.writing(), now) as (connection, begun):
            held = leasing.extend(connection, source, worker=worker, now=begun)
            if held:
                entries.remember(connection, source, taken, now=now)
            return held

    def polled(
        self, source: SourceId, state: PollState, taken: Mapping[str, Taken], *, now: datetime, worker: str
    ) -> bool:
        """Write down what came of a poll: the schedule's decision, and what became of entries; end the lease.

        `False`, with nothing written, if the source is another worker's by now.
        """
        with self.database.writing() as connection:
            held = leasing.give_back(connection, source, worker=worker)
            if held:
                uploading.forget_read(connection, source, state)
                kind = noticing.turn(polls.recorded(connection, source), state)
                polls.record(connection, source, state)
                entries.remember(connection, source, taken, now=now)
                if kind:
                    noticing.notice(connection, source, kind, detail=state.problem, now=now)
            return held

    def trace(self, url: str, subscriber: Subscriber | None, *, canonical: str | None = None) -> tuple[Trace, ...]:
        """Say of every source that the subscriber has polled what became of the page at `url`, by source's name.

        Give its canonical form too, where it has one: it may have been offered in either.
        """
        with self.database.reading() as connection:
            read = subscribing.memberships(connection, subscriber)
            standings = {source: how.standing for source, how in read.items() if how.standing is not Standing.PAUSED}
            traces = entries.traces(connection, {url, canonical or url}, standings)
        named = (_as_told(trace, read[trace.source]) for trace in traces)
        return tuple(sorted(named, key=lambda trace: (trace.name.lower(), trace.source)))

    def sweep(self, now: datetime) -> int:
        """Delete what came of sources that nobody has read for a week; gives how many articles that were.

        In short transactions, so that others can write in between.
        """
        return sum(iter(partial(self._swept, now=now), 0))

    def let_go(self, before: datetime) -> int:
        """Delete what was published before, with all that was made of it; gives how many articles that were.

        In short transactions, as `sweep`.
        """
        return sum(iter(partial(self._let_go, before=before), 0))


@contextmanager
def _at(transaction: AbstractContextManager[Connection], now: datetime) -> Iterator[tuple[Connection, datetime]]:
    """Begin a transaction; gives what `now` has become until its lock was had."""
    asked = monotonic()
    with transaction as connection:
        yield connection, now + timedelta(seconds=monotonic() - asked)


def _as_told(trace: Trace, how: subscribing.Membership) -> Trace:
    """Give a trace as its reader may see it: that something was offered before the source was added tells of others."""
    offered = trace.offered if trace.offered and trace.offered >= how.added else None
    return replace(trace, name=how.described.title, offered=offered)
