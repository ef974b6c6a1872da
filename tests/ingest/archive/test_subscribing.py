from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ingest.archive import Archive, Beat, Description
from ingest.articles import SourceId
from ingest.clock import utc_now
from ingest.errors import TooManySources
from ingest.live import EntryOutcome, Health, Offer, PollState, SourceKind, Taken, Validators
from ingest.subscriptions import OPERATOR, Action, Limits, SourceSummary, Standing, Subscriber
from tests.archives import offered, standing, subscribed
from tests.ingest.archive.conftest import Make

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE, TWO = Subscriber("1"), Subscriber("2")
FEED = "https://one.example/feed"


def offer(url: str = FEED, title: str = "One") -> Offer:
    return offered(url, title)


def only(archive: Archive, subscriber: Subscriber | None = None) -> SourceSummary:
    (summary,) = archive.sources(subscriber)
    return summary


def test_what_a_server_adds_is_seen_by_it_alone(archive: Archive) -> None:
    assert archive.subscribe([offer()], ONE, by="moderator", now=NOW) == [True]

    assert only(archive, ONE).name == "One"
    assert archive.sources(TWO) == ()
    assert only(archive).url == "https://one.example/feed"


def test_what_the_operator_adds_is_seen_by_all(archive: Archive) -> None:
    archive.subscribe([offer()], OPERATOR, by=None, now=NOW)

    assert only(archive, ONE).shared
    assert archive.view(NOW, TWO).sources == archive.view(NOW).sources != frozenset()


def test_imported_files_are_the_operators(archive: Archive, make: Make) -> None:
    archive.store(archive.source("wire"), [make()], seen=NOW)

    summary = only(archive, ONE)
    assert (summary.kind, summary.shared, summary.articles, summary.state) == (SourceKind.FILE, True, 1, None)


def leased(archive: Archive, now: datetime = NOW, *, limit: int = 10) -> list[SourceId]:
    """Lease what is due, and give it back at once."""
    sources = archive.lease(now, worker="w", limit=limit)
    archive.release("w")
    return [source.id for source in sources]


def polled(
    archive: Archive, source: SourceId, state: PollState, taken: dict[str, Taken] | None = None, now: datetime = NOW
) -> None:
    """Poll a source that is due."""
    archive.lease(now, worker="w", limit=100)
    assert archive.polled(source, state, taken or {}, now=now, worker="w")
    archive.release("w")


def stored(digest: str) -> Taken:
    return Taken(digest, None, EntryOutcome.STORED)


def test_a_feed_that_two_servers_add_is_polled_once_until_neither_wants_it(archive: Archive) -> None:
    assert archive.subscribe([offer()], ONE, by=None, now=NOW) == [True]
    assert archive.subscribe([offer()], TWO, by=None, now=NOW) == [True]
    (source,) = leased(archive)

    assert archive.stand(source, ONE, Action.PAUSE, by=None, now=NOW)
    assert leased(archive) == [source]
    assert archive.remove(source, TWO, by=None, now=NOW)
    assert leased(archive) == []
    assert only(archive, ONE).standing is Standing.PAUSED

    assert archive.stand(source, ONE, Action.RESUME, by=None, now=NOW)
    assert leased(archive) == [source]


def test_adding_twice_says_so_and_changes_nothing(archive: Archive) -> None:
    archive.subscribe([offer()], ONE, by=None, now=NOW)
    polled(archive, only(archive).id, PollState(next_check=None))

    assert archive.subscribe([offer()], ONE, by=None, now=NOW) == [False]
    assert leased(archive) == []


@pytest.mark.parametrize(
    "change", [*map(standing, [Action.PAUSE, Action.MUTE, Action.RESUME]), Archive.remove, Archive.restore]
)
def test_nobody_can_change_what_is_not_theirs(archive: Archive, change: Callable[..., bool]) -> None:
    source = subscribed(archive, FEED, OPERATOR, title="One", now=NOW)

    assert not change(archive, source, ONE, by="moderator", now=NOW)
    assert leased(archive) == [source]
    assert [change.action for change in archive.audit(None, 10)] == [Action.ADD]


