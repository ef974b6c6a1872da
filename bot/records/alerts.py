"""Alerts: what servers asked to be told, what was found for them, what was posted.

A post is written before it is posted, with all that it will tell: what was found is in one post and no other, and one
of which nobody knows whether it was posted is looked for in its channel before it is posted again.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, Final, TypeAlias, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Delete, Row, Table, Update, delete, insert, select, update

from bot.alerting.alerts import (
    Alert,
    AlertId,
    Mark,
    Post,
    PostId,
    PostKind,
    QuietHours,
    Standing,
    Template,
    Thing,
    Wanted,
)
from bot.alerting.changing import Change
from bot.alerting.noting import Fresh, Notes, Turned
from bot.alerting.pacing import Draft
from bot.records.schema import alert_posts, alert_things, alerts, quiet_hours
from ingest import ArticleId, Database

KEPT: Final = timedelta(days=14)
"""So long a channel is known to have been told a thing: twice what may be news at all."""

_AT_ONCE: Final = 500
"""Things named in one statement."""
_ALERT: Final = TypeAdapter(Alert)
_THING: Final = TypeAdapter(Thing)
_POST: Final = TypeAdapter(Post)

AnyRow: TypeAlias = Row[Any]
Noun = TypeVar("Noun")
Place: TypeAlias = tuple[str, int]
"""A server and one of its channels."""


class AlertRecords:
    """For any number of threads and processes at once. Raises the archive's errors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(  # noqa: PLR0913 because an alert says what, where, how and since when
        self, server: str, *, channel: int, wanted: Wanted, role: int | None, template: Template, mark: Mark
    ) -> Alert:
        """Keep an alert that finds what arrives after `mark`."""
        values = {
            "server": server,
            "channel": channel,
            "wanted": wanted,
            "role": role,
            "template": template.value,
            "standing": Standing.ACTIVE.value,
            "reason": "",
            "is_told": True,
        }
        with self._database.writing() as connection:
            statement = insert(alerts).values(values | _marked(mark)).returning(alerts.c.id)
            number = AlertId(connection.execute(statement).scalar_one())
        return Alert(number, server, channel, wanted, role, template, mark)

    def of(self, server: str) -> tuple[Alert, ...]:
        """Give a server's alerts, the oldest first."""
        return self._found(alerts, _alert, alerts.c.server == server)

    def active(self) -> Mapping[str, tuple[Alert, ...]]:
        """Give every server's active alerts."""
        by_server: dict[str, list[Alert]] = defaultdict(list)
        for alert in self._found(alerts, _alert, alerts.c.standing == Standing.ACTIVE.value):
            by_server[alert.server].append(alert)
        return {server: tuple(some) for server, some in by_server.items()}

    def pause(self, server: str, alert: AlertId) -> bool:
        """Let an alert rest, and what it found and did not post; `False` if it is none of the server's."""
        return self._rest(alert, update(alerts).where(_mine(server, alert)).values(standing=Standing.PAUSED))

    def resume(self, server: str, alert: AlertId, *, mark: Mark) -> bool:
        """Let an alert find again what arrives after `mark`; `False` if it is none of the server's."""
        values = {"standing": Standing.ACTIVE.value, "reason": "", "is_told": True, **_marked(mark)}
        with self._database.writing() as connection:
            return connection.execute(update(alerts).where(_mine(server, alert)).values(values)).rowcount > 0

    def remove(self, server: str, alert: AlertId) -> bool:
        """Forget an alert; what it posted stays, and stays corrected. `False` if it is none of the server's."""
        return self._rest(alert, delete(alerts).where(_mine(server, alert)))

    def lose(self, place: Place, reason: str) -> None:
        """Pause what posts in a channel that does not let it; what waits there is dropped."""
        server, channel = place
        there = (alerts.c.server == server, alerts.c.channel == channel, alerts.c.standing == Standing.ACTIVE.value)
        unsent = select(alert_posts.c.id).where(
            alert_posts.c.server == server, alert_posts.c.channel == channel, alert_posts.c.message.is_(None)
        )
        things = (alert_things.c.server == server, alert_things.c.channel == channel)
        values = {"standing": Standing.LOST.value, "reason": reason, "is_told": False}
        with self._database.writing() as connection:
            connection.execute(update(alerts).where(*there).values(values))
            connection.execute(delete(alert_things).where(*things, _waiting | alert_things.c.post.in_(unsent)))
            connection.execute(delete(alert_posts).where(alert_posts.c.id.in_(unsent)))
            posts = (alert_posts.c.server == server, alert_posts.c.channel == channel)
            connection.execute(update(alert_posts).where(*posts).values(changes=0))

    def untold(self) -> tuple[Alert, ...]:
        """Give the lost alerts whose moderators were not told."""
        return self._found(alerts, _alert, alerts.c.is_told.is_(False))

    def tell(self, these: Collection[AlertId]) -> None:
        """Note that the moderators were told."""
        with self._database.writing() as connection:
            connection.execute(update(alerts).where(alerts.c.id.in_(these)).values(is_told=True))

    def known(self, server: str, *, since: datetime) -> tuple[Thing, ...]:
        """Give what was found for a server since then, posted or not."""
        return self._found(alert_things, _thing, alert_things.c.server == server, alert_things.c.found >= since)

    def waiting(self) -> Mapping[Place, tuple[Thing, ...]]:
        """Give what was found and belongs to no post, by where it is to be posted."""
        by_place: dict[Place, list[Thing]] = defaultdict(list)
        with self._database.reading() as connection:
            for row in connection.execute(select(alert_things).where(_waiting).order_by(alert_things.c.id)):
                by_place[row.server, row.channel].append(_thing(row))
        return {place: tuple(things) for place, things in by_place.items()}

    def things_of(self, post: PostId) -> tuple[Thing, ...]:
        """Give what a post tells, in the order in which it was found."""
        return self._found(alert_things, _thing, alert_things.c.post == post)

    def note(  # noqa: PLR0913 because it is written down for whom, of which alerts, up to when, and what
        self,
        server: str,
        looked: Collection[AlertId],
        mark: Mark,
        notes: Notes,
        *,
        now: datetime,
        mute: Collection[int] = (),
    ) -> None:
        """Write down what a look found, and that it was looked: both or neither. No replies come to `mute` channels."""
        with self._database.writing() as connection:
            active = _still(connection, looked, mark)
            connection.execute(update(alerts).where(alerts.c.id.in_(active)).values(_marked(mark)))
            connection.execute(delete(alert_things).where(_waiting, alert_things.c.id.in_(notes.dropped)))
            for turned in notes.turned:
                _turn(connection, server, turned, now=now, may_reply=turned.now.channel not in mute)
            fresh = [_fresh_values(server, each, now) for each in notes.fresh if each.alert in active]
            if fresh:
                connection.execute(insert(alert_things), fresh)

    def lately(self, places: Collection[Place], *, since: datetime) -> Mapping[Place, tuple[Post, ...]]:
        """Give what was posted in these channels since then."""
        channels = {channel for _, channel in places}
        by_place: dict[Place, list[Post]] = {place: [] for place in places}
        for post in self._found(alert_posts, _post, alert_posts.c.made >= since, alert_posts.c.channel.in_(channels)):
            by_place.setdefault((post.server, post.channel), []).append(post)
        return {place: tuple(posts) for place, posts in by_place.items()}

    def write(self, place: Place, draft: Draft, *, roles: Iterable[int], template: Template, now: datetime) -> Post:
        """Write a post, or that one goes on, with all that it tells; the next step is to post it."""
        with self._database.writing() as connection:
            number = draft.goes_on or _write_post(
                connection, place, draft.kind, now=now, roles=sorted(set(roles)), template=template.value
            )
            if draft.goes_on:
                connection.execute(update(alert_posts).where(alert_posts.c.id == number).values(_CHANGED))
            values = {"post": number, "posted": alert_things.c.telling}
            for start in range(0, len(draft.things), _AT_ONCE):
                ids = [thing.id for thing in draft.things[start : start + _AT_ONCE]]
                mine = (alert_things.c.id.in_(ids), _waiting)
                connection.execute(update(alert_things).where(*mine).values(values))
        [post] = self._found(alert_posts, _post, alert_posts.c.id == number)
        return post

    def unfinished(self) -> tuple[Post, ...]:
        """Give the posts of which nobody knows whether they were posted, and those that tell what is no longer so."""
        return self._found(alert_posts, _post, alert_posts.c.message.is_(None) | (alert_posts.c.changes > 0))

    def post(self, number: PostId) -> Post | None:
        """Give a post."""
        return next(iter(self._found(alert_posts, _post, alert_posts.c.id == number)), None)

    def sent(self, post: PostId, *, message: int, thread: int | None = None) -> None:
        """Note which message shows a post; 0 where Discord never will."""
        with self._database.writing() as connection:
            values = {"message": message, "thread": thread}
            connection.execute(update(alert_posts).where(alert_posts.c.id == post).values(values))

    def shown(self, post: Post) -> None:
        """Note that a message shows how its things stood when the post was read: what changed since is still to be."""
        with self._database.writing() as connection:
            as_read = (alert_posts.c.id == post.id, alert_posts.c.changes == post.changes)
            connection.execute(update(alert_posts).where(*as_read).values(changes=0))

    def quiet(self, server: str) -> QuietHours | None:
        """Give a server's quiet hours."""
        with self._database.reading() as connection:
            row = connection.execute(select(quiet_hours).where(quiet_hours.c.server == server)).one_or_none()
        return QuietHours(time.fromisoformat(row.since), time.fromisoformat(row.until)) if row else None

    def keep_quiet(self, server: str, hours: QuietHours | None) -> None:
        """Keep a server's quiet hours; `None` ends them."""
        with self._database.writing() as connection:
            connection.execute(delete(quiet_hours).where(quiet_hours.c.server == server))
            if hours:
                values = {"server": server, "since": hours.since.isoformat(), "until": hours.until.isoformat()}
                connection.execute(insert(quiet_hours).values(values))

    def forget_old(self, *, now: datetime) -> None:
        """Forget what is too old to come up again."""
        old = now - KEPT
        with self._database.erasing() as connection:
            connection.execute(delete(alert_things).where(alert_things.c.found < old))
            connection.execute(delete(alert_posts).where(alert_posts.c.made < old))

    def _rest(self, alert: AlertId, resting: Update | Delete) -> bool:
        """Change an alert, if it is there, and drop what it found and did not post."""
        with self._database.writing() as connection:
            is_there = connection.execute(resting).rowcount > 0
            if is_there:
                connection.execute(delete(alert_things).where(_waiting, alert_things.c.alert == alert))
            return is_there

    def _found(self, table: Table, read: Callable[[AnyRow], Noun], *which: ColumnElement[bool]) -> tuple[Noun, ...]:
        with self._database.reading() as connection:
            return tuple(map(read, connection.execute(select(table).where(*which).order_by(table.c.id)).all()))


