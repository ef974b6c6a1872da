"""Chroma's servers: our own, which alone may open its directory (told apart by a lock file), and one elsewhere."""

import fcntl
import json
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from pydantic import SecretStr

from ingest.ownership import OWNERS_FILE, close_to_others, make_file, make_folder

_HEARTBEAT_SECONDS: Final = 1.0
_STOP_SECONDS: Final = 5.0
_MAJOR_VERSION: Final = "1."
"""Of the server's interface. `chroma run` of 1.5 calls its own 1.0.0; servers before 1 speak another."""
_LONGEST_REPLY: Final = 1_000
_REFUSALS: Final = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


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
class ChromaAddress:
    """Where a server stands that somebody else runs, and what it asks for, if anything."""

    url: str
    """`http` or `https`, a host, perhaps a port."""
    token: SecretStr | None = None

    @property
    def host(self) -> str:
        """A name, or a number without brackets."""
        return urlsplit(self.url).hostname or "127.0.0.1"

    @property
    def is_secure(self) -> bool:
        """Whether it is spoken to by TLS."""
        return urlsplit(self.url).scheme == "https"

    @property
    def port(self) -> int:
        """The scheme's own where none is named."""
        return urlsplit(self.url).port or (443 if self.is_secure else 80)

    @property
    def headers(self) -> dict[str, str]:
        """What every request carries: a bearer's token for the proxy in front of it, and as Chroma Cloud wants it."""
        if self.token is None:
            return {}
        token = self.token.get_secret_value()
        return {"Authorization": f"Bearer {token}", "X-Chroma-Token": token}

    def greet(self) -> None:
        """Raise `ChromaUnavailable`, in a sentence, unless a server that we work with answers at once.

        Asked without importing the client.
        """
        name = f"{self.host}:{self.port}"
        try:
            status, body = _asked(self, "/api/v2/version")
        except (OSError, HTTPException) as error:
            raise ChromaUnavailable(f"no server answers at {name}: {error}") from error
        if status in _REFUSALS:
            wanted = "another CHROMA_TOKEN" if self.token else "a CHROMA_TOKEN"
            raise ChromaUnavailable(f"the server at {name} wants {wanted} (HTTP {status})")
        if status != HTTPStatus.OK:
            raise ChromaUnavailable(f"what answers at {name} is no Chroma server of version 1 (HTTP {status})")
        if not (version := _version_in(body)).startswith(_MAJOR_VERSION):
            raise ChromaUnavailable(
                f"the server at {name} is of version {version}, where version 1 is needed: run that of chromadb 1.5"
            )


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
    try:
        return _asked(ChromaAddress(f"http://{address}"), "/api/v2/heartbeat")[0] == HTTPStatus.OK
    except (OSError, HTTPException):
        return False


def _asked(address: ChromaAddress, path: str) -> tuple[int, bytes]:
    connect = HTTPSConnection if address.is_secure else HTTPConnection  # because urlopen would heed a proxy
    connection = connect(address.host, address.port, timeout=_HEARTBEAT_SECONDS)
    try:
        connection.request("GET", path, headers=address.headers)
        response = connection.getresponse()
        return response.status, response.read(_LONGEST_REPLY)
    finally:
        connection.close()


def _version_in(body: bytes) -> str:
    try:
        return str(json.loads(body))
    except ValueError:
        return "nobody knows which"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
