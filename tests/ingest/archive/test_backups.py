"""Backups are whole though others write meanwhile, and nothing is replaced by one that is not."""

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.archive.backups import back_up, default_backup
from ingest.archive.restoring import restore_backup
from ingest.archive.schema import NEWEST_REVISION
from ingest.articles import View
from ingest.errors import ArchiveDamaged, ArchiveError, ArchiveLocked, BackupUnusable
from tests.archives import empty_archive, put_empty_archive, scanning_archive
from tests.ingest.archive.conftest import moment, prepared
from tests.ingest.archive.test_durability import batches_reported, writing_child
from tests.ingest.archive.test_opening import of_revision

NOW = datetime(2024, 1, 1, tzinfo=UTC)
FILE = "archive.sqlite3"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive with one article."""
    with empty_archive(tmp_path / "data") as archive:
        archive.claim_encoder("test", 8)
        archive.store(archive.source("wire"), [prepared("It stood.")], seen=moment("2024-01-01"))
    return tmp_path / "data"


def backup_of(folder: Path) -> Path:
    into = folder.parent / "kept.sqlite3.gz"
    back_up(folder / FILE, into)
    return into


def articles_in(folder: Path) -> int:
    with scanning_archive(folder) as archive:
        return archive.count(View(NOW)).articles


def told(folder: Path, name: str) -> str | None:
    with closing(sqlite3.connect(folder / FILE)) as database:
        row = database.execute("SELECT value FROM meta WHERE name = ?", [name]).fetchone()
    return row[0] if row else None


def changed(folder: Path, statement: str, *values: str) -> None:
    with closing(sqlite3.connect(folder / FILE)) as database, database:
        database.execute(statement, values)


def test_backups_made_while_another_process_stores_are_each_one_whole_moment(tmp_path: Path) -> None:
    put_empty_archive(tmp_path / "data")
    counts = []
    with scanning_archive(tmp_path / "data") as archive:
        archive.claim_encoder("test", 8)
        with writing_child(tmp_path / "data", 0) as child:
            for number in range(3):
                batches_reported(child, 4)
                back_up(tmp_path / "data" / FILE, tmp_path / f"{number}.gz")
                batches_reported(child, 1)  # it goes on
        written = archive.count(View(NOW)).articles

    for number in range(3):
        restored = restore_backup(tmp_path / f"{number}.gz", tmp_path / f"again-{number}", now=NOW)
        with scanning_archive(tmp_path / f"again-{number}") as archive:
            count = archive.count(View(NOW))
            assert restored.articles == count.articles
            assert count.passages == 2 * count.articles
            assert len(archive.search_words(View(NOW), ["troops"], limit=10_000)) == count.passages
        counts.append(count.articles)
    assert all(count % 3 == 0 for count in counts)
    assert 12 <= counts[0] < counts[1] < counts[2] <= written


def test_what_was_backed_up_stands_again_and_what_stood_there_is_set_aside(folder: Path) -> None:
    kept = backup_of(folder)
    with scanning_archive(folder) as archive:
        later = prepared("It came later.", url="https://news.example/2")
        archive.store(archive.source("wire"), [later], seen=moment("2024-01-01"))

    restored = restore_backup(kept, folder, now=NOW)

    assert (restored.articles, articles_in(folder)) == (1, 1)
    assert restored.set_aside
    assert restore_backup(restored.set_aside, folder, now=NOW + timedelta(minutes=1)).articles == 2
    assert {path.name for path in folder.iterdir()} <= {FILE, f"{FILE}-wal", f"{FILE}-shm", "backups", "chroma.lock"}


def test_a_restored_archive_begins_its_own_index(folder: Path) -> None:
    before = told(folder, "archive")
    changed(folder, "INSERT INTO meta VALUES ('chroma_server', '{}')")

    restore_backup(backup_of(folder), folder, now=NOW)

    assert told(folder, "archive") not in {None, before}
    assert told(folder, "chroma_server") is None
    assert told(folder, "chroma_condemned") == "true"


def test_where_nothing_stood_a_backup_is_simply_put(folder: Path, tmp_path: Path) -> None:
    restored = restore_backup(backup_of(folder), tmp_path / "other machine" / "data", now=NOW)

    assert (restored.articles, restored.set_aside) == (1, None)
    assert articles_in(tmp_path / "other machine" / "data") == 1


def cut_to(share: float) -> Callable[[bytes], bytes]:
    return lambda whole: whole[: int(len(whole) * share)]


def turned(whole: bytes) -> bytes:
    """Give it with bytes of its middle changed; of one alone, the same zeroes may come out of another match."""
    middle = len(whole) // 2
    return whole[:middle] + bytes(byte ^ 0x55 for byte in whole[middle : middle + 64]) + whole[middle + 64 :]


def stranger(_: bytes) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE groceries (name)")
        return gzip.compress(database.serialize())


def torn(whole: bytes) -> bytes:
    """Give a backup whose packing is right and whose database is not."""
    plain = gzip.decompress(whole)
    middle = len(plain) // 8192 * 4096
    return gzip.compress(plain[:middle] + b"\xaa" * 4096 + plain[middle + 4096 :])


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(cut_to(0), id="empty"),
        pytest.param(cut_to(0.3), id="cut short"),
        pytest.param(cut_to(0.999), id="cut at its end"),
        pytest.param(turned, id="bytes changed"),
        pytest.param(torn, id="torn before it was packed"),
        pytest.param(lambda whole: cut_to(0.5)(gzip.decompress(whole)), id="unpacked and cut"),
        pytest.param(lambda _: b"no backup at all", id="another file"),
        pytest.param(stranger, id="another database"),
    ],
)
def test_what_is_no_whole_backup_replaces_nothing(folder: Path, harm: Callable[[bytes], bytes]) -> None:
    kept = backup_of(folder)
    kept.write_bytes(harm(kept.read_bytes()))

    with pytest.raises(BackupUnusable, match=r"kept\.sqlite3\.gz (?:was|is) .* Nothing was replaced"):
        restore_backup(kept, folder, now=NOW)

    assert articles_in(folder) == 1
    assert not list(folder.glob("*.restoring*")) + list(folder.glob("backups/*"))


def test_a_backup_of_a_newer_program_replaces_nothing(folder: Path) -> None:
    changed(folder, "UPDATE alembic_version SET version_num = '9999'")
    kept = backup_of(folder)
    changed(folder, "UPDATE alembic_version SET version_num = ?", NEWEST_REVISION)

    with pytest.raises(BackupUnusable, match="made by a newer sitrep"):
        restore_backup(kept, folder, now=NOW)

    assert articles_in(folder) == 1


def test_an_archive_that_somebody_has_open_is_not_replaced(folder: Path) -> None:
    kept = backup_of(folder)

    with scanning_archive(folder) as archive:
        assert archive.count(View(NOW)).articles == 1
        with pytest.raises(ArchiveLocked, match="Stop the service"):
            restore_backup(kept, folder, now=NOW)

    assert articles_in(folder) == 1


def test_a_damaged_archive_is_replaced_and_makes_no_backup(folder: Path) -> None:
    kept = backup_of(folder)
    whole = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(whole[:8192] + b"\xaa" * (len(whole) - 8192))

    with pytest.raises((ArchiveDamaged, sqlite3.DatabaseError)):
        back_up(folder / FILE, folder.parent / "second.gz")

    assert not list(folder.parent.glob("second.gz*"))
    assert restore_backup(kept, folder, now=NOW).articles == 1
    assert articles_in(folder) == 1


def test_no_backup_is_written_over_another(folder: Path) -> None:
    kept = backup_of(folder)
    before = kept.read_bytes()

    with pytest.raises(BackupUnusable, match="there already"):
        back_up(folder / FILE, kept)

    assert kept.read_bytes() == before


def test_where_nothing_can_be_written_no_backup_is_left(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()

    with pytest.raises(ArchiveError, match="cannot be written"):
        back_up(folder / FILE, tmp_path / "a file" / "kept.gz")


def test_a_backup_is_its_owners_alone(folder: Path) -> None:
    assert backup_of(folder).stat().st_mode & 0o077 == 0


def test_backups_that_nobody_named_lie_in_order_beside_the_archive(folder: Path) -> None:
    first, second = (default_backup(folder / FILE, now=NOW + timedelta(seconds=second)) for second in (0, 1))

    assert first < second
    assert first == folder / "backups/archive-20240101T000000Z.sqlite3.gz"


def test_before_a_migration_the_archive_is_copied_and_the_copy_can_be_restored(tmp_path: Path) -> None:
    with of_revision("0009", tmp_path):
        pass

    Archive.open(tmp_path).close()

    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name == "schema-0009.sqlite3.gz"
    assert b"0009" in gzip.decompress(copy.read_bytes())
    assert restore_backup(copy, tmp_path / "again", now=NOW).articles == 0
    assert not (tmp_path / "again/backups").exists()


def test_of_the_copies_before_migrations_the_last_few_are_kept(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    for older in ("0003", "0006", "0008"):
        (tmp_path / f"backups/schema-{older}.sqlite3.gz").touch()
    own = tmp_path / "backups/archive-20240101T000000Z.sqlite3.gz"
    own.touch()
    with of_revision("0010", tmp_path):
        pass

    Archive.open(tmp_path).close()

    kept = [path.name.split("-")[-1][:4] for path in sorted((tmp_path / "backups").glob("schema-*"))]
    assert kept == ["0006", "0008", "0010"]
    assert own.exists()


def test_a_log_that_a_killed_restore_left_behind_is_not_merged_into_the_next(folder: Path) -> None:
    kept = backup_of(folder)
    with scanning_archive(folder) as archive:
        later = prepared("It came later.", url="https://news.example/2")
        archive.store(archive.source("wire"), [later], seen=moment("2024-01-01"))
        log = (folder / f"{FILE}-wal").read_bytes()
    assert log
    (folder / f"{FILE}.restoring").write_bytes((folder / FILE).read_bytes())
    (folder / f"{FILE}.restoring-wal").write_bytes(log)

    assert restore_backup(kept, folder, now=NOW).articles == 1
