"""A publisher for tests: feeds and pages to put on a web server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

import pytest

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)
SUMMARY = "A short account of what happened, as feeds have it."
PARAGRAPH = (
    "Witnesses near the old harbour said that the ferry left the pier at noon with some forty people on board, and "
    "that the crew had warned of high waves an hour before. The coast guard sent two boats and a helicopter, which "
    "brought the passengers to the mainland by the evening. Nobody was hurt, the harbour master told reporters. "
)


@dataclass(frozen=True)
class Item:
    """One item of a feed."""

    number: int
    url: str | None
    title: str = ""
    text: str = SUMMARY
    published: datetime | None = field(default=DAY)

    def __str__(self) -> str:
        """Give it as RSS."""
        title = self.title or f"Story number {self.number} of the harbour"
        link = f"<link>{escape(self.url)}</link>" if self.url else ""
        date = f"<pubDate>{format_datetime(self.published)}</pubDate>" if self.published else ""
        return (
            f"<item><guid isPermaLink='false'>story-{self.number}</guid><title>{escape(title)}</title>{link}{date}"
            f"<description>{escape(self.text)}</description></item>"
        )


def items(count: int, *, at: str = "https://harbour.example/{}", first: int = 1, text: str = SUMMARY) -> list[Item]:
    """Give so many items, each an hour older than the one before it."""
    return [
        Item(number, at.format(number), text=text, published=DAY - timedelta(hours=number))
        for number in range(first, first + count)
    ]


def rss(items: Sequence[Item], *, title: str = "Harbour Post", language: str | None = "en") -> str:
    """Give a feed."""
    stated = f"<language>{language}</language>" if language else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(title)}</title>{stated}{''.join(map(str, items))}</channel></rss>"
    )


def page(title: str, text: str = PARAGRAPH * 3, *, head: str = "") -> str:
    """Give a page that holds one article."""
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title><meta property='og:title' content='{title}'>{head}"
        f"</head><body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )


def news_sitemap(titles: Mapping[str, str], *, publication: str = "Harbour Post") -> str:
    """A news sitemap of addresses and their titles, all of `DAY`."""
    pages = "".join(
        f"<url><loc>{address}</loc><n:news><n:publication><n:name>{publication}</n:name></n:publication>"
        f"<n:publication_date>{DAY.isoformat()}</n:publication_date><n:title>{title}</n:title></n:news></url>"
        for address, title in titles.items()
    )
    return f'<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{pages}</urlset>'


def sitemap_index(*addresses: str) -> str:
    """An index of sitemaps."""
    return (
        f"<sitemapindex>{''.join(f'<sitemap><loc>{address}</loc></sitemap>' for address in addresses)}</sitemapindex>"
    )


DOUBTFUL = (
    pytest.param(rss([]), "it lists nothing", id="empty"),
    pytest.param(rss(items(3))[:-30], "it ends in the middle (cut)", id="cut"),
    pytest.param(
        rss([Item(1, None, published=DAY - timedelta(days=400))]),
        "its newest item is of 25 Jan 2025, 401 days ago",
        id="old",
    ),
)
"""Feeds with what speaks against them a day later."""
