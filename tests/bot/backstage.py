"""What stands behind a bot that a test runs in its own process. Child processes import it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.client import SitrepBot
from bot.newsroom import Engine, Newsroom, Writer
from bot.records import Records
from ingest import ARCHIVE_FILE_NAME, Archive, Clock, Database, Limits, utc_now
from tests.archives import scanning_archive


@dataclass
class Backstage:
    """An archive, its records, an engine, and what time it is there."""

    archive: Archive
    records: Records
    engine: Engine
    clock: Clock = utc_now

    keep: timedelta = timedelta(days=7)
    limits: Limits = field(default_factory=lambda: Limits(sources=100, articles_a_day=2_000))
    writer: Writer | None = None

    def newsroom(self) -> Newsroom:
        """Give what a bot answers from."""
        return Newsroom(
            engine=self.engine,
            archive=self.archive,
            records=self.records,
            keep=self.keep,
            limits=self.limits,
            clock=self.clock,
            writer=self.writer,
        )

    def client(self, **options: Any) -> SitrepBot:  # noqa: ANN401 because they are the client's own
        """Give a bot that is not in Discord yet."""
        return SitrepBot(self.newsroom(), guild_ready_timeout=0.05, **options)


@contextmanager
def opened(data: Path) -> Iterator[tuple[Archive, Records]]:
    """Open an archive that is there, with its records."""
    with closing(Database.open(data / ARCHIVE_FILE_NAME)) as database, scanning_archive(data) as archive:
        yield archive, Records(database)
