"""How this process reaches Chroma: the configured server, the one recorded in the archive, its own, or not at all."""

import json
from contextlib import suppress
from datetime import datetime
from enum import Enum
from pathlib import Path
from threading import RLock
from time import monotonic, sleep
from typing import Final

import structlog

from ingest.archive import notes, outbox
from ingest.archive.chroma_health import ChromaDamaged, are_torn, examine, set_aside, set_aside_on, throw_away
from ingest.archive.chroma_index import ChromaIndex
from ingest.archive.chroma_server import ChromaAddress, ChromaServer, ChromaUnavailable, DirectoryLock, answers
from ingest.archive.database import Database
from ingest.archive.transactions import reads, writes
from ingest.errors import ArchiveError

_RETRY_SECONDS: Final = 15.0
"""After a failure searches go on without Chroma for so long before it is tried again."""

_DAY_SECONDS: Final = 86_400.0
"""An index that was well is examined again after so long."""
_START_SECONDS: Final = 20.0
_START_STEP: Final = 0.05
_DYING_SECONDS: Final = 2.0
"""A server that crashes over its index has ended so soon after it stopped answering."""

_SERVER: Final = "chroma_server"
"""Under this name it is noted where our server listens."""

log = structlog.get_logger(__name__)


class Role(Enum):
    """How long the process that opens an archive means to live."""

    ONE_SHOT = "one-shot"
    """A command: uses the server if one runs, else may start one for as long as it lives itself."""
    LONG_LIVED = "long-lived"
    """A service: starts the server if none runs, and stops it at the end."""


class ChromaState(Enum):
    """Where Chroma stands for this process, in a person's words."""

    UNTRIED = "not needed so far"
    READY = "ready"
    STARTING = "its server is starting"
    ELSEWHERE = "its directory is held by another process that offers no server"
    UNREACHABLE = "it cannot be used"


