"""What sources offered, what became of each entry, and how much more of a source its readers may have today."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, case, delete, func, or_, select

from ingest.archive.copying import original_of
from ingest.archive.dialects import upsert
from ingest.archive.leasing import wanted
from ingest.archive.rows import AnyRow
from ingest.archive.schema import FOREVER, entries, outbox, passages, revisions, sources, subscriptions
from ingest.articles import SourceId
from ingest.live import EntryOutcome, Taken
from ingest.subscriptions import OPERATOR, Limits, Standing, Subscriber, Trace

REMEMBERED: Final = timedelta(days=180)
"""How long an entry that a feed no longer offers is remembered: if it comes back, it is no news."""

RATED: Final = timedelta(days=14)
"""The days by which the items a day are told: a week's rhythm twice."""

_COUNTED: Final = tuple(
    outcome.value
    for outcome in EntryOutcome
    if outcome not in {EntryOutcome.TOO_OLD, EntryOutcome.CAPPED, EntryOutcome.PURGED}
)
"""What was looked at, whatever came of it."""


def unseen(connection: Connection, source: SourceId, digests: Mapping[str, str]) -> set[str]:
    """Which entries, by key, the source never offered, or not with this digest, or was kept from having taken.

    One that says what an entry said which is offered no more is that entry: its key changes at each poll.
    """
    of_source = select(entries.c.key, entries.c.digest).where(
        entries.c.source == source, entries.c.outcome != EntryOutcome.CAPPED.value
    )
    same = connection.execute(of_source.where(entries.c.key.in_(digests)))
    seen = {row.key for row in same if digests[row.key] == row.digest}
    renamed = connection.execute(of_source.where(entries.c.digest.in_(set(digests.values()))))
    known = {row.digest for row in renamed if row.key not in digests}
    return {key for key, digest in digests.items() if key not in seen and digest not in known}


def remember(connection: Connection, source: SourceId, taken: Mapping[str, Taken], *, now: datetime) -> None:
    """Note what became of entries, by key, and forget those long gone."""
    if taken:
        new = upsert(connection, entries)
        was_capped = entries.c.outcome == EntryOutcome.CAPPED.value
        first = case((was_capped, new.excluded.first), else_=entries.c.first)
        changed = {name: new.excluded[name] for name in ("digest", "seen", "url", "outcome", "detail")}
        connection.execute(
            new.on_conflict_do_update(index_elements=["source", "key"], set_={**changed, "first": first}),
            [{"source": source, "key": key, "seen": now, "first": now, **asdict(one)} for key, one in taken.items()],
        )
    connection.execute(delete(entries).where(entries.c.source == source, entries.c.seen < now - REMEMBERED))


def taken_since(connection: Connection, since: datetime, these: Collection[SourceId]) -> Counter[SourceId]:
    """How many entries of each source were first taken at or after `since`."""
    return _taken(connection, entries.c.source.in_(sorted(these)), entries.c.first >= since)


def taken_for(connection: Connection, subscriber: Subscriber) -> Counter[SourceId]:
    """How many entries of each source of its own were first taken since the subscriber added it."""
    mine = (subscriptions.c.source == entries.c.source, subscriptions.c.subscriber == subscriber)
    return _taken(connection, *mine, entries.c.first >= subscriptions.c.added)


def _taken(connection: Connection, *which: ColumnElement[bool]) -> Counter[SourceId]:
    counted = select(entries.c.source, func.count().label("times")).where(*which, entries.c.outcome.in_(_COUNTED))
    rows = connection.execute(counted.group_by(entries.c.source))
    return Counter({SourceId(row.source): row.times for row in rows})


def allowance(connection: Connection, source: SourceId, limits: Limits, *, now: datetime) -> int | None:
    """How many more articles may be taken of the source before midnight (UTC); `None` for any number.

    As many as the most generous of its readers has left: what one server has had enough of is no loss to another.
    A reader's day counts what came of all its sources but the operator's.
    """
    readers = {
        Subscriber(reader)
        for reader in connection.execute(
            select(subscriptions.c.subscriber).where(subscriptions.c.source == source, *wanted())
        ).scalars()
    }
    if not readers or OPERATOR in readers:
        return None
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    left = (limits.articles_a_day - _had(connection, reader, midnight) for reader in readers)
    return max(0, *left)


