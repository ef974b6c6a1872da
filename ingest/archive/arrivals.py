"""What came in, by the order in which it did: publication says when an article is of, and not when it arrived."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from ingest.archive.dialects import among
from ingest.archive.rows import load_articles
from ingest.archive.schema import as_microseconds, changes, revisions
from ingest.archive.subscribing import memberships
from ingest.articles import ArticleId, SourceId, StoredArticle, View
from ingest.subscriptions import OPERATOR, Action, Subscriber


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How far the archive has come: ids are given in the order of arrival, and never twice."""

    article: ArticleId
    """The newest article's; 0 while there is none."""
    revision: int
    """The newest text's, of whichever article."""


def arrived(connection: Connection) -> Arrivals:
    """Tell how far the archive has come."""
    row = connection.execute(select(func.max(revisions.c.article), func.max(revisions.c.id))).one()
    return Arrivals(ArticleId(row[0] or 0), row[1] or 0)


def standing(connection: Connection, view: View, articles: Collection[ArticleId]) -> dict[ArticleId, StoredArticle]:
    """Give those of the articles that the view shows, each as it reads now."""
    now = as_microseconds(view.now)
    shown = select(revisions.c.id).where(
        among(revisions.c.article, articles), revisions.c.known_from <= now, revisions.c.known_until > now
    )
    stored = load_articles(connection, connection.execute(shown).scalars()).values()
    return {each.id: view.as_seen(each) for each in stored if view.sources is None or each.source in view.sources}


def held(connection: Connection, articles: Collection[ArticleId]) -> frozenset[ArticleId]:
    """Give those of the articles that the archive holds, whoever sees them; the others were purged."""
    there = select(revisions.c.article).where(among(revisions.c.article, articles))
    return frozenset(map(ArticleId, connection.execute(there).scalars()))


def reading_since(connection: Connection, subscriber: Subscriber) -> dict[SourceId, datetime]:
    """Tell since when the subscriber sees each source: what was published before is a back issue to it.

    That is since it was added, or since it was last resumed or restored, here or, of a shared source, by the operator.
    """
    back = (Action.RESUME.value, Action.RESTORE.value)
    statement = (
        select(changes.c.source, changes.c.subscriber, func.max(changes.c.at).label("at"))
        .where(changes.c.subscriber.in_((subscriber, OPERATOR)), changes.c.action.in_(back))
        .group_by(changes.c.source, changes.c.subscriber)
    )
    resumed = {(row.source, row.subscriber): row.at for row in connection.execute(statement)}
    return {
        source: max(how.added, resumed.get((source, OPERATOR if how.shared else subscriber), how.added))
        for source, how in memberships(connection, subscriber).items()
    }
