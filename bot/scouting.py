"""Looking at addresses on the network, as the engine's second process does it."""

import asyncio
from datetime import UTC, datetime

from ingest import Scouted, Settings, open_fetcher, scout


def scout_addresses(settings: Settings, addresses: tuple[str, ...]) -> tuple[Scouted, ...]:
    """Say of each address what source can be made of it. Opens and closes what it needs."""
    return asyncio.run(_scouted(settings, addresses))


async def _scouted(settings: Settings, addresses: tuple[str, ...]) -> tuple[Scouted, ...]:
    async with open_fetcher(settings) as fetcher:
        return await scout(addresses, fetcher=fetcher, now=datetime.now(UTC))
