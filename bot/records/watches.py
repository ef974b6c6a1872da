"""Watches, kept so that what they wait for is told once, whatever dies in between."""

import secrets
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, literal, or_, select, update

from bot.records.schedules import CLAIM_LASTS
from bot.records.schema import watches
from bot.watching.watches import Watch
from ingest import Database

MOST_OF_A_MEMBER: Final = 10
"""In one server, or in direct messages."""
MOST_OF_A_SERVER: Final = 200
"""Of all its members together; as many of its public answers, the newest, are looked at beside them."""
RESTS: Final = timedelta(minutes=5)
"""Between two looks at one answer."""
IS_TOLD_AGAIN: Final = timedelta(seconds=30)
"""After a claim whose message Discord did not take, or whose process was killed."""

_ID_BYTES: Final = 9
_WATCH: Final = TypeAdapter(Watch)


class Begun(Enum):
    """What came of asking for a watch."""

    BEGUN = auto()
    ALREADY = auto()
    """The member waits for the same already."""
    MEMBER_IS_FULL = auto()
    SERVER_IS_FULL = auto()


class Watches:
    """For any number of threads and processes at once. Raises the archive's errors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, watch: Watch) -> Begun:
        """Keep a member's watch under an id of its own, if they may have one more."""
        of_server = (watches.c.server.is_not_distinct_from(watch.server), watches.c.member.is_not(None))
        of_member = (*of_server, watches.c.member == watch.member, watches.c.ends > watch.made)
        same = (*of_member, watches.c.kind == watch.kind.value, watches.c.channel == watch.channel)
        with self._database.writing() as connection:
            if _count(connection, *same, watches.c.question == watch.question):
                return Begun.ALREADY
            if _count(connection, *of_member) >= MOST_OF_A_MEMBER:
                return Begun.MEMBER_IS_FULL
            if watch.server and _count(connection, *of_server) >= MOST_OF_A_SERVER:
                return Begun.SERVER_IS_FULL
            _insert(connection, watch)
        return Begun.BEGUN

    def add_public(self, watch: Watch) -> None:
        """Look at a public answer as long as it may have to be corrected; the oldest makes room for it."""
        public = (watches.c.server == watch.server, watches.c.member.is_(None))
        newest = select(watches.c.id).where(*public).order_by(watches.c.made.desc()).limit(MOST_OF_A_SERVER - 1)
        with self._database.writing() as connection:
            connection.execute(delete(watches).where(*public, watches.c.id.not_in(newest)))
            _insert(connection, watch)

    def of(self, member: str, server: str | None) -> tuple[Watch, ...]:
        """Give what a member waits for in a server, or in direct messages, the oldest first."""
        theirs = (watches.c.member == member, watches.c.server.is_not_distinct_from(server))
        with self._database.reading() as connection:
            rows = connection.execute(select(watches).where(*theirs).order_by(watches.c.made, watches.c.id)).all()
        return tuple(map(_watch, rows))

    def due(self, *, now: datetime, limit: int) -> tuple[Watch, ...]:
        """Give the answers to look at now: those first that were not looked at for longest."""
        again = (watches.c.claimed.is_not(None), watches.c.looked <= now - IS_TOLD_AGAIN)
        is_due = or_(watches.c.looked <= now - RESTS, again[0] & again[1])
        wanted = select(watches).where(watches.c.ends > now, is_due).order_by(watches.c.looked)
        with self._database.reading() as connection:
            return tuple(map(_watch, connection.execute(wanted.limit(limit)).all()))

    def note_look(self, watch: Watch, *, now: datetime) -> None:
        """Note that an answer was looked at."""
        with self._database.writing() as connection:
            connection.execute(update(watches).where(watches.c.id == watch.id).values(looked=now))

    def claim(self, watch: Watch, *, now: datetime) -> bool:
        """Claim what came before it is told; `False` if it was told, or may have been."""
        may_be_told = or_(watches.c.claimed.is_(None), watches.c.claimed >= now - CLAIM_LASTS)
        claiming = update(watches).where(watches.c.id == watch.id, may_be_told)
        since = func.coalesce(watches.c.claimed, literal(now, watches.c.claimed.type))
        with self._database.writing() as connection:
            return connection.execute(claiming.values(claimed=since)).rowcount > 0

    def end(self, watches_ended: Collection[Watch]) -> None:
        """Forget watches."""
        self._forget(watches.c.id.in_([watch.id for watch in watches_ended]))

    def forget_ended(self, *, now: datetime) -> None:
        """Forget the watches whose time is over, and what may have been told by a process that was killed."""
        self._forget(or_(watches.c.ends <= now, watches.c.claimed < now - CLAIM_LASTS))

    def forget_member(self, member: str, server: str | None) -> None:
        """Forget what a member waits for in a server, which they left for instance."""
        self._forget(watches.c.member == member, watches.c.server.is_not_distinct_from(server))

    def _forget(self, *which: ColumnElement[bool]) -> None:
        with self._database.erasing() as connection:
            connection.execute(delete(watches).where(*which))


def _count(connection: Connection, *which: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(watches).where(*which)).scalar() or 0


def _insert(connection: Connection, watch: Watch) -> None:
    values = asdict(watch) | {"id": secrets.token_urlsafe(_ID_BYTES), "looked": watch.made}
    connection.execute(insert(watches).values(values))


def _watch(row: Row[Any]) -> Watch:
    return _WATCH.validate_python(row._asdict())
