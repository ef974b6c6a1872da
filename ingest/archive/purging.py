"""Taking news out of the archive for good, so that not a word of it is left in the file, and it never comes back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from sqlalchemy import Connection, delete, func, select, update

from ingest.archive import outbox
from ingest.archive.addresses import is_of, page_of
from ingest.archive.dialects import among, dialect_of, upsert
from ingest.archive.forgetting import forget_articles
from ingest.archive.revising import KeySpace, grave_of, key_of
from ingest.archive.schema import FOREVER, articles, entries, reports, revisions, rulings, sources, tombstones, uploads
from ingest.articles import Article, SourceId
from ingest.live import EntryOutcome, SourceKind

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Page:
    """All that was read at one address, in whichever variant, by whichever source."""

    url: str
    """Canonical."""


@dataclass(frozen=True, slots=True)
class Domain:
    """All that was read on a domain and on those under it."""

    name: str
    """In small letters: `news.example`."""


@dataclass(frozen=True, slots=True)
class WholeSource:
    """All that one source brought; what others brought of the same pages stays theirs."""

    id: SourceId


Target: TypeAlias = Page | Domain | WholeSource


@dataclass(frozen=True, slots=True)
class Purged:
    """What goes, or went."""

    articles: int
    reports: int
    """Of incidents, in all revisions."""
    examples: tuple[str, ...]
    """The newest articles' titles, a few."""
    addresses: frozenset[str]
    """What citations call the articles by: addresses, else importers' ids, files and lines."""
    titles: frozenset[str]
    """Of all revisions: what kept answers may name the articles by that have no address."""


def buried(connection: Connection, source: str, these: Sequence[Article]) -> set[str]:
    """Which of these articles of the source of this name were purged, in it or everywhere, by fingerprint."""
    kind = connection.execute(select(sources.c.kind).where(sources.c.name == source)).scalar()
    space = KeySpace(source, is_imported=kind in {None, SourceKind.FILE.value})
    named = [(article.fingerprint, {key_of(article, space), grave_of(article, space)}) for article in these]
    wanted = among(tombstones.c.name, {name for _, names in named for name in names})
    graves = set(connection.execute(select(tombstones.c.name).where(wanted)).scalars())
    return {fingerprint for fingerprint, names in named if not graves.isdisjoint(names)}


def what_goes(connection: Connection, target: Target) -> Purged:
    """Look at what a purge would take."""
    return _described(connection, _doomed(connection, target))


def purge(connection: Connection, target: Target, *, now: datetime) -> Purged:
    """Delete what the target names, with all that was made of it, and leave tombstones.

    The file forgets as well when it is compacted: until then its free pages and its log hold what went.
    """
    doomed = _doomed(connection, target)
    gone = _described(connection, doomed)
    _bury(connection, target, doomed, now=now)
    forget_rulings(connection, gone.addresses)
    _mark_entries(connection, target, gone.addresses)
    if isinstance(target, WholeSource):
        connection.execute(delete(uploads).where(uploads.c.source == target.id))
    forget_articles(connection, doomed)
    outbox.condemn(connection)
    dialect_of(connection).tidy_words(connection)
    return gone


def _doomed(connection: Connection, target: Target) -> Sequence[int]:
    match target:
        case WholeSource(source):
            statement = select(revisions.c.article).distinct().where(revisions.c.source == source)
            return connection.execute(statement).scalars().all()
        case Page(url):
            return _at(connection, [each for each in _addresses(connection) if page_of(each) == page_of(url)])
        case Domain(name):
            return _at(connection, [each for each in _addresses(connection) if is_of(each, name)])


def _addresses(connection: Connection) -> Sequence[str]:
    known = select(revisions.c.url).distinct().where(revisions.c.url.is_not(None))
    return [url for url in connection.execute(known).scalars() if url]


def _at(connection: Connection, addresses: Sequence[str]) -> Sequence[int]:
    statement = select(revisions.c.article).distinct().where(among(revisions.c.url, addresses))
    return connection.execute(statement.order_by(revisions.c.article)).scalars().all()


def _described(connection: Connection, doomed: Sequence[int]) -> Purged:
    theirs = among(revisions.c.article, doomed)
    named = func.coalesce(revisions.c.url, func.nullif(revisions.c.external_id, ""), revisions.c.origin)
    addresses = connection.execute(select(named).where(theirs)).scalars()
    titles = connection.execute(select(revisions.c.title).distinct().where(theirs, revisions.c.title != "")).scalars()
    told = connection.execute(select(func.count()).select_from(reports.join(revisions)).where(theirs)).scalar_one()
    current = select(revisions.c.title).where(theirs, revisions.c.known_until == FOREVER)
    newest = current.order_by(revisions.c.published.desc(), revisions.c.title.desc()).limit(_SHOWN)
    examples = tuple(connection.execute(newest).scalars())
    return Purged(len(doomed), told, examples, frozenset(addresses), frozenset(titles))


def _bury(connection: Connection, target: Target, doomed: Sequence[int], *, now: datetime) -> None:
    """Leave tombstones: for a whole source by its own names, else by what every source would call the article."""
    names = {f"page:{page_of(target.url)}"} if isinstance(target, Page) else set()
    if isinstance(target, WholeSource):
        names |= set(connection.execute(select(articles.c.key).where(among(articles.c.id, doomed))).scalars())
    else:
        urls = connection.execute(select(revisions.c.url).where(among(revisions.c.article, doomed))).scalars()
        names |= {f"page:{page_of(url)}" for url in urls if url}
    if names:
        rows = [{"name": name, "at": now} for name in sorted(names)]
        connection.execute(upsert(connection, tombstones).on_conflict_do_nothing(), rows)


def forget_rulings(connection: Connection, addresses: Collection[str]) -> None:
    """Forget what was ruled of reports that go: a ruling repeats their sentences."""
    for row in connection.execute(select(rulings.c.id, rulings.c.these, rulings.c.those)).all():
        if any(name["address"] in addresses for name in (*row.these, *row.those)):
            connection.execute(delete(rulings).where(rulings.c.id == row.id))


def _mark_entries(connection: Connection, target: Target, addresses: Collection[str]) -> None:
    """Say of what sources offered that it was purged."""
    everybodys = update(entries).values(outcome=EntryOutcome.PURGED.value, detail=None)
    marked = everybodys.where(entries.c.source == target.id) if isinstance(target, WholeSource) else everybodys
    connection.execute(marked.where(among(entries.c.url, addresses)))
