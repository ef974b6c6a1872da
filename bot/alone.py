"""Being the only one of a kind at an archive: a lock that a process holds until its end, however it ends.

Where machines share a database, a sign of life in that, besides.
"""

import asyncio
import fcntl
import os
import platform
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import structlog

from bot.errors import AlreadyRunning
from ingest import Archive, ArchiveError, ArchiveReadOnly, Beat, make_folder

SILENT_SECONDS: Final = 35.0
"""After so long without a sign of life, of which there is one every ten seconds, another takes the place."""
Sleep = Callable[[float], Awaitable[None]]
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


async def occupy(archive: Archive, sign: Beat, *, holder: str, sleep: Sleep = asyncio.sleep) -> None:
    """Be the only one of a part at the archive's database; `AlreadyRunning` if another, elsewhere, is.

    It is if it gives another sign of life while this one sleeps, so that who died without a word is followed.
    """
    try:
        other = await asyncio.to_thread(archive.occupy, sign, holder=holder)
        if other is None:
            return
        log.warning(
            "waits_for_a_sign_of_life", part=sign.part, holder=other.state.get("holder"), seconds=SILENT_SECONDS
        )
        await sleep(SILENT_SECONDS)
        other = await asyncio.to_thread(archive.occupy, sign, holder=holder, gone=other)
    except ArchiveReadOnly:  # then nobody can hold it
        return
    if other:
        raise AlreadyRunning(
            f"Another {sign.part} answers from this database, from {other.state.get('holder')}: two would answer "
            "everything twice. Stop that one first."
        )


def place_of(data: Path) -> str:
    """Name this machine, since it was started, and the folder: nothing else can hold the folder's lock."""
    started = ""
    with suppress(OSError):  # not every system tells
        started = f" since {Path('/proc/sys/kernel/random/boot_id').read_text().partition('-')[0]}"
    return f"{platform.node()}{started} in {data.absolute()}"


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
