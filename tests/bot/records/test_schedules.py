from datetime import UTC, datetime, time, timedelta

from bot.records import Records, Server
from bot.records.schedules import CLAIM_LASTS, MOST_OF_A_SERVER
from bot.watching.schedules import Paused, Schedule

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
DUE = NOW - timedelta(minutes=1)
WANTED = Schedule("", "1", "7", "grain", time(8, 30), 0, NOW - timedelta(days=1))


def added(records: Records, wanted: Schedule = WANTED) -> Schedule:
    schedule = records.schedules.add(wanted)
    assert schedule
    return schedule


def test_a_schedule_is_found_as_it_was_made_by_its_server_alone(records: Records) -> None:
    records.change(Server("1", zone="Europe/Kyiv"), now=NOW)
    schedule = added(records)

    assert schedule.id
    assert records.schedules.of("1") == (schedule,)
    assert records.schedules.of("2") == ()
    assert records.schedules.standing() == ((schedule, "Europe/Kyiv"),)


def test_a_server_has_only_so_many(records: Records) -> None:
    assert [bool(records.schedules.add(WANTED)) for _ in range(MOST_OF_A_SERVER + 1)] == [
        *[True] * MOST_OF_A_SERVER,
        False,
    ]


def test_what_was_posted_is_never_claimed_again(records: Records) -> None:
    schedule = added(records)

    assert records.schedules.claim(schedule, DUE, now=NOW)
    records.schedules.note_posted(schedule, DUE)
    assert not records.schedules.claim(schedule, DUE, now=NOW)
    assert records.schedules.claim(schedule, DUE + timedelta(days=1), now=NOW + timedelta(days=1))


def test_a_claim_that_was_not_noted_can_be_repeated_while_discord_knows_its_nonce_and_then_no_more(
    records: Records,
) -> None:
    schedule = added(records)
    moments = [NOW, NOW + CLAIM_LASTS / 2, NOW + CLAIM_LASTS, NOW + CLAIM_LASTS + timedelta(seconds=1)]

    assert [records.schedules.claim(schedule, DUE, now=moment) for moment in moments] == [True, True, True, False]


def test_what_discord_paused_stands_until_moderators_know_and_what_they_paused_does_not(records: Records) -> None:
    schedule = added(records)

    records.schedules.pause(schedule, Paused.FORBIDDEN)
    [(paused, _)] = records.schedules.standing()
    records.schedules.note_told(schedule)
    told = records.schedules.standing()
    records.schedules.resume(schedule, now=NOW)
    [(resumed, _)] = records.schedules.standing()
    records.schedules.pause(schedule, Paused.BY_MODERATORS)

    assert (paused.paused, paused.is_told) == (Paused.FORBIDDEN, False)
    assert told == ()
    assert (resumed.paused, resumed.posted) == (None, NOW)
    assert records.schedules.standing() == ()


def test_what_is_removed_or_of_a_server_that_left_is_gone(records: Records) -> None:
    records.schedules.remove(added(records))
    added(records)
    records.forget_server("1")

    assert records.schedules.of("1") == ()
