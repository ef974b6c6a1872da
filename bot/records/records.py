"""Servers' settings, and what buttons show, kept so that both survive a restart."""

import json
import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, case, delete, literal, or_, select, true, type_coerce, update

from bot.records import alerts
from bot.records.alerts import AlertRecords
from bot.records.askers import Asker, keyed, new_key
from bot.records.feedback import Ballots, forget_votes_naming
from bot.records.schedules import Schedules
from bot.records.schema import departures, kept, servers, tables, votes, watches, writings
from bot.records.servers import Server, row_of, server_of
from bot.records.watches import Watches
from ingest import Database, put, upsert

_ID_BYTES = 12
_DAY_SECONDS = 86_400


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
    """For any number of threads and processes at once. Raises the archive's errors.

    Settings are read once and then known, because every question looks at them before it is acknowledged: the bot
    alone changes them, and there is one at an archive (`bot/alone.py`). `key` turns ids of askers into
    codes; with another one what was kept of an asker before is not found by it.
    """

    def __init__(self, database: Database, *, key: bytes | None = None) -> None:
        self._database = database
        self._key = key or new_key()
        self._servers: dict[str, Server] | None = None
        self.ballots: Final = Ballots(database)
        self.alerts = AlertRecords(database)
        self.schedules: Final = Schedules(database)
        self.watches: Final = Watches(database)

    def server(self, server: str) -> Server:
        """Give the server's settings, the defaults where none were chosen; after the first call without waiting."""
        return self._known().get(server) or Server(server)

    def change(self, server: Server, *, now: datetime) -> None:
        """Keep the server's settings."""
        known = self._known()
        with self._database.writing() as connection:
            put(connection, servers, row_of(server) | {"changed": now})
        known[server.id] = server

    def asker(self, member: int) -> Asker:
        """Give the code by which whoever asked is known: the only form in which that is stored."""
        return Asker(self.code(str(member)))

    def code(self, words: str) -> str:
        """Give the code of `words` that this installation alone can make."""
        return keyed(self._key, words)

    def keep(  # noqa: PLR0913 because a row has that many columns
        self,
        kind: Kept,
        content: str,
        *,
        server: str | None,
        now: datetime,
        name: str | None = None,
        asker: Asker | None = None,
    ) -> str:
        """Keep `content` for a button, and give the name to find it by: a random one unless `name` is given."""
        name = name or secrets.token_urlsafe(_ID_BYTES)
        values = {"id": name, "kind": kind.value, "server": server, "made": now, "content": content, "asker": asker}
        with self._database.writing() as connection:
            put(connection, kept, values)
        return name

    def rewrite(self, name: str, content: str) -> None:
        """Keep other `content` under a name; what was forgotten meanwhile stays forgotten."""
        with self._database.writing() as connection:
            connection.execute(update(kept).where(kept.c.id == name).values(content=content))

    def find(self, kind: Kept, name: str, *, server: str | None, since: datetime | None = None) -> str | None:
        """Give what was kept under `name` for this server, `None` if nothing is, or not `since` then."""
        wanted = [kept.c.id == name, kept.c.kind == kind.value, kept.c.server.is_not_distinct_from(server)]
        wanted += [kept.c.made >= since] if since else []
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
        with self._database.writing() as connection:
            first = upsert(connection, writings).values(server=server, day=day.isoformat(), count=1)
            another = first.on_conflict_do_update(
                index_elements=["server"],
                set_={
                    "day": first.excluded.day,
                    "count": case((writings.c.day == first.excluded.day, writings.c.count + 1), else_=1),
                },
                where=or_(writings.c.day != first.excluded.day, writings.c.count < most),
            )
            return connection.execute(another.returning(writings.c.server)).first() is not None

    def forget_old(self, *, now: datetime, after: timedelta) -> int:
        """Forget answers and offers older than `after`, or than their server keeps them; tells how many."""
        days = select(servers.c.keep_days).where(servers.c.id == kept.c.server).scalar_subquery()
        kept_until = type_coerce(kept.c.made, BigInteger) + _DAY_SECONDS * days
        old = or_(kept.c.made < now - after, kept_until < literal(now, kept.c.made.type))
        with self._database.erasing() as connection:
            return connection.execute(delete(kept).where(old, kept.c.kind != Kept.COMMANDS.value)).rowcount

    def forget_kept(self, server: str | None = None) -> int:
        """Forget every question with its answer, watched ones too, what was said of it, and every offer.

        Of one server, or of all.

        Tells how many answers.
        """
        beside = (Kept.OFFERS.value, Kept.TURN.value, Kept.CLAIMS.value)
        with self._database.erasing() as connection:
            for doomed in (delete(votes), delete(watches), delete(kept).where(kept.c.kind.in_(beside))):
                theirs = true() if server is None else doomed.table.c.server == server
                connection.execute(doomed.where(theirs))
            rest = kept.c.kind != Kept.COMMANDS.value if server is None else kept.c.server == server
            return connection.execute(delete(kept).where(rest)).rowcount

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

    def forget_asker(self, member: int) -> int:
        """Forget all that was kept of whoever asked, wherever they did; tells how much, what leans on it left out."""
        asker, count = self.asker(member), 0
        with self._database.erasing() as connection:
            leaning = (kept.c.asker == asker, kept.c.kind == Kept.TURN.value)
            connection.execute(delete(kept).where(*leaning))
            for table in (each for each in reversed(tables.sorted_tables) if "asker" in each.c):
                count += connection.execute(delete(table).where(table.c.asker == asker)).rowcount
            connection.execute(delete(watches).where(watches.c.member == str(member)))
        return count

    def forget_server(self, server: str) -> None:
        """Forget all that was kept for a server, its settings included."""
        with self._database.erasing() as connection:
            for table in (each for each in reversed(tables.sorted_tables) if "server" in each.c):
                connection.execute(delete(table).where(table.c.server == server))
            connection.execute(delete(servers).where(servers.c.id == server))
        self._known().pop(server, None)

    def note_left(self, server: str, *, now: datetime) -> None:
        """Note that a server removed the bot."""
        with self._database.writing() as connection:
            put(connection, departures, {"server": server, "left": now})

    def note_back(self, server: str) -> None:
        """Take back that a server removed the bot."""
        with self._database.writing() as connection:
            connection.execute(delete(departures).where(departures.c.server == server))

    def left(self) -> dict[str, datetime]:
        """Give the servers that removed the bot and are not forgotten yet, with when that was noted."""
        with self._database.reading() as connection:
            rows = connection.execute(select(departures)).all()
        return {row.server: row.left for row in rows}

    def mentioned(self) -> set[str]:
        """Give every server of which anything is kept."""
        columns = [table.c.server for table in tables.sorted_tables if "server" in table.c]
        with self._database.reading() as connection:
            named = {name for column in columns for name in connection.execute(select(column).distinct()).scalars()}
        return {*named, *self._known()} - {None}

    def _known(self) -> dict[str, Server]:
        if self._servers is None:
            with self._database.reading() as connection:
                self._servers = {row.id: server_of(row) for row in connection.execute(select(servers))}
        return self._servers


def _named(told: object) -> set[str]:
    """By what the articles that something quotes may be known: the address, the importer's id, the title."""
    if isinstance(told, list):
        return set[str]().union(*map(_named, told))
    if not isinstance(told, dict):
        return set()
    own = {told[name] for name in ("url", "id", "title") if isinstance(told.get(name), str)}
    return own.union(*map(_named, told.values()))
