"""A page is dated by what it says of its own story, and by nothing else that stands on it."""

from datetime import UTC, datetime

import pytest

from ingest.articles import Article, DateQuality, Document
from ingest.reading import read

SEEN = datetime(2026, 11, 29, 12, tzinfo=UTC)
HEADING = "<h1>Bridge falls into the Orr</h1>"
TEXT = (
    "<p>A bridge across the Orr fell into the river on Saturday night and four people in two cars were killed.</p>"
    "<p>It had been closed after the flood of 14 May 2019, and was opened again a year later, on 3 March 2020.</p>"
)
URL = "https://post.example/bridge"
CARD = '<a href="/a">Ferry strike ends after a week</a>'


def html_of(*, head: str = "", above: str = "", byline: str = "", below: str = "") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>Bridge falls into the Orr - Orr Post</title>{head}</head><body>"
        f"<nav><a href=/>Home</a></nav><main><article>{above}{HEADING}{byline}{TEXT}</article>{below}</main>"
        "<footer><p>© 2026 Orr Post Media. All rights reserved.</p></footer></body></html>"
    )


def page(*, url: str = URL, stated: str | None = None, **parts: str) -> Article:
    published = datetime.fromisoformat(stated) if stated else None
    found = read(Document("page.html", html_of(**parts), url=url, published=published), seen=SEEN)
    assert isinstance(found, Article)
    return found


def linked_data(told: str) -> str:
    return f'<script type="application/ld+json">{told}</script>'


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("byline", "published"),
    [
        pytest.param("<p>By Ada Cole, 28 November 2026</p>", "2026-11-28", id="behind a name"),
        pytest.param("<p>By Ada Cole November 28, 2026</p>", "2026-11-28", id="behind a name without a comma"),
        pytest.param("<ul><li>By Ada Cole</li><li>28.11.2026</li></ul>", "2026-11-28", id="in a list"),
        pytest.param("<p>Orr Bay, 28 November 2026</p>", "2026-11-28", id="behind a place"),
        pytest.param(
            "<div>By <a href=/ada>Ada Cole</a> | <span>Nov. 28, 2026 10:20 a.m.</span> | 3 min read</div>",
            "2026-11-28T10:20",
            id="between strokes",
        ),
        pytest.param(
            '<time datetime="2026-11-28T10:20:00Z">yesterday</time>', "2026-11-28T10:20", id="an element of time"
        ),
        pytest.param(
            "<p>At least four people are dead after the fall of the old bridge over the Orr.</p><p>28 Nov 2026</p>",
            "2026-11-28",
            id="behind a standfirst",
        ),
        pytest.param(
            "<p>Last updated 28 November 2026 / First published 26 November 2026</p>", "2026-11-26", id="the first"
        ),
        pytest.param(
            "<p>Last updated <time datetime=2026-11-28>28 Nov</time> First published"
            " <time datetime=2026-11-26>26 Nov</time></p>",
            "2026-11-26",
            id="the first of two elements",
        ),
        pytest.param(
            "<p>Published: 10:00 GMT, 26 November 2026 | Updated: 11:30 GMT, 28 November 2026</p>",
            "2026-11-26T10:00",
            id="published, then updated",
        ),
        pytest.param("<p>Updated: 28 November 2026</p>", "2026-11-28", id="an update where nothing else is said"),
    ],
)
def test_a_byline_dates_a_page(byline: str, published: str) -> None:
    found = page(byline=byline)
    assert (found.published, found.date_quality) == (moment(published), DateQuality.STATED)


def test_a_heading_of_second_rank_has_its_byline_too() -> None:
    html = html_of(byline="<p>28 November 2026</p>").replace("h1>", "h2>")
    found = read(Document("page.html", html, url=URL), seen=SEEN)
    assert isinstance(found, Article)
    assert found.published == moment("2026-11-28")


def test_a_date_above_the_heading_or_labelled_below_the_text_dates_a_page() -> None:
    assert page(above="<p>Saturday 28 November 2026</p>").published == moment("2026-11-28")
    assert page(below="<p>First published on 28 November 2026</p>").published == moment("2026-11-28")


