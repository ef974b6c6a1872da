"""Which worker polls which source: leases, so that any number of workers share one archive.

A lease is taken on rows that are locked first, passing over those that another worker has locked, so that two workers
never get the same source; where rows cannot be locked, the transaction holds the write lock. Whoever lost its lease (it
slept, it hung) writes nothing more of that poll: what the new holder wrote stays.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, or_, select, update

from ingest.archive.polls import state_of
from ingest.archive.schema import polls, sources, subscriptions
from ingest.articles import SourceId
from ingest.live import LiveSource, SourceKind
from ingest.subscriptions import Standing, Subscriber

LEASE: Final = timedelta(minutes=15)
"""Each slice of entries that is stored extends it; the slowest, four pages with a publisher's patience, takes two."""

_CLOCKS_DIFFER: Final = timedelta(minutes=15)
"""By as much between workers. By more where a clock was set back, and then nothing waits until it has caught up."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A source that is due and that nobody polls."""

    source: SourceId
    since: datetime
    readers: frozenset[Subscriber]


def fair_turns(waiting: Collection[Waiting]) -> list[SourceId]:
    """Order the sources so that every reader has its longest waiting one polled before anybody's second.

    A source that several read has its turn with the first of them.
    """
    ordered = sorted(waiting, key=lambda one: (one.since, one.source))
    queues: defaultdict[Subscriber, int] = defaultdict(int)
    turns = []
    for one in ordered:
        turns.append(min(queues[reader] for reader in one.readers))
        for reader in one.readers:
            queues[reader] += 1
    ranked = sorted(zip(turns, ordered, strict=True), key=lambda pair: pair[0])  # stable: the longest waiting first
    return [one.source for _, one in ranked]


def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether it is worth waiting for the write lock."""
    statement = select(polls.c.source).join(subscriptions, subscriptions.c.source == polls.c.source).limit(1)
    return connection.execute(statement.where(*_free(now))).scalar() is not None


def lease(connection: Connection, now: datetime, *, worker: str, limit: int) -> tuple[LiveSource, ...]:
    """Give `worker` up to `limit` due sources for its own, in fair turns. `now` is read after the lock was taken."""
    waiting = _waiting(connection, now)
    chosen = _locked(connection, fair_turns(waiting), now, limit=limit)
    if not chosen:
        return ()
    connection.execute(
        update(polls).where(polls.c.source.in_(chosen)).values(lease_owner=worker, lease_until=now + LEASE)
    )
    loaded = {source.id: source for source in _loaded(connection, chosen)}
    readers = {one.source: one.readers for one in waiting}
    return tuple(replace(loaded[source], readers=readers[source]) for source in chosen)


def extend(connection: Connection, source: SourceId, *, worker: str, now: datetime) -> bool:
    """Hold on to a source; `False` if it is another's by now."""
    mine = _held_by(source, worker)
    return connection.execute(update(polls).where(mine).values(lease_until=now + LEASE)).rowcount > 0


def give_back(connection: Connection, source: SourceId, *, worker: str) -> bool:
    """Let go of a source that was polled, whoever asked for it; `False` if it was another's already."""
    mine = _held_by(source, worker)
    held = connection.execute(update(polls).where(mine).values(lease_owner=None, lease_until=None)).rowcount > 0
    if held:
        connection.execute(update(subscriptions).where(subscriptions.c.source == source).values(asked=None))
    return held


def release(connection: Connection, worker: str) -> int:
    """Let go of all that this worker holds; tells how many that were."""
    mine = polls.c.lease_owner == worker
    return connection.execute(update(polls).where(mine).values(lease_owner=None, lease_until=None)).rowcount


def _locked(connection: Connection, turns: Sequence[SourceId], now: datetime, *, limit: int) -> list[SourceId]:
    """Lock the first free sources, in their turns; what another worker is about to lease is passed over."""
    mine: list[SourceId] = []
    for start in range(0, len(turns), max(1, limit)):
        some = turns[start : start + limit]
        free = select(polls.c.source).where(polls.c.source.in_(some), *_unleased(now)).with_for_update(skip_locked=True)
        locked = set(connection.execute(free).scalars())
        mine += [source for source in some if source in locked]
        if len(mine) >= limit:
            break
    return mine[:limit]


def _held_by(source: SourceId, worker: str) -> ColumnElement[bool]:
    return (polls.c.source == source) & (polls.c.lease_owner == worker)


def _waiting(connection: Connection, now: datetime) -> list[Waiting]:
    readers: defaultdict[SourceId, set[Subscriber]] = defaultdict(set)
    since: dict[SourceId, datetime] = {}
    statement = select(polls.c.source, polls.c.next_check, subscriptions.c.subscriber, subscriptions.c.asked).join(
        subscriptions, subscriptions.c.source == polls.c.source
    )
    for row in connection.execute(statement.where(*_free(now))):
        readers[row.source].add(row.subscriber)
        since[row.source] = min(since.get(row.source, row.next_check), row.asked or row.next_check)
    return [Waiting(source, since[source], frozenset(readers[source])) for source in since]


def _free(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Tell what is due, or asked for, and nobody's. What was written in times to come is not waited for."""
    due = or_(polls.c.next_check <= now, subscriptions.c.asked <= now, polls.c.checked > now + _CLOCKS_DIFFER)
    return (due, polls.c.next_check.is_not(None), *_unleased(now), *wanted())


def _unleased(now: datetime) -> tuple[ColumnElement[bool], ...]:
    over = or_(polls.c.lease_until <= now, polls.c.lease_until > now + LEASE + _CLOCKS_DIFFER)
    return (or_(polls.c.lease_until.is_(None), over),)


def wanted() -> tuple[ColumnElement[bool], ...]:
    """Of `subscriptions`: those whose reader wants the source polled."""
    polled = (Standing.ACTIVE.value, Standing.MUTED.value)
    return (subscriptions.c.removed.is_(None), subscriptions.c.standing.in_(polled), not_halted())


def not_halted() -> ColumnElement[bool]:
    """Of `subscriptions`: those of sources that the operator lets be read."""
    return subscriptions.c.source.not_in(select(sources.c.id).where(sources.c.halted.is_not(None)))


def _loaded(connection: Connection, chosen: Sequence[SourceId]) -> list[LiveSource]:
    statement = select(sources, polls).join(polls, polls.c.source == sources.c.id).where(sources.c.id.in_(chosen))
    return [
        LiveSource(
            id=SourceId(row.id),
            kind=SourceKind(row.kind),
            url=row.url,
            title=row.title,
            state=state_of(row),
        )
        for row in connection.execute(statement)
    ]
