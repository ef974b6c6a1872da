"""An archive is moved from its file to PostgreSQL: all of it, once, whatever happens on the way."""

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from pydantic import SecretStr
from sqlalchemy import MetaData, text

from ingest.archive import Archive
from ingest.archive.database import ARCHIVE_FILE_NAME, Database
from ingest.archive.dialects import DatabasePlace
from ingest.archive.moving import MOST_BYTES, MOST_ROWS, Value, in_batches, move_archive
from ingest.articles import View
from ingest.errors import ArchiveDamaged, ArchiveError, ArchiveLocked, MoveRefused, SettingError
from tests.archives import archive_at, empty_archive, scanning_archive
from tests.databases import Postgres
from tests.ingest.archive.conftest import REPORT, TALLY, Make

NOW = View(datetime(2024, 1, 1, tzinfo=UTC))
READ = {"tallies": (TALLY,), "reports": (REPORT,)}
APART = {"meta", "alembic_version", "passage_words", "passage_terms"}
WRITTEN: dict[str, Value] = {
    "VARCHAR": "Ärger\0und “mehr”",
    "JSON": '{"said": "one\\u0000two", "by": null}',
    "BOOLEAN": 1,
    "FLOAT": 0.5,
    "BLOB": b"\0\xff",
}
"""What is put where nothing else is, by the column's type; elsewhere a 1, which refers to what is there."""


@pytest.fixture
def file(tmp_path: Path, make: Make) -> Path:
    """An archive with something in every table."""
    with empty_archive(tmp_path / "archive") as archive:
        archive.claim_encoder("test", 8)
        batch = [
            make(f"Text {n}.\n\nMore {n}.", title=f"Title {n}", url=f"https://e.example/{n}", **READ) for n in range(20)
        ]
        archive.store(archive.source("wire"), batch, seen=NOW.now)
    file = tmp_path / "archive" / ARCHIVE_FILE_NAME
    with closing(sqlite3.connect(file)) as database, database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in (each for each in tables if not each.startswith(("sqlite_", "passage_words"))):
            if not database.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():  # noqa: S608 because it is ours
                columns = database.execute(f"PRAGMA table_info({table})").fetchall()
                row = [WRITTEN.get(kind, 1) for _, _, kind, *_ in columns]
                database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 because it is ours
        database.execute("UPDATE sqlite_sequence SET seq = 900 WHERE name = 'articles'")
    return file


@pytest.fixture
def to(postgres: Postgres) -> Iterator[SecretStr]:
    with postgres.lent() as lent:
        yield lent


