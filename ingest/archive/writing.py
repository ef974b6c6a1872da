"""Putting prepared articles into the archive: one batch, one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog
from sqlalchemy import Connection, func, insert, or_, select, text, update

from ingest.archive import readings
from ingest.archive.copying import note_copies
from ingest.archive.dialects import dialect_of
from ingest.archive.encoded import digest_of
from ingest.archive.forgetting import forget_revisions
from ingest.archive.purging import buried
from ingest.archive.readings import Reading
from ingest.archive.revising import (
    Held,
    KeySpace,
    Verdict,
    is_another_story,
    is_same_story,
    key_of,
    known_from,
    verdict,
)
from ingest.archive.rows import article_values, load_articles
from ingest.archive.schema import (
    FOREVER,
    articles,
    as_microseconds,
    fingerprints,
    outbox,
    passages,
    revisions,
    sources,
    vectors,
)
from ingest.archive.timeline import advance_generation, read_generation
from ingest.articles import Article, Prepared, RevisionId, SourceId
from ingest.live import SourceKind

_STORIES: Final = 24
"""Of one id or address, or of one title, that are compared with a new document, the newest first."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a batch; the three add up to its length."""

    new: int = 0
    revised: int = 0
    unchanged: int = 0


def store(connection: Connection, source: SourceId, batch: Sequence[Prepared], *, seen: datetime) -> Stored:
    """Store a batch in the order given, so that a later document may revise an earlier one of the same batch."""
    row = connection.execute(select(sources.c.name, sources.c.kind).where(sources.c.id == source)).one()
    space = KeySpace(row.name, is_imported=row.kind == SourceKind.FILE)
    context = _Context(source, space, as_microseconds(seen), read_generation(connection) + 1)
    purged = buried(connection, row.name, [prepared.article for prepared in batch])
    verdicts = [
        Verdict.UNCHANGED if prepared.article.fingerprint in purged else _store_one(connection, prepared, context)
        for prepared in batch
    ]
    counted = Stored(*(verdicts.count(kind) for kind in (Verdict.NEW, Verdict.REVISED, Verdict.UNCHANGED)))
    if counted.new or counted.revised:
        advance_generation(connection)
    return counted


@dataclass(frozen=True, slots=True)
class _Context:
    """What the documents of one batch have in common."""

    source: SourceId
    space: KeySpace
    seen: int
    generation: int


def _store_one(connection: Connection, prepared: Prepared, context: _Context) -> Verdict:
    article_id, held = _article(connection, prepared.article, context)
    what = verdict(held, prepared.article)
    _remember(connection, article_id, prepared.article.fingerprint)
    if what is not Verdict.UNCHANGED:
        since = known_from(held, prepared.article, seen=context.seen)
        if held and held.is_full:
            _drop_current(connection, article_id, context.generation)
        if held:
            _supersede(connection, article_id, since, context.generation)
        revision = _add_revision(connection, article_id, context.source, prepared, since)
        _add_passages(connection, revision, prepared, since, context)
        readings.add(connection, _reading(revision, prepared))
        note_copies(connection, article=article_id, revision=revision, since=since, prepared=prepared)
    return what


def _article(connection: Connection, article: Article, context: _Context) -> tuple[int, Held | None]:
    """Give the article that a document belongs to, with what is held of it; a new one where it tells a new story."""
    key = key_of(article, context.space)
    of_key = or_(articles.c.key == key, articles.c.key.between(f"{key}\n", f"{key}\n~"))
    known = connection.execute(select(articles.c.id).where(of_key).order_by(articles.c.id.desc())).scalars().all()
    for article_id in known[:_STORIES]:
        held = _held(connection, article_id)
        if not is_another_story(held, article):
            return article_id, held
    renamed = None if known or context.space.is_imported else _renamed(connection, article, context.source)
    if renamed is not None:
        return renamed, _held(connection, renamed)
    new = f"{key}\n{known[0]}" if known else key
    return connection.execute(insert(articles).returning(articles.c.id), {"key": new}).scalar_one(), None


def _renamed(connection: Connection, article: Article, source: SourceId) -> int | None:
    """Find the article of the same source that a document is, under an id or a query that changes at each poll."""
    alike = (
        select(revisions.c.id)
        .where(revisions.c.source == source, revisions.c.known_until == FOREVER, revisions.c.title == article.title)
        .order_by(revisions.c.id.desc())
    )
    found = load_articles(connection, connection.execute(alike.limit(_STORIES)).scalars())
    return next((stored.id for stored in found.values() if is_same_story(stored.article, article)), None)


