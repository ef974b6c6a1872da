"""What the next poll of a source would find, looked at now, with nothing stored and nothing noted."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from ingest.articles import Article
from ingest.confinement import Reader
from ingest.live import Failure, FailureKind, Feed, Fetched, Outcome, Resource, SourceKind
from ingest.polling.doubts import doubt_of
from ingest.polling.listing import Fetches, read_listing
from ingest.polling.webpages import read_page
from ingest.sources import content_digest


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a source gave."""

    feed: Feed | Failure | None
    """What it lists, or why it cannot be read as a list; `None` for a single article."""
    page: int | Failure | None
    """How many characters can be read of its newest item's page, or of the article itself; `None` where there is no
    page to ask for."""
    doubt: str | None = None
    """What speaks against what it lists, for a person."""

    @property
    def digests(self) -> Mapping[str, str]:
        """Of what is listed, by key, as the archive knows what it has seen."""
        entries = self.feed.entries if isinstance(self.feed, Feed) else ()
        return {entry.key: content_digest(entry) for entry in entries}


async def rehearse(url: str, kind: SourceKind, *, fetcher: Fetches, now: datetime) -> DryRun:
    """Ask and read as a poll does, robots.txt included, and ask for the newest item's page."""
    with closing(Reader()) as reader:
        if kind is SourceKind.ARTICLE:
            return DryRun(None, await _page(url, fetcher, reader, now))
        answer = await fetcher.fetch(url, Resource.FEED)
        if not isinstance(answer, Fetched):
            return DryRun(_failure(answer), None)
        feed = await read_listing(answer, fetcher=fetcher, reader=reader)
        if isinstance(feed, Failure):
            return DryRun(feed, None)
        newest = next((each.url for each in feed.newest_first if each.url), None)
        page = await _page(newest, fetcher, reader, now) if newest else None
        return DryRun(feed, page, doubt_of(feed, now=now))


async def _page(url: str, fetcher: Fetches, reader: Reader, now: datetime) -> int | Failure:
    page = await fetcher.fetch(url, Resource.PAGE)
    if not isinstance(page, Fetched):
        return _failure(page)
    article = await reader.run(partial(read_page, origin=url, seen=now), page)
    if not isinstance(article, Article):
        return Failure(FailureKind.MALFORMED, f"the page {article.reason}")
    return len(article.text)


def _failure(outcome: Outcome) -> Failure:
    """Give why nothing came; whoever says that nothing is new, though nothing is known, says nothing."""
    if isinstance(outcome, Failure):
        return outcome
    return Failure(FailureKind.MALFORMED, "the server says that nothing is new, though nothing was known")
