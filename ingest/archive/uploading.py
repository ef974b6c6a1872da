"""Files that were handed in: each is a source of whoever did, kept until a worker has read it."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from ingest.archive.polls import record
from ingest.archive.schema import uploads
from ingest.archive.subscribing import refuse_too_many, source_named, subscribe
from ingest.articles import SourceId
from ingest.live import DateKind, Health, Offer, PollState, SourceKind, TextKind
from ingest.subscriptions import Limits, Subscriber

_LONGEST_NAME: Final = 100


def hand_in(  # noqa: PLR0913 because a file has a name and a body, and a change says for whom, by whom and when
    connection: Connection,
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
    name = name[-_LONGEST_NAME:]
    address = f"upload:{subscriber}/{name}"
    offer = Offer(address, address, SourceKind.UPLOAD, name, (), 0, DateKind.PARTLY, TextKind.FULL, "und")
    subscribe(connection, [offer], subscriber, by=by, now=now)
    source = source_named(connection, address)
    if source is None:
        raise AssertionError("a source that was just added is there")
    connection.execute(delete(uploads).where(uploads.c.source == source))
    connection.execute(insert(uploads).values(source=source, body=body))
    record(connection, source, PollState(next_check=now))
    refuse_too_many(connection, subscriber, limits)
    return address


def handed_in(connection: Connection, source: SourceId) -> bytes | None:
    """Give the file, `None` once it was read."""
    return connection.execute(select(uploads.c.body).where(uploads.c.source == source)).scalar()


def forget_read(connection: Connection, source: SourceId, state: PollState) -> None:
    """Let go of a file that was read: what it held is stored."""
    if state.health is Health.DONE:
        connection.execute(delete(uploads).where(uploads.c.source == source))
