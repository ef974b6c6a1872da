import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.live import FeedLink
from ingest.sources import feed_links, usual_places, why_not

URL = "https://example.org/world/"


def addresses(page: bytes | str) -> list[str]:
    return [link.url for link in feed_links(page, url=URL)]


def test_declared_feeds_come_with_their_titles_in_the_order_of_the_page() -> None:
    page = """<html><head>
        <link rel="stylesheet" href="/a.css">
        <link rel="alternate" type="application/rss+xml" title="World  news" href="/world/rss">
        <LINK REL="Alternate Nofollow" TYPE="application/atom+xml; charset=utf-8" HREF="https://feeds.example.net/atom">
        <link rel="alternate" type="application/rdf+xml" href="all.rdf">
        </head><body></body></html>"""

    assert feed_links(page, url=URL) == (
        FeedLink("https://example.org/world/rss", "World news"),
        FeedLink("https://feeds.example.net/atom", ""),
        FeedLink("https://example.org/world/all.rdf", ""),
    )


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" hreflang="fr" href="/fr">',
        '<link rel="alternate" type="application/json" href="/wp-json/1">',
        '<link rel="alternate" type="text/xml+oembed" href="/oembed">',
        '<link rel="stylesheet" type="application/rss+xml" href="/a">',
        '<link rel="alternate" type="application/rss+xml">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:a()">',
        '<link rel="alternate" type="application/rss+xml" href="http://[a">',
        '<link rel="alternate" type="application/rss+xml" href="#top">',
        '<a href="/feedback">Feedback</a>',
        '<a href="/2023/11/rss-is-dead">RSS is dead</a>',
        '<a href="/newsfeed/live">Live</a>',
        '<a href="/sitemap.xml">Map</a>',
        '<a href="https://www.facebook.com/dialog/feed?link=https://example.org">Share</a>',
        '<a href="mailto:rss@example.org">Mail</a>',
        "<a>RSS</a>",
    ],
)
def test_what_is_no_feed_is_left(link: str) -> None:
    assert addresses(f"<html><body>{link}</body></html>") == []


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/feed",
        "https://example.org/feed/",
        "https://example.org/feeds",
        "https://example.org/world/rss",
        "https://example.org/rss2?lang=en",
        "https://example.org/index.rss",
        "https://example.org/rss.xml",
        "https://example.org/rss-world.xml",
        "https://example.org/feeds/world.xml",
        "https://example.org/news_rss.xml",
        "https://example.org/feed.json",
        "https://example.org/feeds/world.json",
        "https://example.org/?feed=rss2",
        "https://example.org/world?format=rss",
        "https://feeds.example.org/world",
        "https://rss.example.org/world",
    ],
)
def test_a_link_that_looks_like_a_feed_is_offered(address: str) -> None:
    page = f'<p><a href="{address}"> <b>World</b> <!-- old -->news </a></p>'

    assert feed_links(page, url=URL) == (FeedLink(address, "World news"),)


def test_each_feed_is_told_once_as_it_was_declared() -> None:
    page = """<a href="/rss#top">RSS</a><a href="https://example.org/rss">here</a>
        <link rel="alternate" type="application/rss+xml" title="News" href="https://example.org/rss">"""

    assert feed_links(page, url=URL) == (FeedLink("https://example.org/rss", "News"),)


def test_feeds_of_comments_stand_last() -> None:
    page = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'
        for title, href in [("Comments Feed", "/a/feed/"), ("", "/comments/feed/"), ("Comment is free", "/cif/feed/")]
    )

    assert addresses(page) == [
        "https://example.org/cif/feed/",
        "https://example.org/a/feed/",
        "https://example.org/comments/feed/",
    ]


def test_the_page_itself_is_no_feed_of_its_own() -> None:
    assert feed_links('<a href="/feed">RSS</a>', url="https://example.org/feed") == ()


def test_addresses_follow_the_base_that_the_page_states() -> None:
    page = '<head><base href="https://cdn.example.net/en/"></head><a href="rss">RSS</a>'

    assert addresses(page) == ["https://cdn.example.net/en/rss"]


def test_a_page_in_another_encoding_is_read() -> None:
    page = '<html><head><meta charset="windows-1252"></head><a href="/rss">Actualités</a></html>'.encode("cp1252")

    assert feed_links(page, url=URL) == (FeedLink("https://example.org/rss", "Actualités"),)


@pytest.mark.parametrize("page", [b"", "", b"  ", "<!-- -->", b"\x00\x01", "\ud800", "<", '<?xml version="1.0"?>'])
def test_what_is_no_page_has_no_feeds(page: bytes | str) -> None:
    assert feed_links(page, url=URL) == ()


@given(st.binary(max_size=300) | st.text(max_size=300), st.text(max_size=30))
def test_any_page_at_any_address_is_answered(page: bytes | str, url: str) -> None:
    feed_links(page, url=url)
    usual_places(url)
    why_not(url)


def test_the_usual_places_are_tried_at_the_root_of_the_site() -> None:
    assert usual_places("https://example.org:8443/world/africa?page=2#top") == (
        "https://example.org:8443/feed",
        "https://example.org:8443/rss",
        "https://example.org:8443/rss.xml",
        "https://example.org:8443/atom.xml",
        "https://example.org:8443/feed.xml",
        "https://example.org:8443/index.xml",
    )


@pytest.mark.parametrize("url", ["", "ftp://example.org", "http://[a", "example"])
def test_what_is_no_web_address_has_no_usual_places(url: str) -> None:
    assert usual_places(url) == ()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://x.com/someone", "X has no feeds; add the site that its posts link to."),
        ("https://mobile.twitter.com/someone", "X has no feeds; add the site that its posts link to."),
        ("twitter.com/someone", "X has no feeds; add the site that its posts link to."),
        ("https://t.me/s/channel", "Telegram has no feeds; add the website of whoever runs the channel."),
        (
            "https://www.YouTube.com./@channel",
            "YouTube shows videos, which cannot be read; add the broadcaster's news site.",
        ),
        (
            "https://bsky.app/profile/a",
            "Bluesky cannot be read by its pages; add the profile's address with /rss at its end.",
        ),
        ("https://bsky.app/profile/a/rss", None),
        ("https://www.youtube.com/feeds/videos.xml?channel_id=1", None),
        ("https://x.com/rss", "X has no feeds; add the site that its posts link to."),
        ("https://netflix.com/", None),
        ("https://xt.me.example.org/", None),
        ("https://example.org/x.com", None),
        ("http://[a", None),
        ("", None),
    ],
)
def test_a_site_that_cannot_be_a_source_says_what_would_be_one(url: str, why: str | None) -> None:
    assert why_not(url) == why
