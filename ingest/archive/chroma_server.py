"""Who may open Chroma's directory: one server or one process at a time, told apart by a lock file."""

import fcntl
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

from ingest.ownership import OWNERS_FILE, close_to_others, make_file, make_folder

_HEARTBEAT_SECONDS: Final = 1.0
_STOP_SECONDS: Final = 5.0


class ChromaUnavailable(Exception):
    """Chroma did not do what was asked; the archive has another way."""


class DirectoryLock:
    """The exclusive right to a Chroma directory; two openers of one directory break each other's index."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> "DirectoryLock | None":
        """Take the lock, or give `None` at once if anybody holds it; `ChromaUnavailable` if there can be none."""
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, OWNERS_FILE)
        except OSError as error:
            raise ChromaUnavailable(f"{path} cannot be written: {error.strerror}") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return cls(descriptor)

    def release(self) -> None:
        """Let somebody else have the directory."""
        os.close(self._descriptor)

    def hand_to(self, command: list[str], log: Path) -> "subprocess.Popen[bytes]":
        """Start a process that holds the lock from now on, exactly as long as it lives."""
        make_file(log)
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603 because the command is ours
                command,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                pass_fds=[self._descriptor],
                start_new_session=True,  # because Ctrl-C is the owner's to handle: it stops the server last
            )
        self.release()
        return process


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """A server that this process started."""

    address: str
    """`127.0.0.1:port`."""
    process: "subprocess.Popen[bytes]"

    @classmethod
    def start(cls, directory: Path, lock: DirectoryLock, log: Path) -> "ChromaServer":
        """Start and return at once; it answers about two seconds later. `ChromaUnavailable` if it cannot be started."""
        port = _free_port()
        script = str(Path(__file__).with_name("chroma_process.py"))
        try:
            make_folder(directory)
            close_to_others(directory)
            process = lock.hand_to([sys.executable, "-P", script, str(directory), str(port)], log)
        except OSError as error:
            lock.release()
            raise ChromaUnavailable(f"its server cannot be started: {error}") from error
        return cls(f"127.0.0.1:{port}", process)

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self.process.poll() is None

    def died_within(self, seconds: float) -> bool:
        """Whether the process ends by itself in that time, or has ended."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def stop(self) -> None:
        """End it, gently first, and reap it."""
        self.process.terminate()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()


def answers(address: str) -> bool:
    """Whether a Chroma server answers at `address`; asked without importing the client."""
    connection = HTTPConnection(address, timeout=_HEARTBEAT_SECONDS)  # because urlopen would heed a proxy
    try:
        connection.request("GET", "/api/v2/heartbeat")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
