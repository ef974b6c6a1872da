"""How many articles a day: what is left of the share of those who read a source."""

from datetime import UTC, datetime

from sqlalchemy import Connection, select

from ingest.archive.entries import taken_since
from ingest.archive.leasing import wanted
from ingest.archive.schema import subscriptions
from ingest.articles import SourceId
from ingest.subscriptions import OPERATOR, Limits, Subscriber


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
