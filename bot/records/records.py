"""Servers' settings, and what buttons show, kept so that both survive a restart."""

import json
import secrets
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import case, delete, or_, select, true
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.records import alerts
from bot.records.alerts import AlertRecords
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
        """Forget every question with its answer, watched ones too, and every offer: of one server, or of all.

        Tells how many answers.
        """
        theirs = kept.c.kind != Kept.COMMANDS.value if server is None else kept.c.server == server
        watched = true() if server is None else watches.c.server == server
        with self._database.erasing() as connection:
            connection.execute(delete(watches).where(watched))
            connection.execute(delete(kept).where(theirs, kept.c.kind.in_((Kept.OFFERS.value, Kept.TURN.value))))
            return connection.execute(delete(kept).where(theirs)).rowcount

    def forget_citing(self, names: Collection[str]) -> int:
        """Forget the answers that cite any article of these addresses, ids or titles; tells how many.

        Offers are forgotten all: their samples are titles, and they wait for a click of the next minutes alone.
        """
        with self._database.erasing() as connection:
            connection.execute(delete(kept).where(kept.c.kind == Kept.OFFERS.value))
            rows = connection.execute(select(kept.c.id, kept.c.content).where(kept.c.kind == Kept.ANSWER.value)).all()
            citing = [row.id for row in rows if not _cited(row.content).isdisjoint(names)]
            for name in citing:
                connection.execute(delete(kept).where(kept.c.id == name))
            alerts.forget_citing(connection, names)
            for row in connection.execute(select(watches.c.id, watches.c.answer)).all():
                if not _cited(row.answer).isdisjoint(names):
                    connection.execute(delete(watches).where(watches.c.id == row.id))
        return len(citing)

    def forget_server(self, server: str) -> None:
        """Forget all that was kept for a server, its settings included."""
        with self._database.erasing() as connection:
            connection.execute(delete(kept).where(kept.c.server == server))
            connection.execute(delete(writings).where(writings.c.server == server))
            connection.execute(delete(schedules).where(schedules.c.server == server))
            connection.execute(delete(watches).where(watches.c.server == server))
            connection.execute(delete(servers).where(servers.c.id == server))
            alerts.forget_server(connection, server)


def _cited(answer: str) -> set[str]:
    """By what an answer's citations may be known: the article's address, the importer's id, its title."""
    kept = json.loads(answer)
    citations = [*kept.get("citations", ()), *kept.get("related", ())]
    return {citation[name] for citation in citations for name in ("url", "id", "title") if citation[name]}


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
