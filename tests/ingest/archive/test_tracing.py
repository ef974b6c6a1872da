"""What became of one page, in every source that the asker reads."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.archive import Archive
from ingest.articles import SourceId
from ingest.live import EntryOutcome, Health, PollState, Taken
from ingest.subscriptions import Action, Standing, Subscriber, Trace
from tests.archives import subscribed
from tests.ingest.archive.conftest import Make

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE, TWO = Subscriber("1"), Subscriber("2")
PAGE = "https://e.example/ferry"


def add(archive: Archive, name: str, *readers: Subscriber) -> SourceId:
    url = f"https://{name.lower()}.example/feed"
    return subscribed(archive, url, *readers, title=name, now=NOW)


def take(archive: Archive, source: SourceId, key: str, taken: Taken, now: datetime = NOW) -> None:
    archive.lease(NOW, worker="w", limit=9)
    assert archive.polled(source, PollState(next_check=NOW), {key: taken}, now=now, worker="w")


def test_an_article_that_is_stored_says_where_it_stands(tmp_path: Path, make: Make) -> None:
    with Archive.open(tmp_path) as archive:
        archive.claim_encoder("test", 8)
        source = add(archive, "One", ONE)
        take(archive, source, "k", Taken("1", PAGE, EntryOutcome.STORED))
        archive.store(source, [make("Ferry.\n\nIn distress.", url=PAGE)], seen=NOW)

        stored = Trace(source, "One", Standing.ACTIVE, NOW, EntryOutcome.STORED, None, True, None, 2, False)  # noqa: FBT003 because a trace is told whole
        assert archive.trace(PAGE, ONE) == (stored,)

        archive.drain_outbox()
        assert archive.trace(PAGE, ONE)[0].indexed


def test_what_stopped_an_article_is_named(archive: Archive) -> None:
    source = add(archive, "One", ONE)
    other = add(archive, "Two", ONE)
    reason = "has neither title nor text"
    take(archive, source, "k", Taken("1", PAGE, EntryOutcome.REFUSED, reason))

    first, second = archive.trace(PAGE, ONE)
    assert (first.source, first.outcome, first.detail, first.stored) == (source, EntryOutcome.REFUSED, reason, False)
    assert (second.source, second.offered, second.outcome, second.stored) == (other, None, None, False)


def test_the_page_is_known_by_its_own_address_by_where_it_led_and_by_its_key(archive: Archive, make: Make) -> None:
    source = add(archive, "One", ONE)
    offered = "https://e.example/ferry?utm_source=feed"
    take(archive, source, offered, Taken("1", PAGE, EntryOutcome.STORED))
    archive.store(source, [make("Ferry.", url="https://e.example/news/ferry", origin=PAGE)], seen=NOW)

    for address in (PAGE, offered):
        (trace,) = archive.trace(address, ONE, canonical=PAGE)
        assert (trace.outcome, trace.stored) == (EntryOutcome.STORED, True)
    (led_to,) = archive.trace("https://e.example/news/ferry", ONE)
    assert (led_to.outcome, led_to.stored) == (None, True)


def test_the_last_word_counts(archive: Archive) -> None:
    source = add(archive, "One", ONE)
    take(archive, source, "a", Taken("1", PAGE, EntryOutcome.CAPPED))
    take(archive, source, "b", Taken("1", PAGE, EntryOutcome.STORED), now=NOW + timedelta(hours=1))

    assert archive.trace(PAGE, ONE)[0].outcome is EntryOutcome.STORED


def test_nothing_is_told_of_what_others_read_or_of_what_is_paused_here(archive: Archive) -> None:
    theirs, paused, muted = add(archive, "Theirs", TWO), add(archive, "Paused", ONE, TWO), add(archive, "Muted", ONE)
    archive.stand(paused, ONE, Action.PAUSE, by=None, now=NOW)
    archive.stand(muted, ONE, Action.MUTE, by=None, now=NOW)
    before = archive.trace(PAGE, ONE)

    take(archive, theirs, "k", Taken("1", PAGE, EntryOutcome.STORED))
    take(archive, paused, "k", Taken("1", PAGE, EntryOutcome.STORED))

    assert archive.trace(PAGE, ONE) == before
    assert [(trace.name, trace.standing) for trace in before] == [("Muted", Standing.MUTED)]


def test_when_it_was_offered_and_how_long_it_fails_tell_nobody_that_others_read_it_before(archive: Archive) -> None:
    source, late = add(archive, "One", ONE), NOW + timedelta(days=3)
    failing = PollState(next_check=NOW, health=Health.FAILING, failing_since=NOW, problem="e.example fell silent")
    archive.lease(NOW, worker="w", limit=9)
    assert archive.polled(source, failing, {"k": Taken("1", PAGE, EntryOutcome.STORED)}, now=NOW, worker="w")
    subscribed(archive, "https://one.example/feed", TWO, title="One", now=late)

    offered = [archive.trace(PAGE, reader)[0].offered for reader in (ONE, TWO)]
    states = [archive.sources(reader, now=late)[0].state for reader in (ONE, TWO)]

    assert offered == [NOW, None]
    assert [state and state.failing_since for state in states] == [NOW, late]
