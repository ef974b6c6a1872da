from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.records import Conversations, Kept, Records, Seat
from bot.records.conversations import CONTEXT_ENDS

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SEAT = Seat(server="1", member=20, channel=300)


@pytest.fixture
def conversations(records: Records) -> Conversations:
    return Conversations(records)


def test_what_was_last_answered_in_the_channel_is_found(conversations: Conversations) -> None:
    conversations.note(SEAT, "one", now=NOW)
    conversations.note(SEAT, "two", now=NOW)

    assert conversations.before(SEAT, now=NOW) == "two"


def test_what_a_message_shows_is_found_by_a_reply_to_it(conversations: Conversations) -> None:
    conversations.note(SEAT, "two", now=NOW)
    conversations.note_shown(SEAT, "one", 4000, now=NOW)

    assert conversations.before(replace(SEAT, replied_to=4000), now=NOW) == "one"
    assert conversations.before(replace(SEAT, replied_to=4001), now=NOW) is None


@pytest.mark.parametrize(
    "other",
    [replace(SEAT, server="2"), replace(SEAT, server=None), replace(SEAT, member=21), replace(SEAT, channel=301)],
    ids=["server", "direct message", "member", "channel"],
)
def test_nobody_elses_message_finds_it(conversations: Conversations, other: Seat) -> None:
    conversations.note(SEAT, "one", now=NOW)
    conversations.note_shown(SEAT, "one", 4000, now=NOW)

    assert conversations.before(other, now=NOW) is None
    replying = replace(other, replied_to=4000)
    if other.channel == SEAT.channel:
        assert conversations.before(replying, now=NOW) is None


def test_it_ends_after_a_while(conversations: Conversations) -> None:
    conversations.note(SEAT, "one", now=NOW)

    assert conversations.before(SEAT, now=NOW + CONTEXT_ENDS) == "one"
    assert conversations.before(SEAT, now=NOW + CONTEXT_ENDS * 2) is None


def test_nothing_that_is_kept_tells_who_asked(conversations: Conversations, records: Records) -> None:
    conversations.note(SEAT, "one", now=NOW)

    assert records.find(Kept.TURN, "20", server="1") is None
    assert records.forget_kept("1") == 0
    assert conversations.before(SEAT, now=NOW) is None
