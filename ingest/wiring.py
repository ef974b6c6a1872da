"""Settings become the worker and its collaborators: what a `main` function needs to run news in."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from ingest.archive import Archive, Role
from ingest.clock import Clock, utc_now
from ingest.embedding import encoder_folder, open_passage_embedder
from ingest.errors import ArchiveError
from ingest.logs import configure_logs
from ingest.ownership import OWNERS_FILE
from ingest.polling.worker import work
from ingest.settings import SECRETS, Settings
from ingest.stopping import stop_when_told

if TYPE_CHECKING:
    from ingest.fetching import Fetcher

NICENESS: Final = 5
"""Questions are answered first: beside something as busy the worker gets a quarter of a core (Linux weighs 335 to
1024), so that with other work on the machine a feed is still read in minutes. At 10 it gets a tenth.
"""
_GRACE_SECONDS: Final = 5.0
"""After being told to stop, for what lies on the desk: a slice of a feed is done by then, while a model that is loading
is not worth waiting for, and supervisors kill after ten."""


def open_fetcher(settings: Settings) -> "Fetcher":
    """Give the fetcher that the settings describe, to be opened with `async with`."""
    from ingest.fetching import Fetcher  # here, because it brings aiohttp, which most commands can spare

    return Fetcher(
        user_agent=f"sitrep/{version('sitrep')}",
        contact=settings.contact,
        allowed_networks=settings.allowed_networks,
        blocked_hosts=settings.blocked_hosts,
    )


@contextmanager
def named(data: Path) -> Iterator[str]:
    """Give this process a name among the workers of the archive in `data`, until it ends however it may.

    The next one to come has the name again, and with it what was left behind: nobody waits for a dead worker's leases.
    Raises `ArchiveError` where nothing can be written.
    """
    number, lock = 1, FileLock(data / "worker-1.lock", mode=OWNERS_FILE, timeout=0)
    while not _taken(lock):
        number += 1
        lock = FileLock(data / f"worker-{number}.lock", mode=OWNERS_FILE, timeout=0)
    try:
        yield f"{gethostname()}-{number}"
    finally:
        lock.release()


def _taken(lock: FileLock) -> bool:
    try:
        lock.acquire()
    except Timeout:
        return False
    except OSError as cause:
        raise ArchiveError(
            f"{Path(lock.lock_file).parent} cannot be written, and what is read is stored there: {cause.strerror}."
        ) from cause
    return True


def run_worker(settings: Settings, *, with_parent: bool = False, clock: Clock = utc_now) -> None:
    """Run the worker of an archive until SIGTERM, SIGINT or, `with_parent`, the end of standard input.

    It is gone within ten seconds, whatever it was doing; what was not stored is polled again by the next one.
    Raises what `Archive.open` and `work` raise.
    """
    configure_logs(settings.log_level)
    for secret in SECRETS:
        os.environ.pop(secret, None)
    os.nice(NICENESS)
    asyncio.run(_serve(settings, with_parent=with_parent, clock=clock))


async def _serve(settings: Settings, *, with_parent: bool, clock: Clock) -> None:
    stop = stop_when_told(with_parent=with_parent, grace=_GRACE_SECONDS)
    with (
        Archive.open(
            settings.data, database_url=settings.database_url, chroma=settings.chroma, role=Role.LONG_LIVED, clock=clock
        ) as archive,
        named(settings.data) as name,
    ):
        async with open_fetcher(settings) as fetcher:
            load = partial(open_passage_embedder, settings.model, encoder_folder())
            await work(
                archive=archive,
                fetcher=fetcher,
                embedder=load,
                stop=stop,
                name=name,
                clock=clock,
                limits=settings.limits,
                keep_months=settings.keep_months,
            )
