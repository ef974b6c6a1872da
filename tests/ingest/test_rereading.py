"""What an older version read is read anew as if it had come in today: whatever happens meanwhile, and once."""

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.articles import Document, View
from ingest.confinement import Reader
from ingest.incidents.folding import fold
from ingest.pipeline import ingest
from ingest.refusals import Refused
from ingest.rereading import Reread, left_to_reread, reread, reread_all
from ingest.rulings import Proposal, RulingKind
from ingest.sources import Arrival
from tests.embedders import HashingEmbedder
from tests.ingest.aging import age
from tests.ingest.ingesting_child import SEEN, SOURCE, stories, take
from tests.ingest.rereading_child import STAGES
from tests.processes import PATIENCE

TEXTS = 144
"""Three batches."""
REPOSITORY = Path(__file__).parents[2]
NOW = View(SEEN)
Content = dict[str, list[tuple[object, ...]]]
BOMB = Document(
    origin="bomb.jsonl:1",
    body="A car bomb killed 12 people in Mosul, Iraq, on Monday, police said.",
    url="https://harbour.example/bomb",
    title="Bomb in Mosul",
    published=datetime(2023, 6, 6, tzinfo=UTC),
    publisher="Harbour Post",
    language="en",
)
SAME_BOMB = replace(
    BOMB,
    origin="bomb.jsonl:2",
    body="Police say 12 people died when a car bomb exploded in Mosul, Iraq, on Monday.",
    url="https://gazette.example/bomb",
    publisher="Gazette",
)


def content(directory: Path) -> Content:
    """Give all that is stored of the news, without the rows' own numbers, which are others when a text is read anew."""
    with closing(sqlite3.connect(directory / "archive.sqlite3")) as database:
        tables = {name: database.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in KEPT}  # noqa: S608 because the names are ours
        read = {
            name: [row[1:] for row in database.execute(f"SELECT * FROM {name} ORDER BY revision, id")]  # noqa: S608 because the names are ours
            for name in ("tallies", "reports")
        }
    return tables | read


