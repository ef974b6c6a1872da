"""From addresses that people give to sources that can be added, or to a sentence that says why not."""

import asyncio
import math
import re
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from urllib.parse import urljoin, urlsplit

import structlog

from ingest.articles import Article, DateQuality
from ingest.confinement import Reader, Unread
from ingest.live import (
    DateKind,
    Entry,
    Failure,
    FailureKind,
    Feed,
    FeedLink,
    Fetched,
    NotModified,
    Offer,
    Outcome,
    Resource,
    Sample,
    Scouted,
    SourceKind,
    TextKind,
    Unusable,
)
from ingest.polling.doubts import doubt_of
from ingest.polling.listing import Fetches, read_listing
from ingest.polling.triage import LONG_TEXT
from ingest.polling.webpages import length_of, read_entry, read_on_page, read_page
from ingest.reading.languages import language_of
from ingest.refusals import Refused
from ingest.reservations import RESERVATIONS
from ingest.sources import feed_links, sitemaps_in, usual_places, why_not
from ingest.sources.encodings import decode

AT_ONCE: Final = 8
"""Addresses looked at side by side: fifteen are done in two rounds, and the fetcher keeps half of its requests."""
SECONDS: Final = 60.0
"""That one address may take, for a person waits for it."""
MOST_LINKS: Final = 4
"""Feeds of a page that are tried: what it declares works at once, and a page that links forty is a list of them."""
SAMPLES: Final = 3
TITLE: Final = 300
"""Characters of a title that are offered; what is longer is no title."""
LOOKED_AT: Final = 20
"""Entries, the newest, that tell a feed's language, and how it is dated and filled."""
SUMMARY: Final = 40
"""Characters beyond the title from which an entry has a summary: less is a dateline or a credit."""
ARTICLE: Final = 500
"""Characters beyond the title that a page needs to be an article: three sentences, and more than a notice has."""

_SLUG: Final = re.compile(r"[^/-]+(?:-[^/-]+){3,}|/\d{4}/\d{1,2}/[^/]+")
"""What article addresses have: a headline of four words or more, or a day."""
_OF_TYPE_ARTICLE: Final = re.compile(
    r"<meta\b(?=[^>]{0,500}og:type)(?=[^>]{0,500}content\s*=\s*[\"']?article)", re.IGNORECASE
)
_ADVICE: Final = {
    FailureKind.TRANSIENT: "Check the address, or try again later",
    FailureKind.UNREACHABLE: "Check the address, or try again later",
    FailureKind.THROTTLED: "Try again later",
    FailureKind.BLOCKED: "It cannot be added; another publisher's feed may tell the same news",
    FailureKind.MISSING: "Check the address for a slip of the pen",
    FailureKind.GONE: "Check the address for a slip of the pen",
    FailureKind.MALFORMED: "Give the address of a feed, or of a website that has one",
}
_UNWANTED: Final = {FailureKind.BLOCKED, FailureKind.THROTTLED}

log = structlog.get_logger(__name__)


async def scout(
    addresses: Sequence[str], *, fetcher: Fetches, now: datetime, within: float | None = None
) -> tuple[Scouted, ...]:
    """Say of each address, in the order given, what source can be made of it.

    A feed is offered as it is. A page is asked for feeds: those that it declares or links, else the places where sites
    usually keep one, else the news sitemaps that its robots.txt names. The first that can be read is offered; what
    else was named is listed with it. A page without any is offered as an article if it reads like one: it has a title
    and at least `ARTICLE` characters of text, it is not the front page, and it either calls itself an article
    (`og:type`) or has an article's address (a day in it, or a headline of four words).

    An address without scheme is taken for https. Each has a minute, whatever it leads to, and all together `within`
    so many seconds: slow ones are then left out, not the rest with them. Of addresses that lead to one source, the
    first is offered.
    """
    room = asyncio.Semaphore(AT_ONCE)
    end = math.inf if within is None else asyncio.get_running_loop().time() + within

    async def scouted(address: str, reader: Reader) -> Scouted:
        async with room:
            return await _bounded(_Scout(address.strip(), fetcher, reader, now), end)

    with closing(Reader()) as reader:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(scouted(address, reader)) for address in addresses]
    return tuple(_each_once(task.result() for task in tasks))


