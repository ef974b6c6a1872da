"""Digests by schedule: when one is due, by the wall clock of its server. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from math import ceil
from typing import Final

from bot.answering.question.digesting import EVERYTHING, Form
from bot.answering.questions import Question

LATE: Final = timedelta(hours=6)
"""A digest that could not be posted in time, the bot being down for instance, is posted within these; then left out."""

_A_WEEK_AND_MORE: Final = 9
"""Days among which a weekly schedule has a due moment, whatever day it is."""


class Paused(StrEnum):
    """Why a schedule posts nothing."""

    BY_MODERATORS = "moderators"
    CHANNEL_GONE = "gone"
    FORBIDDEN = "forbidden"
    """The bot may not see the channel, or not write in it."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A digest that moderators want in a channel at a time of their server's days."""

    id: str
    server: str
    channel: str
    """Or thread."""
    topic: str
    """Of what it is to be; "" for everything."""
    at: time
    """By the clock of the server's zone."""
    weekday: int | None
    """From 0, Monday; `None` for every day."""
    posted: datetime
    """The due moment of the last one that was posted; before the first, when the schedule was made or resumed."""
    paused: Paused | None = None
    is_told: bool = True
    """Whether moderators know why it is paused."""


def last_due(schedule: Schedule, zone: tzinfo, now: datetime) -> datetime:
    """Give the latest moment up to `now` (UTC) at which the schedule was due."""
    return max(moment for moment in _around(schedule, zone, now) if moment <= now)


def next_due(schedule: Schedule, zone: tzinfo, now: datetime) -> datetime:
    """Give the first moment after `now` (UTC) at which the schedule is due."""
    return min(moment for moment in _around(schedule, zone, now) if moment > now)


def owed(schedule: Schedule, zone: tzinfo, now: datetime) -> datetime | None:
    """Give the due moment for which a digest is still to be posted, if there is one."""
    due = last_due(schedule, zone, now)
    is_owed = schedule.paused is None and due > schedule.posted and now - due <= LATE
    return due if is_owed else None


def question_of(schedule: Schedule, zone: tzinfo, due: datetime, now: datetime) -> Question:
    """Give what the digest due at `due` asks at `now`: it reaches back to where the one before ended."""
    before = last_due(schedule, zone, due - timedelta(microseconds=1))
    hours = ceil((now - before) / timedelta(hours=1))
    return Question(f"{schedule.topic or EVERYTHING} in the last {hours} hours", form=Form.DIGEST)


def _around(schedule: Schedule, zone: tzinfo, now: datetime) -> list[datetime]:
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=offset) for offset in range(-_A_WEEK_AND_MORE, _A_WEEK_AND_MORE))
    return [_moment(schedule, zone, day) for day in days if schedule.weekday in {None, day.weekday()}]


def _moment(schedule: Schedule, zone: tzinfo, day: date) -> datetime:
    """Give the moment of a day; of an hour that comes twice the first, and one that is left out an hour later."""
    return datetime.combine(day, schedule.at, zone).astimezone(UTC)
