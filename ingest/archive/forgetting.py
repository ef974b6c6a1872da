"""Deleting for good: articles with all that was made of them, a bounded number in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, exists, insert, or_, select

from ingest.archive.dialects import among, dialect_of
from ingest.archive.schema import (
    articles,
    bands,
    called_english,
    copies,
    entries,
    fingerprints,
    imprints,
    outbox,
    passages,
    polls,
    quantities,
    reports,
    revisions,
    sources,
    subscriptions,
    tallies,
    uploads,
    vectors,
    withdrawals,
)
from ingest.archive.subscribing import UNDO
from ingest.archive.timeline import advance_generation
from ingest.live import SourceKind

SWEPT_AT_ONCE: Final = 100
"""Articles in one transaction: some tenth of a second in which nobody else can write."""


def sweep(connection: Connection, *, now: datetime) -> int:
    """Delete some articles of live sources that nobody has read for a week; gives how many, 0 when none are left.

    A source so emptied begins anew should somebody add it again; its row stays, because the audit log names it.
    Imported files are the operator's own, and go by purging alone.
    """
    connection.execute(delete(subscriptions).where(subscriptions.c.removed <= now - UNDO))
    unread = _unread(connection)
    connection.execute(delete(entries).where(entries.c.source.in_(unread)))
    connection.execute(delete(polls).where(polls.c.source.in_(unread)))
    connection.execute(delete(uploads).where(uploads.c.source.in_(unread)))
    doomed = _some_articles_of(connection, unread)
    forget_articles(connection, doomed)
    return len(doomed)


def _unread(connection: Connection) -> Sequence[int]:
    """Choose the sources that nobody reads and that were not emptied before."""
    is_read = exists().where(subscriptions.c.source == sources.c.id)
    holds = exists().where(revisions.c.source == sources.c.id)
    is_polled = exists().where(polls.c.source == sources.c.id)
    statement = select(sources.c.id).where(sources.c.kind != SourceKind.FILE.value, ~is_read, or_(holds, is_polled))
    return connection.execute(statement).scalars().all()


def _some_articles_of(connection: Connection, unread: Sequence[int]) -> Sequence[int]:
    statement = select(revisions.c.article).distinct().where(revisions.c.source.in_(unread)).limit(SWEPT_AT_ONCE)
    return connection.execute(statement).scalars().all()


def forget_articles(connection: Connection, doomed: Sequence[int]) -> None:
    """Delete articles, all their revisions, and all that was made of them; Chroma is told to drop their vectors."""
    if not doomed:
        return
    theirs = select(revisions.c.id).where(among(revisions.c.article, doomed))
    forget_revisions(connection, connection.execute(theirs).scalars().all())
    connection.execute(delete(fingerprints).where(among(fingerprints.c.article, doomed)))
    connection.execute(delete(articles).where(among(articles.c.id, doomed)))


def forget_revisions(connection: Connection, theirs: Sequence[int]) -> None:
    """Delete revisions and all that was made of them."""
    gone = _forget_passages(connection, theirs)
    for table, column, ids in (
        (tallies, tallies.c.revision, theirs),
        (quantities, quantities.c.revision, theirs),
        (reports, reports.c.revision, theirs),
        (called_english, called_english.c.revision, theirs),
        (copies, copies.c.copy, theirs),
        (copies, copies.c.original, theirs),
        (bands, bands.c.revision, theirs),
        (imprints, imprints.c.revision, theirs),
        (outbox, outbox.c.passage, gone),
        (vectors, vectors.c.passage, gone),
        (passages, passages.c.id, gone),
        (revisions, revisions.c.id, theirs),
    ):
        connection.execute(delete(table).where(among(column, ids)))
    advance_generation(connection, deleted=True)


def _forget_passages(connection: Connection, theirs: Sequence[int]) -> Sequence[int]:
    """Take the passages of these revisions out of the full text and, by and by, out of Chroma; gives their ids."""
    statement = (
        select(
            passages.c.id,
            passages.c.header.label("title"),
            passages.c.span_start,
            passages.c.span_end,
            revisions.c.text,
        )
        .join(revisions, revisions.c.id == passages.c.revision)
        .where(among(revisions.c.id, theirs))
    )
    rows = connection.execute(statement).all()
    if rows:
        words = [{"id": row.id, "title": row.title, "body": row.text[row.span_start : row.span_end]} for row in rows]
        dialect_of(connection).forget_words(connection, words)
        connection.execute(insert(withdrawals), [{"passage": row.id} for row in rows])
    return [row.id for row in rows]