@pytest.mark.parametrize(
    ("hide", "is_polled"),
    [
        pytest.param(standing(Action.MUTE), True, id="muted"),
        pytest.param(standing(Action.PAUSE), False, id="paused"),
        pytest.param(Archive.remove, False, id="removed"),
    ],
)
def test_what_is_hidden_is_not_seen_and_polled_only_if_muted(
    archive: Archive, make: Make, hide: Callable[..., bool], *, is_polled: bool
) -> None:
    source = subscribed(archive, FEED, ONE, title="One", now=NOW)
    archive.store(source, [make()], seen=NOW)

    assert hide(archive, source, ONE, by=None, now=NOW)

    assert archive.count(archive.view(NOW, ONE)).articles == 0
    assert archive.count(archive.view(NOW)).articles == 0
    assert bool(leased(archive)) is is_polled


@pytest.mark.parametrize("again", ["add", "restore"])
def test_a_removed_source_comes_back_whole(archive: Archive, make: Make, again: str) -> None:
    source = subscribed(archive, FEED, ONE, title="One", now=NOW)
    archive.store(source, [make()], seen=NOW)
    archive.remove(source, ONE, by=None, now=NOW)
    soon = NOW + timedelta(days=6)
    assert archive.sources(ONE) == ()
    assert archive.sweep(soon) == 0

    if again == "add":
        assert archive.subscribe([offer()], ONE, by=None, now=soon) == [True]
    else:
        assert [(one.id, one.name) for one in archive.restorable(ONE, now=soon)] == [(source, "One")]
        assert archive.restore(source, ONE, by=None, now=soon)

    assert archive.restorable(ONE, now=soon) == ()
    assert archive.count(archive.view(NOW, ONE)).articles == 1
    assert leased(archive, soon) == [source]


def test_a_source_is_restored_as_it_stood_for_a_week(archive: Archive) -> None:
    source = subscribed(archive, FEED, ONE, title="One", now=NOW)
    archive.stand(source, ONE, Action.PAUSE, by=None, now=NOW)
    archive.remove(source, ONE, by=None, now=NOW)

    assert not archive.restore(source, ONE, by=None, now=NOW + timedelta(days=7))
    assert archive.restore(source, ONE, by=None, now=NOW + timedelta(days=6))
    assert only(archive, ONE).standing is Standing.PAUSED


def test_how_a_server_stands_to_a_source_goes_before_how_the_operator_does(archive: Archive, make: Make) -> None:
    archive.subscribe([offer()], OPERATOR, by=None, now=NOW)
    source = subscribed(archive, FEED, ONE, title="One", now=NOW)
    archive.store(source, [make()], seen=NOW)

    archive.stand(source, ONE, Action.MUTE, by=None, now=NOW)
    assert archive.view(NOW, ONE).sources == frozenset()
    assert archive.view(NOW, TWO).sources == frozenset({source})
    assert (only(archive, ONE).standing, only(archive, ONE).shared) == (Standing.MUTED, False)

    archive.remove(source, ONE, by=None, now=NOW)
    assert archive.view(NOW, ONE).sources == frozenset({source})


def test_a_state_is_kept_as_it_was_decided(archive: Archive) -> None:
    archive.subscribe([offer()], ONE, by=None, now=NOW)
    decided = PollState(
        next_check=NOW + timedelta(hours=1),
        health=Health.FAILING,
        checked=NOW,
        succeeded=NOW - timedelta(days=1),
        failures=3,
        failing_since=NOW - timedelta(hours=2),
        problem="one.example answers 500",
        interval=timedelta(minutes=7),
        validators=Validators('"a"', "Sun, 01 Mar 2026 12:00:00 GMT"),
        body_digest="d",
        quiet_hours=frozenset({0, 23}),
        quiet_days=frozenset({6}),
        moved_to="https://two.example/feed",
        moved_times=2,
        missing_times=4,
        missing_since=NOW - timedelta(hours=3),
        capped_until=NOW + timedelta(hours=12),
    )

    polled(archive, only(archive).id, decided)

    assert only(archive).state == decided
    assert archive.failing(archive.view(NOW, ONE)) == 1
    assert archive.failing(archive.view(NOW, TWO)) == 0


