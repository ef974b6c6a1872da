"""Every source as those who read it see it: what it holds, how it fares, what it is worth to them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Select, func, select

from ingest.archive.copying import copied
from ingest.archive.dialects import joined_values, upsert
from ingest.archive.entries import REMEMBERED, rates, taken_for
from ingest.archive.polls import state_of
from ingest.archive.rows import AnyRow
from ingest.archive.schema import FOREVER, Moment, citings, polls, revisions, sources
from ingest.archive.subscribing import Membership, audience, memberships
from ingest.articles import SourceId, View
from ingest.live import Health, PollState, SourceKind
from ingest.polling.doubts import stale
from ingest.polling.triage import FIRST_ENTRIES
from ingest.subscriptions import SourceSummary, Subscriber

_CITED_IN: Final = timedelta(days=30)
_POLLED: Final = {SourceKind.FEED, SourceKind.SITEMAP}
_TROUBLED: Final = (Health.FAILING.value, Health.DORMANT.value, Health.GONE.value)


def summaries(connection: Connection, subscriber: Subscriber | None, *, now: datetime) -> tuple[SourceSummary, ...]:
    """Give every source that `subscriber` reads, by title; of a paused one, only that it is.

    `None` reads what anybody reads.
    """
    read = memberships(connection, subscriber)
    rated = rates(connection, read, now=now)
    cited = _cited(connection, subscriber, now=now)
    repeated = copied(connection, audience(connection, subscriber))
    held = _held().subquery()
    statement = (
        select(
            sources.c.id,
            sources.c.kind,
            sources.c.url,
            polls,
            held.c.articles,
            held.c.newest,
            held.c.languages,
        )
        .outerjoin(polls, polls.c.source == sources.c.id)
        .outerjoin(held, held.c.source == sources.c.id)
        .where(sources.c.id.in_(sorted(read)))
    )
    found = (_summary(row, read[SourceId(row.id)], rated, cited, repeated) for row in connection.execute(statement))
    by_title = sorted(found, key=lambda source: (source.name.lower(), source.id))
    if subscriber:
        taken = taken_for(connection, subscriber)
        by_title = [_since_added(source, taken[source.id], now=now) for source in by_title]
    return tuple(_withdrawn(source) if source.paused and subscriber else _as_of(now, source) for source in by_title)


def _withdrawn(source: SourceSummary) -> SourceSummary:
    return replace(source, articles=0, newest=None, languages=(), state=None, items_a_day=0.0, copies=0.0)


def _since_added(source: SourceSummary, taken: int, *, now: datetime) -> SourceSummary:
    """Leave out what would tell that others read a source before: since when it fails, how much it brought them.

    Beside what was `taken` since it was added, as many articles are told of as a first poll would have brought.
    """
    if source.kind in _POLLED and not source.shared and now - source.added < REMEMBERED:
        source = replace(source, articles=min(source.articles, taken + FIRST_ENTRIES))
    state = source.state
    if state is None or state.failing_since is None or state.failing_since >= source.added:
        return source
    return replace(source, state=replace(state, failing_since=source.added))


def _as_of(now: datetime, source: SourceSummary) -> SourceSummary:
    """Give a source that answers as doubtful where the newest that it brought has become old."""
    state = source.state
    is_well = state is not None and state.health is Health.OK and source.kind in _POLLED
    doubt = stale(source.newest, now=now) if is_well and source.newest else None
    return replace(source, state=replace(state, health=Health.DOUBTFUL, problem=doubt)) if state and doubt else source


def _held() -> Select[tuple[int, int, datetime, str]]:
    return (
        select(
            revisions.c.source,
            func.count(revisions.c.id).label("articles"),
            func.max(revisions.c.published, type_=Moment).label("newest"),
            joined_values(revisions.c.language).label("languages"),
        )
        .where(revisions.c.known_until == FOREVER)
        .group_by(revisions.c.source)
    )


def _summary(
    row: AnyRow,
    how: Membership,
    rated: Mapping[SourceId, float],
    cited: Mapping[SourceId, int],
    repeated: Mapping[SourceId, int],
) -> SourceSummary:
    source = SourceId(row.id)
    return SourceSummary(
        id=source,
        name=how.described.title,
        kind=SourceKind(row.kind),
        url=row.url,
        added=how.added,
        added_by=how.added_by,
        standing=how.standing,
        shared=how.shared,
        articles=row.articles or 0,
        newest=row.newest,
        languages=tuple(sorted(row.languages.split(","))) if row.languages else (),
        state=_asked_for(state_of(row), how.asked) if row.health else None,
        publisher=how.described.publisher,
        tags=how.described.tags,
        language=how.described.language,
        items_a_day=rated.get(source, 0.0),
        copies=repeated.get(source, 0) / row.articles if row.articles else 0.0,
        cited=cited.get(source, 0),
        halted=how.halted,
        servers=how.servers,
    )


def _asked_for(state: PollState, asked: datetime | None) -> PollState:
    """Give the state as it is for who asked for a poll."""
    if asked is None or state.next_check is None:
        return state
    return replace(state, next_check=min(asked, state.next_check))


def _cited(connection: Connection, subscriber: Subscriber | None, *, now: datetime) -> dict[SourceId, int]:
    since = (now - _CITED_IN).date().isoformat()
    statement = (
        select(citings.c.source, func.sum(citings.c.times).label("times"))
        .where(citings.c.day > since)
        .group_by(citings.c.source)
    )
    if subscriber is not None:
        statement = statement.where(citings.c.subscriber == subscriber)
    return {SourceId(row.source): row.times for row in connection.execute(statement)}


def cite(connection: Connection, times: Mapping[SourceId, int], subscriber: Subscriber, *, now: datetime) -> None:
    """Add to how often answers to the subscriber cited each source today; what is too old to tell of goes."""
    today, since = now.date().isoformat(), (now - _CITED_IN).date().isoformat()
    rows = [
        {"source": source, "subscriber": subscriber, "day": today, "times": count} for source, count in times.items()
    ]
    if rows:
        new = upsert(connection, citings)
        more = {"times": citings.c.times + new.excluded.times}
        connection.execute(new.on_conflict_do_update(index_elements=["source", "subscriber", "day"], set_=more), rows)
    connection.execute(citings.delete().where(citings.c.day <= since))


def failing(connection: Connection, view: View) -> int:
    """How many of the visible sources cannot be polled at present."""
    statement = select(func.count()).select_from(polls).where(polls.c.health.in_(_TROUBLED))
    if view.sources is not None:
        statement = statement.where(polls.c.source.in_(sorted(view.sources)))
    return int(connection.execute(statement).scalar_one())
