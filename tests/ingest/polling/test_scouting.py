"""What is said of addresses that people give, on a real web server."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from ingest.fetching import Fetcher
from ingest.live import DateKind, FeedLink, Offer, Sample, Scouted, SourceKind, TextKind, Unusable
from ingest.polling import scouting
from ingest.polling.scouting import scout
from tests.ingest.newsroom import DAY, DOUBTFUL, PARAGRAPH, Item, items, news_sitemap, page, rss, sitemap_index
from tests.processes import PATIENCE
from tests.webserver import RSS, WebServer

pytestmark = pytest.mark.usefixtures("_reader_lent")
NOW = DAY + timedelta(days=1)
ELSEWHERE = "https://harbour.example/{}"


def declared(*feeds: str) -> str:
    return "".join(
        f"<link rel='alternate' type='application/rss+xml' title='{feed.strip('/')}' href='{feed}'>" for feed in feeds
    )


async def one(address: str, fetcher: Fetcher) -> Scouted:
    (scouted,) = await scout([address], fetcher=fetcher, now=NOW)
    return scouted


async def offered(address: str, fetcher: Fetcher) -> Offer:
    scouted = await one(address, fetcher)
    assert isinstance(scouted, Offer), scouted
    return scouted


async def refused(address: str, fetcher: Fetcher) -> str:
    scouted = await one(address, fetcher)
    assert isinstance(scouted, Unusable), scouted
    assert scouted.address == address
    return scouted.reason


async def test_a_feed_is_offered_with_what_a_person_wants_to_know(server: WebServer, fetcher: Fetcher) -> None:
    server.give("/feed", rss(items(30, text=PARAGRAPH * 5)), content_type=RSS)

    offer = await offered(server.url("/feed"), fetcher)

    assert offer == Offer(
        address=server.url("/feed"),
        url=server.url("/feed"),
        kind=SourceKind.FEED,
        title="Harbour Post",
        samples=tuple(
            Sample(f"Story number {number} of the harbour", ELSEWHERE.format(number), DAY - timedelta(hours=number))
            for number in (1, 2, 3)
        ),
        items=30,
        dates=DateKind.STATED,
        text=TextKind.FULL,
        language="en",
    )
    assert server.paths == ["/feed"]


async def test_a_site_is_known_by_the_feed_that_it_declares(server: WebServer, fetcher: Fetcher) -> None:
    server.give("/", page("Front page", head=declared("/gone.rss", "/news.rss", "/sport.rss")))
    server.give("/news.rss", rss(items(2)), content_type=RSS)

    offer = await offered(server.url("/"), fetcher)

    assert (offer.address, offer.url) == (server.url("/"), server.url("/news.rss"))
    assert FeedLink(server.url("/sport.rss"), "sport.rss") in offer.others


async def test_a_site_without_feeds_is_known_by_the_news_sitemap_in_its_robots_txt(
    server: WebServer, fetcher: Fetcher
) -> None:
    server.give("/", page("Front page"))
    server.give("/robots.txt", f"Sitemap: {server.url('/pages.xml')}\nSitemap: {server.url('/news-index.xml')}")
    server.give("/news-index.xml", sitemap_index(server.url("/news-today.xml"), server.url("/news-gone.xml")))
    server.give("/news-today.xml", news_sitemap({server.url("/1"): "Harbour reopens", server.url("/2"): "Ferry late"}))

    offer = await offered(server.url("/"), fetcher)

    assert (offer.kind, offer.url, offer.title) == (SourceKind.SITEMAP, server.url("/news-index.xml"), "Harbour Post")
    assert {sample.title for sample in offer.samples} == {"Harbour reopens", "Ferry late"}
    assert "/pages.xml" not in server.paths


async def test_a_sitemap_that_lists_no_news_is_no_source(server: WebServer, fetcher: Fetcher) -> None:
    server.give("/sitemap.xml", f"<urlset><url><loc>{server.url('/about')}</loc></url></urlset>")

    assert "lists no news" in await refused(server.url("/sitemap.xml"), fetcher)


async def test_a_site_that_names_no_feed_is_asked_for_one_where_sites_keep_it(
    server: WebServer, fetcher: Fetcher
) -> None:
    server.give("/", page("Front page"))
    server.give("/rss.xml", rss(items(2)), content_type=RSS)

    assert (await offered(server.url("/"), fetcher)).url == server.url("/rss.xml")


@pytest.mark.parametrize(
    ("path", "head"),
    [
        pytest.param("/news/ferry-in-distress-near-harbour", "", id="by its headline"),
        pytest.param("/2026/03/01/ferry", "", id="by its day"),
        pytest.param("/ferry", "<meta property='og:type' content='article'>", id="by its own word"),
    ],
)
async def test_a_page_that_reads_like_an_article_is_offered_as_one(
    server: WebServer, fetcher: Fetcher, path: str, head: str
) -> None:
    server.give(path, page("Ferry in distress", head=head))

    offer = await offered(server.url(path), fetcher)

    assert (offer.kind, offer.url, offer.title) == (SourceKind.ARTICLE, server.url(path), "Ferry in distress")
    assert (offer.items, offer.text, offer.language) == (1, TextKind.FULL, "en")


@pytest.mark.parametrize(
    ("path", "content"),
    [
        pytest.param("/", page("Front page"), id="a front page"),
        pytest.param("/about", page("About us"), id="a page that makes no such claim"),
        pytest.param("/ferry-in-distress-near-harbour", page("Ferry", "Please accept our cookies."), id="a wall"),
        pytest.param("/ferry-in-distress-near-harbour", "<html></html>", id="an empty page"),
    ],
)
async def test_a_page_without_feed_that_is_no_article_is_refused(
    server: WebServer, fetcher: Fetcher, path: str, content: str
) -> None:
    server.give(path, content)

    assert await refused(server.url(path), fetcher) == (
        "127.0.0.1 gave a web page, not a feed; it names no feed, and it does not read like an article. "
        "Look on the site for a link to RSS."
    )


async def test_an_article_that_is_reserved_says_so(server: WebServer, fetcher: Fetcher) -> None:
    server.give("/ferry-in-distress-near-harbour", page("Ferry in distress near harbour"))
    server.give("/.well-known/tdmrep.json", '[{"location": "/", "tdm-reservation": 1}]')

    assert await refused(server.url("/ferry-in-distress-near-harbour"), fetcher) == (
        "The page is reserved by its site against text mining (tdmrep.json). "
        "It cannot be added; its site's feed may be."
    )


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        pytest.param(404, "127.0.0.1 answers 404 (not found). Check the address for a slip of the pen.", id="gone"),
        pytest.param(
            403,
            "127.0.0.1 answers 403 (forbidden): the publisher blocks bots. "
            "It cannot be added; another publisher's feed may tell the same news.",
            id="blocked",
        ),
        pytest.param(
            500,
            "127.0.0.1 answers 500 (internal server error). Check the address, or try again later.",
            id="out of order",
        ),
    ],
)
async def test_an_address_that_does_not_answer_says_what_to_do(
    server: WebServer, fetcher: Fetcher, status: int, reason: str
) -> None:
    server.give("/feed", status=status)

    assert await refused(server.url("/feed"), fetcher) == reason


async def test_where_no_news_is_nobody_asks(fetcher: Fetcher) -> None:
    assert await refused("www.youtube.com/@harbour", fetcher) == (
        "YouTube shows videos, which cannot be read; add the broadcaster's news site."
    )


async def test_an_address_without_scheme_is_asked_for_by_https(server: WebServer, fetcher: Fetcher) -> None:
    reason = await refused(server.url("/feed").removeprefix("http://"), fetcher)

    assert "TLS" in reason
    assert server.requests == []


async def test_of_addresses_that_lead_to_one_feed_the_first_is_offered_in_the_order_given(
    server: WebServer, fetcher: Fetcher
) -> None:
    server.give("/", page("Front page", head=declared("/feed")))
    server.give("/feed", rss(items(1)), content_type=RSS)
    server.redirect("/old", server.url("/feed"), status=301)
    given = [server.url("/"), server.url("/none"), server.url("/feed"), server.url("/old"), server.url("/")]

    scouted = await scout(given, fetcher=fetcher, now=NOW)

    assert [one.address for one in scouted] == given
    assert isinstance(scouted[0], Offer)
    same = f"It is the same feed as {server.url('/')}, and is added once."
    assert [one.reason for one in scouted[2:] if isinstance(one, Unusable)] == [same] * 3


async def test_a_feed_of_summaries_is_full_if_its_newest_page_can_be_read(server: WebServer, fetcher: Fetcher) -> None:
    server.give("/1", page("Story number 1 of the harbour"))
    server.give("/feed", rss(items(2, at=server.url("/{}"))), content_type=RSS)

    assert (await offered(server.url("/feed"), fetcher)).text is TextKind.FULL
    assert server.paths == ["/feed", "/1"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("A short account of what happened, as feeds have it.", TextKind.SUMMARY, id="summary"),
        pytest.param("", TextKind.HEADLINES, id="nothing"),
        pytest.param("By our staff", TextKind.HEADLINES, id="a credit"),
    ],
)
async def test_a_feed_whose_pages_are_closed_offers_what_it_holds_itself(
    server: WebServer, fetcher: Fetcher, text: str, kind: TextKind
) -> None:
    server.give("/1", status=403)
    server.give("/feed", rss(items(5, at=server.url("/{}"), text=text)), content_type=RSS)

    assert (await offered(server.url("/feed"), fetcher)).text is kind


@pytest.mark.parametrize(
    ("dated", "kind"),
    [
        pytest.param((True, True), DateKind.STATED, id="all"),
        pytest.param((True, False), DateKind.PARTLY, id="some"),
        pytest.param((False, False), DateKind.MISSING, id="none"),
        pytest.param((), DateKind.MISSING, id="empty feed"),
    ],
)
async def test_it_is_told_how_items_are_dated(
    server: WebServer, fetcher: Fetcher, dated: tuple[bool, ...], kind: DateKind
) -> None:
    feed = [Item(number, None, published=DAY if known else None) for number, known in enumerate(dated)]
    server.give("/feed", rss(feed), content_type=RSS)

    assert (await offered(server.url("/feed"), fetcher)).dates is kind


@pytest.mark.parametrize(
    ("stated", "text", "language"),
    [
        pytest.param("ar", "Ferry in distress near the harbour", "ar", id="as stated"),
        pytest.param(None, "Die Fähre hat den Hafen am Mittag verlassen, sagte der Kapitän.", "de", id="as written"),
        pytest.param(None, "1", "und", id="too little"),
    ],
)
async def test_the_language_is_what_reading_will_take_it_for(
    server: WebServer, fetcher: Fetcher, stated: str | None, text: str, language: str
) -> None:
    server.give("/feed", rss([Item(1, None, "1", text)], language=stated), content_type=RSS)

    assert (await offered(server.url("/feed"), fetcher)).language == language


async def test_what_never_ends_is_given_up(
    server: WebServer, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scouting, "SECONDS", 0.5)
    server.hang("/slow")
    server.give("/feed", rss(items(1)), content_type=RSS)

    slow, quick = await scout([server.url("/slow"), server.url("/feed")], fetcher=fetcher, now=NOW)

    assert isinstance(quick, Offer | Unusable)
    assert isinstance(slow, Unusable)
    assert slow.reason.startswith("It was not done within")


class Broken:
    """A fetcher with a bug."""

    async def fetch(self, *_: object) -> web.Response:
        raise KeyError("oops")


async def test_a_bug_with_one_address_is_told_of_it_alone() -> None:
    broken: Any = Broken()
    scouted = await asyncio.wait_for(
        scout(["https://one.example", "https://t.co/x"], fetcher=broken, now=NOW), timeout=PATIENCE
    )

    assert [type(one) for one in scouted] == [Unusable, Unusable]


async def test_slow_addresses_cost_the_others_nothing_when_time_is_short(server: WebServer, fetcher: Fetcher) -> None:
    server.give("/feed", rss(items(2)), content_type=RSS)
    server.hang("/slow")

    found, slow = await scout([server.url("/feed"), server.url("/slow")], fetcher=fetcher, now=NOW, within=2.0)

    assert isinstance(found, Offer)
    assert slow == Unusable(
        server.url("/slow"), "There was no time left for it among so many. Give it again, with fewer."
    )


@pytest.mark.parametrize(("feed", "doubt"), [*DOUBTFUL, pytest.param(rss(items(3)), None, id="well")])
async def test_what_speaks_against_a_feed_is_told_before_it_is_added(
    server: WebServer, fetcher: Fetcher, feed: str, doubt: str | None
) -> None:
    server.give("/feed", feed, content_type=RSS)

    assert (await offered(server.url("/feed"), fetcher)).doubt == doubt