def test_an_entry_is_new_once_and_again_when_it_changed(archive: Archive) -> None:
    source = subscribed(archive, FEED, ONE, title="One", now=NOW)
    state = PollState(next_check=NOW)

    assert archive.unseen(source, {"a": "1", "b": "1"}) == {"a", "b"}
    polled(archive, source, state, {"a": stored("1")})
    assert archive.unseen(source, {"a": "1", "b": "1"}) == {"b"}
    polled(archive, source, state, {"a": stored("2")})
    assert archive.unseen(source, {"a": "1"}) == {"a"}


def test_an_entry_over_the_limit_stays_unseen(archive: Archive) -> None:
    source = subscribed(archive, FEED, ONE, title="One", now=NOW)

    polled(archive, source, PollState(next_check=NOW), {"a": Taken("1", None, EntryOutcome.CAPPED)})

    assert archive.unseen(source, {"a": "1"}) == {"a"}


def test_an_entry_long_gone_is_forgotten(archive: Archive) -> None:
    source = subscribed(archive, FEED, ONE, title="One", now=NOW)
    polled(archive, source, PollState(next_check=NOW), {"a": stored("1")})
    polled(archive, source, PollState(next_check=NOW), {"b": stored("1")}, now=NOW + timedelta(days=181))

    assert archive.unseen(source, {"a": "1", "b": "1"}) == {"a"}


def test_a_server_that_reads_too_much_is_told_and_nothing_is_added(archive: Archive) -> None:
    feeds = [offer(f"https://{number}.example/f") for number in range(3)]
    limits = Limits(sources=2, articles_a_day=10)
    assert archive.subscribe(feeds[:2], ONE, by=None, now=NOW, limits=limits) == [True, True]

    with pytest.raises(TooManySources, match="3 sources here, and 2 is the most"):
        archive.subscribe(feeds, ONE, by=None, now=NOW, limits=limits)

    assert len(archive.sources(ONE)) == 2
    assert archive.subscribe(feeds[:2], ONE, by=None, now=NOW, limits=limits) == [False, False]
    assert archive.subscribe(feeds, OPERATOR, by=None, now=NOW, limits=limits) == [True] * 3


def test_a_removed_source_makes_room_and_cannot_come_back_over_the_limit(archive: Archive) -> None:
    limits = Limits(sources=1, articles_a_day=10)
    archive.subscribe([offer()], ONE, by=None, now=NOW, limits=limits)
    source = only(archive, ONE).id
    archive.remove(source, ONE, by=None, now=NOW)
    archive.subscribe([offer("https://two.example/f")], ONE, by=None, now=NOW, limits=limits)

    with pytest.raises(TooManySources):
        archive.restore(source, ONE, by=None, now=NOW, limits=limits)

    assert [one.url for one in archive.sources(ONE)] == ["https://two.example/f"]


def test_who_changed_what_is_told_to_whom_it_concerns(archive: Archive) -> None:
    archive.subscribe([offer()], ONE, by="ana", now=NOW)
    archive.subscribe([offer()], TWO, by="ben", now=NOW)
    source = only(archive, ONE).id
    later = NOW + timedelta(hours=1)
    archive.stand(source, ONE, Action.MUTE, by="ana", now=later)
    archive.stand(source, ONE, Action.PAUSE, by="ana", now=later)
    archive.stand(source, ONE, Action.RESUME, by="eva", now=later)
    archive.remove(source, ONE, by="ana", now=later)
    archive.restore(source, ONE, by="eva", now=later)

    told = [(change.action.value, change.by, change.name, change.at) for change in archive.audit(ONE, 10)]
    assert told == [
        ("restore", "eva", "One", later),
        ("remove", "ana", "One", later),
        ("resume", "eva", "One", later),
        ("pause", "ana", "One", later),
        ("mute", "ana", "One", later),
        ("add", "ana", "One", NOW),
    ]
    assert [change.by for change in archive.audit(TWO, 10)] == ["ben"]
    assert len(archive.audit(None, 100)) == 7
    assert [change.action for change in archive.audit(ONE, 1)] == [Action.RESTORE]


