"""A source's readers are told once that it fell silent or brings too much."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ingest.archive import Archive
from ingest.archive.noticing import turn
from ingest.articles import SourceId
from ingest.live import Health, PollState
from ingest.subscriptions import OPERATOR, Action, NoticeKind, Subscriber
from tests.archives import subscribed

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE, TWO = Subscriber("1"), Subscriber("2")
WELL = PollState(next_check=NOW, health=Health.OK)
FAILING = replace(WELL, health=Health.FAILING, problem="one.example answers 500")
DORMANT = replace(FAILING, health=Health.DORMANT)
GONE = replace(WELL, health=Health.GONE, problem="one.example answers 410 (gone)")
CAPPED = replace(WELL, capped_until=NOW + timedelta(hours=12))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param(WELL, FAILING, None, id="a failure or two are no news"),
        pytest.param(FAILING, DORMANT, NoticeKind.DORMANT, id="a week of them is"),
        pytest.param(DORMANT, DORMANT, None, id="once"),
        pytest.param(DORMANT, WELL, None, id="that it is back shows"),
        pytest.param(FAILING, GONE, NoticeKind.GONE, id="gone"),
        pytest.param(DORMANT, GONE, NoticeKind.GONE, id="gone after all"),
        pytest.param(GONE, GONE, None, id="still gone"),
        pytest.param(WELL, CAPPED, NoticeKind.CAPPED, id="a cap begins"),
        pytest.param(CAPPED, replace(CAPPED, capped_until=NOW + timedelta(days=1)), None, id="a cap goes on"),
        pytest.param(CAPPED, WELL, None, id="a cap ends"),
    ],
)
def test_each_turn_for_the_worse_is_told(before: PollState, after: PollState, told: NoticeKind | None) -> None:
    assert turn(before, after) is told


def add(archive: Archive, *readers: Subscriber) -> SourceId:
    return subscribed(archive, "https://one.example/feed", *readers, title="One", now=NOW)


def poll(archive: Archive, source: SourceId, *states: PollState, now: datetime = NOW) -> None:
    for state in states:
        archive.lease(NOW, worker="w", limit=9)
        assert archive.polled(source, state, {}, now=now, worker="w")


def test_every_reader_is_told_once(archive: Archive) -> None:
    source = add(archive, ONE, TWO)
    poll(archive, source, FAILING, DORMANT, DORMANT)

    (notice,) = archive.notices(ONE)
    assert (notice.source, notice.name, notice.kind, notice.at) == (source, "One", NoticeKind.DORMANT, NOW)
    assert notice.detail == "one.example answers 500"
    archive.told([notice.id], ONE)
    archive.told([notice.id], ONE)

    assert archive.notices(ONE) == ()
    assert archive.notices(TWO) == (notice,)
    poll(archive, source, WELL, FAILING, DORMANT)
    assert len(archive.notices(ONE)) == 1


def test_who_does_not_want_the_source_is_told_nothing(archive: Archive) -> None:
    source = add(archive, ONE, TWO, Subscriber("3"), OPERATOR)
    archive.stand(source, TWO, Action.MUTE, by=None, now=NOW)
    archive.remove(source, Subscriber("3"), by=None, now=NOW)
    poll(archive, source, GONE)
    archive.stand(source, ONE, Action.PAUSE, by=None, now=NOW)
    late = Subscriber("late")
    subscribed(archive, "https://one.example/feed", late, now=NOW + timedelta(days=1))

    told = {reader: len(archive.notices(Subscriber(reader))) for reader in ("1", "2", "3", "late", "stranger", "*")}

    assert told == {"1": 0, "2": 1, "3": 0, "late": 0, "stranger": 0, "*": 1}
