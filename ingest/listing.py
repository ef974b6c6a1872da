"""What a source lists now: its feed, or, where that is an index of sitemaps, what these list."""

import asyncio
from typing import Protocol

import structlog

from ingest.live import Failure, Feed, Fetched, Outcome, Resource
from ingest.sources import joined, parse_feed

log = structlog.get_logger(__name__)


class Fetches(Protocol):
    """Whoever fetches for us. Whatever the network does, the outcome is a value; nothing is raised."""

    async def fetch(self, url: str, resource: Resource) -> Outcome:
        """Fetch one address, when it is polite to."""
        ...


async def read_listing(answer: Fetched, *, fetcher: Fetches) -> Feed | Failure:
    """Read an answer as a feed; in place of an index, what its sitemaps list.

    Sitemaps that cannot be read are left out; where none can, the first one's failure is given. An index may stay as
    it is while its sitemaps change: of a feed with `parts`, the answer's validators say nothing.
    """
    feed = await _parsed(answer)
    if isinstance(feed, Failure) or not feed.parts:
        return feed
    parts = [await _part(url, fetcher) for url in feed.parts]
    failed = [part for part in parts if isinstance(part, Failure)]
    if len(failed) == len(parts):
        return failed[0]
    for failure in failed:
        log.info("sitemap_left_out", index=answer.url, reason=failure.reason)
    return joined(feed, [part for part in parts if isinstance(part, Feed)])


async def _part(url: str, fetcher: Fetches) -> Feed | Failure | None:
    """Read one sitemap of an index; `None` where the server says that it has not changed, unasked."""
    answer = await fetcher.fetch(url, Resource.FEED)
    if isinstance(answer, Fetched):
        return await _parsed(answer)
    return answer if isinstance(answer, Failure) else None


async def _parsed(answer: Fetched) -> Feed | Failure:
    return await asyncio.to_thread(parse_feed, answer.body, url=answer.url, content_type=answer.content_type)
