"""Any number of workers share one archive: no source is ever polled by two."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.archive.leasing import Waiting, fair_turns
from ingest.articles import SourceId
from ingest.live import EntryOutcome, Health, PollState, Taken
from ingest.subscriptions import Subscriber
from tests.archives import empty_archive, offered
from tests.processes import PATIENCE

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE, TWO = Subscriber("1"), Subscriber("2")
LATER = PollState(next_check=NOW + timedelta(days=9), health=Health.OK)


def add(archive: Archive, *names: str, subscriber: Subscriber = ONE, now: datetime = NOW) -> None:
    offers = [offered(f"https://{name}.example/feed") for name in names]
    archive.subscribe(offers, subscriber, by=None, now=now)


def lease(archive: Archive, worker: str, now: datetime = NOW, *, limit: int = 100) -> list[str]:
    """Lease, and give the hosts' first labels."""
    return [
        source.url.removeprefix("https://").partition(".")[0]
        for source in archive.lease(now, worker=worker, limit=limit)
    ]


@pytest.mark.parametrize(
    ("waiting", "turns"),
    [
        pytest.param([], "", id="nothing"),
        pytest.param(["a:1", "b:1", "c:1"], "abc", id="one reader's, the longest waiting first"),
        pytest.param(["a:1", "b:1", "c:1", "d:2"], "adbc", id="a reader of one is second, not last"),
        pytest.param(["a:1", "b:1", "c:2", "d:2", "e:3"], "acebd", id="each one's first before anybody's second"),
        pytest.param(
            ["a:1", "b:1", "c:1 2", "d:2"], "acbd", id="a shared one has its turn with the first of its readers"
        ),
        pytest.param(["a:1 2", "b:1", "c:2"], "abc", id="and counts as a turn of all of them"),
    ],
)
def test_turns_are_fair(waiting: list[str], turns: str) -> None:
    queue = [
        Waiting(
            SourceId(ord(one[0])),
            NOW + timedelta(minutes=minute),
            frozenset(Subscriber(reader) for reader in one[2:].split()),
        )
        for minute, one in enumerate(waiting)
    ]

    assert "".join(map(chr, fair_turns(queue[::-1]))) == turns


def test_a_server_with_a_hundred_due_sources_does_not_hold_up_one_with_one(archive: Archive) -> None:
    add(archive, *(f"s{number}" for number in range(100)), now=NOW - timedelta(hours=1))
    add(archive, "alone", subscriber=TWO)

    assert "alone" in lease(archive, "w", limit=2)


def test_what_one_worker_has_no_other_gets_until_it_is_polled_or_given_back(archive: Archive) -> None:
    add(archive, "a", "b", "c")

    assert lease(archive, "one", limit=2) == ["a", "b"]
    assert lease(archive, "other") == ["c"]
    assert lease(archive, "other") == []

    a = archive.source("https://a.example/feed")
    assert archive.polled(a, PollState(next_check=NOW), {}, now=NOW, worker="one")
    assert lease(archive, "other") == ["a"]
    assert archive.release("one") == 1
    assert lease(archive, "other") == ["b"]


def test_a_lease_ends_a_quarter_of_an_hour_after_the_last_sign_of_life(archive: Archive) -> None:
    add(archive, "a")
    lease(archive, "one")
    a = archive.source("https://a.example/feed")
    soon = NOW + timedelta(minutes=10)

    assert archive.note(a, {}, now=soon, worker="one")
    assert lease(archive, "other", NOW + timedelta(minutes=20)) == []
    assert lease(archive, "other", NOW + timedelta(minutes=26)) == ["a"]


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=1)], ids=["back", "forth"])
def test_a_clock_that_is_set_by_a_day_keeps_nobody_waiting(archive: Archive, jump: timedelta) -> None:
    add(archive, "a", "b")
    for source in archive.lease(NOW, worker="one", limit=9):
        archive.polled(source.id, PollState(NOW + timedelta(hours=1), checked=NOW), {}, now=NOW, worker="one")
    then = NOW + timedelta(hours=1)
    lease(archive, "one", then)

    assert lease(archive, "other", then) == []
    assert lease(archive, "other", then + jump) == ["a", "b"]


def test_who_lost_its_lease_writes_nothing_more(archive: Archive) -> None:
    add(archive, "a")
    lease(archive, "one")
    a = archive.source("https://a.example/feed")
    lease(archive, "other", NOW + timedelta(minutes=16))
    taken = {"key": Taken("1", None, EntryOutcome.STORED)}

    assert not archive.note(a, taken, now=NOW, worker="one")
    assert not archive.polled(a, LATER, taken, now=NOW, worker="one")

    (summary,) = archive.sources()
    assert summary.state
    assert summary.state.health is Health.NEW
    assert archive.unseen(a, {"key": "1"}) == {"key"}
    assert archive.polled(a, LATER, taken, now=NOW, worker="other")


def test_who_overslept_and_was_not_replaced_may_go_on(archive: Archive) -> None:
    add(archive, "a")
    lease(archive, "one")

    assert archive.polled(archive.source("https://a.example/feed"), LATER, {}, now=NOW, worker="one")


def test_a_source_that_is_removed_and_swept_away_in_the_middle_of_a_poll_takes_nothing_more(archive: Archive) -> None:
    add(archive, "a")
    lease(archive, "one")
    a = archive.source("https://a.example/feed")
    archive.remove(a, ONE, by=None, now=NOW)
    archive.sweep(NOW + timedelta(days=8))

    assert not archive.note(a, {"key": Taken("1", None, EntryOutcome.STORED)}, now=NOW, worker="one")
    assert not archive.polled(a, LATER, {}, now=NOW, worker="one")


def test_threads_that_lease_at_once_share_out_the_sources(archive: Archive) -> None:
    names = [f"s{number:02}" for number in range(40)]
    add(archive, *names)

    with ThreadPoolExecutor(4) as threads:
        got = [
            name
            for names in threads.map(lambda worker: lease(archive, f"w{worker}", limit=5), range(8))
            for name in names
        ]

    assert sorted(got) == names


def lease_all(directory: Path, worker: str, got: "multiprocessing.Queue[list[str]]") -> None:
    with Archive.open(directory) as archive:
        mine: list[str] = []
        while leased := lease(archive, worker, limit=3):
            mine += leased
        got.put(mine)


def test_processes_that_lease_at_once_share_out_the_sources(tmp_path: Path) -> None:
    names = [f"s{number:02}" for number in range(40)]
    with empty_archive(tmp_path) as archive:
        add(archive, *names)
    spawn = multiprocessing.get_context("spawn")
    got: multiprocessing.Queue[list[str]] = spawn.Queue()
    workers = [spawn.Process(target=lease_all, args=(tmp_path, f"w{number}", got)) for number in range(3)]
    for worker in workers:
        worker.start()

    shares = [got.get(timeout=PATIENCE) for _ in workers]
    for worker in workers:
        worker.join(10)

    assert sorted(name for share in shares for name in share) == names


def test_who_has_it_polled_comes_with_a_source(archive: Archive) -> None:
    add(archive, "shared")
    add(archive, "shared", subscriber=TWO)

    (source,) = archive.lease(NOW, worker="one", limit=1)
    assert source.readers == {ONE, TWO}