def forget_citing(connection: Connection, names: Collection[str]) -> None:
    """Take the words of articles of these addresses or titles out of what was found; their messages are struck."""
    for row in connection.execute(select(alert_things)).all():
        thing = _thing(row)
        tellings = [thing.telling, *filter(None, [thing.posted])]
        reasons = {telling.reason.url for telling in tellings if telling.reason}
        if {thing.telling.text, *reasons, *(telling.url for telling in tellings)} & set(names):
            bare = replace(thing.telling, text="", url=None, reason=None)
            values = {"telling": bare, "is_withdrawn": True}
            values |= {"posted": values["telling"]} if thing.posted else {}
            connection.execute(update(alert_things).where(alert_things.c.id == thing.id).values(values))
            connection.execute(update(alert_posts).where(alert_posts.c.id == thing.post).values(_CHANGED))
    connection.execute(update(alert_posts).where(alert_posts.c.message.is_not(None)).values(told=None))
    connection.execute(delete(alert_things).where(_waiting, alert_things.c.is_withdrawn))


def _still(connection: Connection, looked: Collection[AlertId], mark: Mark) -> set[int]:
    """Give those of the alerts that nobody paused, removed or resumed while it was looked."""
    standing = (alerts.c.id.in_(looked), alerts.c.standing == Standing.ACTIVE.value)
    known = alerts.c.looked <= mark.moment
    return set(connection.execute(select(alerts.c.id).where(*standing, known)).scalars())