KEPT = ("articles", "revisions", "passages", "vectors", "quantities", "called_english", "meta")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that this version filled."""
    directory = tmp_path_factory.mktemp("fresh")
    for _ in take(directory, islice(stories(), TEXTS), HashingEmbedder()):
        pass
    return directory


@pytest.fixture
def aged(tmp_path: Path, fresh: Path) -> Path:
    directory = tmp_path / "aged"
    shutil.copytree(fresh, directory)
    assert age(directory) > TEXTS
    return directory


@pytest.fixture
def reader() -> Iterator[Reader]:
    with closing(Reader(processes=2)) as opened:
        yield opened


def taken(archive: Archive, *documents: Document) -> None:
    arrivals = [Arrival(document, number) for number, document in enumerate(documents)]
    for _ in ingest(arrivals, archive=archive, embedder=HashingEmbedder(), source=SOURCE, seen=SEEN):
        pass


async def test_what_is_read_anew_is_as_if_it_had_come_in_today(aged: Path, fresh: Path, reader: Reader) -> None:
    with Archive.open(aged) as archive:
        done = await reread_all(archive, reader)
        again = await reread_all(archive, reader)

    assert (done.texts, done.tallies, done.reports) == (TEXTS, TEXTS, 2 * TEXTS // 3)
    assert again == Reread()
    assert content(aged) == content(fresh)


async def test_what_this_version_read_is_not_read_again(fresh: Path) -> None:
    with Archive.open(fresh) as archive, closing(Reader()) as unused:
        assert left_to_reread(archive) == 0
        assert await reread(archive, unused) == Reread()


async def test_the_newest_are_read_anew_first(aged: Path, reader: Reader) -> None:
    with Archive.open(aged) as archive:
        await reread(archive, reader, limit=5)
    with closing(sqlite3.connect(aged / "archive.sqlite3")) as database:
        newest = database.execute("SELECT id FROM revisions ORDER BY published DESC LIMIT 5").fetchall()
        assert database.execute("SELECT id FROM revisions WHERE extractor ORDER BY 1 DESC").fetchall() == newest


async def test_questions_are_answered_and_news_comes_in_meanwhile(aged: Path, fresh: Path, reader: Reader) -> None:
    def figures(archive: Archive) -> dict[object, list[float]]:
        found = archive.tallies(NOW, words=["bomb"], measures=["killed", "injured"], limit=2 * TEXTS)
        by_article: dict[object, list[float]] = {}
        for each in sorted(found, key=lambda each: each.tally.quote.start):
            by_article.setdefault(each.stored.revision, []).append(each.tally.value)
        return by_article

    with Archive.open(fresh) as archive:
        right = figures(archive)
    with Archive.open(aged) as archive:
        wrong = figures(archive)
        asked = 0
        while (await reread(archive, reader)).texts:
            told = await asyncio.to_thread(figures, archive)
            await asyncio.to_thread(taken, archive, replace(BOMB, url=f"https://harbour.example/{asked}"))
            assert all(told[number] in (right[number], wrong[number]) for number in right)
            asked += 1
        assert asked > 2
        assert {number: told for number, told in figures(archive).items() if number in right} == right
        assert archive.count(NOW).articles == TEXTS + asked


def test_killed_at_every_stage_it_goes_on_where_it_ended(aged: Path, fresh: Path) -> None:
    for number, stage in enumerate(STAGES):
        with child(aged, stage, str(1 + number % 2)) as dying:
            assert dying.wait(timeout=PATIENCE) == -signal.SIGKILL, stage
        assert_each_text_is_wholly_of_one_version(aged, fresh)

    with child(aged) as last:
        assert 0 < finished(last) < TEXTS
    assert content(aged) == content(fresh)


def assert_each_text_is_wholly_of_one_version(aged: Path, fresh: Path) -> None:
    now, right = content(aged), content(fresh)
    with closing(sqlite3.connect(aged / "archive.sqlite3")) as database:
        done = {number for (number,) in database.execute("SELECT id FROM revisions WHERE extractor > 0")}
    for table in ("tallies", "reports"):
        told, should = ([row for row in rows[table] if row[0] in done] for rows in (now, right))
        assert told == should
    wrong = {row[0] for row in now["tallies"] if isinstance(row[1], float) and row[1] > 1000}
    assert not wrong & done


def test_two_at_once_do_the_work_once(aged: Path, fresh: Path) -> None:
    with child(aged) as first, child(aged) as second:
        assert finished(first) + finished(second) == TEXTS
    assert content(aged) == content(fresh)


def child(directory: Path, *stage: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.ingest.rereading_child", str(directory), *stage]
    return subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, env=os.environ)  # noqa: S603 because it is ours


def finished(process: "subprocess.Popen[str]") -> int:
    """Wait for a child that lives, and give how many texts it read anew."""
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    return int(said)


async def test_rulings_hold_for_what_is_read_anew(tmp_path: Path, reader: Reader) -> None:
    with Archive.open(tmp_path) as archive:
        taken(archive, BOMB, SAME_BOMB)
        assert len(fold(archive.reports(NOW), archive.rulings(NOW))) == 1
        age(tmp_path)  # the first of the two tells nothing any more
        await reread(archive, reader)
        one, other = archive.reports(NOW)
        archive.rule(Proposal.about(RulingKind.DIFFERENT, [one], [other], by="ana"), now=SEEN)
        assert len(fold(archive.reports(NOW), archive.rulings(NOW))) == 2
        with closing(sqlite3.connect(tmp_path / "archive.sqlite3")) as database, database:
            database.execute("UPDATE revisions SET extractor = 0")
            database.execute("UPDATE reports SET actors = '[\"a neighbour\"]'")

        assert (await reread(archive, reader)).reports == 2

        anew = archive.reports(NOW)
        assert {found.id for found in anew}.isdisjoint({one.id, other.id})
        assert len(fold(anew, archive.rulings(NOW))) == 2
        assert [ruling.id for ruling in archive.rulings(NOW)] == [1]


async def test_incidents_keep_their_ids_where_their_first_report_reads_as_before(
    tmp_path: Path, reader: Reader
) -> None:
    with Archive.open(tmp_path) as archive:
        taken(archive, BOMB, SAME_BOMB)
        (before,) = fold(archive.reports(NOW), ())
        with closing(sqlite3.connect(tmp_path / "archive.sqlite3")) as database, database:
            database.execute("UPDATE revisions SET extractor = 0")
            database.execute("""UPDATE reports SET killed = '{"low": 3, "best": 3, "high": 3}'""")
        await reread(archive, reader)

        (after,) = fold(archive.reports(NOW), ())
        assert (after.id, after.killed) == (before.id, before.killed)
        assert {found.id for found in after.reports}.isdisjoint({found.id for found in before.reports})


async def test_a_text_that_cannot_be_read_keeps_what_was_read_and_stops_nothing(tmp_path: Path, reader: Reader) -> None:
    with Archive.open(tmp_path) as archive:
        taken(archive, BOMB, SAME_BOMB)
        with closing(sqlite3.connect(tmp_path / "archive.sqlite3")) as database, database:
            database.execute("UPDATE revisions SET extractor = 0")
            database.execute("UPDATE tallies SET value = value + 1000")
            database.execute("UPDATE revisions SET title = x'08' WHERE url = ?", [SAME_BOMB.url])

        done = await reread_all(archive, reader)

        assert done == Reread(2, 1, 0, (Refused("bomb.jsonl:2", "met a bug of ours"),))
        assert left_to_reread(archive) == 0
    with closing(sqlite3.connect(tmp_path / "archive.sqlite3")) as database:
        assert database.execute("SELECT value FROM tallies ORDER BY revision").fetchall() == [(12,), (1012,)]


async def test_who_stops_waiting_stores_nothing_of_the_batch(aged: Path, reader: Reader) -> None:
    with Archive.open(aged) as archive:
        waiting = asyncio.create_task(reread(archive, reader))
        await asyncio.sleep(0.1)
        reader.close()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

        assert left_to_reread(archive) == TEXTS
