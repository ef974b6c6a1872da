"""What a source lists now: its feed, or, where that is an index of sitemaps, what these list."""

from functools import partial
from typing import Protocol
from urllib.parse import urlsplit

import structlog

from ingest.confinement import Reader, Unread
from ingest.live import Failure, FailureKind, Feed, Fetched, Outcome, Resource, Validators
from ingest.sources import joined, parse_feed

log = structlog.get_logger(__name__)


class Fetches(Protocol):
    """Whoever fetches for us. Whatever the network does, the outcome is a value; nothing is raised."""

    async def fetch(self, url: str, resource: Resource, validators: Validators = ...) -> Outcome:
        """Fetch one address, when it is polite to."""
        ...


async def read_listing(answer: Fetched, *, fetcher: Fetches, reader: Reader) -> Feed | Failure:
    """Read an answer as a feed; in place of an index, what its sitemaps list.

    Sitemaps that cannot be read are left out; where none can, the first one's failure is given. An index may stay as
    it is while its sitemaps change: of a feed with `parts`, the answer's validators say nothing.
    """
    feed = await _parsed(answer, reader)
    if isinstance(feed, Failure) or not feed.parts:
        return feed
    parts = [await _part(url, fetcher, reader) for url in feed.parts]
    failed = [part for part in parts if isinstance(part, Failure)]
    if len(failed) == len(parts):
        return failed[0]
    for failure in failed:
        log.info("sitemap_left_out", index=answer.url, reason=failure.reason)
    return joined(feed, [part for part in parts if isinstance(part, Feed)])


async def _part(url: str, fetcher: Fetches, reader: Reader) -> Feed | Failure | None:
    """Read one sitemap of an index; `None` where the server says that it has not changed, unasked."""
    answer = await fetcher.fetch(url, Resource.FEED)
    if isinstance(answer, Fetched):
        return await _parsed(answer, reader)
    return answer if isinstance(answer, Failure) else None


async def _parsed(answer: Fetched, reader: Reader) -> Feed | Failure:
    parse = partial(parse_feed, url=answer.url, content_type=answer.content_type)
    feed = await reader.run(parse, answer.body)
    if isinstance(feed, Unread):
        return Failure(FailureKind.MALFORMED, f"what {urlsplit(answer.url).hostname} gave {feed.reason}")
    return feed