@pytest.mark.parametrize(
    "byline",
    [
        pytest.param("", id="a copyright and days of the text"),
        pytest.param("<p>By Ada Cole, 2 hours ago</p>", id="relative"),
        pytest.param("<p>By Ada Cole, Saturday</p>", id="a weekday"),
        pytest.param("<p>By Ada Cole, 03/04/2026</p>", id="two days"),
        pytest.param("<p>Event date: 12 December 2025</p>", id="an event"),
        pytest.param("<p>The bridge was built by the Orr Works in the town, 3 May 1999.</p>", id="a sentence"),
        pytest.param("<figure><img src=a><figcaption>The bridge, 3 May 2019</figcaption></figure>", id="a caption"),
        pytest.param(f"<div>{CARD}<time datetime=2024-01-12>12 January 2024</time></div>", id="a card"),
    ],
)
def test_what_is_no_byline_dates_nothing(byline: str) -> None:
    found = page(byline=byline)
    assert (found.published, found.date_quality) == (SEEN, DateQuality.INFERRED)


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(f"<aside><ul><li>{CARD} 12 January 2024</li></ul></aside>", id="a margin"),
        pytest.param(f"<article>{CARD}<time datetime=2024-01-12>12 January</time></article>", id="another article"),
        pytest.param(f"<li>{CARD}<time itemprop=datePublished datetime=2024-01-12></time></li>", id="microdata"),
        pytest.param(f"<li>{CARD}<meta itemprop=datePublished content=2024-01-12></li>", id="a meta element"),
        pytest.param("<div class=comments><p>Bo <time datetime=2026-11-29>today</time></p></div>", id="a comment"),
    ],
)
def test_what_stands_beside_the_story_dates_nothing(below: str) -> None:
    assert page(below=below).date_quality is DateQuality.INFERRED


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ('"11/27/2026 4:00 PM"', "2026-11-27T16:00"),
        ("1795800000", "2026-11-27T17:20"),
        ('"2026-11-27T18:20:00 CET"', "2026-11-27T17:20"),
    ],
)
def test_machines_are_told_in_any_spelling(told: str, published: str) -> None:
    node = f'{{"@type": "NewsArticle", "headline": "Bridge falls into the Orr", "datePublished": {told}}}'
    assert page(head=linked_data(node)).published == moment(published)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param('<meta name="date" content="2026"><meta name="copyright" content="2026">', id="a year"),
        pytest.param('<meta property="article:published_time" content="03/04/2026">', id="two days"),
    ],
)
def test_half_a_date_to_machines_dates_nothing(head: str) -> None:
    assert page(head=head).date_quality is DateQuality.INFERRED


def test_a_day_in_the_address_dates_a_page_and_a_year_does_not() -> None:
    assert page(url="https://post.example/2026/11/27/bridge").published == moment("2026-11-27")
    assert page(url="https://post.example/world/2026/nov/27/bridge").published == moment("2026-11-27")
    assert page(url="https://post.example/2019/bridge").date_quality is DateQuality.INFERRED


LIVE = (
    '{"@type": "LiveBlogPosting", "headline": "Bridge falls into the Orr", "datePublished": "2026-11-27T07:00:00Z",'
    ' "coverageEndTime": "2026-12-24T00:00:00Z", "liveBlogUpdate": ['
    '{"@type": "BlogPosting", "datePublished": "2026-11-29T09:30:00Z"},'
    ' {"@type": "BlogPosting", "datePublished": "2026-11-28T18:00:00Z"}]}'
)
CHANGED = (
    '{"@type": "NewsArticle", "headline": "Bridge falls into the Orr", "datePublished": "2026-11-27T07:00:00Z",'
    ' "dateModified": "2026-11-29T09:30:00Z"}'
)


@pytest.mark.parametrize("stated", [None, "2026-11-27T07:00:00+00:00"])
def test_a_live_page_is_as_new_as_its_newest_update_whatever_its_feed_says(stated: str | None) -> None:
    found = page(head=linked_data(LIVE), stated=stated)
    assert (found.published, found.date_quality) == (moment("2026-11-29T09:30"), DateQuality.STATED)


def test_a_page_under_a_live_address_is_as_new_as_its_last_change() -> None:
    assert page(head=linked_data(CHANGED), url="https://post.example/live/bridge").published == moment(
        "2026-11-29T09:30"
    )
    updates = "<section class=update><time datetime=2026-11-29T08:00Z>8:00</time><p>Five are dead.</p></section>"
    live = page(byline=updates, url="https://post.example/bridge-live-updates", stated="2026-11-27T07:00:00+00:00")
    assert live.published == moment("2026-11-29T08:00")


@pytest.mark.parametrize("url", [URL, "https://post.example/where-bridges-live"])
def test_a_story_that_was_corrected_keeps_its_day(url: str) -> None:
    assert page(head=linked_data(CHANGED), url=url).published == moment("2026-11-27T07:00")
