"""What pages state of themselves is read from wherever they state it."""

from datetime import UTC, datetime

import pytest

from ingest.articles import Article, Document
from ingest.reading import read

SEEN = datetime(2023, 11, 22, 12, 0, tzinfo=UTC)
BODY = "<h1>{h1}</h1><p>The ferry to the island left four hours late on Monday, and about 300 people waited.</p>"


def page(head: str, h1: str = "Ferry late") -> Article:
    html = f"<html><head>{head}</head><body>{BODY.format(h1=h1)}</body></html>"
    found = read(Document("page.html", html), seen=SEEN)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-11-20T08Z"}</script>',
            id="JSON-LD",
        ),
        pytest.param(
            '<script type="application/ld+json">[{"@type": "WebSite"}, {"@type": ["Thing", "Article"],'
            ' "datePublished": "2023-11-20 08:00:00 +00:00"}]</script>',
            id="JSON-LD in a list",
        ),
        pytest.param(
            '<script type="application/ld+json">{torn</script>'
            '<meta property="article:published_time" content="2023-11-20T09:00:00+01:00">',
            id="OpenGraph behind torn JSON-LD",
        ),
        pytest.param('<meta name="parsely-pub-date" content="2023-11-20T08:00:00Z">', id="another meta element"),
        pytest.param('<time itemprop="datePublished" datetime="2023-11-20T08:00:00Z">today</time>', id="microdata"),
    ],
)
def test_the_time_is_found(head: str) -> None:
    assert page(head).published == datetime(2023, 11, 20, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "h1", "title"),
    [
        pytest.param("<title>Ferry late - Post</title>", "Ferry late", "Ferry late", id="the heading"),
        pytest.param(
            '<meta property="og:title" content="Ferry four hours late | Harbour Post">'
            '<meta property="og:site_name" content="Harbour Post">',
            "Harbour Post",
            "Ferry four hours late",
            id="OpenGraph where the heading is the site's",
        ),
        pytest.param(
            '<meta property="og:title" content="Ferry four hours late"><script type="application/ld+json">'
            '{"@type": "NewsArticle", "headline": "Ferry late, a pump failed"}</script>',
            "Ferry four hours late",
            "Ferry four hours late",
            id="what two agree on",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry late, a..."}</script>'
            '<meta property="og:title" content="Ferry late">',
            "Ferry late, a pump failed",
            "Ferry late",
            id="a headline that is cut short",
        ),
        pytest.param(
            '<meta property="og:title" content="Ferry late: why | what next">',
            "Weather",
            "Ferry late: why | what next",
            id="a mark that parts no site",
        ),
    ],
)
def test_the_title_is_what_readers_see(head: str, h1: str, title: str) -> None:
    assert page(head, h1).title == title


@pytest.mark.parametrize(
    ("head", "url"),
    [
        pytest.param('<link rel="canonical" href="https://a.example/x?id=1">', "https://a.example/x?id=1", id="link"),
        pytest.param('<meta property="og:url" content="https://a.example/x">', "https://a.example/x", id="OpenGraph"),
        pytest.param('<link rel="canonical" href="https://a.example/">', None, id="a home page is not the article's"),
        pytest.param('<link rel="canonical" href="/x">', None, id="a path alone is no address"),
        pytest.param('<link rel="canonical" href="https://[a/x">', None, id="a torn address"),
    ],
)
def test_the_address_is_found(head: str, url: str | None) -> None:
    assert page(head).url == url


@pytest.mark.parametrize(
    ("author", "name"),
    [
        pytest.param('"Ada Cole"', "Ada Cole", id="text"),
        pytest.param('{"name": "Ada Cole"}', "Ada Cole", id="a person"),
        pytest.param('[{"name": "Ada Cole"}, "Ben Ray"]', "Ada Cole, Ben Ray", id="several"),
        pytest.param('"https://a.example/ada"', None, id="an address is no name"),
        pytest.param('{"name": 5}', None, id="a number is no name"),
    ],
)
def test_the_author_is_found(author: str, name: str | None) -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {author}}}</script>'
    assert page(head).author == name


def test_a_torn_address_of_the_document_costs_nothing() -> None:
    html = f"<html><head><title>Ferry late</title></head><body>{BODY.format(h1='Ferry late')}</body></html>"
    found = read(Document("page.html", html, url="https://[a/2023/11/20/x"), seen=SEEN)
    assert isinstance(found, Article)
    assert found.title == "Ferry late"


def test_without_any_date_the_page_counts_from_first_sight() -> None:
    assert page("").published == SEEN
