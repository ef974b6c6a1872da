"""Faults of the feed itself, and of sitemaps in its place."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import chain

from ingest.live import FailureKind
from tests.hostileweb import Fault
from tests.ingest.newsroom import DAY, Item, items, page, rss
from tests.webserver import HTML, RSS, WebServer

MALFORMED = FailureKind.MALFORMED
NEWS = rss(items(2))
XML = "application/xml"
SITEMAP = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'


def feed(body: str | bytes, content_type: str = RSS) -> Callable[[WebServer], None]:
    """Answer thus."""
    return lambda server: server.give("/feed", body, content_type=content_type)


def channel(*parts: str) -> str:
    """Give a feed of these items."""
    return f'<rss version="2.0"><channel><title>Harbour Post</title>{"".join(parts)}</channel></rss>'


def item(inner: str) -> str:
    return f"<item>{inner}</item>"


def laughs() -> str:
    """Give a feed whose entity grows to gigabytes."""
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]>' + channel(item("<title>&a9;</title>"))


def quadratic() -> str:
    """Give a feed that repeats one long entity."""
    entity = f'<!DOCTYPE rss [<!ENTITY a "{"ha" * 50_000}">]>'
    return entity + channel(item(f"<title>Laughter</title><description>{'&a;' * 5_000}</description>"))


def reading_a_file() -> str:
    """Give a feed that asks for a file of this machine, and for an address inside."""
    entities = '<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY inside SYSTEM "http://10.0.0.1/">'
    return f"<!DOCTYPE rss [{entities}]>" + channel(
        item("<title>Story</title><description>&file;&inside;</description>")
    )


def nested(depth: int) -> str:
    return channel(item(f"<title>Deep</title><description>{'<b>' * depth}deep{'</b>' * depth}</description>"))


def dated(*stated: str) -> str:
    """Give a feed whose items state these dates."""
    dates = (f"<guid>{n}</guid><title>Story {n}</title><pubDate>{date}</pubDate>" for n, date in enumerate(stated))
    return channel(*map(item, dates))


def news_urls(*urls: str, modified: str = "2026-03-01T12:00:00Z") -> str:
    """Give a news sitemap."""
    named = (
        f"<url><loc>{url}</loc><news:news><news:publication><news:name>Harbour Post</news:name>"
        f"<news:language>en</news:language></news:publication><news:publication_date>{modified}"
        f"</news:publication_date><news:title>Story at {url[-8:]}</news:title></news:news></url>"
        for url in urls
    )
    return f"{SITEMAP}{''.join(named)}</urlset>"


def index(*urls: str) -> str:
    return f"<sitemapindex>{''.join(f'<sitemap><loc>{url}</loc></sitemap>' for url in urls)}</sitemapindex>"


def index_of_itself(server: WebServer) -> None:
    """List as its only sitemap the list itself."""
    server.give("/feed", index(server.url("/feed")), content_type=XML)


def index_into_private_networks(server: WebServer) -> None:
    """List a sitemap in a private network."""
    server.give("/feed", index("http://10.0.0.1/sitemap.xml"), content_type=XML)


def sitemap(body: Callable[[WebServer], str | bytes]) -> Callable[[WebServer], None]:
    """Answer with a sitemap that names pages of the server."""
    return lambda server: server.give("/feed", body(server), content_type=XML)


YEAR_1970, TOMORROW = "Thu, 01 Jan 1970 00:00:00 GMT", (datetime.now(UTC) + timedelta(days=1)).isoformat()
FIVE_THOUSAND = [Item(number, None, published=DAY) for number in range(5_000)]

FAULTS = (
    Fault("empty", feed(""), MALFORMED),
    Fault("whitespace", feed(" \r\n\t " * 100), MALFORMED),
    Fault("whitespace-first", feed(" \r\n" + NEWS), 2),
    Fault("bom-first", feed(b"\xef\xbb\xbf" + NEWS.encode()), 2),
    Fault("html", feed(page("Home"), HTML), MALFORMED),
    Fault("html-as-rss", feed(page("Home")), MALFORMED),
    Fault("feed-as-html", feed(NEWS, HTML), 2),
    Fault("no-content-type", feed(NEWS, ""), 2),
    Fault("binary", feed(bytes(range(256)) * 100), MALFORMED),
    Fault("truncated", feed(NEWS[: NEWS.rindex("<item>") + 200]), 2),
    Fault("invalid-utf-8", feed(NEWS.encode().replace(b"Story", b"St\xff\xfery")), 2),
    Fault("control-characters", feed(NEWS.replace("Story", "St\x00\x01\x0bory")), 2),
    Fault("wrong-charset", feed(NEWS.encode(), "application/rss+xml; charset=utf-16"), 2),
    Fault("unknown-charset", feed(NEWS.encode(), "application/rss+xml; charset=klingon"), 2),
    Fault("utf-16", feed(NEWS.replace("utf-8", "utf-16").encode("utf-16")), 2),
    Fault("nested-cdata", feed(channel(item("<title><![CDATA[a <![CDATA[ b ]]> c ]]></title>"))), 1),
    Fault("entities-escaped-twice", feed(channel(item("<title>Storm &amp;amp; flood</title>"))), 1),
    Fault("entities-undefined", feed(channel(item("<title>Storm &nbsp;&hellip; flood</title>"))), 1),
    Fault("billion-laughs", feed(laughs()), 1),
    Fault("quadratic-blow-up", feed(quadratic()), 1),
    Fault("external-entities", feed(reading_a_file()), 1),
    Fault("20,000-nested-tags", feed(nested(20_000)), 1),
    Fault("5,000-items", feed(rss(FIVE_THOUSAND)), 50),
    Fault("no-items", feed(channel()), 0),
    Fault("no-ids", feed(channel(*(item(f"<title>Story {n}</title>") for n in range(3)))), 3),
    Fault("ids-all-the-same", feed(channel(*(item(f"<guid>1</guid><title>Story {n}</title>") for n in range(3)))), 3),
    Fault("no-title-no-text", feed(channel(item("<guid>1</guid>"))), 0),
    Fault("relative-links", feed(channel(item("<title>Story</title><link>/story</link>"))), 1),
    Fault("links-to-nowhere", feed(channel(item("<title>Story</title><link>http://[</link>"))), 1),
    Fault("enclosure-alone", feed(channel(item('<title>Story</title><enclosure url="/a.mp3" type="audio/mpeg"/>'))), 1),
    Fault(
        "dates-of-all-kinds", feed(dated(YEAR_1970, TOMORROW, "32 Foo 99999", "Lun, 02 mars 2026 10:00:00 +9900")), 4
    ),
    Fault(
        "json-broken", feed('{"version": "https://jsonfeed.org/version/1.1", "items": [', "application/json"), MALFORMED
    ),
    Fault("json-of-another-kind", feed('{"error": "not found"}', "application/json"), MALFORMED),
    Fault("json-nested", feed("[" * 100_000, "application/json"), MALFORMED),
    Fault(
        "json-version-unknown",
        feed(
            '{"version": "https://jsonfeed.org/version/9", "items": [{"id": 1, "title": "Story"}]}', "application/json"
        ),
        MALFORMED,
    ),
    Fault("sitemap", sitemap(lambda server: news_urls(server.url("/1"), server.url("/2"))), 2),
    Fault("sitemap-gz", sitemap(lambda server: gzip.compress(news_urls(server.url("/1")).encode())), 1),
    Fault("sitemap-gz-bomb", sitemap(lambda _: gzip.compress(bytes(100 * 1024 * 1024))), MALFORMED),
    Fault(
        "sitemap-without-news",
        sitemap(lambda _: f"{SITEMAP}<url><loc>http://a.example/</loc></url></urlset>"),
        MALFORMED,
    ),
    Fault(
        "sitemap-of-20,000",
        sitemap(lambda server: news_urls(*map(server.url, chain(map("/{}".format, range(20_000)))))),
        50,
    ),
    Fault("sitemap-of-other-hosts", sitemap(lambda _: news_urls("http://10.0.0.1/story")), MALFORMED),
    Fault("sitemap-from-the-future", sitemap(lambda server: news_urls(server.url("/1"), modified="2099-01-01")), 1),
    Fault("index-of-itself", index_of_itself, 0),
    Fault("index-into-private-networks", index_into_private_networks, 0),
)
