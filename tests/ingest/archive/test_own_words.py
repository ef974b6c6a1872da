"""What a reader says of a source holds for itself alone; the operator's word holds for who says nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from ingest.archive import Archive, Description
from ingest.articles import (
    Prepared,
    SourceId,
)
from ingest.errors import NotYours
from ingest.live import PollState
from ingest.subscriptions import OPERATOR, Action, Subscriber
from tests.archives import offered, subscribed
from tests.ingest.archive import conftest
from tests.ingest.archive.conftest import Make

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE, TWO = Subscriber("1"), Subscriber("2")
FEED = "https://harbour.example/feed"
TALLY = replace(conftest.TALLY, value=12, as_of=date(2026, 2, 1))
REPORT = replace(conftest.REPORT, first_day=date(2026, 2, 1), last_day=date(2026, 2, 1))


def read_by(archive: Archive, *readers: Subscriber) -> SourceId:
    return subscribed(archive, FEED, *readers, title="Harbour Post", now=NOW)


def bring(archive: Archive, source: SourceId, prepared: Prepared, publisher: str = "Harbour Post") -> None:
    named = replace(prepared, article=replace(prepared.article, publisher=publisher))
    archive.store(source, [named], seen=NOW)


def publishers(archive: Archive, reader: Subscriber | None, word: str = "troops") -> list[str]:
    found = archive.search_words(archive.view(NOW, reader), [word], limit=9)
    return [passage.stored.article.publisher for passage in found]


def counted(archive: Archive, reader: Subscriber | None) -> tuple[int, int]:
    view = archive.view(NOW, reader)
    return len(archive.tallies(view, words=["troops"], measures=["attack"], limit=9)), len(archive.reports(view))


def say(archive: Archive, source: SourceId, reader: Subscriber, **said: str) -> None:
    archive.describe(source, reader, Description(**said), by="ana", now=NOW)  # type: ignore[arg-type]  # because tags are not said here


def test_who_is_named_as_the_publisher_is_each_readers_own(archive: Archive, make: Make) -> None:
    source = read_by(archive, ONE, TWO)
    bring(archive, source, make(reports=(REPORT,), tallies=(TALLY,)))
    view = archive.view(NOW, TWO)

    say(archive, source, ONE, publisher="Liars Inc")

    assert archive.view(NOW, TWO) == view
    assert (publishers(archive, ONE), publishers(archive, TWO)) == (["Liars Inc"], ["Harbour Post"])
    own = archive.view(NOW, ONE)
    (found,) = archive.tallies(own, words=["troops"], measures=(), limit=9)
    (report,) = archive.reports(own)
    assert found.stored.article.publisher == report.stored.article.publisher == "Liars Inc"
    assert archive.reports(view)[0].stored.article.publisher == "Harbour Post"

    say(archive, source, ONE, publisher="")
    assert publishers(archive, ONE) == ["Harbour Post"]


@pytest.mark.parametrize("word", ["liars", "Liárs inc"])
def test_a_source_is_found_by_the_name_that_it_has_here(archive: Archive, make: Make, word: str) -> None:
    source = read_by(archive, ONE, TWO)
    bring(archive, source, make())
    say(archive, source, ONE, publisher="LIARS, Inc.")

    assert (publishers(archive, ONE, word), publishers(archive, TWO, word)) == (["LIARS, Inc."], [])
    assert publishers(archive, ONE, "liar") == publishers(archive, ONE, "inc liars") == []


def test_a_name_given_here_weighs_as_the_one_in_the_header(archive: Archive, make: Make) -> None:
    source = read_by(archive, ONE)
    article = make("Calm.", title="Troops")
    bring(archive, source, article)
    (by_title,) = archive.search_words(archive.view(NOW, ONE), ["troops"], limit=9)

    say(archive, source, ONE, publisher="Troops")

    (both,) = archive.search_words(archive.view(NOW, ONE), ["troops"], limit=9)
    assert both.score == by_title.score


def test_the_operators_word_is_the_default_of_who_says_nothing(archive: Archive, make: Make) -> None:
    source = read_by(archive, OPERATOR, ONE)
    bring(archive, source, make())
    say(archive, source, OPERATOR, publisher="The Harbour", language="fr")
    say(archive, source, ONE, publisher="Liars Inc")

    assert [publishers(archive, reader) for reader in (ONE, TWO, None)] == [
        ["Liars Inc"],
        ["The Harbour"],
        ["The Harbour"],
    ]
    (mine,), (theirs,) = archive.sources(ONE), archive.sources(TWO)
    assert (mine.publisher, mine.language, theirs.publisher) == ("Liars Inc", "fr", "The Harbour")

    archive.remove(source, OPERATOR, by=None, now=NOW)
    assert archive.sources(ONE)[0].language is None


def test_nobody_describes_what_it_did_not_add(archive: Archive) -> None:
    source = read_by(archive, OPERATOR, ONE)

    with pytest.raises(NotYours, match="Only a source that was added here"):
        say(archive, source, TWO, publisher="Liars Inc")
    archive.remove(source, ONE, by=None, now=NOW)
    with pytest.raises(NotYours):
        say(archive, source, ONE, publisher="Liars Inc")


def test_of_a_source_called_german_nothing_counts_here_and_at_once(archive: Archive, make: Make) -> None:
    source = read_by(archive, ONE, TWO)
    bring(archive, source, make(tallies=(TALLY,), reports=(REPORT,)))

    say(archive, source, ONE, language="de")

    assert (counted(archive, ONE), counted(archive, TWO)) == ((0, 0), (1, 1))
    assert publishers(archive, ONE) == ["Harbour Post"]
    say(archive, source, ONE, language="")
    assert counted(archive, ONE) == (1, 1)


def test_what_was_read_because_one_calls_it_english_counts_for_who_does(archive: Archive, make: Make) -> None:
    source = read_by(archive, ONE, TWO)
    say(archive, source, ONE, language="en")
    assert archive.is_called_english(FEED)

    bring(archive, source, make(language="de", tallies=(TALLY,), reports=(REPORT,)))

    assert (counted(archive, ONE), counted(archive, TWO), counted(archive, None)) == ((1, 1), (0, 0), (0, 0))
    say(archive, source, ONE, language="")
    assert not archive.is_called_english(FEED)
    assert counted(archive, ONE) == (0, 0)


def test_who_adds_a_feed_that_others_read_gets_none_of_their_words_and_all_its_articles(
    archive: Archive, make: Make
) -> None:
    source = read_by(archive, ONE)
    bring(archive, source, make(), publisher="Harbour Post")
    bring(archive, source, make(url="https://harbour.example/2"), publisher="Coast Wire")
    archive.describe(source, ONE, Description("Liars Inc", ("lies",), "de"), by="ana", now=NOW)

    archive.subscribe([offered(FEED, "Harbour Post, new")], TWO, by="ben", now=NOW)

    (mine,) = archive.sources(TWO)
    assert (mine.name, mine.publisher, mine.tags, mine.language) == ("Harbour Post, new", None, (), None)
    assert (mine.articles, mine.added_by) == (2, "ben")
    assert sorted(publishers(archive, TWO)) == ["Coast Wire", "Harbour Post, new"]
    assert [change.name for change in archive.audit(TWO, 9)] == ["Harbour Post, new"]
    assert [source.name for source in archive.sources(ONE)] == ["Harbour Post"]


def test_a_removed_source_comes_back_with_what_was_said_of_it_and_an_added_one_without(archive: Archive) -> None:
    source = read_by(archive, ONE)
    say(archive, source, ONE, publisher="Liars Inc")
    archive.remove(source, ONE, by=None, now=NOW)

    archive.restore(source, ONE, by=None, now=NOW)
    assert archive.sources(ONE)[0].publisher == "Liars Inc"

    archive.remove(source, ONE, by=None, now=NOW)
    read_by(archive, ONE)
    assert archive.sources(ONE)[0].publisher is None


@pytest.mark.parametrize("how", ["add", "resume", "restore"])
def test_who_asks_for_a_poll_gets_one_and_others_are_told_of_their_schedule_alone(archive: Archive, how: str) -> None:
    source = read_by(archive, ONE, *([] if how == "add" else [TWO]))
    later = NOW + timedelta(hours=6)
    archive.lease(NOW, worker="w", limit=9)
    assert archive.polled(source, PollState(next_check=later), {}, now=NOW, worker="w")
    if how == "resume":
        archive.stand(source, TWO, Action.PAUSE, by=None, now=NOW)
    if how == "restore":
        archive.remove(source, TWO, by=None, now=NOW)
    before = archive.sources(ONE, now=NOW)
    assert archive.lease(NOW, worker="w", limit=9) == ()

    match how:
        case "add":
            read_by(archive, TWO)
        case "resume":
            archive.stand(source, TWO, Action.RESUME, by=None, now=NOW)
        case _:
            archive.restore(source, TWO, by=None, now=NOW)

    assert archive.sources(ONE, now=NOW) == before
    (theirs,) = archive.sources(TWO, now=NOW)
    assert theirs.state
    assert theirs.state.next_check == NOW
    assert [live.id for live in archive.lease(NOW, worker="w", limit=9)] == [source]
    assert archive.polled(source, PollState(next_check=later), {}, now=NOW, worker="w")
    assert archive.lease(NOW, worker="w", limit=9) == ()


def test_what_the_operator_shares_besides_stays_the_servers_own(archive: Archive) -> None:
    source = read_by(archive, ONE)
    before = archive.sources(ONE)

    read_by(archive, OPERATOR)

    assert archive.sources(ONE) == before
    assert archive.stand(source, ONE, Action.PAUSE, by=None, now=NOW)
    assert archive.sources(OPERATOR)[0].shared


def test_what_answers_where_a_feed_moved_away_is_another_source(archive: Archive, make: Make) -> None:
    moved = read_by(archive, ONE)
    bring(archive, moved, make(fingerprint="f"))
    new = "https://new.example/feed"
    archive.readdress(moved, new, now=NOW)

    assert archive.subscribe([offered(FEED, "Weather")], TWO, by=None, now=NOW) == [True]
    assert archive.subscribe([offered(FEED, "Weather")], TWO, by=None, now=NOW) == [False]

    (theirs,) = archive.sources(TWO)
    assert (theirs.name, theirs.url, theirs.articles) == ("Weather", FEED, 0)
    assert archive.source(FEED) == theirs.id != archive.source(new) == moved
    assert (archive.known(FEED, ["f"]), archive.known(new, ["f"])) == (set(), {"f"})
    assert [change.action for change in archive.audit(TWO, 9)] == [Action.ADD]
    assert not archive.readdress(theirs.id, new, now=NOW)
