from datetime import UTC, datetime

from ingest.articles import SourceId
from ingest.live import LiveSource, PollState, SourceKind
from ingest.turns import AT_A_HOST, Turns

STATE = PollState(next_check=datetime(2026, 3, 1, tzinfo=UTC))


def source(number: int, host: str) -> LiveSource:
    return LiveSource(SourceId(number), SourceKind.FEED, f"https://{host}/{number}", "", STATE)


MANY = [source(number, "slow.example") for number in range(50)]
ONE, OTHER = source(51, "one.example"), source(52, "other.example")


def test_a_host_of_many_sources_holds_up_its_own_alone() -> None:
    turns = Turns()
    turns.join([*MANY, ONE, OTHER])

    assert turns.begin(at_once=9) == [*MANY[:AT_A_HOST], ONE, OTHER]
    assert turns.begin(at_once=9) == []

    turns.end(MANY[2])
    assert turns.begin(at_once=9) == [MANY[AT_A_HOST]]


def test_no_more_have_their_turn_than_are_let() -> None:
    turns = Turns()
    turns.join([MANY[0], ONE, OTHER])

    assert turns.begin(at_once=2) == [MANY[0], ONE]
    turns.end(ONE)
    assert turns.begin(at_once=1) == []
    assert turns.begin(at_once=2) == [OTHER]
    assert turns.under_way == 2


def test_whoever_waits_keeps_its_place_and_whoever_has_its_turn_does_not_wait_for_another() -> None:
    turns = Turns()
    turns.join([ONE, OTHER])
    turns.begin(at_once=1)
    turns.join([MANY[0], OTHER, ONE])

    turns.end(ONE)
    assert turns.begin(at_once=1) == [OTHER]
    turns.end(OTHER)
    assert turns.begin(at_once=1) == [MANY[0]]
    turns.end(MANY[0])
    assert turns.begin(at_once=1) == []
