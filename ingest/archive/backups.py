"""Copies of the database while others write to it: one file each, packed, that tells by itself whether it is whole."""

import errno
import gzip
import os
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from ingest.errors import ArchiveDamaged, ArchiveError, BackupUnusable, StorageFull
from ingest.ownership import make_file, make_folder

FOLDER: Final = "backups"
"""Beside the archive."""
KEPT_BEFORE_MIGRATIONS: Final = 3
"""Copies of older schemas: whoever goes back goes back to one of the last few versions."""

Tell = Callable[[float], None]
"""Is told which share is done, from 0 to 1."""

_ENDING: Final = ".sqlite3.gz"
_BEFORE: Final = "schema-"
_SQLITE: Final = b"SQLite format 3\0"
_PAGES: Final = 4_096
"""At a time, some 16 MB: between them Ctrl-C is heard."""
_CHUNK: Final = 1 << 20
_LEVEL: Final = 1
"""Higher ones halve the pace and save a tenth: a third of an archive are vectors, which do not shrink."""


def default_backup(archive: Path, *, now: datetime) -> Path:
    """Give where a backup goes that nobody named."""
    return archive.parent / FOLDER / f"archive-{now:%Y%m%dT%H%M%SZ}{_ENDING}"


def backups_of(folder: Path) -> list[Path]:
    """Give what lies where backups, copies before migrations and what was set aside are put, by name."""
    return sorted(each for each in (folder / FOLDER).glob("*") if each.is_file())


def back_up(archive: Path, into: Path, *, tell: Tell = lambda _: None) -> None:
    """Copy a database as it is at this moment into a file that was not there, while others write to it.

    The copy is one snapshot, since one read transaction is open throughout; writers go on in the write-ahead log. It is
    checked, packed (gzip, whose CRC-32 and length stand at the end), and only then gets its name: a backup that has its
    name is whole. Raises `BackupUnusable`, `ArchiveDamaged`, `StorageFull` or `ArchiveError`.
    """
    if into.exists():
        raise BackupUnusable(f"{into} is there already, and no backup is written over another. Give another name.")
    _pack(archive, into, tell)


def back_up_before_migrating(archive: Path, revision: str) -> Path:
    """Copy a database of an older schema, and let go of all but the last few such copies."""
    into = archive.parent / FOLDER / f"{_BEFORE}{revision}{_ENDING}"
    _pack(archive, into, lambda _: None)
    copies = sorted(into.parent.glob(f"{_BEFORE}*{_ENDING}"))
    for older in copies[:-KEPT_BEFORE_MIGRATIONS]:
        older.unlink(missing_ok=True)
    return into


def _pack(archive: Path, into: Path, tell: Tell) -> None:
    plain, packed = into.with_name(f"{into.name}.plain"), into.with_name(f"{into.name}.part")
    try:
        make_folder(into.parent)
        for file in (plain, packed):
            file.unlink(missing_ok=True)
            make_file(file)
        _copy(archive, plain, tell)
        with plain.open("rb") as read, packed.open("wb") as written:
            with gzip.GzipFile(fileobj=written, mode="wb", filename="", compresslevel=_LEVEL) as stream:
                shutil.copyfileobj(read, stream, _CHUNK)
            written.flush()
            os.fsync(written.fileno())
        packed.replace(into)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_FULL":
            raise
        raise not_written(into, OSError(errno.ENOSPC, "")) from error  # the copy's disk, not the archive's
    except OSError as error:
        raise not_written(into, error) from error
    finally:
        with suppress(OSError):  # there may be no folder to delete them from
            plain.unlink(missing_ok=True)
            packed.unlink(missing_ok=True)


def _copy(archive: Path, into: Path, tell: Tell) -> None:
    with (
        closing(sqlite3.connect(archive, isolation_level=None)) as source,
        closing(sqlite3.connect(into, isolation_level=None)) as target,
    ):
        source.execute("BEGIN")
        source.execute("SELECT 1 FROM sqlite_master").fetchone()  # the snapshot begins with the first read
        source.backup(target, pages=_PAGES, progress=lambda _, left, all_: tell(1 - left / max(1, all_)))
        target.execute("PRAGMA journal_mode = DELETE")  # so that the copy is one file
        if trouble := faults(target, "quick_check"):
            raise ArchiveDamaged(f"{archive} is damaged ({trouble}): no backup was made. Restore an earlier one.")


def faults(database: sqlite3.Connection, check: str) -> str:
    """Give the first fault that SQLite's `quick_check` or `integrity_check` finds, or nothing."""
    (found,) = database.execute(f"PRAGMA {check}(1)").fetchone()
    return "" if found == "ok" else str(found).splitlines()[-1]


def unpack(backup: Path, into: Path) -> None:
    """Put what a backup holds into a file; one that was unpacked by hand, or set aside by a restore, is copied.

    Raises `BackupUnusable` where it is cut short or changed, by its length and checksum.
    """
    into.unlink(missing_ok=True)
    make_file(into)
    try:
        with backup.open("rb") as start:
            is_plain = start.read(len(_SQLITE)) == _SQLITE
        with backup.open("rb") if is_plain else gzip.open(backup) as read, into.open("wb") as written:
            shutil.copyfileobj(read, written, _CHUNK)
            os.fsync(written.fileno())
    except (EOFError, zlib.error) as error:
        raise BackupUnusable(
            f"{backup} was cut short or changed on its way. Nothing was replaced; copy it anew."
        ) from error
    except gzip.BadGzipFile as error:
        raise BackupUnusable(
            f"{backup} is no whole backup of sitrep ({error}). Nothing was replaced; name another one."
        ) from error
    except OSError as error:
        if error.filename == str(backup):
            raise BackupUnusable(f"{backup} cannot be read: {error.strerror}. Nothing was replaced.") from error
        raise not_written(into, error) from error


def not_written(file: Path, error: OSError) -> ArchiveError:
    """Say that a file could not be written."""
    if error.errno == errno.ENOSPC:
        return StorageFull(f"No room left to write {file}; free some space and repeat. Nothing else was changed.")
    return ArchiveError(f"{file} cannot be written: {error.strerror}. Nothing else was changed.")
