"""Being the only one of a kind at an archive: a lock that a process holds until its end, however it ends."""

import fcntl
import os
import time
from pathlib import Path
from typing import Final

import structlog

from bot.errors import AlreadyRunning
from ingest import ArchiveError, make_folder

_LOOK_SECONDS: Final = 0.1
_OWNERS_FILE: Final = 0o600

log = structlog.get_logger(__name__)


def hold(lock: Path, *, refusal: str, patience: float = 0.0) -> int | None:
    """Take a lock for the rest of this process's life, and give its descriptor; `AlreadyRunning` if it stays taken.

    Where nothing can be written there is no lock, and no reason not to answer either.
    Raises `ArchiveError` where there can be no folder.
    """
    try:
        make_folder(lock.parent)
    except OSError as cause:
        raise ArchiveError(f"{lock.parent} cannot be used: {cause.strerror}.") from cause
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNERS_FILE)
        is_ours = _taken(descriptor, until=time.monotonic() + patience)
    except OSError as cause:  # a read-only disk, or one that knows no locks
        log.warning("runs_without_a_lock", lock=str(lock), reason=cause.strerror)
        return None
    if not is_ours:
        os.close(descriptor)
        raise AlreadyRunning(refusal)
    return descriptor


def _taken(descriptor: int, *, until: float) -> bool:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_LOOK_SECONDS)
        else:
            return True
