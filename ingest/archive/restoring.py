"""Putting a backup in the archive's place: checked first, and what stood there is set aside."""

import secrets
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete, func, select

from ingest.archive import notes, outbox
from ingest.archive.backups import FOLDER, faults, not_written, unpack
from ingest.archive.database import ARCHIVE_FILE_NAME, Database
from ingest.archive.schema import articles, parts
from ingest.errors import ArchiveDamaged, ArchiveLocked, ArchiveTooNew, BackupUnusable
from ingest.ownership import make_folder

_LOGS: Final = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands there now."""

    articles: int
    set_aside: Path | None
    """What stood there before; `None` where nothing did."""


def restore_backup(backup: Path, folder: Path, *, now: datetime) -> Restored:
    """Put a backup in the place of the archive in `folder`, which nobody may have open.

    The backup is unpacked beside the archive, compared with its checksum, looked through by SQLite, brought up to this
    version's schema, and only then takes the archive's name. Chroma's files are left to be thrown away and filled anew.
    Raises `BackupUnusable`, `ArchiveLocked`, `StorageFull` or `ArchiveError`; then the archive is as it was.
    """
    archive, fresh = folder / ARCHIVE_FILE_NAME, folder / f"{ARCHIVE_FILE_NAME}.restoring"
    try:
        make_folder(folder)
        _clear(fresh)  # a log that a killed restore left behind would be merged into what is unpacked now
        unpack(backup, fresh)
        count = _made_ready(fresh, backup)
        aside = _set_aside(archive, folder / FOLDER / f"replaced-{now:%Y%m%dT%H%M%SZ}.sqlite3")
        fresh.replace(archive)
    except OSError as error:
        raise not_written(archive, error) from error
    finally:
        with suppress(OSError):  # there may be no folder to delete them from
            _clear(fresh)
    return Restored(count, aside)


def _made_ready(fresh: Path, backup: Path) -> int:
    """Refuse what is damaged, not ours or too new, bring an older schema up to date, and count the articles."""
    try:
        with closing(sqlite3.connect(fresh, isolation_level=None)) as database:
            trouble = faults(database, "integrity_check")
        if not fresh.stat().st_size:
            trouble = "it is empty"
        if not trouble:
            with closing(Database.open(fresh, keep_copy=False)) as opened, opened.writing() as connection:
                _begin_anew(connection)
                count = connection.execute(select(func.count()).select_from(articles)).scalar_one()
            _seal(fresh)
            return int(count)
    except (sqlite3.DatabaseError, ArchiveDamaged) as error:
        trouble = str(error).replace(str(fresh), "it")
    except ArchiveTooNew as error:
        raise BackupUnusable(
            f"{backup} was made by a newer sitrep, which this one cannot read. Update sitrep; nothing was replaced."
        ) from error
    raise BackupUnusable(f"{backup} is no sitrep archive or is damaged ({trouble}). Nothing was replaced.")


def _begin_anew(connection: Connection) -> None:
    """Let nothing speak of processes and of a Chroma that were another archive's.

    It gets a name of its own, since the archive it was copied from may live on, and share a Chroma server with it.
    """
    notes.note(connection, "archive", secrets.token_hex(4))
    notes.forget(connection, "chroma_server")
    connection.execute(delete(parts))
    outbox.condemn(connection)


def _set_aside(archive: Path, aside: Path) -> Path | None:
    """Move the archive away, log and all; `ArchiveLocked` while any process has it open."""
    if not archive.exists():
        return None
    try:
        _seal(archive)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise ArchiveLocked(
                f"Another process has {archive} open. Stop the service, then repeat; nothing was replaced."
            ) from error
        # else it is damaged, which is why it is replaced: it goes as it is
    make_folder(aside.parent)
    archive.replace(aside)
    for log, kept in zip(_logs(archive), _logs(aside), strict=True):
        if log.exists():
            log.replace(kept)
    return aside


def _seal(file: Path) -> None:
    """Merge the write-ahead log into the file and delete it, which SQLite does for whoever is alone with it."""
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = DELETE").fetchone()


def _clear(file: Path) -> None:
    for each in (file, *_logs(file)):
        each.unlink(missing_ok=True)


def _logs(file: Path) -> tuple[Path, ...]:
    return tuple(file.with_name(f"{file.name}{log}") for log in _LOGS)
