"""Who reads which source, in whose words: added, paused, muted, resumed, removed, restored; what one reader sees."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, or_, select, update

from ingest.archive import auditing, schema
from ingest.archive.dialects import among
from ingest.archive.leasing import not_halted, wanted
from ingest.archive.polls import record
from ingest.archive.rows import AnyRow
from ingest.archive.schema import changes, citings, notices_told, polls, revisions, rulings, sources, subscriptions
from ingest.articles import OwnWord, SourceId, View
from ingest.errors import SourceHalted, TooManySources
from ingest.live import Offer, PollState, SourceKind
from ingest.subscriptions import OPERATOR, Action, Described, Limits, RemovedSource, Standing, Subscriber

UNDO: Final = timedelta(days=7)
"""How long a removed source can be restored, and what nobody reads any more is kept: a holiday, not an archive."""

_STANDING: Final = {Action.PAUSE: Standing.PAUSED, Action.MUTE: Standing.MUTED, Action.RESUME: Standing.ACTIVE}


def source_named(connection: Connection, name: str) -> SourceId | None:
    """Give the source that is polled at this address, else the one of this name: it may have moved away since."""
    statement = select(sources.c.id).where(or_(sources.c.name == name, sources.c.url == name))
    number = connection.execute(statement.order_by(sources.c.url.is_distinct_from(name)).limit(1)).scalar()
    return None if number is None else SourceId(number)


def add_imported(connection: Connection, name: str, *, now: datetime) -> SourceId:
    """Add a source of imported files, which the operator shares with everybody."""
    source = _added(connection, name, None, now=now)
    _join(connection, source, OPERATOR, name, by=None, now=now)
    return source


def known(connection: Connection, source: str, fingerprints: Collection[str]) -> set[str]:
    """Which of these documents this source, or for an imported one any import, brought already."""
    number = source_named(connection, source)
    kind = connection.execute(select(sources.c.kind).where(sources.c.id == number)).scalar()
    live = None if kind in {None, SourceKind.FILE} else number
    brought = (
        select(schema.fingerprints.c.fingerprint)
        .distinct()
        .join(revisions, revisions.c.article == schema.fingerprints.c.article)
        .join(sources, sources.c.id == revisions.c.source)
        .where(among(schema.fingerprints.c.fingerprint, fingerprints))
    )
    here = sources.c.kind == SourceKind.FILE.value if live is None else sources.c.id == live
    return set(connection.execute(brought.where(here)).scalars())


def subscribe(  # noqa: PLR0913 because a change says who, what, for whom, when and how much is too much
    connection: Connection,
    offers: Sequence[Offer],
    subscriber: Subscriber,
    *,
    by: str | None,
    now: datetime,
    limits: Limits | None = None,
) -> list[bool]:
    """Let the subscriber read what is offered, and poll it at once. Tells for each whether that is news.

    Whoever reads a source reads all that was ever fetched of it, and calls it what it calls itself now. What other
    readers are told of its schedule stays as it is. Raises `TooManySources`, and adds nothing, if that were more than
    its limit; the operator has none.
    """
    news = [_subscribe(connection, offer, subscriber, by=by, now=now) for offer in offers]
    if any(news):
        refuse_too_many(connection, subscriber, limits)
    return news


def _subscribe(connection: Connection, offer: Offer, subscriber: Subscriber, *, by: str | None, now: datetime) -> bool:
    source = _offered(connection, offer, now=now)
    is_news = _join(connection, source, subscriber, offer.title, by=by, now=now)
    if is_news:
        _ask(connection, source, subscriber, now=now)
        auditing.note(connection, source, subscriber, Action.ADD, by=by, now=now)
    return is_news


def _offered(connection: Connection, offer: Offer, *, now: datetime) -> SourceId:
    """Give the source that is polled at the offered address; one that was there before and moved is another."""
    there = connection.execute(select(sources.c.id).where(sources.c.url == offer.url).limit(1)).scalar()
    if there is not None:
        return SourceId(there)
    is_taken = connection.execute(select(sources.c.id).where(sources.c.name == offer.url)).scalar() is not None
    return _added(connection, f"{offer.url} since {now.isoformat()}" if is_taken else offer.url, offer, now=now)


def _ask(connection: Connection, source: SourceId, subscriber: Subscriber, *, now: datetime) -> None:
    """Have it polled at once, as it stands, or, where it is new or was emptied, for the first time."""
    connection.execute(update(subscriptions).where(_of(source, subscriber)).values(asked=now))
    if connection.execute(select(polls.c.source).where(polls.c.source == source)).scalar() is None:
        record(connection, source, PollState(next_check=now))


def _added(connection: Connection, name: str, offer: Offer | None, *, now: datetime) -> SourceId:
    values: dict[str, object] = {"name": name, "kind": SourceKind.FILE.value, "added": now, "url": None, "title": name}
    if offer:
        values |= {"kind": offer.kind.value, "url": offer.url, "title": offer.title}
    return SourceId(connection.execute(insert(sources).values(values).returning(sources.c.id)).scalar_one())


def _join(  # noqa: PLR0913 because a change says who, what, called how, for whom and when
    connection: Connection, source: SourceId, subscriber: Subscriber, title: str, *, by: str | None, now: datetime
) -> bool:
    """Make a subscription, or a removed one good again."""
    mine = _of(source, subscriber)
    if connection.execute(select(subscriptions.c.source).where(mine, subscriptions.c.removed.is_(None))).scalar():
        return False
    connection.execute(delete(subscriptions).where(mine))
    values: dict[str, object] = {
        "added": now,
        "added_by": by,
        "standing": Standing.ACTIVE.value,
        "title": title,
        "tags": [],
    }
    connection.execute(insert(subscriptions).values(source=source, subscriber=subscriber, **values))
    return True


def refuse_too_many(connection: Connection, subscriber: Subscriber, limits: Limits | None) -> None:
    """Raise `TooManySources` where the subscriber reads more than it may; called before the transaction ends."""
    if limits is None or subscriber == OPERATOR:
        return
    mine = select(func.count()).where(subscriptions.c.subscriber == subscriber, subscriptions.c.removed.is_(None))
    if (count := connection.execute(mine).scalar_one()) > limits.sources:
        raise TooManySources(count, limits.sources)


def stand(  # noqa: PLR0913 because a change says who, what, to which, for whom and when
    connection: Connection, source: SourceId, subscriber: Subscriber, action: Action, *, by: str | None, now: datetime
) -> bool:
    """Pause, mute or resume for one subscriber; `False` if that changes nothing, or the source is not its own.

    What is paused is neither polled nor shown, what is muted is polled and not shown. Once wanted again, it is due.
    Raises `SourceHalted` where the operator lets nobody resume it.
    """
    mine = (_of(source, subscriber), subscriptions.c.removed.is_(None))
    before = connection.execute(select(subscriptions.c.standing).where(*mine)).scalar()
    after = _STANDING[action]
    if before is not None and action is Action.RESUME and _is_halted(connection, source):
        raise SourceHalted
    if before is None or before == after:
        return False
    connection.execute(update(subscriptions).where(*mine).values(standing=after.value))
    if before == Standing.PAUSED:
        _ask(connection, source, subscriber, now=now)
    auditing.note(connection, source, subscriber, action, by=by, now=now)
    return True


def halt(connection: Connection, source: SourceId, *, now: datetime) -> bool:
    """Let nobody read the source, whoever added it, until it is released; `False` if it was halted already."""
    return _halted_since(connection, source, now, Action.PAUSE, now=now)


def release_halted(connection: Connection, source: SourceId, *, now: datetime) -> bool:
    """Let everybody read the source again, as each stood to it; `False` if it was not halted."""
    return _halted_since(connection, source, None, Action.RESUME, now=now)


def _halted_since(
    connection: Connection, source: SourceId, since: datetime | None, action: Action, *, now: datetime
) -> bool:
    if _is_halted(connection, source) == (since is not None):
        return False
    connection.execute(update(sources).where(sources.c.id == source).values(halted=since))
    auditing.note_for_readers(connection, source, action, now=now)
    return True


def _is_halted(connection: Connection, source: SourceId) -> bool:
    return connection.execute(select(sources.c.halted).where(sources.c.id == source)).scalar() is not None


def ask(connection: Connection, source: SourceId, subscriber: Subscriber, *, now: datetime) -> bool:
    """Have a source polled at once that the subscriber itself has polled; `False` if it is none of those."""
    mine = (_of(source, subscriber), *wanted())
    if connection.execute(select(subscriptions.c.source).where(*mine)).scalar() is None:
        return False
    _ask(connection, source, subscriber, now=now)
    return True


def remove(connection: Connection, source: SourceId, subscriber: Subscriber, *, by: str | None, now: datetime) -> bool:
    """Hide the source from one subscriber; `False` if it is not its own.

    For a week it can be restored. Then what it brought is deleted, unless somebody else reads it.
    """
    mine = (_of(source, subscriber), subscriptions.c.removed.is_(None))
    if not connection.execute(update(subscriptions).where(*mine).values(removed=now)).rowcount:
        return False
    auditing.note(connection, source, subscriber, Action.REMOVE, by=by, now=now)
    return True


def restore(  # noqa: PLR0913 because a change says who, what, for whom, when and how much is too much
    connection: Connection,
    source: SourceId,
    subscriber: Subscriber,
    *,
    by: str | None,
    now: datetime,
    limits: Limits | None = None,
) -> bool:
    """Undo a removal, as the source stood; `False` if there is none to undo, or it is too long ago.

    Raises `TooManySources`, and undoes nothing, if that were more than its limit.
    """
    mine = (_of(source, subscriber), subscriptions.c.removed > now - UNDO)
    if not connection.execute(update(subscriptions).where(*mine).values(removed=None)).rowcount:
        return False
    _ask(connection, source, subscriber, now=now)
    auditing.note(connection, source, subscriber, Action.RESTORE, by=by, now=now)
    refuse_too_many(connection, subscriber, limits)
    return True


def forget(connection: Connection, subscriber: Subscriber, *, now: datetime) -> None:
    """Let a subscriber go: it reads nothing any more, and what it did is forgotten."""
    mine = (subscriptions.c.subscriber == subscriber, subscriptions.c.removed.is_(None))
    connection.execute(update(subscriptions).where(*mine).values(removed=now))
    for table in (changes, citings, notices_told, rulings):
        connection.execute(delete(table).where(table.c.subscriber == subscriber))


def subscribers(connection: Connection) -> set[Subscriber]:
    """Give everybody who reads a source, the operator among them."""
    reading = select(subscriptions.c.subscriber).where(subscriptions.c.removed.is_(None)).distinct()
    return {Subscriber(each) for each in connection.execute(reading).scalars()}


def _of(source: SourceId, subscriber: Subscriber) -> ColumnElement[bool]:
    return (subscriptions.c.source == source) & (subscriptions.c.subscriber == subscriber)


@dataclass(frozen=True, slots=True)
class Membership:
    """What a source is to one subscriber."""

    standing: Standing
    added: datetime
    added_by: str | None
    shared: bool
    """Whether it is the operator's, for everybody, and not the subscriber's own."""
    asked: datetime | None
    """Since when the subscriber waits for a poll."""
    title: str
    """What the source calls itself, as its articles were stored with it."""
    described: Described
    halted: bool = False
    """Whether the operator lets nobody read it."""
    servers: tuple[Subscriber, ...] = ()
    """To whoever sees what anybody reads: the servers that do."""

    @property
    def own_word(self) -> OwnWord | None:
        """Give what is said of the source here, `None` if that is no more than the source itself says."""
        own = OwnWord(self.title, self.described.title, self.described.publisher, self.described.language)
        return None if own == OwnWord(self.title, self.title) else own


def memberships(
    connection: Connection, subscriber: Subscriber | None, *, among: Select[tuple[int]] | None = None
) -> dict[SourceId, Membership]:
    """Give what `subscriber` reads, if `among` these: its own, and the operator's. `None` reads what anybody reads.

    How the subscriber itself stands to a source, and what it says of it, goes before what the operator does.
    """
    statement = (
        select(subscriptions, sources.c.title.label("own_title"), sources.c.halted)
        .join(sources, sources.c.id == subscriptions.c.source)
        .where(subscriptions.c.removed.is_(None))
    )
    if subscriber is not None:
        statement = statement.where(subscriptions.c.subscriber.in_((subscriber, OPERATOR)))
    if among is not None:
        statement = statement.where(subscriptions.c.source.in_(among))
    read: dict[SourceId, list[AnyRow]] = {}
    for row in connection.execute(statement):
        read.setdefault(SourceId(row.source), []).append(row)
    return {source: _membership(rows, subscriber) for source, rows in read.items()}


def _membership(rows: Iterable[AnyRow], subscriber: Subscriber | None) -> Membership:
    by_reader = {Subscriber(row.subscriber): row for row in rows}
    shared = OPERATOR in by_reader
    described = _described(by_reader, subscriber)
    if subscriber in by_reader:
        shared = subscriber == OPERATOR
        by_reader = {subscriber: by_reader[subscriber]}
    best = min((Standing(row.standing) for row in by_reader.values()), key=list(Standing).index)
    first = min(by_reader.values(), key=lambda row: row.added)
    halted = first.halted is not None
    return Membership(
        standing=Standing.PAUSED if halted else best,
        added=first.added,
        added_by=first.added_by,
        shared=shared,
        asked=first.asked,
        title=first.own_title,
        described=described,
        halted=halted,
        servers=tuple(sorted(by_reader.keys() - {OPERATOR})) if subscriber is None else (),
    )


def _described(by_reader: Mapping[Subscriber, AnyRow], subscriber: Subscriber | None) -> Described:
    """Give the subscriber's own word, and for what it does not say the operator's; never another's."""
    said = [by_reader[reader] for reader in (subscriber, OPERATOR) if reader and reader in by_reader]
    return Described(
        title=said[0].title if said else next(iter(by_reader.values())).own_title,
        publisher=next((row.publisher for row in said if row.publisher), None),
        tags=next((tuple(row.tags) for row in said if row.tags), ()),
        language=next((row.language for row in said if row.language), None),
    )


