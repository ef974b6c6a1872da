"""Which articles are copies of one another: pairs of revisions, found when the later one is stored.

Pairs and no story that articles belong to, because who does not see one article of a story must not notice it: at the
question only pairs count of which both sides are seen. For the same reason what bounds their number goes by source and
by time: what others read, or what came later, displaces none of them.
"""

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, bindparam, func, insert, select, text

from ingest.archive import schema
from ingest.archive.dialects import among
from ingest.archive.rows import AnyRow
from ingest.archive.schema import FOREVER, as_microseconds, copies, imprints, revisions
from ingest.articles import Imprint, Prepared, RevisionId, SourceId
from ingest.copies import are_copies, bands, resemble

_WEEK: Final = 7 * 24 * 3600 * 1_000_000
"""Microseconds. A text that comes back later is no copy of the news but an anniversary, or a template filled again."""
_COMPARED: Final = 32
"""Of each source, the earliest that resemble a new one: the hundredth weather report costs as much as the tenth."""

_RESEMBLING: Final = text(
    "SELECT id, known_from, shingles, signature FROM ("
    "  SELECT id, known_from, row_number() OVER (PARTITION BY source ORDER BY known_from, id) AS place FROM revisions"
    "  WHERE id IN (SELECT revision FROM bands WHERE week BETWEEN :week - 1 AND :week + 1"
    "    AND band IN :bands)"
    "  AND article <> :article AND published BETWEEN :published - :span AND :published + :span"
    ") AS alike JOIN imprints ON imprints.revision = id WHERE place <= :compared ORDER BY id"
).bindparams(bindparam("bands", expanding=True))


def note_copies(connection: Connection, *, article: int, revision: int, since: int, prepared: Prepared) -> None:
    """Pair a new revision, known `since`, with those whose text it repeats, and have later ones find it."""
    imprint = prepared.imprint
    if imprint is None:
        return
    published = as_microseconds(prepared.article.published)
    for other in _resembling(connection, article, published, imprint):
        if are_copies(prepared.article.text, _text(connection, other.id)):
            copy, original = (revision, other.id) if other.known_from <= since else (other.id, revision)
            connection.execute(insert(copies).values(copy=copy, original=original))
    connection.execute(
        insert(imprints).values(revision=revision, shingles=imprint.shingles, signature=imprint.signature)
    )
    week = published // _WEEK
    connection.execute(
        insert(schema.bands), [{"week": week, "band": band, "revision": revision} for band in bands(imprint)]
    )


def _resembling(connection: Connection, article: int, published: int, imprint: Imprint) -> list[AnyRow]:
    """Give other articles' revisions that may be copies."""
    wanted = {
        "article": article,
        "published": published,
        "week": published // _WEEK,
        "span": _WEEK,
        "bands": bands(imprint),
        "compared": _COMPARED,
    }
    found = connection.execute(_RESEMBLING, wanted).all()
    return [row for row in found if resemble(imprint, Imprint(row.shingles, row.signature))]


def _text(connection: Connection, revision: int) -> str:
    return str(connection.execute(select(revisions.c.text).where(revisions.c.id == revision)).scalar_one())


def pairs(connection: Connection, these: Collection[RevisionId]) -> frozenset[tuple[RevisionId, RevisionId]]:
    """Give the pairs of which both sides are among these, the copy first."""
    both = among(copies.c.copy, these), among(copies.c.original, these)
    rows = connection.execute(select(copies.c.copy, copies.c.original).where(*both))
    return frozenset((RevisionId(row.copy), RevisionId(row.original)) for row in rows)


_copy, _original = revisions.alias("copy_revision"), revisions.alias("original_revision")
_PAIRED: Final = copies.join(_copy, _copy.c.id == copies.c.copy).join(_original, _original.c.id == copies.c.original)
_CURRENT: Final = (_copy.c.known_until == FOREVER, _original.c.known_until == FOREVER)


def copied(connection: Connection, seen: Collection[SourceId]) -> dict[SourceId, int]:
    """How many articles of each source repeat an earlier one, both being seen.

    It begins with the pairs, which are few: `+ 0` hides the sources' index, by which a database may pair every article
    of a source with every other first (7 s for 7,000 articles, and a hundred times that for 70,000).
    """
    statement = (
        select(_copy.c.source, func.count(_copy.c.id.distinct()).label("times"))
        .select_from(_PAIRED)
        .where(*_CURRENT, (_copy.c.source + 0).in_(sorted(seen)), (_original.c.source + 0).in_(sorted(seen)))
        .group_by(_copy.c.source)
    )
    return {SourceId(row.source): row.times for row in connection.execute(statement)}


def original_of(connection: Connection, revision: int, seen: Collection[SourceId]) -> str | None:
    """Where the earliest article stands that a revision repeats: its address, or where it was read from."""
    statement = (
        select(func.coalesce(_original.c.url, _original.c.origin))
        .select_from(_PAIRED)
        .where(*_CURRENT, copies.c.copy == revision, _original.c.source.in_(sorted(seen)))
        .order_by(_original.c.known_from, _original.c.id)
        .limit(1)
    )
    return connection.execute(statement).scalar()
