"""Looking at addresses on the network, as the engine's second process does it."""

import asyncio
import resource
from typing import Final

from ingest import Scouted, Settings, open_fetcher, scout, utc_now

MOST_BYTES: Final = 2 << 30
"""Of data. Pages of 2 MB take a tenth of it; what takes more shall fail here, not drive others out of memory."""

SECONDS: Final = 75.0
"""For all addresses together, so that those that were found are told before the engine's patience of 90 s ends. Feeds
of one publisher wait for each other: 25 take three seconds each."""


def scout_addresses(settings: Settings, addresses: tuple[str, ...]) -> tuple[Scouted, ...]:
    """Say of each address what source can be made of it. Limits the memory of its process for good."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_least(MOST_BYTES, most), most))
    return asyncio.run(_scouted(settings, addresses))


async def _scouted(settings: Settings, addresses: tuple[str, ...]) -> tuple[Scouted, ...]:
    async with open_fetcher(settings) as fetcher:
        return await scout(addresses, fetcher=fetcher, now=utc_now(), within=SECONDS)


def _least(wanted: int, granted: int) -> int:
    return wanted if granted == resource.RLIM_INFINITY else min(wanted, granted)
