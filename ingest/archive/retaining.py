"""Letting go of what is older than the operator keeps: whole months, with all that was made of them."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from ingest.archive.dialects import among
from ingest.archive.forgetting import SWEPT_AT_ONCE, forget_articles
from ingest.archive.purging import forget_rulings
from ingest.archive.schema import revisions


def first_kept(now: datetime, *, months: int) -> datetime:
    """Give where what is kept begins: at the first of a month, so many whole months before the running one."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0)


def let_go(connection: Connection, *, before: datetime) -> int:
    """Delete some articles of which no version was published since; gives how many, 0 when none are left.

    No tombstone is left, unlike by a purge: what is offered again is taken, and goes again.
    """
    later = revisions.alias()
    is_kept = select(later.c.id).where(later.c.article == revisions.c.article, later.c.published >= before).exists()
    statement = select(revisions.c.article).distinct().where(revisions.c.published < before, ~is_kept)
    doomed = connection.execute(statement.limit(SWEPT_AT_ONCE)).scalars().all()
    addresses = _addresses(connection, revisions.c.article.in_(doomed))
    forget_articles(connection, doomed)
    still_told = _addresses(connection, among(revisions.c.url, addresses))
    forget_rulings(connection, addresses - still_told)
    return len(doomed)


def _addresses(connection: Connection, which: ColumnElement[bool]) -> set[str]:
    return {url for url in connection.execute(select(revisions.c.url).distinct().where(which)).scalars() if url}
