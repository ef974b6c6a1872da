import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.fetching import Fetcher
from ingest.fetching.resolver import Resolver
from ingest.live import Fetched, Resource
from tests.ingest.fetching.conftest import named
from tests.webserver import WebServer


async def test_a_name_is_looked_up_although_the_loops_threads_are_busy(server: WebServer, fetcher: Fetcher) -> None:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(1))
    done = threading.Event()
    busy = loop.run_in_executor(None, done.wait)
    server.give("/", "news")

    async with asyncio.timeout(2):
        outcome = await fetcher.fetch(named(server, "localhost"), Resource.FEED)

    done.set()
    await busy
    assert isinstance(outcome, Fetched)


async def test_a_name_that_nobody_has_is_an_error_of_the_system() -> None:
    resolver = Resolver()

    with pytest.raises(OSError, match=r"known|resolution|name"):
        await resolver.resolve("nobody.invalid", 80)

    await resolver.close()
