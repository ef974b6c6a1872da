"""What arrived, told by the order in which it did."""

from datetime import timedelta
from pathlib import Path

from ingest import Action, Page, Subscriber
from tests.bot.alert_news import BOMB, WIRE, fill, own, staged


def test_arrivals_are_counted_whatever_their_dates_and_never_twice(tmp_path: Path) -> None:
    fill(tmp_path)
    with staged(tmp_path) as stage:
        archive, now = stage.archive, stage.clock()
        nothing = archive.arrived()
        first = stage.bring(BOMB, title="Attack")
        one = archive.arrived()
        stage.bring(BOMB.replace("three", "four"), title="Attack", url=first)
        revised = archive.arrived()
        archive.purge(Page(first), now=now)
        stage.bring("Traders in Lima went about their work on {day}.")
        later = archive.arrived()

        assert (nothing.article, nothing.revision) == (0, 0)
        assert revised.article == one.article
        assert revised.revision > one.revision
        assert later.article > one.article
        assert archive.holding([one.article, later.article]) == {later.article}


def test_articles_stand_as_they_read_now_for_who_sees_them(tmp_path: Path) -> None:
    fill(tmp_path)
    with staged(tmp_path) as stage:
        own(stage, "1", "https://mine.example/feed")
        address = stage.bring(BOMB, source="https://mine.example/feed", title="Attack")
        stage.bring(BOMB.replace("three", "four"), source="https://mine.example/feed", title="Attack", url=address)
        article = stage.archive.arrived().article
        mine, theirs = (stage.archive.view(stage.clock(), Subscriber(server)) for server in "12")

        standing = stage.archive.standing(mine, [article])

        assert "killed four people" in standing[article].article.text
        assert stage.archive.standing(theirs, [article]) == {}


def test_a_server_sees_a_source_since_it_added_it(tmp_path: Path) -> None:
    fill(tmp_path)
    with staged(tmp_path) as stage:
        own(stage, "1", "https://mine.example/feed", ago=timedelta(minutes=5))
        since = stage.archive.reading_since(Subscriber("1"))
        shared, mine = (since[stage.archive.source(url)] for url in (WIRE, "https://mine.example/feed"))

        assert timedelta(minutes=50) < mine - shared < timedelta(minutes=60)
        assert stage.archive.source("https://mine.example/feed") not in stage.archive.reading_since(Subscriber("2"))


def test_a_server_sees_a_source_anew_since_it_resumed_it_or_the_operator_did(tmp_path: Path) -> None:
    fill(tmp_path)
    with staged(tmp_path) as stage:
        own(stage, "1", "https://mine.example/feed")
        archive, mine = stage.archive, Subscriber("1")
        source, shared = archive.source("https://mine.example/feed"), archive.source(WIRE)
        archive.stand(source, mine, Action.PAUSE, by=None, now=stage.clock())
        stage.clock.pass_by(hours=2)
        resumed = stage.clock()
        archive.stand(source, mine, Action.RESUME, by=None, now=resumed)
        archive.halt(shared, now=resumed)
        stage.clock.pass_by(hours=1)
        released = stage.clock()
        archive.release_halted(shared, now=released)

        assert archive.reading_since(mine) == {source: resumed, shared: released}
