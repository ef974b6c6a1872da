"""Who changed what about a source: a line beside every change, in the same transaction."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from ingest.archive.schema import changes, subscriptions
from ingest.articles import SourceId
from ingest.subscriptions import Action, Change, Subscriber


def note(  # noqa: PLR0913 because a line says who, what, to which, for whom and when
    connection: Connection,
    source: SourceId,
    subscriber: Subscriber,
    action: Action,
    *,
    by: str | None,
    now: datetime,
    detail: str | None = None,
) -> None:
    """Write one line, with what the source is called here."""
    called = select(subscriptions.c.title).where(
        subscriptions.c.source == source, subscriptions.c.subscriber == subscriber
    )
    title = connection.execute(called).scalar_one()
    connection.execute(
        insert(changes).values(
            at=now, subscriber=subscriber, source=source, title=title, action=action.value, by=by, detail=detail
        )
    )


def note_for_readers(
    connection: Connection, source: SourceId, action: Action, *, now: datetime, detail: str | None = None
) -> None:
    """Write a line for everybody who reads the source: what befell it was nobody's doing here."""
    reading = select(subscriptions.c.subscriber).where(
        subscriptions.c.source == source, subscriptions.c.removed.is_(None)
    )
    for reader in connection.execute(reading).scalars().all():
        note(connection, source, Subscriber(reader), action, by=None, now=now, detail=detail)


def audit(connection: Connection, subscriber: Subscriber | None, limit: int) -> tuple[Change, ...]:
    """Give the last changes for this subscriber, `None` for all, the newest first."""
    statement = select(changes).order_by(changes.c.id.desc()).limit(limit)
    if subscriber is not None:
        statement = statement.where(changes.c.subscriber == subscriber)
    return tuple(
        Change(
            row.at, Subscriber(row.subscriber), SourceId(row.source), row.title, Action(row.action), row.by, row.detail
        )
        for row in connection.execute(statement)
    )