def view(connection: Connection, now: datetime, subscriber: Subscriber | None = None) -> View:
    """Give what `subscriber` may see, as it calls it; `None` sees whatever anybody sees, in the operator's words."""
    seen = audience(connection, subscriber)
    described = (
        select(subscriptions.c.source)
        .join(sources, sources.c.id == subscriptions.c.source)
        .where(
            subscriptions.c.subscriber.in_((subscriber or OPERATOR, OPERATOR)),
            or_(
                subscriptions.c.publisher.is_not(None),
                subscriptions.c.language.is_not(None),
                subscriptions.c.title != sources.c.title,
            ),
        )
    )
    read = memberships(connection, subscriber, among=described)  # because to load all of 1,000 takes 20 ms, of few none
    own_words = {source: own for source, how in read.items() if source in seen and (own := how.own_word)}
    return View(now, seen, own_words, subscriber or OPERATOR)


def audience(connection: Connection, subscriber: Subscriber | None) -> frozenset[SourceId]:
    """Give every source that `subscriber` sees; `None` sees whatever anybody sees.

    What its reader muted or paused is out of sight: others may go on reading it, and what that brings is not
    theirs to show.
    """
    statement = select(subscriptions.c.source, subscriptions.c.subscriber, subscriptions.c.standing).where(
        subscriptions.c.removed.is_(None), not_halted()
    )
    if subscriber is not None:
        statement = statement.where(subscriptions.c.subscriber.in_((subscriber, OPERATOR)))
    rows = connection.execute(statement).all()
    own = {row.source for row in rows if row.subscriber == subscriber}
    return frozenset(
        SourceId(row.source)
        for row in rows
        if row.standing == Standing.ACTIVE and (row.subscriber == subscriber or row.source not in own)
    )


def restorable(connection: Connection, subscriber: Subscriber, *, now: datetime) -> tuple[RemovedSource, ...]:
    """Give what the subscriber removed and can still restore, the last removed first."""
    statement = (
        select(sources.c.id, subscriptions.c.title, sources.c.url, subscriptions.c.removed)
        .join(subscriptions, subscriptions.c.source == sources.c.id)
        .where(subscriptions.c.subscriber == subscriber, subscriptions.c.removed > now - UNDO)
        .order_by(subscriptions.c.removed.desc(), sources.c.id)
    )
    return tuple(
        RemovedSource(SourceId(row.id), row.title, row.url, until=row.removed + UNDO)
        for row in connection.execute(statement)
    )