async def _bounded(scout: "_Scout", end: float) -> Scouted:
    own_end = asyncio.get_running_loop().time() + SECONDS
    try:
        async with asyncio.timeout_at(min(own_end, end)):
            return await scout.verdict()
    except TimeoutError:
        if end < own_end:
            return Unusable(scout.address, "There was no time left for it among so many. Give it again, with fewer.")
        return Unusable(scout.address, f"It was not done within {SECONDS:.0f} seconds. Try again later.")
    except Exception:
        log.exception("scouting_met_a_bug", address=scout.address)
        return Unusable(scout.address, "Sitrep met a bug of its own with it, which the log tells.")


def _each_once(found: Iterable[Scouted]) -> Iterable[Scouted]:
    first: dict[str, str] = {}
    for one in found:
        if isinstance(one, Offer) and one.url in first:
            yield Unusable(one.address, f"It is the same feed as {first[one.url]}, and is added once.")
            continue
        if isinstance(one, Offer):
            first[one.url] = one.address
        yield one


@dataclass(frozen=True, slots=True)
class _Found:
    """A feed, and where to ask for it from now on."""

    url: str
    feed: Feed


class _Scout:
    """One address on its way to a verdict."""

    def __init__(self, address: str, fetcher: Fetches, reader: Reader, now: datetime) -> None:
        self.address = address
        self._url = address if "://" in address else f"https://{address}"
        self._fetcher = fetcher
        self._reader = reader
        self._now = now

    async def verdict(self) -> Scouted:
        if reason := why_not(self._url):
            return Unusable(self.address, reason)
        answer = await self._fetcher.fetch(self._url, Resource.FEED)
        found = await self._feed_in(answer, self._url)
        if isinstance(found, _Found):
            return await self._offer(found, ())
        if not isinstance(answer, Fetched):
            return Unusable(self.address, _sentence(found))
        found_links = await self._reader.run(partial(feed_links, url=answer.url), answer.body)
        links = () if isinstance(found_links, Unread) else found_links
        if offer := await self._of_site(answer.url, links):
            return offer
        article = await self._article(answer)
        return article or Unusable(self.address, _without_feed(found, links))

    async def _of_site(self, page: str, links: Sequence[FeedLink]) -> Offer | None:
        """Offer the first feed that can be read; a publisher that wants nothing asked for is asked no more."""
        for url in [link.url for link in links[:MOST_LINKS]] or usual_places(page):
            found = await self._feed_in(await self._fetcher.fetch(url, Resource.FEED), url)
            if isinstance(found, _Found):
                return await self._offer(found, tuple(link for link in links if link.url != url))
            if found.kind in _UNWANTED:
                return None
        return await self._of_sitemaps(page)

    async def _of_sitemaps(self, page: str) -> Offer | None:
        """Offer the first sitemap that robots.txt names and that lists news."""
        robots = await self._fetcher.fetch(urljoin(page, "/robots.txt"), Resource.ROBOTS)
        text = decode(robots.body) if isinstance(robots, Fetched) else None
        for url in sitemaps_in(text or "", url=page)[:MOST_LINKS]:
            found = await self._feed_in(await self._fetcher.fetch(url, Resource.FEED), url)
            if isinstance(found, _Found) and found.feed.entries:
                return await self._offer(found, ())
        return None

    async def _feed_in(self, answer: Outcome, url: str) -> _Found | Failure:
        """Give the feed in an answer from `url`, or what it is instead."""
        match answer:
            case Fetched():
                feed = await read_listing(answer, fetcher=self._fetcher, reader=self._reader)
                return feed if isinstance(feed, Failure) else _Found(answer.moved_to or url, feed)
            case NotModified():
                return Failure(
                    FailureKind.MALFORMED, "the server says that nothing is new, though nothing is known yet"
                )
            case Failure():
                return answer

    async def _offer(self, found: _Found, others: tuple[FeedLink, ...]) -> Offer:
        newest = found.feed.newest_first[:LOOKED_AT]
        articles = [article for entry in newest if isinstance(article := await self._read(entry), Article)]
        return Offer(
            address=self.address,
            url=found.url,
            kind=found.feed.kind,
            title=found.feed.title[:TITLE] or urlsplit(found.url).hostname or found.url,
            samples=tuple(Sample(entry.title[:TITLE], entry.url, entry.published) for entry in newest[:SAMPLES]),
            items=len(found.feed.entries),
            dates=_dates(newest),
            text=await self._text(newest, articles),
            language=await self._language(found.feed, articles),
            others=others,
            doubt=doubt_of(found.feed, now=self._now),
        )

    async def _read(self, entry: Entry) -> Article | Refused | Unread:
        return await self._reader.run(partial(read_entry, publisher="", seen=self._now), entry)

    async def _language(self, feed: Feed, articles: Sequence[Article]) -> str:
        """Give what reading will take the articles for: the language that the feed states, else that of its texts."""
        texts = "\n".join(article.text for article in articles)
        language = await self._reader.run(partial(language_of, stated=feed.language), texts)
        return "und" if isinstance(language, Unread) else language

    async def _text(self, entries: Sequence[Entry], articles: Sequence[Article]) -> TextKind:
        """Look at what the entries hold; where that is short, at what the newest one's page has to read."""
        if _mostly(len(article.text) >= LONG_TEXT for article in articles) or await self._has_page(entries[:1]):
            return TextKind.FULL
        summarised = _mostly(len(article.text) - len(article.title) >= SUMMARY for article in articles)
        return TextKind.SUMMARY if summarised else TextKind.HEADLINES

    async def _has_page(self, newest: Sequence[Entry]) -> bool:
        for entry in newest:
            page = await self._fetcher.fetch(entry.url, Resource.PAGE) if entry.url else None
            return isinstance(page, Fetched) and await self._says_more(entry, page)
        return False

    async def _says_more(self, entry: Entry, page: Fetched) -> bool:
        article = await self._reader.run(partial(read_on_page, publisher="", seen=self._now), entry, page)
        return length_of(article) >= max(length_of(await self._read(entry)) + 1, len(entry.title) + ARTICLE)

    async def _article(self, page: Fetched) -> Scouted | None:
        """Offer the page itself, if it reads like an article and its publisher does not reserve it."""
        path = urlsplit(page.url).path
        if path in {"", "/"} or not (
            _SLUG.search(path) or _OF_TYPE_ARTICLE.search(page.body.decode("ascii", "ignore"))
        ):
            return None
        again = await self._fetcher.fetch(
            self._url, Resource.PAGE
        )  # because only then its site's reservations are known
        if not isinstance(again, Fetched):
            return None
        article = await self._reader.run(partial(read_page, origin=self.address, seen=self._now), again)
        if isinstance(article, Refused) and article.reason in RESERVATIONS:
            return Unusable(self.address, f"The page {article.reason}. It cannot be added; its site's feed may be.")
        if not isinstance(article, Article) or not article.title or len(article.text) - len(article.title) < ARTICLE:
            return None
        stated = article.published if article.date_quality is DateQuality.STATED else None
        return Offer(
            address=self.address,
            url=page.moved_to or self._url,
            kind=SourceKind.ARTICLE,
            title=article.title,
            samples=(Sample(article.title, page.url, stated),),
            items=1,
            dates=DateKind.STATED if stated else DateKind.MISSING,
            text=TextKind.FULL,
            language=article.language,
        )


def _dates(entries: Sequence[Entry]) -> DateKind:
    dated = sum(entry.published is not None for entry in entries)
    if not dated:
        return DateKind.MISSING
    return DateKind.STATED if dated == len(entries) else DateKind.PARTLY


def _mostly(facts: Iterable[bool]) -> bool:
    told = list(facts)
    return bool(told) and 2 * sum(told) >= len(told)


def _sentence(failure: Failure) -> str:
    advice = _ADVICE.get(failure.kind)
    return f"{failure.reason}. {advice}." if advice else f"{failure.reason}."


def _without_feed(page: Failure, links: Sequence[FeedLink]) -> str:
    what = "none of the feeds that it names can be read" if links else "it names no feed"
    return f"{page.reason}; {what}, and it does not read like an article. Look on the site for a link to RSS."
