"""Looking at addresses as the engine does it: in a process of its own, before a web server on loopback."""

import resource
from functools import partial
from pathlib import Path

import pytest

from bot.child import Child
from bot.scouting import MOST_BYTES, scout_addresses
from ingest import Offer, Settings, Unusable
from tests.bot.engine_news import engine_for
from tests.processes import PATIENCE
from tests.webserver import LOOPBACK, RSS, WebServer

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>
<link>https://harbour.example/</link><language>en</language>
<item><title>Ferry runs again after the storm of Monday</title><link>https://harbour.example/ferry</link>
<guid>1</guid><pubDate>Mon, 06 Nov 2023 10:00:00 GMT</pubDate><description>It does.</description></item>
</channel></rss>"""


async def test_a_feed_is_found_and_what_is_none_is_explained(tmp_path: Path) -> None:
    settings = Settings.model_construct(allowed_networks=LOOPBACK)
    with WebServer() as web:
        web.give("/feed", FEED, content_type=RSS)
        engine = engine_for(tmp_path, scout=partial(scout_addresses, settings))

        found, missing = await engine.scout([web.url("/feed"), web.url("/nothing")])

    assert isinstance(found, Offer)
    assert (found.title, found.items) == ("Harbour Post", 1)
    assert isinstance(missing, Unusable)


def hungry() -> bytearray:
    """Scout nothing, and then take more than is granted."""
    scout_addresses(Settings.model_construct(), ())
    return bytearray(MOST_BYTES)


async def test_what_takes_too_much_memory_fails_where_it_is() -> None:
    child = Child(resource.getpagesize)
    try:
        with pytest.raises(MemoryError):
            await child.call(hungry, seconds=PATIENCE)
    finally:
        child.kill()
        await child.close()
