from datetime import UTC, datetime

from ingest.articles import SourceId
from ingest.live import LiveSource, PollState, SourceKind
from ingest.turns import Turns

STATE = PollState(next_check=datetime(2026, 3, 1, tzinfo=UTC))


def source(number: int, host: str) -> LiveSource:
    return LiveSource(SourceId(number), SourceKind.FEED, f"https://{host}/{number}", "", STATE)


A1, A2, A3, B4, C5 = (source(number, f"{host}.example") for number, host in enumerate("aaabc", start=1))


def test_one_source_of_a_host_has_its_turn() -> None:
    turns = Turns()
    turns.join([A1, A2, B4, A3])

    assert turns.begin(at_once=9) == [A1, B4]
    assert turns.begin(at_once=9) == []

    turns.end(A1)
    assert turns.begin(at_once=9) == [A2]


def test_no_more_have_their_turn_than_are_let() -> None:
    turns = Turns()
    turns.join([A1, B4, C5])

    assert turns.begin(at_once=2) == [A1, B4]
    turns.end(B4)
    assert turns.begin(at_once=1) == []
    assert turns.begin(at_once=2) == [C5]
    assert turns.under_way == 2


def test_whoever_waits_keeps_its_place_and_whoever_has_its_turn_does_not_wait_for_another() -> None:
    turns = Turns()
    turns.join([A1, A2])
    turns.begin(at_once=1)
    turns.join([A3, A2, A1])

    turns.end(A1)
    assert turns.begin(at_once=1) == [A2]
    turns.end(A2)
    assert turns.begin(at_once=1) == [A3]
    turns.end(A3)
    assert turns.begin(at_once=1) == []
