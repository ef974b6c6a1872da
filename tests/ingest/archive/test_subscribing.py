from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ingest.archive import Archive, Beat
from ingest.articles import Prepared
from ingest.live import (
    OPERATOR,
    DateKind,
    Health,
    Offer,
    PollState,
    SourceKind,
    SourceSummary,
    Subscriber,
    TextKind,
    Validators,
)

Make = Callable[..., Prepared]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE, TWO = Subscriber("1"), Subscriber("2")


def offer(url: str = "https://one.example/feed", title: str = "One") -> Offer:
    return Offer(url, url, SourceKind.FEED, title, (), 3, DateKind.STATED, TextKind.FULL, "en")


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


def test_a_feed_that_two_servers_add_is_polled_once_until_neither_wants_it(archive: Archive) -> None:
    assert archive.subscribe([offer()], ONE, by=None, now=NOW) == [True]
    assert archive.subscribe([offer()], TWO, by=None, now=NOW) == [True]
    (source,) = archive.due(NOW, limit=10)
    assert source.url == "https://one.example/feed"

    assert archive.pause(source.id, ONE)
    assert len(archive.due(NOW, limit=10)) == 1
    assert archive.unsubscribe(source.id, TWO)
    assert archive.due(NOW, limit=10) == ()
    assert only(archive, ONE).paused

    assert archive.resume(source.id, ONE)
    assert len(archive.due(datetime.now(UTC), limit=10)) == 1


def test_adding_twice_says_so_and_changes_nothing(archive: Archive) -> None:
    archive.subscribe([offer()], ONE, by=None, now=NOW)
    archive.polled(archive.due(NOW, limit=1)[0].id, PollState(next_check=None), {}, now=NOW)

    assert archive.subscribe([offer()], ONE, by=None, now=NOW) == [False]
    assert archive.due(NOW, limit=10) == ()


def test_nobody_can_change_what_is_not_theirs(archive: Archive) -> None:
    archive.subscribe([offer()], OPERATOR, by=None, now=NOW)
    source = only(archive).id

    assert not archive.pause(source, ONE)
    assert not archive.resume(source, ONE)
    assert not archive.unsubscribe(source, ONE)
    assert len(archive.due(NOW, limit=10)) == 1


def test_a_removed_source_is_seen_by_nobody_until_it_is_added_again(archive: Archive, make: Make) -> None:
    archive.subscribe([offer()], ONE, by=None, now=NOW)
    source = only(archive).id
    archive.store(source, [make()], seen=NOW)

    assert archive.unsubscribe(source, ONE)
    assert archive.count(archive.view(NOW)).articles == 0
    archive.subscribe([offer()], ONE, by=None, now=NOW)
    assert archive.count(archive.view(NOW, ONE)).articles == 1


def test_the_longest_waiting_is_polled_first(archive: Archive) -> None:
    archive.subscribe([offer("https://b.example/f")], ONE, by=None, now=NOW)
    archive.subscribe([offer("https://a.example/f")], ONE, by=None, now=NOW - timedelta(minutes=1))

    assert [source.url for source in archive.due(NOW, limit=10)] == ["https://a.example/f", "https://b.example/f"]
    assert len(archive.due(NOW, limit=1)) == 1
    assert archive.due(NOW - timedelta(minutes=2), limit=10) == ()


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
    )

    archive.polled(only(archive).id, decided, {}, now=NOW)

    assert only(archive).state == decided
    assert archive.failing(archive.view(NOW, ONE)) == 1
    assert archive.failing(archive.view(NOW, TWO)) == 0


def test_an_entry_is_new_once_and_again_when_it_changed(archive: Archive) -> None:
    archive.subscribe([offer()], ONE, by=None, now=NOW)
    source = only(archive).id
    state = PollState(next_check=NOW)

    assert archive.unseen(source, {"a": "1", "b": "1"}) == {"a", "b"}
    archive.polled(source, state, {"a": "1"}, now=NOW)
    assert archive.unseen(source, {"a": "1", "b": "1"}) == {"b"}
    archive.polled(source, state, {"a": "2"}, now=NOW)
    assert archive.unseen(source, {"a": "1"}) == {"a"}


def test_an_entry_long_gone_is_forgotten(archive: Archive) -> None:
    archive.subscribe([offer()], ONE, by=None, now=NOW)
    source = only(archive).id
    archive.polled(source, PollState(next_check=NOW), {"a": "1"}, now=NOW)
    archive.polled(source, PollState(next_check=NOW), {"b": "1"}, now=NOW + timedelta(days=181))

    assert archive.unseen(source, {"a": "1", "b": "1"}) == {"a"}


def test_the_same_page_in_two_feeds_is_two_articles(archive: Archive, make: Make) -> None:
    archive.subscribe([offer(), offer("https://two.example/feed", "Two")], ONE, by=None, now=NOW)
    first, second = (summary.id for summary in archive.sources())
    archive.store(first, [make("Ten were hurt.", fingerprint="f")], seen=NOW)

    assert archive.known("https://one.example/feed", ["f"]) == {"f"}
    assert archive.known("https://two.example/feed", ["f"]) == set()
    assert archive.known("a file never seen.jsonl", ["f"]) == set()
    assert archive.store(second, [make("Eleven were hurt.")], seen=NOW).new == 1


def test_pausing_twice_says_so(archive: Archive) -> None:
    archive.subscribe([offer()], ONE, by=None, now=NOW)
    source = only(archive).id

    assert [archive.pause(source, ONE), archive.pause(source, ONE)] == [True, False]
    assert [archive.resume(source, ONE), archive.resume(source, ONE)] == [True, False]
    assert not only(archive, ONE).paused


def test_parts_tell_that_they_live(archive: Archive) -> None:
    sign = Beat("worker", NOW, {"due": 3})
    archive.beat(sign)
    archive.beat(replace(sign, at=NOW + timedelta(seconds=10)))
    archive.beat(Beat("bot", NOW, {}))
    archive.leave("bot")

    assert archive.beats() == (Beat("worker", NOW + timedelta(seconds=10), {"due": 3}),)