def test_a_server_that_is_let_go_reads_nothing_and_is_forgotten(archive: Archive) -> None:
    archive.subscribe([offer()], ONE, by="ana", now=NOW)

    archive.forget(ONE, now=NOW)

    assert (archive.sources(ONE), archive.audit(ONE, 10), leased(archive)) == ((), (), [])


def test_what_is_said_of_a_source_is_told_logged_and_taken_back(archive: Archive) -> None:
    source = subscribed(archive, FEED, ONE, title="One", now=NOW)
    said = Description(publisher="Harbour Post", tags=("sea", "coast", "sea"), language="en")

    archive.describe(source, ONE, said, by="ana", now=NOW)

    mine = only(archive, ONE)
    assert (mine.publisher, mine.tags, mine.language) == ("Harbour Post", ("coast", "sea"), "en")
    assert archive.audit(ONE, 1)[0].detail == "publisher Harbour Post, tags coast, sea, language en"
    archive.describe(source, ONE, Description(publisher="", tags=()), by="ana", now=NOW)
    assert (only(archive, ONE).publisher, only(archive, ONE).tags, only(archive, ONE).language) == (None, (), "en")


def test_a_source_that_moved_is_polled_there_and_known_by_both_addresses(archive: Archive, make: Make) -> None:
    archive.subscribe([offer(), offer("https://two.example/feed", "Two")], ONE, by=None, now=NOW)
    source = archive.source("https://one.example/feed")
    archive.store(source, [make("Ten were hurt.", fingerprint="f")], seen=NOW)
    moved = "https://new.example/feed"

    assert not archive.readdress(source, "https://two.example/feed", now=NOW)
    assert archive.readdress(source, moved, now=NOW)
    assert not archive.readdress(source, moved, now=NOW)

    assert archive.source("https://one.example/feed") == archive.source(moved) == source
    assert archive.known(moved, ["f"]) == {"f"}
    assert archive.store(source, [make("Ten were hurt.", fingerprint="f")], seen=NOW).unchanged == 1
    assert archive.subscribe([offer(moved)], ONE, by=None, now=NOW) == [False]
    assert moved in {live.url for live in archive.lease(NOW, worker="w", limit=9)}
    assert archive.audit(ONE, 1)[0].detail == f"https://one.example/feed to {moved}"


def test_how_much_a_source_brings_and_is_cited_is_told_of_the_last_weeks(archive: Archive) -> None:
    archive.subscribe([offer()], ONE, by=None, now=NOW - timedelta(days=30))
    source = only(archive).id

    def take(days_ago: float, *keys: str) -> None:
        when = NOW - timedelta(days=days_ago)
        polled(archive, source, PollState(next_check=when), {key: stored("1") for key in keys}, now=when)

    take(30, "history 1", "history 2")
    take(20, "too long ago")
    take(10, *(f"news {number}" for number in range(20)))
    take(5, *(f"more {number}" for number in range(8)))
    take(1, "news 1")
    archive.subscribe([offer()], TWO, by=None, now=NOW)
    archive.cited({source: 3}, ONE, now=NOW - timedelta(days=31))
    archive.cited({source: 2}, ONE, now=NOW - timedelta(days=29))
    archive.cited({source: 1}, ONE, now=NOW)
    archive.cited({source: 1}, ONE, now=NOW)
    archive.cited({source: 5}, TWO, now=NOW)

    (summary,) = archive.sources(ONE, now=NOW)
    assert (summary.items_a_day, summary.cited) == (2.0, 4)
    assert archive.sources(TWO, now=NOW)[0].cited == 5
    assert archive.sources(now=NOW)[0].cited == 9


def test_a_source_that_was_polled_once_has_no_rate(archive: Archive) -> None:
    archive.subscribe([offer()], ONE, by=None, now=NOW)
    polled(archive, only(archive).id, PollState(next_check=NOW), {str(number): stored("1") for number in range(50)})

    assert archive.sources(ONE, now=NOW + timedelta(hours=1))[0].items_a_day == 0