class ChromaAccess:
    """Opens Chroma when it is first needed, and again after it failed."""

    _is_condemned = reads(outbox.is_condemned)
    _partitions = reads(outbox.partitions)
    _begin_empty = writes(outbox.begin_anew)
    _noted = reads(notes.noted)
    _note = writes(notes.note)

    def __init__(self, database: Database, directory: Path, *, served: ChromaAddress | None, role: Role) -> None:
        self.database = database
        self._directory = directory / "chroma"
        self._lock_path = directory / "chroma.lock"
        self._log_path = directory / "chroma.log"
        self._served = served
        self._role = role
        self._guard = RLock()
        self._index: ChromaIndex | None = None
        self._server: ChromaServer | None = None
        self._retry_at = 0.0
        self._examine_at = 0.0
        self.state = ChromaState.UNTRIED
        self.trouble = ""

    def begin(self) -> None:
        """Start the server that a long-lived process owes the others, without waiting for it."""
        if self._role is Role.LONG_LIVED and self._served is None:
            with self._guard:
                try:
                    if lock := DirectoryLock.take(self._lock_path):
                        self._start_server(lock)
                except (ChromaUnavailable, ArchiveError, OSError) as error:
                    self.failed(error)

    def forget(self) -> None:
        """Throw everything away if a purge asked for it and this process may; it is filled anew.

        Who runs the server throws its files away, whoever uses one elsewhere its collections: more is not ours there.
        """
        with self._guard:
            if self._server and self._is_condemned():
                self._drop_index()
                self._stop_server()
                self.begin()
            elif self._served and self._index and self._is_condemned():
                self._drop_index()
                self._open()

    def index(self) -> "ChromaIndex | None":
        """Give the index, opened by whatever means this process has; `None` while there is none."""
        with self._guard:
            try:
                self._look_after()
            except (ArchiveError, OSError) as error:  # nothing can be written, for instance: no reason not to answer
                self.failed(error)
            return self._index

    def _look_after(self) -> None:
        self.forget()
        self._notice_loss()
        if self._index is None and monotonic() >= self._retry_at:
            self._open()
        elif self._index and self._is_examiner and monotonic() >= self._examine_at:
            self._examine(self._index)

    def index_at_hand(self) -> "ChromaIndex | None":
        """Give the index for a search: like `index`, but a one-shot command does not open the directory for it.

        That takes 9 s with 100,000 vectors (the import, then the whole index from disk); comparing them all, 0.8 s.
        """
        with self._guard:
            server_wanted = self._served is not None or self._role is Role.LONG_LIVED
            if self._index is None and not server_wanted and not self._somebody_serves():
                return None
            return self.index()

    @property
    def _is_examiner(self) -> bool:
        return self._server is not None or (self._served is not None and self._role is Role.LONG_LIVED)

    def _somebody_serves(self) -> bool:
        address = self._recorded_address()
        return address is not None and answers(address)

    def failed(self, error: Exception) -> None:
        """Note that the index did not answer, and leave it alone for a while."""
        with self._guard:
            if self.state is not ChromaState.UNREACHABLE:  # said once, not at every try
                log.warning("chroma_failed_searches_scan_the_database", reason=str(error))
            self._drop_index()
            self._retry_at = monotonic() + _RETRY_SECONDS
            self.state, self.trouble = ChromaState.UNREACHABLE, str(error)

    @property
    def elsewhere(self) -> str | None:
        """The address of a server that somebody else runs; `None` where it is for us to start one."""
        return f"{self._served.host}:{self._served.port}" if self._served else None

    @property
    def damaged_on(self) -> datetime | None:
        """When an index was last found damaged and set aside; `None` if none lies there."""
        return set_aside_on(self._directory)

    def close(self) -> None:
        """Let go of everything, the server last."""
        with self._guard:
            self._drop_index()
            self._stop_server()

    def _notice_loss(self) -> None:
        """See that somebody deleted the directory, or that the server died, under our feet."""
        if self._server and not self._server.alive:
            came_up = self._index is not None
            self._drop_index()
            self._stop_server()
            if not came_up:
                self._begin_anew(ChromaDamaged("its server does not come up"))
        if self._index and self._served is None and not (self._directory / "chroma.sqlite3").exists():
            self._drop_index()
            self._stop_server()

    def _open(self) -> None:
        try:
            index = self._reached()
        except ChromaUnavailable as error:
            self.failed(error)
            return
        if index:
            if self._served and self._is_condemned():
                index.drop(self._partitions())
                self._begin_empty()
            self._index = index
            if self.state is ChromaState.UNREACHABLE:
                log.info("chroma_can_be_used_again")
            self.state, self.trouble = ChromaState.READY, ""
            self._examine(index)

    def _examine(self, index: ChromaIndex) -> None:
        """Compare the index with the database: who runs the server, or keeps using one, id by id; others by number."""
        try:
            if self._is_examiner:
                examine(index, self.database, self._directory if self._server else None)
                self._examine_at = monotonic() + _DAY_SECONDS
            else:
                self._reconcile(index)
        except ChromaDamaged as damage:
            self._rebuild(index, damage)
        except ChromaUnavailable as error:
            if self._server and self._server.died_within(_DYING_SECONDS):
                self._rebuild(index, ChromaDamaged(f"it kills its server ({error})"))
            else:
                self.failed(error)

    def _rebuild(self, index: ChromaIndex, damage: ChromaDamaged) -> None:
        if self._server is None:
            with suppress(ChromaUnavailable):  # because one that does not answer now is examined when it does
                index.drop(self._partitions())
        self._drop_index()
        self._begin_anew(damage)

    def _begin_anew(self, damage: ChromaDamaged) -> None:
        """Begin an empty index and send it everything stored; until that is done, searches scan the database."""
        log.error("chroma_is_damaged_and_is_built_anew", reason=str(damage))
        if self._served is None:
            self._stop_server()
            set_aside(self._directory)
        self._begin_empty()
        self.state, self.trouble = ChromaState.UNREACHABLE, f"it was damaged: {damage}"

    def _reached(self) -> "ChromaIndex | None":
        if self._served:
            self._served.greet()
            return ChromaIndex.served_at(self._served, self._prefix())
        trouble: ChromaUnavailable | None = None
        try:
            if self._server is None and (lock := DirectoryLock.take(self._lock_path)):
                self._start_server(lock)
                if self._role is Role.ONE_SHOT:
                    self._await_server()
        except ChromaUnavailable as error:  # then another process may serve all the same, who can write there
            trouble = error
        address = self._server.address if self._server else self._recorded_address()
        if address and answers(address):
            return ChromaIndex.served_at(ChromaAddress(f"http://{address}"), self._prefix())
        if trouble:
            raise trouble
        self.state = ChromaState.STARTING if self._server else ChromaState.ELSEWHERE
        return None

    def _await_server(self) -> None:
        """Wait for a server that a command started for itself; one that dies over its directory is not waited for."""
        deadline = monotonic() + _START_SECONDS
        while self._server and self._server.alive and monotonic() < deadline and not answers(self._server.address):
            sleep(_START_STEP)

    def _prefix(self) -> str:
        return f"sitrep-{self._noted('archive')}"

    def _reconcile(self, index: ChromaIndex) -> None:
        """Send again what Chroma ought to hold and does not, for instance because its directory was deleted."""
        with self.database.reading() as connection:  # first, because Chroma may only gain meanwhile
            expected = outbox.expected_counts(connection)
        held = index.counts(list(expected))
        short = [partition for partition, count in expected.items() if held[partition] < count]
        if short:
            log.warning("chroma_lost_vectors_and_gets_them_again", partitions=short)
            with self.database.writing() as connection:
                outbox.refill(connection, short)

    def _recorded_address(self) -> str | None:
        recorded = self._noted(_SERVER)
        return str(json.loads(recorded)["address"]) if recorded else None

    def _start_server(self, lock: DirectoryLock) -> None:
        if self._is_condemned():
            throw_away(self._directory)
            self._begin_empty()
        elif are_torn(self._directory):
            self._begin_anew(ChromaDamaged("its link lists are torn"))
        server = ChromaServer.start(self._directory, lock, self._log_path)
        self._server, self.state = server, ChromaState.STARTING
        try:
            self._note(_SERVER, json.dumps({"address": server.address, "pid": server.process.pid}))
        except ArchiveError as error:  # a full disk, or a lock: others do not find it, we do
            log.warning("chroma_server_not_recorded", reason=str(error))

    def _stop_server(self) -> None:
        if self._server:
            self._server.stop()
            self._server = None

    def _drop_index(self) -> None:
        if self._index:
            with suppress(ChromaUnavailable):  # because it is being left anyway
                self._index.close()
            self._index = None
