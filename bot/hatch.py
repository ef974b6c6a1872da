"""The hatch: a socket in the archive's folder at which the running service answers a command, its owner's alone.

Who asks there is spared what a cold start loads, so asking imports the standard library alone.
"""

import logging
import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any, Final, Self

from bot.errors import EngineUnavailable

NAME: Final = "ask.sock"
PATIENCE_SECONDS: Final = 60.0
"""Between two replies; as long as Discord's askers wait."""
_WAITING: Final = 16
_log: Final = logging.getLogger(__name__)
_END: Final = "end"

Reply = Mapping[str, Any] | tuple[Any, ...] | Exception
"""A row of JSON, what a terminal shows, or what a command fails with."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question, or the `rows` of a batch, with what their rows do not say."""

    question: str
    as_of: datetime | None
    since: date | None
    until: date | None
    explain: bool
    json: bool
    rows: tuple[bytes, ...] | None = None
    model: str | None = None
    """The embedding model that the asker has set; who means another one than the service is not answered here."""
    database: str | None = None
    """Likewise, a digest of its database's address: `digest_of`."""


def digest_of(database_url: str | None) -> str | None:
    """Give what tells addresses apart, and tells no password."""
    return sha256(database_url.encode()).hexdigest() if database_url else None


def replies(data: Path, inquiry: Inquiry) -> Iterator[Reply]:
    """Give what the service at the archive in `data` replies, in order; nothing where none replies.

    Raises `EngineUnavailable` where it stops in the middle.
    """
    connection = _connected(data / NAME)
    if connection is None:
        return
    with closing(connection):
        begun = False
        with suppress(EOFError, OSError):
            connection.send(inquiry)
            while connection.poll(PATIENCE_SECONDS):
                reply = connection.recv()
                if reply == _END:
                    return
                begun = True
                yield reply
    if begun:
        raise EngineUnavailable("The service stopped in the middle of it. Repeat the command.")


def _connected(path: Path) -> Connection | None:
    """Call the service; `None` where it is not there, or somebody else made what is."""
    try:
        if path.stat().st_uid != os.getuid():
            return None
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(path))
            return Connection(os.dup(caller.fileno()))
    except OSError:
        return None


class Hatch:
    """Replies by `reply` to whoever may open the socket, each on a thread. Nothing replied means: ask for yourself.

    Raises `OSError` where there can be no socket: on a disk that can only be read, or under a path of more than some
    hundred letters.
    """

    def __init__(self, data: Path, reply: Callable[[Inquiry], Iterator[Reply]]) -> None:
        self._path = data / NAME
        self._reply = reply
        self._socket = socket.socket(socket.AF_UNIX)
        try:
            self._inode = self._bound()
        except OSError:
            self._socket.close()
            raise
        Thread(target=self._listen, daemon=True).start()

    @classmethod
    def opened(cls, data: Path, reply: Callable[[Inquiry], Iterator[Reply]]) -> Self | None:
        """Open it; `None` where there can be none."""
        try:
            return cls(data, reply)
        except OSError:
            return None

    def close(self) -> None:
        """Reply to nobody any more."""
        with suppress(OSError):
            if self._path.stat().st_ino == self._inode:  # else another service's by now
                self._path.unlink()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _bound(self) -> int:
        """Take the place of what a killed service left, closed to others before anybody can call."""
        made = self._path.with_name(f"{NAME}.{os.getpid()}")
        made.unlink(missing_ok=True)
        self._socket.bind(str(made))
        made.chmod(0o600)
        self._socket.listen(_WAITING)
        made.replace(self._path)
        return self._path.stat().st_ino

    def _listen(self) -> None:
        with suppress(OSError):  # it was closed
            while True:
                caller, _ = self._socket.accept()
                Thread(target=self._attend, args=(Connection(caller.detach()),), daemon=True).start()

    def _attend(self, connection: Connection) -> None:
        with closing(connection), suppress(EOFError, OSError):  # the caller left
            inquiry = connection.recv()
            try:
                for reply in self._reply(inquiry):
                    connection.send(reply)
            except ConnectionError:
                raise
            except Exception:  # noqa: BLE001 because whatever it is, the caller meets it too and reports it
                _log.exception("reply_failed")
                return
            connection.send(_END)
