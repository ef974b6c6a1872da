import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from numpy.typing import NDArray
from sqlalchemy import Engine, Pool, create_engine, event

import ingest
from bot.records.schema import tables as bot_tables
from ingest.archive import Archive, Stored, schema
from ingest.archive.database import migrations_on
from ingest.articles import View
from ingest.errors import ArchiveDamaged, ArchiveError, ArchiveLocked, ArchiveTooNew, StorageFull
from tests.archives import empty_archive
from tests.ingest.archive.conftest import Make

NOW = View(datetime(2024, 1, 1, tzinfo=UTC))


@contextmanager
def writing_child(directory: Path, first: int) -> Iterator["subprocess.Popen[str]"]:
    script = Path(__file__).with_name("writing_child.py")
    command = [sys.executable, str(script), str(directory), str(first)]
    environment = {**os.environ, "PYTHONPATH": str(Path(ingest.__file__).parents[1])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:  # noqa: S603 because it is ours
        try:
            yield child
        finally:
            child.kill()


def batches_reported(child: "subprocess.Popen[str]", wanted: int) -> None:
    assert child.stdout
    for _ in range(wanted):
        assert child.stdout.readline()


def test_a_writer_killed_at_any_moment_leaves_whole_batches(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive.claim_encoder("test", 8)
    for round_ in range(4):
        with writing_child(tmp_path, 1000 * round_) as child:
            batches_reported(child, 3 + 5 * round_)
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
        with Archive.open(tmp_path) as archive:
            count = archive.count(NOW)
            assert count.articles >= 9
            assert count.articles % 3 == 0
            assert count.passages == 2 * count.articles
            assert len(archive.search_words(NOW, ["troops"], limit=10_000)) == count.passages
            assert archive.check()[0].ok
    database = sqlite3.connect(tmp_path / "archive.sqlite3")
    waiting, held = database.execute("SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM vectors)").fetchone()
    database.close()
    assert waiting == held == count.passages


def test_many_threads_read_and_write_while_another_process_writes(tmp_path: Path, make: Make) -> None:
    def read(archive: Archive) -> None:
        for _ in range(20):
            count = archive.count(NOW)
            assert count.passages == 2 * count.articles
            for found in archive.search_words(NOW, ["troops"], limit=20):
                assert found.text in {"Troops left.", "Troops came."}
            vector = archive.search_vectors(NOW, make_vector(), limit=3)
            assert len(vector) == min(3, count.passages) or count.passages < 3

    def write(archive: Archive) -> Stored:
        wire = archive.source("mine")
        return archive.store(
            wire,
            [make("Troops left.\n\nTroops came.", url=f"https://mine.example/{n}") for n in range(5)],
            seen=NOW.now,
        )

    with Archive.open(tmp_path) as archive:
        archive.claim_encoder("test", 8)
        with writing_child(tmp_path, 0) as child, ThreadPoolExecutor(4) as threads:
            batches_reported(child, 1)
            readers = [threads.submit(read, archive) for _ in range(3)]
            assert threads.submit(write, archive).result() == Stored(new=5)
            for reader in readers:
                reader.result()


def make_vector() -> NDArray[np.float32]:
    return np.full(8, 8**-0.5, dtype=np.float32)


def test_a_newer_archive_is_refused(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    database = sqlite3.connect(tmp_path / "archive.sqlite3")
    with database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(ArchiveTooNew, match="newer sitrep"):
        Archive.open(tmp_path)


def test_what_runs_while_a_newer_program_changes_the_tables_writes_nothing_more(tmp_path: Path) -> None:
    with empty_archive(tmp_path) as archive:
        archive.source("wire")
        with closing(sqlite3.connect(tmp_path / "archive.sqlite3")) as database, database:
            database.execute("UPDATE alembic_version SET version_num = '9999'")

        with pytest.raises(ArchiveTooNew, match=r"another version of it changed.*start every part anew with that"):
            archive.source("another")

        assert [source.name for source in archive.sources()] == ["wire"]


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite3").write_text("Dear diary, " * 100)
    with pytest.raises(ArchiveDamaged, match="not a sitrep archive"):
        Archive.open(tmp_path)


def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "archive.sqlite3")
    database.execute("CREATE TABLE recipes (name)")
    database.close()
    with pytest.raises(ArchiveDamaged, match="not a sitrep archive"):
        Archive.open(tmp_path)
    database = sqlite3.connect(tmp_path / "archive.sqlite3")
    assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    database.close()


def test_an_archive_that_stays_locked_says_so(tmp_path: Path) -> None:
    with Archive.open(tmp_path, busy_seconds=0.1) as archive:
        database = sqlite3.connect(tmp_path / "archive.sqlite3", isolation_level=None)
        database.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveLocked, match="Another process"):
            archive.source("wire")
        assert archive.sources() == ()
        database.close()


def test_a_full_disk_loses_nothing_but_the_batch(tmp_path: Path, make: Make) -> None:
    with Archive.open(tmp_path) as archive:
        archive.claim_encoder("test", 8)
        wire = archive.source("wire")
        archive.store(wire, [make("Troops left.")], seen=NOW.now)
    with little_room(), Archive.open(tmp_path) as archive:
        large = [make("word " * 2_000, url=f"https://e.example/{n}") for n in range(20)]
        with pytest.raises(StorageFull, match="No room left"):
            archive.store(wire, large, seen=NOW.now)
        assert archive.count(NOW).articles == 1
    with Archive.open(tmp_path) as archive:
        assert archive.store(wire, large, seen=NOW.now) == Stored(new=20)


def test_an_archive_that_may_only_be_read_says_so_and_is_read(tmp_path: Path, make: Make) -> None:
    with Archive.open(tmp_path) as archive:
        archive.claim_encoder("test", 8)
        wire = archive.source("wire")
        archive.store(wire, [make("Troops left.")], seen=NOW.now)
    with Archive.open(tmp_path) as archive, read_only():
        with pytest.raises(ArchiveError, match="can only be read"):
            archive.store(wire, [make("More news.", url="https://e.example/more")], seen=NOW.now)
        assert archive.count(NOW).articles == 1
        assert len(archive.search_words(NOW, ["troops"], limit=9)) == 1


@contextmanager
def read_only() -> Iterator[None]:
    """SQLite's own refusal, because rights do not bind the superuser that tests may run as."""

    def refuse(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    event.listen(Engine, "connect", refuse)
    event.listen(Pool, "checkout", refuse)
    try:
        yield
    finally:
        event.remove(Engine, "connect", refuse)
        event.remove(Pool, "checkout", refuse)


@contextmanager
def little_room() -> Iterator[None]:
    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 60")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def test_the_migrations_make_the_tables_that_the_code_names(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'archive.sqlite3'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_the_archives})
        assert compare_metadata(context, schema.tables) == []
    engine.dispose()


def is_the_archives(name: str | None, kind: str, _: object) -> bool:
    is_words = bool(name) and str(name).startswith("passage_words")
    is_the_bots = kind == "table" and name in bot_tables.tables  # which bot.records checks itself
    return not is_words and not is_the_bots


def test_the_newest_migration_is_the_one_the_code_expects() -> None:
    assert ScriptDirectory.from_config(migrations_on()).get_current_head() == schema.NEWEST_REVISION


def test_an_archive_can_be_moved(tmp_path: Path, make: Make) -> None:
    with Archive.open(tmp_path / "here") as archive:
        archive.claim_encoder("test", 8)
        archive.store(archive.source("wire"), [make("Troops left.")], seen=NOW.now)
    shutil.move(tmp_path / "here", tmp_path / "there")
    with Archive.open(tmp_path / "there") as archive:
        assert len(archive.search_words(NOW, ["troops"], limit=1)) == 1
