"""What is said of a source: its publisher, tags, language, and the address that it is polled at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select, update

from ingest.archive import auditing
from ingest.archive.schema import sources, subscriptions
from ingest.articles import SourceId
from ingest.errors import NotYours
from ingest.subscriptions import OPERATOR, Action, Subscriber


@dataclass(frozen=True, slots=True)
class Description:
    """What somebody wants to have said of a source; `None` leaves it as it is, an empty one takes it back."""

    publisher: str | None = None
    tags: tuple[str, ...] | None = None
    language: str | None = None


def describe(  # noqa: PLR0913 because a change says who, what, of which, for whom and when
    connection: Connection,
    source: SourceId,
    subscriber: Subscriber,
    said: Description,
    *,
    by: str | None,
    now: datetime,
) -> None:
    """Change what is said of a source; it holds for what comes from now on.

    Raises `NotYours` where others read the source too, or the subscriber does not, and it is not the operator.
    """
    row = connection.execute(select(sources).where(sources.c.id == source)).one()
    if subscriber != OPERATOR and _readers(connection, source) != {subscriber}:
        raise NotYours(row.title)
    after = {
        "publisher": row.publisher if said.publisher is None else said.publisher or None,
        "tags": row.tags if said.tags is None else sorted(set(said.tags)),
        "language": row.language if said.language is None else said.language or None,
    }
    changed = {name: value for name, value in after.items() if value != getattr(row, name)}
    if changed:
        connection.execute(update(sources).where(sources.c.id == source).values(changed))
        detail = ", ".join(f"{name} {_shown(value)}" for name, value in changed.items())
        auditing.note(connection, source, subscriber, Action.EDIT, by=by, now=now, detail=detail)


def _readers(connection: Connection, source: SourceId) -> set[Subscriber]:
    statement = select(subscriptions.c.subscriber).where(
        subscriptions.c.source == source, subscriptions.c.removed.is_(None)
    )
    return {Subscriber(reader) for reader in connection.execute(statement).scalars()}


def _shown(value: str | list[str] | None) -> str:
    return (value if isinstance(value, str) else ", ".join(value or ())) or "none"


def readdress(connection: Connection, source: SourceId, url: str, *, now: datetime) -> bool:
    """Poll the source at another address from now on; `False` if that is another source's, or its own already.

    It keeps its name, by which its articles are known, so that its old address still finds it.
    """
    taken = select(sources.c.id).where(or_(sources.c.url == url, (sources.c.name == url) & (sources.c.id != source)))
    if connection.execute(taken.limit(1)).scalar() is not None:
        return False
    before = connection.execute(select(sources.c.url).where(sources.c.id == source)).scalar_one()
    connection.execute(update(sources).where(sources.c.id == source).values(url=url))
    for reader in _readers(connection, source):
        auditing.note(connection, source, reader, Action.MOVE, by=None, now=now, detail=f"{before} to {url}")
    return True
