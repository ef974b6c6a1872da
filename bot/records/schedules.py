"""Digests by schedule, kept so that none is posted twice, whatever dies in between."""

import secrets
from dataclasses import asdict, replace
from datetime import datetime, time, timedelta
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Row, case, delete, func, insert, literal, or_, select, update

from bot.records.schema import schedules, servers
from bot.watching.schedules import Paused, Schedule
from ingest import Database

MOST_OF_A_SERVER: Final = 10
CLAIM_LASTS: Final = timedelta(minutes=2)
"""So long after a claim the same message may be sent again: Discord knows its nonce for "a few minutes" and shows the
first one. What was claimed and not noted as posted by then counts as posted: never twice is worth more than never none.
"""

_ID_BYTES: Final = 9
_SCHEDULE: Final = TypeAdapter(Schedule)


class Schedules:
    """For any number of threads and processes at once. Raises the archive's errors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, schedule: Schedule) -> Schedule | None:
        """Keep a schedule and give it with its id; `None` if the server has as many as it may."""
        named = replace(schedule, id=secrets.token_urlsafe(_ID_BYTES))
        count = select(func.count()).where(schedules.c.server == schedule.server)
        with self._database.writing() as connection:
            if (connection.execute(count).scalar() or 0) >= MOST_OF_A_SERVER:
                return None
            connection.execute(insert(schedules).values(_values(named)))
        return named

    def of(self, server: str) -> tuple[Schedule, ...]:
        """Give a server's schedules, by the time of the day."""
        wanted = select(schedules).where(schedules.c.server == server)
        with self._database.reading() as connection:
            rows = connection.execute(wanted.order_by(schedules.c.minute, schedules.c.id)).all()
        return tuple(map(_schedule, rows))

    def standing(self) -> tuple[tuple[Schedule, str], ...]:
        """Give the schedules that post, or whose pause nobody was told of, each with the name of its server's zone."""
        wanted = select(schedules, servers.c.zone).outerjoin(servers, servers.c.id == schedules.c.server)
        with self._database.reading() as connection:
            rows = connection.execute(wanted.where(or_(schedules.c.paused.is_(None), ~schedules.c.is_told))).all()
        return tuple((_schedule(row), row.zone or "UTC") for row in rows)

    def claim(self, schedule: Schedule, due: datetime, *, now: datetime) -> bool:
        """Claim the digest of a due moment before it is posted; `False` if it was posted, or may have been."""
        is_open = or_(schedules.c.claimed.is_(None), schedules.c.claimed != due)
        is_lasting = schedules.c.claimed_at >= now - CLAIM_LASTS
        since = case(
            (schedules.c.claimed == due, schedules.c.claimed_at), else_=literal(now, schedules.c.claimed_at.type)
        )
        claiming = update(schedules).where(
            schedules.c.id == schedule.id, schedules.c.posted < due, or_(is_open, is_lasting)
        )
        with self._database.writing() as connection:
            return connection.execute(claiming.values(claimed=due, claimed_at=since)).rowcount > 0

    def note_posted(self, schedule: Schedule, due: datetime) -> None:
        """Note that the digest of a due moment was posted."""
        self._change(schedule, posted=due)

    def pause(self, schedule: Schedule, why: Paused) -> None:
        """Post no more; what moderators did not do themselves they are still to be told."""
        self._change(schedule, paused=why, is_told=why is Paused.BY_MODERATORS)

    def resume(self, schedule: Schedule, *, now: datetime) -> None:
        """Post again what is due from `now` on."""
        self._change(schedule, paused=None, is_told=True, posted=now)

    def note_told(self, schedule: Schedule) -> None:
        """Note that moderators know why it is paused."""
        self._change(schedule, is_told=True)

    def remove(self, schedule: Schedule) -> None:
        """Forget a schedule."""
        with self._database.erasing() as connection:
            connection.execute(delete(schedules).where(schedules.c.id == schedule.id))

    def _change(self, schedule: Schedule, **values: datetime | str | bool | None) -> None:
        with self._database.writing() as connection:
            connection.execute(update(schedules).where(schedules.c.id == schedule.id).values(values))


def _values(schedule: Schedule) -> dict[str, Any]:
    values = asdict(schedule)
    at = values.pop("at")
    return values | {"minute": at.hour * 60 + at.minute}


def _schedule(row: Row[Any]) -> Schedule:
    return _SCHEDULE.validate_python({**row._asdict(), "at": time(*divmod(row.minute, 60))})
