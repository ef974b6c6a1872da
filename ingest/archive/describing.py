"""What a reader says of a source, and the address that it is polled at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select, update

from ingest.archive import auditing
from ingest.archive.schema import sources, subscriptions
from ingest.articles import SourceId
from ingest.errors import NotYours
from ingest.subscriptions import Action, Subscriber


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
    """Change what the subscriber says of a source: for itself alone, or, being the operator, for who says nothing.

    Raises `NotYours` where the subscriber does not read it on its own account.
    """
    mine = (
        subscriptions.c.source == source,
        subscriptions.c.subscriber == subscriber,
        subscriptions.c.removed.is_(None),
    )
    row = connection.execute(select(subscriptions).where(*mine)).one_or_none()
    if row is None:
        raise NotYours
    after = {
        "publisher": row.publisher if said.publisher is None else said.publisher or None,
        "tags": row.tags if said.tags is None else sorted(set(said.tags)),
        "language": row.language if said.language is None else said.language or None,
    }
    changed = {name: value for name, value in after.items() if value != getattr(row, name)}
    if changed:
        connection.execute(update(subscriptions).where(*mine).values(changed))
        detail = ", ".join(f"{name} {_shown(value)}" for name, value in changed.items())
        auditing.note(connection, source, subscriber, Action.EDIT, by=by, now=now, detail=detail)


def is_called_english(connection: Connection, source: SourceId) -> bool:
    """Whether any reader says that the source is in English."""
    saying = (subscriptions.c.source == source, subscriptions.c.language == "en", subscriptions.c.removed.is_(None))
    return connection.execute(select(subscriptions.c.source).where(*saying).limit(1)).scalar() is not None


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
    auditing.note_for_readers(connection, source, Action.MOVE, now=now, detail=f"{before} to {url}")
    return True
