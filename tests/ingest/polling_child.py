"""A worker to be killed. Run as a script: `polling_child.py DIRECTORY [DATABASE_URL CHROMA_URL NAME]`"""

import asyncio
import sys
from pathlib import Path

from pydantic import SecretStr

from ingest.archive import Archive, ChromaAddress
from ingest.clock import utc_now
from ingest.fetching import Fetcher, Pace
from ingest.polling.worker import work
from tests.embedders import HashingEmbedder
from tests.webserver import LOOPBACK


async def main(directory: str, database_url: str = "", chroma_url: str = "", name: str = "a child") -> None:
    pace = Pace(feed=0, page=0)
    there = SecretStr(database_url) if database_url else None
    chroma = ChromaAddress(chroma_url) if chroma_url else None
    with Archive.open(Path(directory), database_url=there, chroma=chroma) as archive:
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
