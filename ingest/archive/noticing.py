"""What a source's readers are told of without asking: that it fell silent, or that it brings too much. Once each."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select

from ingest.archive.dialects import upsert
from ingest.archive.leasing import wanted
from ingest.archive.schema import notices, notices_told, subscriptions
from ingest.articles import SourceId
from ingest.live import Health, PollState
from ingest.subscriptions import Notice, NoticeId, NoticeKind, Subscriber

_SILENT: Final = {Health.DORMANT: NoticeKind.DORMANT, Health.GONE: NoticeKind.GONE}


def turn(before: PollState, after: PollState) -> NoticeKind | None:
    """Whether the readers are to be told of a poll, and of what: each turn for the worse once. Pure."""
    if after.health is not before.health and after.health in _SILENT:
        return _SILENT[after.health]
    if after.capped_until is not None and before.capped_until is None:
        return NoticeKind.CAPPED
    return None


def notice(connection: Connection, source: SourceId, kind: NoticeKind, *, detail: str | None, now: datetime) -> None:
    """Write a notice, for everybody who reads the source."""
    connection.execute(insert(notices).values(source=source, kind=kind.value, at=now, detail=detail))


def untold(connection: Connection, subscriber: Subscriber) -> tuple[Notice, ...]:
    """Give what the subscriber was not told yet of the sources that it added itself, the oldest first.

    Nothing from before it read the source, nor of one that it has paused or removed.
    """
    told = select(notices_told.c.notice).where(notices_told.c.subscriber == subscriber)
    statement = (
        select(notices, subscriptions.c.title)
        .join(subscriptions, subscriptions.c.source == notices.c.source)
        .where(
            subscriptions.c.subscriber == subscriber,
            subscriptions.c.added <= notices.c.at,
            *wanted(),
            notices.c.id.not_in(told),
        )
        .order_by(notices.c.id)
    )
    return tuple(
        Notice(NoticeId(row.id), SourceId(row.source), row.title, NoticeKind(row.kind), row.at, row.detail)
        for row in connection.execute(statement)
    )


def tell(connection: Connection, these: Collection[NoticeId], subscriber: Subscriber) -> None:
    """Note that the subscriber was told."""
    rows = [{"notice": number, "subscriber": subscriber} for number in these]
    if rows:
        connection.execute(upsert(connection, notices_told).on_conflict_do_nothing(), rows)
