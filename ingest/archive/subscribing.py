"""The sources of the archive: who reads them, when each is due, which of its entries were seen."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, delete, func, insert, or_, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from ingest.archive.rows import AnyRow
from ingest.archive.schema import FOREVER, Moment, entries, polls, revisions, sources, subscriptions
from ingest.articles import SourceId
from ingest.live import (
    OPERATOR,
    Health,
    LiveSource,
    Offer,
    PollState,
    SourceKind,
    SourceSummary,
    Subscriber,
    Validators,
)

_REMEMBERED = timedelta(days=180)
"""How long an entry that a feed no longer offers is remembered: if it comes back, it is no news."""


def source_named(connection: Connection, name: str) -> SourceId | None:
    """Give the source of this name."""
    number = connection.execute(select(sources.c.id).where(sources.c.name == name)).scalar()
    return None if number is None else SourceId(number)


def add_imported(connection: Connection, name: str, *, now: datetime) -> SourceId:
    """Add a source of imported files, which the operator shares with everybody."""
    source = _added(connection, name, None, now=now)
    _join(connection, source, OPERATOR, by=None, now=now)
    return source


def known(connection: Connection, source: str, fingerprints: Collection[str]) -> set[str]:
    """Which of these documents this source, or for an imported one any import, brought already."""
    row = connection.execute(select(sources.c.id, sources.c.kind).where(sources.c.name == source)).one_or_none()
    live = None if row is None or row.kind == SourceKind.FILE else row.id
    statement = text(
        "SELECT DISTINCT fingerprints.fingerprint FROM fingerprints "
        "JOIN revisions ON revisions.article = fingerprints.article JOIN sources ON sources.id = revisions.source "
        "WHERE fingerprints.fingerprint IN (SELECT value FROM json_each(:these)) "
        "AND CASE WHEN :live IS NULL THEN sources.kind = 'file' ELSE sources.id = :live END"
    )
    return set(connection.execute(statement, {"these": json.dumps(list(fingerprints)), "live": live}).scalars())


def subscribe(
    connection: Connection, offer: Offer, subscriber: Subscriber, *, by: str | None, now: datetime
) -> tuple[SourceId, bool]:
    """Let `subscriber` read what is offered; poll it at once. Tells whether that is news."""
    source = source_named(connection, offer.url)
    if source is None:
        source = _added(connection, offer.url, offer, now=now)
        record(connection, source, PollState(next_check=now))
    joined = _join(connection, source, subscriber, by=by, now=now)
    if joined:
        connection.execute(update(polls).where(polls.c.source == source).values(next_check=now))
    return source, joined


def _added(connection: Connection, name: str, offer: Offer | None, *, now: datetime) -> SourceId:
    values = {"name": name, "kind": SourceKind.FILE.value, "added": now, "url": None, "title": name, "tags": []}
    if offer:
        values |= {"kind": offer.kind.value, "url": offer.url, "title": offer.title}
    return SourceId(connection.execute(insert(sources).values(values).returning(sources.c.id)).scalar_one())


def _join(connection: Connection, source: SourceId, subscriber: Subscriber, *, by: str | None, now: datetime) -> bool:
    new = upsert(subscriptions).values(source=source, subscriber=subscriber, added=now, added_by=by, standing="active")
    return connection.execute(new.on_conflict_do_nothing()).rowcount > 0


def set_paused(
    connection: Connection, source: SourceId, subscriber: Subscriber, *, paused: bool, now: datetime
) -> bool:
    """Pause or resume for one subscriber; a resumed source is due at once. Tells whether that changed anything."""
    mine = (subscriptions.c.source == source) & (subscriptions.c.subscriber == subscriber)
    changed = connection.execute(
        update(subscriptions)
        .where(mine, (subscriptions.c.standing == "paused") != paused)
        .values(standing="paused" if paused else "active")
    ).rowcount
    if changed and not paused:
        still_due = (polls.c.source == source) & polls.c.next_check.is_not(None)
        connection.execute(update(polls).where(still_due).values(next_check=now))
    return changed > 0


def unsubscribe(connection: Connection, source: SourceId, subscriber: Subscriber) -> bool:
    """Hide the source from one subscriber; what it brought stays, should it be added again."""
    mine = (subscriptions.c.source == source) & (subscriptions.c.subscriber == subscriber)
    return connection.execute(delete(subscriptions).where(mine)).rowcount > 0


def audience(connection: Connection, subscriber: Subscriber | None) -> frozenset[SourceId]:
    """Give every source that `subscriber` may see: its own and the operator's. `None` sees whatever anybody reads.

    What its reader paused is out of sight too: others may go on reading it, and what that brings is not theirs to show.
    """
    statement = select(subscriptions.c.source).where(
        subscriptions.c.standing == "active", subscriptions.c.removed.is_(None)
    )
    if subscriber is not None:
        statement = statement.where(subscriptions.c.subscriber.in_((subscriber, OPERATOR)))
    return frozenset(SourceId(number) for number in connection.execute(statement).scalars())


def summaries(connection: Connection, subscriber: Subscriber | None) -> tuple[SourceSummary, ...]:
    """Give every source that `subscriber` reads, by title, with what it holds; of a paused one, only that it is."""
    wanted = subscriptions.c.subscriber.in_((subscriber, OPERATOR)) if subscriber is not None else text("TRUE")
    held = _held().subquery()
    statement = (
        select(
            sources.c.id,
            sources.c.title,
            sources.c.kind,
            sources.c.url,
            polls,
            held.c.articles,
            held.c.newest,
            held.c.languages,
            func.min(subscriptions.c.added, type_=Moment).label("joined"),
            func.min(subscriptions.c.standing == "paused").label("paused"),
            func.max(subscriptions.c.subscriber == OPERATOR).label("shared"),
        )
        .join(subscriptions, subscriptions.c.source == sources.c.id)
        .outerjoin(polls, polls.c.source == sources.c.id)
        .outerjoin(held, held.c.source == sources.c.id)
        .where(wanted)
        .group_by(sources.c.id)
        .order_by(func.lower(sources.c.title), sources.c.id)
    )
    found = (_summary(row) for row in connection.execute(statement))
    return tuple(_withdrawn(source) if source.paused and subscriber else source for source in found)


def _withdrawn(source: SourceSummary) -> SourceSummary:
    return replace(source, articles=0, newest=None, languages=(), state=None)


def _held() -> Select[tuple[int, int, datetime, str]]:
    return (
        select(
            revisions.c.source,
            func.count(revisions.c.id).label("articles"),
            func.max(revisions.c.published, type_=Moment).label("newest"),
            func.group_concat(revisions.c.language.distinct()).label("languages"),
        )
        .where(revisions.c.known_until == FOREVER)
        .group_by(revisions.c.source)
    )


def _summary(row: AnyRow) -> SourceSummary:
    return SourceSummary(
        id=SourceId(row.id),
        name=row.title,
        kind=SourceKind(row.kind),
        url=row.url,
        added=row.joined,
        paused=bool(row.paused),
        shared=bool(row.shared),
        articles=row.articles or 0,
        newest=row.newest,
        languages=tuple(sorted(row.languages.split(","))) if row.languages else (),
        state=_state(row) if row.health else None,
    )


def due(connection: Connection, now: datetime, limit: int) -> tuple[LiveSource, ...]:
    """Give the sources that are to be polled, the longest waiting first; one that all its readers paused is not."""
    wanted = select(subscriptions.c.source).where(
        subscriptions.c.standing == "active", subscriptions.c.removed.is_(None)
    )
    statement = (
        select(sources.c.id, sources.c.kind, sources.c.url, sources.c.title, polls)
        .join(polls, polls.c.source == sources.c.id)
        .where(polls.c.next_check <= now, sources.c.id.in_(wanted))
        .order_by(polls.c.next_check)
        .limit(limit)
    )
    return tuple(
        LiveSource(SourceId(row.id), SourceKind(row.kind), row.url, row.title, _state(row))
        for row in connection.execute(statement)
    )


def record(connection: Connection, source: SourceId, state: PollState) -> None:
    """Write down what the schedule decided."""
    values = {
        "next_check": state.next_check,
        "health": state.health.value,
        "checked": state.checked,
        "succeeded": state.succeeded,
        "failures": state.failures,
        "failing_since": state.failing_since,
        "problem": state.problem,
        "interval_seconds": int(state.interval.total_seconds()),
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "body_digest": state.body_digest,
        "quiet_hours": sorted(state.quiet_hours),
        "quiet_days": sorted(state.quiet_days),
        "moved_to": state.moved_to,
        "moved_times": state.moved_times,
        "missing_times": state.missing_times,
        "missing_since": state.missing_since,
        "capped_until": state.capped_until,
    }
    connection.execute(
        upsert(polls).values(source=source, **values).on_conflict_do_update(index_elements=["source"], set_=values)
    )


def _state(row: AnyRow) -> PollState:
    return PollState(
        next_check=row.next_check,
        health=Health(row.health),
        checked=row.checked,
        succeeded=row.succeeded,
        failures=row.failures,
        failing_since=row.failing_since,
        problem=row.problem,
        interval=timedelta(seconds=row.interval_seconds),
        validators=Validators(row.etag, row.last_modified),
        body_digest=row.body_digest,
        quiet_hours=frozenset(row.quiet_hours),
        quiet_days=frozenset(row.quiet_days),
        moved_to=row.moved_to,
        moved_times=row.moved_times,
        missing_times=row.missing_times,
        missing_since=row.missing_since,
        capped_until=row.capped_until,
    )


def unseen(connection: Connection, source: SourceId, digests: Mapping[str, str]) -> set[str]:
    """Which entries, by key, the source never offered, or not with this digest."""
    rows = connection.execute(
        select(entries.c.key, entries.c.digest).where(entries.c.source == source, entries.c.key.in_(digests))
    )
    return set(digests) - {row.key for row in rows if digests[row.key] == row.digest}


def remember(connection: Connection, source: SourceId, digests: Mapping[str, str], *, now: datetime) -> None:
    """Note that the entries were offered, and forget those long gone."""
    if digests:
        rows: Sequence[dict[str, object]] = [
            {"source": source, "key": key, "digest": digest, "seen": now, "first": now, "outcome": "stored"}
            for key, digest in digests.items()
        ]
        new = upsert(entries)
        changed = {"digest": new.excluded.digest, "seen": new.excluded.seen}
        connection.execute(new.on_conflict_do_update(index_elements=["source", "key"], set_=changed), rows)
    connection.execute(delete(entries).where(entries.c.source == source, entries.c.seen < now - _REMEMBERED))


def failing(connection: Connection, visible: Collection[SourceId] | None) -> int:
    """How many of the visible sources cannot be polled at present."""
    statement = (
        select(func.count())
        .select_from(polls)
        .where(or_(polls.c.health == Health.FAILING.value, polls.c.health == Health.DORMANT.value))
    )
    if visible is not None:
        statement = statement.where(polls.c.source.in_(sorted(visible)))
    return int(connection.execute(statement).scalar_one())