def _held(connection: Connection, article_id: int) -> Held:
    row = connection.execute(
        select(revisions.c.title, revisions.c.text, revisions.c.published, revisions.c.known_from).where(
            revisions.c.article == article_id, revisions.c.known_until == FOREVER
        )
    ).one()
    taken = connection.execute(select(fingerprints.c.fingerprint).where(fingerprints.c.article == article_id))
    kept = connection.execute(select(func.count()).where(revisions.c.article == article_id)).scalar_one()
    return Held(frozenset(taken.scalars()), row.title, row.text, row.published, row.known_from, kept)


def _remember(connection: Connection, article_id: int, fingerprint: str) -> None:
    connection.execute(
        text("INSERT INTO fingerprints VALUES (:article, :fingerprint) ON CONFLICT DO NOTHING"),
        {"article": article_id, "fingerprint": fingerprint},
    )


def _drop_current(connection: Connection, article_id: int, generation: int) -> None:
    """Let the revision before the current one stand in its place: it was known, only not to the last."""
    newest = (
        select(revisions.c.id)
        .where(revisions.c.article == article_id)
        .order_by(revisions.c.known_from.desc(), revisions.c.id.desc())
    )
    current, before = connection.execute(newest.limit(2)).scalars().all()
    log.info("revision_gave_way_to_a_newer", article=article_id, revision=current)
    forget_revisions(connection, [current])
    connection.execute(update(revisions).where(revisions.c.id == before).values(known_until=FOREVER))
    connection.execute(
        update(passages).where(passages.c.revision == before).values(known_until=FOREVER, changed=generation)
    )


def _supersede(connection: Connection, article_id: int, since: int, generation: int) -> None:
    current = select(revisions.c.id).where(revisions.c.article == article_id, revisions.c.known_until == FOREVER)
    connection.execute(
        update(passages).where(passages.c.revision.in_(current)).values(known_until=since, changed=generation)
    )
    connection.execute(
        update(revisions)
        .where(revisions.c.article == article_id, revisions.c.known_until == FOREVER)
        .values(known_until=since)
    )


def _add_revision(connection: Connection, article_id: int, source: SourceId, prepared: Prepared, since: int) -> int:
    row = {
        "article": article_id,
        "source": source,
        "known_from": since,
        "known_until": FOREVER,
        "extractor": prepared.extractor,
        **article_values(prepared.article),
    }
    return int(connection.execute(insert(revisions).returning(revisions.c.id), row).scalar_one())


def _add_passages(connection: Connection, revision: int, prepared: Prepared, since: int, context: _Context) -> None:
    if not prepared.passages:
        return
    rows = [
        {
            "revision": revision,
            "ordinal": passage.ordinal,
            "span_start": passage.span.start,
            "span_end": passage.span.end,
            "header": passage.header,
            "published": as_microseconds(prepared.article.published),
            "known_from": since,
            "known_until": FOREVER,
            "changed": context.generation,
            "source": context.source,
        }
        for passage in prepared.passages
    ]
    added = connection.execute(insert(passages).returning(passages.c.id, sort_by_parameter_order=True), rows)
    _index_passages(connection, added.scalars().all(), prepared)


def _index_passages(connection: Connection, ids: Sequence[int], prepared: Prepared) -> None:
    bodies = (prepared.article.text[passage.span.start : passage.span.end] for passage in prepared.passages)
    dialect_of(connection).index_words(
        connection,
        [
            {"id": number, "title": passage.header, "body": body}
            for number, passage, body in zip(ids, prepared.passages, bodies, strict=True)
        ],
    )
    vector_rows = [
        {"passage": number, "vector": vector, "digest": digest_of(prepared.article.encoded(passage))}
        for number, passage, vector in zip(ids, prepared.passages, prepared.vectors, strict=True)
    ]
    connection.execute(insert(vectors), vector_rows)
    connection.execute(insert(outbox), [{"passage": number} for number in ids])


def _reading(revision: int, prepared: Prepared) -> Reading:
    return Reading(
        RevisionId(revision),
        prepared.tallies,
        prepared.reports,
        is_english=prepared.article.is_english,
        sentences=prepared.sentences,
    )
