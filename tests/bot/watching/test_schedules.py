"""When digests are due, by the wall clocks of servers, over the days on which those are put forward and back."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.answering.question.digesting import Form
from bot.watching.schedules import Paused, Schedule, last_due, next_due, owed, question_of

BERLIN, NEW_YORK, LORD_HOWE = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")
MONDAY = 0


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def schedule(clock: str, *, weekday: int | None = None, posted: str = "2026-01-01T00:00") -> Schedule:
    return Schedule("a", "1", "7", "", time.fromisoformat(clock), weekday, at(posted))


@pytest.mark.parametrize(
    ("clock", "weekday", "zone", "now", "last", "then"),
    [
        ("08:00", None, UTC, "2026-03-01T08:00", "2026-03-01T08:00", "2026-03-02T08:00"),
        ("08:00", None, UTC, "2026-03-01T07:59", "2026-02-28T08:00", "2026-03-01T08:00"),
        ("08:00", None, BERLIN, "2026-03-28T12:00", "2026-03-28T07:00", "2026-03-29T06:00"),  # put forward that night
        ("08:00", None, BERLIN, "2026-10-24T12:00", "2026-10-24T06:00", "2026-10-25T07:00"),  # put back
        ("02:30", None, BERLIN, "2026-03-29T12:00", "2026-03-29T01:30", "2026-03-30T00:30"),  # left out: 03:30
        ("02:30", None, BERLIN, "2026-10-25T12:00", "2026-10-25T00:30", "2026-10-26T01:30"),  # comes twice: the first
        ("00:15", None, NEW_YORK, "2026-07-01T04:14", "2026-06-30T04:15", "2026-07-01T04:15"),
        ("23:45", None, LORD_HOWE, "2026-04-05T12:00", "2026-04-04T12:45", "2026-04-05T13:15"),  # by half an hour
        ("08:00", MONDAY, BERLIN, "2026-03-30T05:59", "2026-03-23T07:00", "2026-03-30T06:00"),
        ("08:00", MONDAY, BERLIN, "2026-03-30T06:00", "2026-03-30T06:00", "2026-04-06T06:00"),
    ],
)
def test_a_digest_is_due_by_its_servers_clock(  # noqa: PLR0913, PLR0917 because pytest passes the table's columns
    clock: str, weekday: int | None, zone: ZoneInfo, now: str, last: str, then: str
) -> None:
    wanted = schedule(clock, weekday=weekday)

    assert last_due(wanted, zone, at(now)) == at(last)
    assert next_due(wanted, zone, at(now)) == at(then)


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, LORD_HOWE])
@pytest.mark.parametrize("clock", ["01:30", "02:30", "08:00"])
def test_in_a_year_it_is_owed_once_a_day(zone: ZoneInfo, clock: str) -> None:
    wanted, now, days = schedule(clock, posted="2026-01-01T00:00"), at("2026-01-01T23:00"), []
    while now < at("2027-01-01T00:00"):
        if due := owed(wanted, zone, now):
            wanted = replace(wanted, posted=due)
            days.append(due.astimezone(zone).date())
        now += timedelta(hours=3)

    assert len(days) == len(set(days)) >= 364


@pytest.mark.parametrize(
    ("posted", "now", "due"),
    [
        ("2026-03-01T07:00", "2026-03-01T08:00", "2026-03-01T08:00"),
        ("2026-03-01T07:00", "2026-03-01T14:00", "2026-03-01T08:00"),  # six hours late
        ("2026-03-01T07:00", "2026-03-01T14:01", None),  # left out
        ("2026-03-01T08:00", "2026-03-01T08:01", None),  # posted
        ("2026-03-01T08:00:30", "2026-03-01T08:01", None),  # made after it was due
        ("2026-02-20T08:00", "2026-03-01T08:01", "2026-03-01T08:00"),  # one, not nine
    ],
)
def test_what_was_missed_is_owed_once_while_it_is_not_too_late(posted: str, now: str, due: str | None) -> None:
    assert owed(schedule("08:00", posted=posted), UTC, at(now)) == (due and at(due))


@pytest.mark.parametrize("why", Paused)
def test_what_is_paused_owes_nothing(why: Paused) -> None:
    assert owed(replace(schedule("08:00"), paused=why), UTC, at("2026-03-01T08:00")) is None


@pytest.mark.parametrize(
    ("weekday", "due", "now", "hours"),
    [
        (None, "2026-03-02T07:00", "2026-03-02T07:00", 24),
        (None, "2026-03-02T07:00", "2026-03-02T07:10", 25),  # late: to where the one before ended
        (None, "2026-03-29T06:00", "2026-03-29T06:00", 23),  # a day of 23 hours
        (None, "2026-10-25T07:00", "2026-10-25T07:00", 25),
        (MONDAY, "2026-03-02T07:00", "2026-03-02T07:00", 168),
    ],
)
def test_a_digest_reaches_back_to_the_one_before(weekday: int | None, due: str, now: str, hours: int) -> None:
    asked = question_of(schedule("08:00", weekday=weekday), BERLIN, at(due), at(now))

    assert (asked.text, asked.form) == (f"news in the last {hours} hours", Form.DIGEST)


def test_a_digest_of_a_topic_asks_for_it() -> None:
    wanted = replace(schedule("08:00"), topic="grain exports")

    due = at("2026-03-02T08:00")
    assert question_of(wanted, UTC, due, due).text == "grain exports in the last 24 hours"
