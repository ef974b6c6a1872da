from datetime import UTC, datetime

from ingest.articles import SourceId
from ingest.live import LiveSource, PollState, SourceKind
from ingest.turns import AT_A_HOST, SLOW_SECONDS, ReadingTurns, Turns

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


def read_all(feeds: dict[str, tuple[str, float]], items: int, *, places: int) -> dict[str, float]:
    """Give when the last item of each feed was read; a feed has its reader, seconds an item, and one item at a time."""
    turns: ReadingTurns[str] = ReadingTurns(places)
    left = dict.fromkeys(feeds, items)
    for feed, (reader, _) in feeds.items():
        turns.join(feed, frozenset({reader}))
    now, ends, under_way = 0.0, dict[str, float](), []
    while any(left.values()):
        while turn := turns.begin(now):
            under_way.append((now + feeds[turn.text][1], turn))
        now, turn = min(under_way, key=lambda begun: begun[0])
        under_way.remove((now, turn))
        turns.end(turn, now)
        left[turn.text] -= 1
        ends[turn.text] = now
        if left[turn.text]:
            turns.join(turn.text, turn.whose)
    return ends


SLOW_FEEDS = {f"slow {number}": ("one server", 15.0) for number in range(6)}


def test_six_feeds_of_slow_items_delay_another_servers_feed_by_their_first_items_alone() -> None:
    alone = read_all({"quick": ("another", 1.0)}, 20, places=2)
    among = read_all(SLOW_FEEDS | {"quick": ("another", 1.0)}, 20, places=2)
    assert (alone["quick"], among["quick"]) == (20, 35)


def test_with_one_place_whoever_had_least_is_next() -> None:
    among = read_all(SLOW_FEEDS | {"quick": ("another", 1.0)}, 20, places=1)
    assert among["quick"] == 50


def test_quick_ones_share_all_places_evenly() -> None:
    ends = read_all({"a": ("one", 1.0), "b": ("one", 1.0), "c": ("one", 1.0), "d": ("other", 1.0)}, 4, places=2)
    assert ends["d"] <= 4 + 1
    assert max(ends.values()) == 16 / 2


def test_who_was_slow_has_all_places_again_after_some_minutes() -> None:
    turns: ReadingTurns[str] = ReadingTurns(2)
    slow = frozenset({"slow"})
    turns.join("first", slow)
    first = turns.begin(0)
    assert first
    turns.end(first, 4 * SLOW_SECONDS)
    for text in ("second", "third"):
        turns.join(text, slow)

    second = turns.begin(20)
    assert second
    assert turns.begin(20) is None
    turns.end(second, 21)
    turns.join("fourth", slow)
    assert [turns.begin(200) is not None, turns.begin(200) is not None] == [True, True]


def test_what_is_of_several_has_its_turn_with_the_first_of_them() -> None:
    turns: ReadingTurns[str] = ReadingTurns(1)
    turns.join("much", frozenset({"one"}))
    begun = turns.begin(0)
    assert begun
    turns.end(begun, 1)
    turns.join("more of one", frozenset({"one"}))
    turns.join("of both", frozenset({"one", "other"}))
    begun = turns.begin(1)
    assert begun
    assert begun.text == "of both"
