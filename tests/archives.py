"""Empty archives, migrated once a process and copied: that takes a thirtieth of the time."""

import fcntl
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr

from ingest import ARCHIVE_FILE_NAME, Action, Archive, DateKind, Offer, SourceId, SourceKind, Subscriber, TextKind
from ingest.archive.database import BUSY_SECONDS
from ingest.archive.dialects import DatabasePlace


@contextmanager
def empty_archive(folder: Path) -> Iterator[Archive]:
    """Open a new archive that scans."""
    put_empty_archive(folder)
    with scanning_archive(folder) as archive:
        yield archive


@contextmanager
def scanning_archive(
    folder: Path, *, database_url: SecretStr | None = None, busy_seconds: float = BUSY_SECONDS
) -> Iterator[Archive]:
    """Open an archive beside which no Chroma server is started, because another process holds its directory.

    Searches then scan the stored vectors, as they do before Chroma has them.
    """
    with (
        (folder / "chroma.lock").open("w") as lock,
        Archive.open(folder, database_url=database_url, busy_seconds=busy_seconds) as archive,
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield archive


@contextmanager
def archive_at(place: DatabasePlace, folder: Path) -> Iterator[Archive]:
    """Open an archive that scans, whose database is at a place."""
    folder.mkdir(parents=True, exist_ok=True)
    with scanning_archive(folder, database_url=None if isinstance(place, Path) else place) as archive:
        yield archive


def offered(url: str, title: str = "", kind: SourceKind = SourceKind.FEED) -> Offer:
    """Give a source as it is offered; without a title it is called by its address."""
    return Offer(url, url, kind, title or url, (), 1, DateKind.STATED, TextKind.FULL, "en")


def subscribed(archive: Archive, url: str, *readers: Subscriber, now: datetime, title: str = "") -> SourceId:
    """Let readers add a feed; gives it."""
    for reader in readers:
        archive.subscribe([offered(url, title)], reader, by=None, now=now)
    return archive.source(url)


def standing(action: Action) -> Callable[..., bool]:
    """Give the change of a standing as a call like those of other changes."""

    def stand(archive: Archive, source: SourceId, subscriber: Subscriber, *, by: str | None, now: datetime) -> bool:
        return archive.stand(source, subscriber, action, by=by, now=now)

    return stand


def put_empty_archive(folder: Path) -> Path:
    """Put a new archive's database into a folder; give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / ARCHIVE_FILE_NAME
    file.write_bytes(_migrated())
    with closing(sqlite3.connect(file)) as database, database:  # because no two archives have one name
        database.execute("UPDATE meta SET value = ? WHERE name = 'archive'", (secrets.token_hex(4),))
    return file


@cache
def _migrated() -> bytes:
    with TemporaryDirectory() as folder:
        Archive.open(Path(folder)).close()
        return (Path(folder) / ARCHIVE_FILE_NAME).read_bytes()
