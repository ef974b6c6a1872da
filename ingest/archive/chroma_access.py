"""How this process reaches Chroma: the configured server, the one recorded in the archive, its own, or not at all."""

import json
from contextlib import suppress
from enum import Enum
from pathlib import Path
from threading import RLock
from time import monotonic
from typing import Final

import structlog
from sqlalchemy import text

from ingest.archive import outbox
from ingest.archive.chroma_index import ChromaIndex
from ingest.archive.chroma_server import ChromaServer, ChromaUnavailable, DirectoryLock, answers
from ingest.archive.database import Database

_RETRY_SECONDS: Final = 15.0
"""After a failure searches go on without Chroma for so long before it is tried again."""

log = structlog.get_logger(__name__)


class Role(Enum):
    """How long the process that opens an archive means to live."""

    ONE_SHOT = "one-shot"
    """A command: uses the server if one runs, else may open Chroma's directory alone."""
    LONG_LIVED = "long-lived"
    """A service: starts the server if none runs, and stops it at the end."""


class ChromaState(Enum):
    """Where Chroma stands for this process, in a person's words."""

    UNTRIED = "not needed so far"
    READY = "ready"
    STARTING = "its server is starting"
    ELSEWHERE = "its directory is held by another process that offers no server"
    UNREACHABLE = "it does not answer"


class ChromaAccess:
    """Opens Chroma when it is first needed, and again after it failed."""

    def __init__(self, database: Database, directory: Path, *, url: str | None, role: Role) -> None:
        self._database = database
        self._directory = directory / "chroma"
        self._lock_path = directory / "chroma.lock"
        self._log_path = directory / "chroma.log"
        self._url = url
        self._role = role
        self._guard = RLock()
        self._index: ChromaIndex | None = None
        self._server: ChromaServer | None = None
        self._directory_lock: DirectoryLock | None = None
        self._retry_at = 0.0
        self.state = ChromaState.UNTRIED
        self.trouble = ""

    def begin(self) -> None:
        """Start the server that a long-lived process owes the others, without waiting for it."""
        if self._role is Role.LONG_LIVED and self._url is None:
            with self._guard:
                if lock := DirectoryLock.take(self._lock_path):
                    self._start_server(lock)

    def index(self) -> "ChromaIndex | None":
        """Give the index, opened by whatever means this process has; `None` while there is none."""
        with self._guard:
            self._notice_loss()
            if self._index is None and monotonic() >= self._retry_at:
                self._open()
            return self._index

    def index_at_hand(self) -> "ChromaIndex | None":
        """Give the index for a search: like `index`, but a one-shot command does not open the directory for it.

        That takes 9 s with 100,000 vectors (the import, then the whole index from disk); comparing them all, 0.8 s.
        """
        with self._guard:
            server_wanted = self._url is not None or self._role is Role.LONG_LIVED
            if self._index is None and not server_wanted and not self._somebody_serves():
                return None
            return self.index()

    def _somebody_serves(self) -> bool:
        address = self._recorded_address()
        return address is not None and answers(address)

    def failed(self, error: Exception) -> None:
        """Note that the index did not answer, and leave it alone for a while."""
        log.warning("chroma_failed_searches_scan_the_database", reason=str(error))
        with self._guard:
            self._drop_index()
            self._retry_at = monotonic() + _RETRY_SECONDS
            self.state, self.trouble = ChromaState.UNREACHABLE, str(error)

    def close(self) -> None:
        """Let go of everything, the server last."""
        with self._guard:
            self._drop_index()
            self._stop_server()

    def _notice_loss(self) -> None:
        """See that somebody deleted the directory, or that the server died, under our feet."""
        if self._server and not self._server.alive:
            self._drop_index()
            self._stop_server()
        if self._index and self._url is None and not (self._directory / "chroma.sqlite3").exists():
            self._drop_index()
            self._stop_server()

    def _open(self) -> None:
        try:
            index = self._reached()
            if index:
                self._index = index
                self._reconcile(index)
                self.state, self.trouble = ChromaState.READY, ""
        except ChromaUnavailable as error:
            self.failed(error)

    def _reached(self) -> "ChromaIndex | None":
        if self._url:
            return self._served_at(self._url)
        if self._server is None and (lock := DirectoryLock.take(self._lock_path)):
            if self._role is Role.ONE_SHOT:
                return self._opened_alone(lock)
            self._start_server(lock)
        address = self._server.address if self._server else self._recorded_address()
        if address and answers(address):
            return self._served_at(f"http://{address}")
        self.state = ChromaState.STARTING if self._server else ChromaState.ELSEWHERE
        return None

    def _served_at(self, url: str) -> ChromaIndex:
        return ChromaIndex.served_at(url, self._prefix())

    def _opened_alone(self, lock: DirectoryLock) -> ChromaIndex:
        self._directory_lock = lock
        return ChromaIndex.opened_in(self._directory, self._prefix())

    def _prefix(self) -> str:
        with self._database.reading() as connection:
            archive = connection.execute(text("SELECT value FROM meta WHERE name = 'archive'")).scalar_one()
        return f"sitrep-{archive}"

    def _reconcile(self, index: ChromaIndex) -> None:
        """Send again what Chroma ought to hold and does not, for instance because its directory was deleted."""
        with self._database.reading() as connection:  # first, because Chroma may only gain meanwhile
            expected = outbox.expected_counts(connection)
        held = index.counts(list(expected))
        short = [partition for partition, count in expected.items() if held[partition] < count]
        if short:
            log.warning("chroma_lost_vectors_and_gets_them_again", partitions=short)
            with self._database.writing() as connection:
                outbox.refill(connection, short)

    def _recorded_address(self) -> str | None:
        with self._database.reading() as connection:
            recorded = connection.execute(text("SELECT value FROM meta WHERE name = 'chroma_server'")).scalar()
        return str(json.loads(recorded)["address"]) if recorded else None

    def _start_server(self, lock: DirectoryLock) -> None:
        server = ChromaServer.start(self._directory, lock, self._log_path)
        self._server, self.state = server, ChromaState.STARTING
        with self._database.writing() as connection:
            connection.execute(
                text(
                    "INSERT INTO meta VALUES ('chroma_server', :value) ON CONFLICT (name) DO UPDATE SET value = :value"
                ),
                {"value": json.dumps({"address": server.address, "pid": server.process.pid})},
            )

    def _stop_server(self) -> None:
        if self._server:
            self._server.stop()
            self._server = None

    def _drop_index(self) -> None:
        if self._index:
            with suppress(ChromaUnavailable):  # because it is being left anyway
                self._index.close()
            self._index = None
        if self._directory_lock:
            self._directory_lock.release()
            self._directory_lock = None
