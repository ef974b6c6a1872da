"""When things are posted, and in how many messages."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.alerting.alerts import Post, PostKind, QuietHours, Thing
from bot.alerting.pacing import drafts, is_due, is_quiet, may_reply
from tests.bot.alerting.things import NOW, dead, post, thing


@pytest.mark.parametrize(
    ("waiting", "due"),
    [
        ([], False),
        ([thing(ago=19)], False),
        ([thing(ago=20)], True),
        ([thing(1, ago=60), thing(2, ago=5)], False),
        ([thing(1, ago=180), thing(2, ago=1)], True),
        ([thing(ago=0, telling=dead(10))], True),
        ([thing(1, ago=0), thing(2, ago=0, telling=dead(10))], True),
    ],
    ids=["nothing", "fresh", "settled", "more comes", "three minutes", "severe", "severe takes others along"],
)
def test_what_comes_is_told_when_nothing_more_comes(waiting: list[Thing], due: bool) -> None:  # noqa: FBT001 because it is a column of the table
    assert is_due(waiting, now=NOW) is due


SIX = [post(number, ago=60 * number) for number in range(1, 7)]


@pytest.mark.parametrize(
    ("due", "lately", "expected"),
    [
        ([thing(1)], [], [(PostKind.PLAIN, [1], None)]),
        ([thing(1), thing(2)], [], [(PostKind.PLAIN, [1, 2], None)]),
        ([thing(1, alert=1), thing(2, alert=2)], [], [(PostKind.PLAIN, [1], None), (PostKind.PLAIN, [2], None)]),
        ([thing(1)], SIX[:5], [(PostKind.PLAIN, [1], None)]),
        ([thing(1)], SIX, [(PostKind.ROLLING, [1], None)]),
        ([thing(1)], [post(number, ago=600) for number in range(1, 7)], [(PostKind.PLAIN, [1], None)]),
        ([thing(n) for n in range(1, 7)], [], [(PostKind.ROLLING, [1, 2, 3, 4, 5, 6], None)]),
        ([thing(1)], [post(9, ago=599, kind=PostKind.ROLLING)], [(PostKind.ROLLING, [1], 9)]),
        ([thing(1)], [post(9, ago=600, kind=PostKind.ROLLING)], [(PostKind.PLAIN, [1], None)]),
        ([], SIX, []),
    ],
    ids=[
        "one",
        "two of an alert",
        "two alerts",
        "the sixth",
        "the seventh",
        "long ago",
        "more than a message holds",
        "a list goes on",
        "a list has ended",
        "nothing",
    ],
)
def test_above_six_messages_in_ten_minutes_there_is_one(
    due: list[Thing], lately: list[Post], expected: list[tuple[PostKind, list[int], int | None]]
) -> None:
    decided = drafts(due, lately, now=NOW)

    assert [(draft.kind, [each.id for each in draft.things], draft.goes_on) for draft in decided] == expected


def test_replies_count_and_are_left_out_where_there_were_six() -> None:
    assert may_reply(SIX[:5], now=NOW)
    assert not may_reply(SIX, now=NOW)


NIGHT, NOON = QuietHours(time(22), time(7)), QuietHours(time(12), time(14, 30))


@pytest.mark.parametrize(
    ("hours", "moment", "quiet"),
    [
        (NIGHT, datetime(2026, 1, 1, 21, 0, tzinfo=UTC), True),
        (NIGHT, datetime(2026, 1, 1, 20, 59, tzinfo=UTC), False),
        (NIGHT, datetime(2026, 1, 1, 5, 59, tzinfo=UTC), True),
        (NIGHT, datetime(2026, 1, 1, 6, 0, tzinfo=UTC), False),
        (NIGHT, datetime(2026, 7, 1, 5, 0, tzinfo=UTC), False),
        (NOON, datetime(2026, 1, 1, 13, 29, tzinfo=UTC), True),
        (NOON, datetime(2026, 1, 1, 13, 30, tzinfo=UTC), False),
        (None, datetime(2026, 1, 1, 23, 0, tzinfo=UTC), False),
    ],
    ids=["begins", "before", "after midnight", "ends", "ends earlier in summer", "at noon", "noon is over", "none"],
)
def test_quiet_hours_go_by_the_servers_own_clock(hours: QuietHours | None, moment: datetime, quiet: bool) -> None:  # noqa: FBT001 because it is a column of the table
    assert is_quiet(hours, moment, ZoneInfo("Europe/Berlin")) is quiet