def _had(connection: Connection, reader: Subscriber, midnight: datetime) -> int:
    """How many articles came today of what the reader has polled; the operator's sources count for nobody."""
    operators = select(subscriptions.c.source).where(subscriptions.c.subscriber == OPERATOR, *wanted())
    statement = select(subscriptions.c.source).where(
        subscriptions.c.subscriber == reader, subscriptions.c.source.not_in(operators), *wanted()
    )
    mine = [SourceId(source) for source in connection.execute(statement).scalars()]
    return taken_since(connection, midnight, mine).total()


def rates(connection: Connection, these: Collection[SourceId], *, now: datetime) -> dict[SourceId, float]:
    """Give the items a day of each source over the last two weeks.

    What its first poll found does not count: that is history. A source without a second poll has no rate.
    """
    begun = {
        SourceId(row.source): row.begun
        for row in connection.execute(
            select(entries.c.source, func.min(entries.c.first, type_=entries.c.first.type).label("begun"))
            .where(entries.c.source.in_(sorted(these)))
            .group_by(entries.c.source)
        )
    }
    counts: Counter[SourceId] = Counter()
    for source, first in begun.items():
        counts += taken_since(connection, max(first + timedelta(microseconds=1), now - RATED), [source])
    return {source: count / _days(now - begun[source]) for source, count in counts.items()}


def _days(read_for: timedelta) -> float:
    return max(1.0, min(read_for, RATED) / timedelta(days=1))


def traces(
    connection: Connection, addresses: Collection[str], standings: Mapping[SourceId, Standing]
) -> tuple[Trace, ...]:
    """Say of every source what became of the page at these addresses, one trace a source, by name."""
    statement = select(sources.c.id, sources.c.title).where(sources.c.id.in_(sorted(standings)))
    named = [
        (SourceId(row.id), row.title)
        for row in connection.execute(statement.order_by(func.lower(sources.c.title), sources.c.id))
    ]
    return tuple(_trace(connection, source, name, standings, addresses) for source, name in named)


def _trace(
    connection: Connection,
    source: SourceId,
    name: str,
    standings: Mapping[SourceId, Standing],
    addresses: Collection[str],
) -> Trace:
    entry = _entry_at(connection, source, addresses)
    revision = _revision_at(connection, source, addresses)
    held, waiting = _passages_of(connection, revision) if revision is not None else (0, 0)
    return Trace(
        source=source,
        name=name,
        standing=standings[source],
        offered=entry.seen if entry else None,
        outcome=EntryOutcome(entry.outcome) if entry else None,
        detail=entry.detail if entry else None,
        stored=revision is not None,
        copy_of=None if revision is None else original_of(connection, revision, standings),
        passages=held,
        indexed=held > 0 and not waiting,
    )


def _entry_at(connection: Connection, source: int, addresses: Collection[str]) -> AnyRow | None:
    """Give the entry that was offered last, by its address or by its key, which often is one."""
    statement = (
        select(entries)
        .where(entries.c.source == source, or_(entries.c.url.in_(addresses), entries.c.key.in_(addresses)))
        .order_by(entries.c.seen.desc())
        .limit(1)
    )
    return connection.execute(statement).one_or_none()


def _revision_at(connection: Connection, source: int, addresses: Collection[str]) -> int | None:
    """Give the current revision of the article at the address, or of the one that the address led to."""
    statement = (
        select(revisions.c.id)
        .where(
            revisions.c.source == source,
            revisions.c.known_until == FOREVER,
            or_(revisions.c.url.in_(addresses), revisions.c.origin.in_(addresses)),
        )
        .order_by(revisions.c.id.desc())
        .limit(1)
    )
    return connection.execute(statement).scalar()


def _passages_of(connection: Connection, revision: int) -> tuple[int, int]:
    """How many passages there are, and how many of them Chroma does not have yet."""
    statement = (
        select(func.count(passages.c.id), func.count(outbox.c.passage))
        .outerjoin(outbox, outbox.c.passage == passages.c.id)
        .where(passages.c.revision == revision)
    )
    held, waiting = connection.execute(statement).one()
    return held, waiting