def held_in_file(file: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(file)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [each for each in tables if not each.startswith(("sqlite_", "passage_words")) and each not in APART]
        rows = {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in kept}  # noqa: S608 because they are ours
        return {table: written(rows[table], columns(database, table)) for table in kept}


def columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [name for _, name, *_ in database.execute(f"PRAGMA table_info({table})")]


def held_in_postgres(to: SecretStr) -> dict[str, list[str]]:
    with closing(Database.open(to)) as database, database.reading() as connection:
        known = MetaData()
        known.reflect(connection)
        return {
            table.name: written(connection.execute(table.select()), [column.name for column in table.columns])
            for table in known.sorted_tables
            if table.name not in APART
        }


def written(rows: Iterable[Sequence[object]], names: list[str]) -> list[str]:
    """Write rows so that those of either database compare: by column, JSON read, NULs as PostgreSQL can hold them."""
    return sorted(json.dumps(dict(zip(names, map(plain, row), strict=True)), sort_keys=True) for row in rows)


def plain(value: object) -> object:
    if isinstance(value, bytes | bool):
        return value.hex() if isinstance(value, bytes) else int(value)
    if isinstance(value, str) and value[:1] in {"{", "["}:
        return json.loads(value)
    return value.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value


def search(folder: Path, place: DatabasePlace) -> tuple[list[str], list[str], int]:
    with archive_at(place, folder) as archive:
        found = archive.search_words(NOW, ["more 7", "title"], limit=9)
        near = archive.search_vectors(NOW, np.eye(8, dtype=np.float32)[0], limit=5)
        return [each.text for each in found], [each.text for each in near], archive.count(NOW).passages


def test_everything_arrives_and_answers_alike(file: Path, to: SecretStr, tmp_path: Path, make: Make) -> None:
    shares: list[float] = []
    moved = move_archive(file, to, tell=shares.append)

    before = held_in_file(file)
    assert all(before.values())
    assert held_in_postgres(to) == {**before, "withdrawals": []}
    assert moved.rows == {**{table: len(rows) for table, rows in before.items()}, "passage_words": 40}
    assert (shares, shares[-1]) == (sorted(shares), 1.0)
    assert search(file.parent, file) == search(tmp_path / "elsewhere", to)
    with archive_at(to, tmp_path / "elsewhere") as archive:
        assert archive.encoder
        archive.store(archive.source("wire"), [make("New.", url="https://e.example/new")], seen=NOW.now)
        with archive.database.reading() as connection:
            assert connection.execute(text("SELECT max(id) FROM articles")).scalar_one() == 901
            assert connection.execute(text("SELECT count(*) FROM outbox")).scalar_one() == 41


def moved_by_a_child(file: Path, to: SecretStr, *, batches: int) -> tuple[int, list[float]]:
    command = [sys.executable, "-m", "tests.ingest.archive.moving_child", str(file), to.get_secret_value()]
    child = subprocess.run([*command, str(batches)], check=False, capture_output=True, text=True)  # noqa: S603 because it is ours
    return child.returncode, [float(line) for line in child.stdout.split()]


def broken_off(file: Path, to: SecretStr) -> None:
    """Break off in the middle, as Ctrl-C does."""

    def tell(share: float) -> None:
        if share > 0.7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move_archive(file, to, tell=tell)


def test_killed_on_the_way_it_goes_on_where_it_was(file: Path, to: SecretStr, tmp_path: Path) -> None:
    code, shares = moved_by_a_child(file, to, batches=20)
    assert code == -signal.SIGKILL
    with pytest.raises(ArchiveError, match="a part of an archive that is being moved there"):
        Archive.open(tmp_path / "elsewhere", database_url=to)
    code, told = moved_by_a_child(file, to, batches=0)

    assert code == 0
    assert shares + told == sorted({*shares, *told})
    assert held_in_postgres(to) == {**held_in_file(file), "withdrawals": []}


def test_it_begins_anew_where_the_file_went_on_since(file: Path, to: SecretStr, make: Make, tmp_path: Path) -> None:
    broken_off(file, to)
    with scanning_archive(file.parent) as archive:
        archive.store(archive.source("wire"), [make("Text 3.\n\nChanged.", url="https://e.example/3")], seen=NOW.now)

    move_archive(file, to)

    assert held_in_postgres(to) == {**held_in_file(file), "withdrawals": []}
    assert search(file.parent, file) == search(tmp_path / "elsewhere", to)


def test_a_finished_move_is_told_again_and_never_overwritten(file: Path, to: SecretStr) -> None:
    moved = move_archive(file, to)
    assert move_archive(file, to) == moved

    with scanning_archive(file.parent) as archive:
        archive.source("another")
    with pytest.raises(MoveRefused, match="holds this archive already"):
        move_archive(file, to)


def test_another_archive_is_not_mixed_with_it(file: Path, to: SecretStr, tmp_path: Path) -> None:
    with archive_at(to, tmp_path / "elsewhere") as archive:
        archive.source("theirs")

    with pytest.raises(MoveRefused, match=r"holds another archive: there are rows in sources\. Nothing was changed"):
        move_archive(file, to)

    assert held_in_postgres(to)["articles"] == []


def test_two_archives_are_not_moved_to_one_place(file: Path, to: SecretStr, tmp_path: Path) -> None:
    broken_off(file, to)
    with empty_archive(tmp_path / "two") as archive:
        archive.source("theirs")

    with pytest.raises(MoveRefused, match="holds another archive"):
        move_archive(tmp_path / "two" / ARCHIVE_FILE_NAME, to)


def test_while_a_service_has_it_open_nothing_is_moved(file: Path, to: SecretStr) -> None:
    with scanning_archive(file.parent), pytest.raises(ArchiveLocked, match="Stop the service, then repeat"):
        move_archive(file, to)

    assert held_in_postgres(to)["articles"] == []


def test_while_it_is_moved_nobody_else_has_it(file: Path, to: SecretStr) -> None:
    def try_to_open(_: float) -> None:
        with pytest.raises(ArchiveLocked):
            Database.open(file, busy_seconds=0)

    assert move_archive(file, to, tell=try_to_open).rows["articles"] == 20


def test_what_is_no_archive_is_a_sentence(tmp_path: Path, to: SecretStr) -> None:
    with pytest.raises(ArchiveError, match="There is no archive in"):
        move_archive(tmp_path / "nothing", to)
    (tmp_path / "letter").write_text("Dear all, " * 100)
    with pytest.raises(ArchiveDamaged):
        move_archive(tmp_path / "letter", to)


@pytest.mark.parametrize("address", ["news.sqlite3", "mysql://here/news", "postgresql://here"])
def test_what_is_no_postgresql_is_a_sentence(file: Path, address: str) -> None:
    with pytest.raises(SettingError, match="must be the address of a PostgreSQL database"):
        move_archive(file, SecretStr(address))


def test_a_password_is_shown_to_nobody(file: Path, postgres: Postgres) -> None:
    postgres.make("guarded")
    moved = move_archive(file, postgres.place("guarded", password="not-for-logs"))  # noqa: S106 because the server asks for none

    assert "not-for-logs" not in moved.address
    assert ":***@" in moved.address


def test_a_batch_is_bounded_by_rows_and_by_bytes() -> None:
    many = list(in_batches(iter([(1, "a")] * (2 * MOST_ROWS + 1))))
    long = list(in_batches(iter([(1, b"a" * (MOST_BYTES // 3))] * 7)))

    assert [len(batch) for batch in many] == [MOST_ROWS, MOST_ROWS, 1]
    assert [len(batch) for batch in long] == [4, 3]
    assert list(in_batches(iter([]))) == []