def test_the_articles_of_a_day_are_shared_out_among_a_servers_own_sources(archive: Archive) -> None:
    limits = Limits(sources=9, articles_a_day=10)
    archive.subscribe([offer(), offer("https://two.example/feed", "Two")], ONE, by=None, now=NOW)
    one, two = (source.id for source in archive.sources(ONE))
    polled(archive, one, PollState(next_check=NOW), {str(number): stored("1") for number in range(7)})

    assert archive.allowance(two, limits, now=NOW) == 3
    polled(archive, two, PollState(next_check=NOW), {str(number): stored("1") for number in range(5)})
    assert archive.allowance(two, limits, now=NOW) == 0
    assert archive.allowance(two, limits, now=NOW + timedelta(days=1)) == 10

    archive.subscribe([offer()], TWO, by=None, now=NOW)
    assert archive.allowance(one, limits, now=NOW) == 3
    archive.subscribe([offer()], OPERATOR, by=None, now=NOW)
    assert archive.allowance(one, limits, now=NOW) is None
    assert archive.allowance(two, limits, now=NOW) == 5


def test_the_same_page_in_two_feeds_is_two_articles(archive: Archive, make: Make) -> None:
    archive.subscribe([offer(), offer("https://two.example/feed", "Two")], ONE, by=None, now=NOW)
    first, second = (summary.id for summary in archive.sources())
    archive.store(first, [make("Ten were hurt.", fingerprint="f")], seen=NOW)

    assert archive.known("https://one.example/feed", ["f"]) == {"f"}
    assert archive.known("https://two.example/feed", ["f"]) == set()
    assert archive.known("a file never seen.jsonl", ["f"]) == set()
    assert archive.store(second, [make("Eleven were hurt.")], seen=NOW).new == 1


def test_pausing_twice_says_so(archive: Archive) -> None:
    source = subscribed(archive, FEED, ONE, title="One", now=NOW)

    assert [archive.stand(source, ONE, Action.PAUSE, by=None, now=NOW) for _ in range(2)] == [True, False]
    assert [archive.stand(source, ONE, Action.MUTE, by=None, now=NOW) for _ in range(2)] == [True, False]
    assert [archive.stand(source, ONE, Action.RESUME, by=None, now=NOW) for _ in range(2)] == [True, False]
    assert only(archive, ONE).standing is Standing.ACTIVE


def test_parts_tell_that_they_live(archive: Archive) -> None:
    sign = Beat("worker", NOW, {"due": 3})
    archive.beat(sign)
    archive.beat(replace(sign, at=NOW + timedelta(seconds=10)))
    archive.beat(Beat("bot", NOW, {}))
    archive.leave("bot")

    assert archive.beats() == (Beat("worker", NOW + timedelta(seconds=10), {"due": 3}),)


def test_a_part_is_one_holders_until_it_leaves_or_gives_no_sign_any_more(archive: Archive) -> None:
    sign = Beat("bot", NOW, {"servers": 2})
    later = replace(sign, at=NOW + timedelta(seconds=10))
    assert archive.occupy(sign, holder="here") is None
    held = Beat("bot", NOW, {"servers": 2, "holder": "here"})

    assert archive.occupy(later, holder="there") == held
    assert archive.occupy(later, holder="here") is None
    assert archive.occupy(later, holder="there", gone=held) == replace(held, at=later.at)
    assert archive.occupy(later, holder="there", gone=replace(held, at=later.at)) is None
    assert archive.occupy(later, holder="here") == Beat("bot", later.at, {"servers": 2, "holder": "there"})
    archive.leave("bot")
    assert archive.occupy(later, holder="here") is None


def test_who_adds_a_source_that_others_read_is_told_of_no_more_articles_than_a_first_poll_brings(
    archive: Archive, make: Make
) -> None:
    later = utc_now()  # by which the archive tells
    begun = later - timedelta(days=3)
    archive.subscribe([offer()], ONE, by=None, now=begun)
    source = only(archive).id
    texts = [make(f"Ten were hurt on day {number}.", url=f"https://one.example/{number}") for number in range(61)]
    archive.store(source, texts[:60], seen=begun)
    polled(archive, source, PollState(next_check=begun), {str(each): stored("1") for each in range(60)}, begun)
    archive.subscribe([offer()], TWO, by=None, now=later)
    archive.store(source, texts[60:], seen=later)
    polled(archive, source, PollState(next_check=later), {"60": stored("1")}, later)

    assert [only(archive, reader).articles for reader in (ONE, TWO)] == [61, 51]
