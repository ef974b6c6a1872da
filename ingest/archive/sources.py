"""The archive's half about sources: who reads them, who polls them, what becomes of what they offer."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic

from sqlalchemy import Connection

from ingest.archive import (
    auditing,
    capping,
    describing,
    entries,
    forgetting,
    leasing,
    noticing,
    polls,
    subscribing,
    summaries,
    uploading,
)
from ingest.archive.database import Database
from ingest.archive.describing import Description
from ingest.articles import SourceId, View
from ingest.clock import Clock
from ingest.live import LiveSource, Offer, PollState, Taken
from ingest.subscriptions import (
    Action,
    Change,
    Limits,
    Notice,
    NoticeId,
    RemovedSource,
    SourceSummary,
    Standing,
    Subscriber,
    Trace,
)


class SourcesArchive:
    """All that is known of sources, for any number of threads, processes and workers at once."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def source(self, name: str) -> SourceId:
        """Give the source of this name or address; if there is none, one of imported files is made."""
        with self._database.reading() as connection:
            given = subscribing.source_named(connection, name)
        if given is not None:
            return given
        with self._database.writing() as connection:
            return subscribing.source_named(connection, name) or subscribing.add_imported(
                connection, name, now=self._clock()
            )

    def known(self, source: str, fingerprints: Collection[str]) -> set[str]:
        """Which of these documents the source of this name brought already, so that they need not be read again."""
        with self._database.reading() as connection:
            return subscribing.known(connection, source, fingerprints)

    def sources(
        self, subscriber: Subscriber | None = None, *, now: datetime | None = None
    ) -> tuple[SourceSummary, ...]:
        """Every source that the subscriber reads, by title; `None` reads whatever anybody reads.

        Its rates are of the days before `now`, by default before this moment.
        """
        with self._database.reading() as connection:
            return summaries.summaries(connection, subscriber, now=now or self._clock())

    def view(self, now: datetime, subscriber: Subscriber | None = None) -> View:
        """Give what the subscriber may see: its own sources and the operator's; `None` sees what anybody reads."""
        with self._database.reading() as connection:
            return subscribing.view(connection, now, subscriber)

    def failing(self, view: View) -> int:
        """How many of the visible sources cannot be polled at present."""
        with self._database.reading() as connection:
            return summaries.failing(connection, view.sources)

    def subscribe(
        self,
        offers: Sequence[Offer],
        subscriber: Subscriber,
        *,
        by: str | None,
        now: datetime,
        limits: Limits | None = None,
    ) -> list[bool]:
        """Let the subscriber read what is offered, and poll it at once. Tells for each whether that is news.

        Raises `TooManySources`, and adds nothing, if that were more than its limit; the operator has none.
        """
        with self._database.writing() as connection:
            news = [subscribing.subscribe(connection, offer, subscriber, by=by, now=now) for offer in offers]
            if any(news):
                subscribing.refuse_too_many(connection, subscriber, limits)
            return news

    def hand_in(  # noqa: PLR0913 because a file has a name and a body, and a change says for whom, by whom and when
        self,
        name: str,
        body: bytes,
        subscriber: Subscriber,
        *,
        by: str | None,
        now: datetime,
        limits: Limits | None = None,
    ) -> str:
        """Take a file for the subscriber, to be read at once; gives the address that its source goes by.

        One of a name that it handed in before takes that one's place: what changed in it becomes revisions.
        Raises `TooManySources`, and takes nothing, if that were more than its limit.
        """
        with self._database.writing() as connection:
            address = uploading.hand_in(connection, name, body, subscriber, by=by, now=now)
            subscribing.refuse_too_many(connection, subscriber, limits)
            return address

    def handed_in(self, source: SourceId) -> bytes | None:
        """Give a file that waits to be read."""
        with self._database.reading() as connection:
            return uploading.handed_in(connection, source)

    def pause(self, source: SourceId, subscriber: Subscriber, *, by: str | None, now: datetime) -> bool:
        """Neither poll nor show the source to this subscriber; `False` if it was paused, or is not its own."""
        return self._stand(source, subscriber, Action.PAUSE, by=by, now=now)

    def mute(self, source: SourceId, subscriber: Subscriber, *, by: str | None, now: datetime) -> bool:
        """Poll and store the source, but show nothing of it; `False` if it was muted, or is not its own."""
        return self._stand(source, subscriber, Action.MUTE, by=by, now=now)

    def resume(self, source: SourceId, subscriber: Subscriber, *, by: str | None, now: datetime) -> bool:
        """Poll and show the source again; `False` if it was neither paused nor muted, or is not its own."""
        return self._stand(source, subscriber, Action.RESUME, by=by, now=now)

    def _stand(
        self, source: SourceId, subscriber: Subscriber, action: Action, *, by: str | None, now: datetime
    ) -> bool:
        with self._database.writing() as connection:
            return subscribing.stand(connection, source, subscriber, action, by=by, now=now)

    def remove(self, source: SourceId, subscriber: Subscriber, *, by: str | None, now: datetime) -> bool:
        """Hide the source from this subscriber; `False` if it is not its own.

        For a week it can be restored. Then what it brought is deleted, unless somebody else reads it.
        """
        with self._database.writing() as connection:
            return subscribing.remove(connection, source, subscriber, by=by, now=now)

    def restore(
        self, source: SourceId, subscriber: Subscriber, *, by: str | None, now: datetime, limits: Limits | None = None
    ) -> bool:
        """Undo a removal: the source is as it was. `False` if there is none to undo; raises `TooManySources`."""
        with self._database.writing() as connection:
            restored = subscribing.restore(connection, source, subscriber, by=by, now=now)
            if restored:
                subscribing.refuse_too_many(connection, subscriber, limits)
            return restored

    def restorable(self, subscriber: Subscriber, *, now: datetime) -> tuple[RemovedSource, ...]:
        """Give what the subscriber removed and can still restore, the last removed first."""
        with self._database.reading() as connection:
            return subscribing.restorable(connection, subscriber, now=now)

    def forget(self, subscriber: Subscriber, *, now: datetime) -> None:
        """Let a subscriber go: all it reads is removed, and who did what there is forgotten."""
        with self._database.writing() as connection:
            subscribing.forget(connection, subscriber, now=now)

    def describe(
        self, source: SourceId, subscriber: Subscriber, said: Description, *, by: str | None, now: datetime
    ) -> None:
        """Change what the subscriber says of a source, for itself alone; `NotYours` where it does not read it."""
        with self._database.writing() as connection:
            describing.describe(connection, source, subscriber, said, by=by, now=now)

    def is_called_english(self, source: str) -> bool:
        """Whether any reader says that the source of this name or address is in English: then all its texts count."""
        with self._database.reading() as connection:
            number = subscribing.source_named(connection, source)
            return number is not None and describing.is_called_english(connection, number)

    def readdress(self, source: SourceId, url: str, *, now: datetime) -> bool:
        """Poll the source at another address from now on; `False` if that is a source's already."""
        with self._database.writing() as connection:
            return describing.readdress(connection, source, url, now=now)

    def audit(self, subscriber: Subscriber | None, limit: int) -> tuple[Change, ...]:
        """Give the last changes of what the subscriber reads, the newest first; `None` for everybody's."""
        with self._database.reading() as connection:
            return auditing.audit(connection, subscriber, limit)

    def lease(self, now: datetime, *, worker: str, limit: int) -> tuple[LiveSource, ...]:
        """Give `worker` up to `limit` due sources, for nobody else to poll until it told what came of them.

        In fair turns: everybody's longest waiting source goes before anybody's second. A lease ends with `polled`,
        with `release`, or a quarter of an hour after the worker's last sign of life about the source.
        """
        with self._database.reading() as connection:
            if not leasing.is_any_due(connection, now):  # looked at first, because a reader need not wait for a writer
                return ()
        with self._writing_at(now) as (connection, locked):
            return leasing.lease(connection, locked, worker=worker, limit=limit)

    def unseen(self, source: SourceId, digests: Mapping[str, str]) -> set[str]:
        """Which entries, by key, the source never offered, not with this digest, or not within its readers' limits."""
        with self._database.reading() as connection:
            return entries.unseen(connection, source, digests)

    def note(self, source: SourceId, taken: Mapping[str, Taken], *, now: datetime, worker: str) -> bool:
        """Write down, in the middle of a poll, what became of entries, and extend the lease.

        `False`, with nothing written, if the source is another worker's by now: the poll is to be left to it.
        """
        with self._writing_at(now) as (connection, locked):
            held = leasing.extend(connection, source, worker=worker, now=locked)
            if held:
                entries.remember(connection, source, taken, now=now)
            return held

    def polled(
        self, source: SourceId, state: PollState, taken: Mapping[str, Taken], *, now: datetime, worker: str
    ) -> bool:
        """Write down what came of a poll: the schedule's decision, and what became of entries; end the lease.

        `False`, with nothing written, if the source is another worker's by now.
        """
        with self._database.writing() as connection:
            held = leasing.give_back(connection, source, worker=worker)
            if held:
                uploading.forget_read(connection, source, state)
                kind = noticing.turn(polls.recorded(connection, source), state)
                polls.record(connection, source, state)
                entries.remember(connection, source, taken, now=now)
                if kind:
                    noticing.notice(connection, source, kind, detail=state.problem, now=now)
            return held

    def release(self, worker: str) -> int:
        """End every lease of a worker that is about to leave, or that begins anew; tells how many it had."""
        with self._database.writing() as connection:
            return leasing.release(connection, worker)

    def allowance(self, source: SourceId, limits: Limits, *, now: datetime) -> int | None:
        """How many more articles may be taken of the source before midnight (UTC); `None` for any number.

        As many as the most generous of its readers has left: what one server has had enough of is no loss to another.
        A reader's day counts what came of all its sources but the operator's.
        """
        with self._database.reading() as connection:
            return capping.allowance(connection, source, limits, now=now)

    def notices(self, subscriber: Subscriber) -> tuple[Notice, ...]:
        """Give what the subscriber is to be told of its own sources and was not told yet, the oldest first."""
        with self._database.reading() as connection:
            return noticing.untold(connection, subscriber)

    def told(self, these: Collection[NoticeId], subscriber: Subscriber) -> None:
        """Note that the subscriber was told."""
        with self._database.writing() as connection:
            noticing.tell(connection, these, subscriber)

    def trace(self, url: str, subscriber: Subscriber | None, *, canonical: str | None = None) -> tuple[Trace, ...]:
        """Say of every source that the subscriber has polled what became of the page at `url`, by source's name.

        Give its canonical form too, where it has one: it may have been offered in either.
        """
        with self._database.reading() as connection:
            read = subscribing.memberships(connection, subscriber)
            standings = {source: how.standing for source, how in read.items() if how.standing is not Standing.PAUSED}
            traces = entries.traces(connection, {url, canonical or url}, standings)
        named = (replace(trace, name=read[trace.source].described.title) for trace in traces)
        return tuple(sorted(named, key=lambda trace: (trace.name.lower(), trace.source)))

    def cited(self, times: Mapping[SourceId, int], subscriber: Subscriber, *, now: datetime) -> None:
        """Add to how often answers to the subscriber cited each source."""
        with self._database.writing() as connection:
            summaries.cite(connection, times, subscriber, now=now)

    def sweep(self, now: datetime) -> int:
        """Delete what came of sources that nobody has read for a week; gives how many articles that were.

        In short transactions, so that others can write in between.
        """
        swept = 0
        while count := self._swept(now):
            swept += count
        return swept

    def _swept(self, now: datetime) -> int:
        with self._database.writing() as connection:
            return forgetting.sweep(connection, now=now)

    @contextmanager
    def _writing_at(self, now: datetime) -> Iterator[tuple[Connection, datetime]]:
        """Open a writing transaction; gives what `now` has become until the lock was had."""
        asked = monotonic()
        with self._database.writing() as connection:
            yield connection, now + timedelta(seconds=monotonic() - asked)