def _fresh_values(server: str, fresh: Fresh, now: datetime) -> dict[str, object]:
    return {
        "alert": fresh.alert,
        "server": server,
        "channel": fresh.channel,
        "telling": fresh.sight.telling,
        "basis": fresh.sight.basis,
        "found": now,
        "changed": now,
        "is_withdrawn": False,
    }


def _turn(connection: Connection, server: str, turned: Turned, *, now: datetime, may_reply: bool) -> None:
    """Write down how a thing stands now, and what becomes of its message."""
    thing = turned.now
    values = {
        "telling": thing.telling,
        "basis": thing.basis,
        "changed": thing.changed,
        "is_withdrawn": thing.is_withdrawn,
    }
    connection.execute(update(alert_things).where(alert_things.c.id == thing.id).values(values))
    if (thing.telling, thing.is_withdrawn) != (turned.before.telling, turned.before.is_withdrawn):
        by_now = select(alert_things.c.post).where(alert_things.c.id == thing.id)  # it may have waited when it was read
        connection.execute(update(alert_posts).where(alert_posts.c.id.in_(by_now)).values(_CHANGED))
    if turned.change is Change.REPLY and may_reply:
        before, after = (replace(telling, text="") for telling in (turned.before.telling, thing.telling))
        told = before, thing.telling.reason if thing.is_withdrawn else after
        place = server, thing.channel
        _write_post(connection, place, PostKind.REPLY, now=now, answers=thing.post, told=told)


def _write_post(connection: Connection, place: Place, kind: PostKind, *, now: datetime, **more: object) -> PostId:
    server, channel = place
    values = {"server": server, "channel": channel, "kind": kind.value, "made": now, "changes": 0}
    values |= {"roles": [], "template": Template.COMPACT.value} | more
    return PostId(connection.execute(insert(alert_posts).values(values).returning(alert_posts.c.id)).scalar_one())


_waiting: Final = alert_things.c.post.is_(None)
_CHANGED: Final = {"changes": alert_posts.c.changes + 1}


def _mine(server: str, alert: AlertId) -> ColumnElement[bool]:
    return (alerts.c.server == server) & (alerts.c.id == alert)


def _marked(mark: Mark) -> dict[str, object]:
    return {"looked": mark.moment, "article": mark.article}


def _alert(row: AnyRow) -> Alert:
    return _ALERT.validate_python({**row._asdict(), "mark": Mark(row.looked, ArticleId(row.article))})


def _thing(row: AnyRow) -> Thing:
    return _THING.validate_python(row._asdict())


def _post(row: AnyRow) -> Post:
    return _POST.validate_python(row._asdict())
