"""A worker to be killed. Run as a script: `polling_child.py DIRECTORY [NAME]`; it heeds DATABASE_URL, CHROMA_URL."""

import asyncio
import sys
from pathlib import Path

from ingest.archive import Archive
from ingest.clock import utc_now
from ingest.fetching import Fetcher, Pace
from ingest.polling.worker import work
from ingest.settings import read_settings
from tests.embedders import HashingEmbedder
from tests.webserver import LOOPBACK


async def main(directory: str, name: str = "a child") -> None:
    pace, settings = Pace(feed=0, page=0), read_settings()
    with Archive.open(Path(directory), database_url=settings.database_url, chroma=settings.chroma) as archive:
        async with Fetcher(user_agent="sitrep/0", allowed_networks=LOOPBACK, pace=pace) as fetcher:
            await work(
                archive=archive,
                fetcher=fetcher,
                embedder=HashingEmbedder,
                stop=asyncio.Event(),
                name=name,
                clock=utc_now,
                every=0.05,
            )


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
