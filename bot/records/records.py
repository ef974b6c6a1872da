"""Servers' settings, and what buttons show, kept so that both survive a restart."""

import json
import secrets
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, case, delete, or_, select, true
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.records import alerts
from bot.records.alerts import AlertRecords
from bot.records.feedback import Ballots, forget_votes, forget_votes_naming, forget_votes_of
from bot.records.schedules import Schedules
from bot.records.schema import kept, schedules, servers, watches, writings
from bot.records.watches import Watches
from ingest import Database

_ID_BYTES = 12


@dataclass(frozen=True, slots=True)
class Server:
    """What the moderators of one Discord server chose."""

    id: str
    zone: str = "UTC"
    """IANA name of the zone in which the server's members say "today"."""
    channel: str | None = None
    """Where the bot may speak by itself; `None` until somebody chose."""
    writes: bool = False
    """Whether a language model may write here."""


class Kept(StrEnum):
    """What kind of thing is kept for a button."""

    ANSWER = "answer"
    OFFERS = "offers"
    CLAIMS = "claims"
    """What became of a message's claims, until somebody shares it."""
    TURN = "turn"
    """Under which name the answer is kept that a member's next message may lean on."""
    ALERT = "alert"
    """One that is shown before it is saved."""
    COMMANDS = "commands"
    """What Discord was told of the commands."""


class Records:
    """For any number of threads and processes at once. Raises the archive's errors."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.ballots: Final = Ballots(database)
        self.alerts = AlertRecords(database)
        self.schedules: Final = Schedules(database)
        self.watches: Final = Watches(database)

    def server(self, server: str) -> Server:
        """Give the server's settings, the defaults where none were chosen."""
        with self._database.reading() as connection:
            row = connection.execute(select(servers).where(servers.c.id == server)).one_or_none()
        return Server(row.id, row.zone, row.channel, row.writes) if row else Server(server)

    def change(self, server: Server, *, now: datetime) -> None:
        """Keep the server's settings."""
        values = asdict(server) | {"changed": _seconds(now)}
        with self._database.writing() as connection:
            connection.execute(upsert(servers).values(values).on_conflict_do_update(index_elements=["id"], set_=values))

    def keep(self, kind: Kept, content: str, *, server: str | None, now: datetime, name: str | None = None) -> str:
        """Keep `content` for a button, and give the name to find it by: a random one unless `name` is given."""
        name = name or secrets.token_urlsafe(_ID_BYTES)
        values = {"id": name, "kind": kind.value, "server": server, "made": _seconds(now), "content": content}
        with self._database.writing() as connection:
            connection.execute(upsert(kept).values(values).on_conflict_do_update(index_elements=["id"], set_=values))
        return name

    def find(self, kind: Kept, name: str, *, server: str | None, since: datetime | None = None) -> str | None:
        """Give what was kept under `name` for this server, `None` if nothing is, or not `since` then."""
        wanted = [kept.c.id == name, kept.c.kind == kind.value, kept.c.server.is_not_distinct_from(server)]
        wanted += [kept.c.made >= _seconds(since)] if since else []
        with self._database.reading() as connection:
            content: str | None = connection.execute(select(kept.c.content).where(*wanted)).scalar()
        return content

    def answers_of(self, server: str | None) -> tuple[str, ...]:
        """Give the answers that are kept for a server, or for direct messages, the newest first."""
        return self._answers(kept.c.server.is_not_distinct_from(server))

    def answers(self) -> tuple[str, ...]:
        """Give the answers that are kept for anybody, the newest first."""
        return self._answers()

    def _answers(self, *of: ColumnElement[bool]) -> tuple[str, ...]:
        wanted = select(kept.c.content).where(kept.c.kind == Kept.ANSWER.value, *of).order_by(kept.c.made.desc())
        with self._database.reading() as connection:
            return tuple(connection.execute(wanted).scalars())

    def take_writing(self, server: str, *, day: date, most: int) -> bool:
        """Count a question that a language model is asked on `day` for the server; `False` if `most` were already."""
        first = upsert(writings).values(server=server, day=day.isoformat(), count=1)
        another = first.on_conflict_do_update(
            index_elements=["server"],
            set_={
                "day": first.excluded.day,
                "count": case((writings.c.day == first.excluded.day, writings.c.count + 1), else_=1),
            },
            where=or_(writings.c.day != first.excluded.day, writings.c.count < most),
        )
        with self._database.writing() as connection:
            return connection.execute(another).rowcount > 0

    def forget_old(self, *, now: datetime, after: timedelta) -> int:
        """Forget answers and offers older than `after`; tells how many."""
        old = (kept.c.made < _seconds(now - after), kept.c.kind != Kept.COMMANDS.value)
        with self._database.erasing() as connection:
            return connection.execute(delete(kept).where(*old)).rowcount

    def forget_kept(self, server: str | None = None) -> int:
        """Forget every question with its answer, watched ones too, what was said of it, and every offer.

        Of one server, or of all.

        Tells how many answers.
        """
        theirs = kept.c.kind != Kept.COMMANDS.value if server is None else kept.c.server == server
        watched = true() if server is None else watches.c.server == server
        with self._database.erasing() as connection:
            if server is None:
                forget_votes(connection)
            else:
                forget_votes_of(connection, server)
            connection.execute(delete(watches).where(watched))
            beside = (Kept.OFFERS.value, Kept.TURN.value, Kept.CLAIMS.value)
            connection.execute(delete(kept).where(theirs, kept.c.kind.in_(beside)))
            return connection.execute(delete(kept).where(theirs)).rowcount

    def forget_citing(self, names: Collection[str]) -> int:
        """Forget the answers, checked claims and votes that quote any article of these addresses, ids or titles.

        Tells how many answers.
        Offers are forgotten all: their samples are titles, and they wait for a click of the next minutes alone.
        """

        def cites(content: str) -> bool:
            return not _named(json.loads(content)).isdisjoint(names)

        with self._database.erasing() as connection:
            connection.execute(delete(kept).where(kept.c.kind == Kept.OFFERS.value))
            quoting = kept.c.kind.in_((Kept.ANSWER.value, Kept.CLAIMS.value))
            rows = connection.execute(select(kept.c.id, kept.c.kind, kept.c.content).where(quoting)).all()
            citing = [row for row in rows if cites(row.content)]
            for row in citing:
                connection.execute(delete(kept).where(kept.c.id == row.id))
            for watch in connection.execute(select(watches.c.id, watches.c.answer)).all():
                if cites(watch.answer):
                    connection.execute(delete(watches).where(watches.c.id == watch.id))
            forget_votes_naming(connection, cites)
            alerts.forget_citing(connection, names)
        return sum(row.kind == Kept.ANSWER.value for row in citing)

    def forget_server(self, server: str) -> None:
        """Forget all that was kept for a server, its settings included."""
        with self._database.erasing() as connection:
            connection.execute(delete(kept).where(kept.c.server == server))
            connection.execute(delete(writings).where(writings.c.server == server))
            forget_votes_of(connection, server)
            connection.execute(delete(schedules).where(schedules.c.server == server))
            connection.execute(delete(watches).where(watches.c.server == server))
            connection.execute(delete(servers).where(servers.c.id == server))
            alerts.forget_server(connection, server)


def _named(told: object) -> set[str]:
    """By what the articles that something quotes may be known: the address, the importer's id, the title."""
    if isinstance(told, list):
        return set[str]().union(*map(_named, told))
    if not isinstance(told, dict):
        return set()
    own = {told[name] for name in ("url", "id", "title") if isinstance(told.get(name), str)}
    return own.union(*map(_named, told.values()))


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
