import gzip
from datetime import UTC, datetime

import pytest

from ingest.live import Entry, Failure, Feed, SourceKind
from ingest.sources import parse_feed
from ingest.sources.sitemaps import MOST_PARTS
from ingest.sources.unpacking import MOST_BYTES

URL = "https://www.example.org/news-sitemap.xml"
EIGHT = datetime(2023, 11, 22, 8, 0, tzinfo=UTC)


def urlset(*pages: str) -> bytes:
    listed = "".join(f"<url>{page}</url>" for page in pages)
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{listed}</urlset>'
    ).encode()


def news(address: str = "https://www.example.org/1", title: str = "One", *, more: str = "") -> str:
    return (
        f"<loc>{address}</loc><news:news><news:publication><news:name>Example Post</news:name>"
        f"<news:language>en</news:language></news:publication>{more}<news:title>{title}</news:title></news:news>"
    )


def index(*parts: tuple[str, str]) -> bytes:
    listed = "".join(f"<sitemap><loc>{address}</loc><lastmod>{day}</lastmod></sitemap>" for address, day in parts)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</sitemapindex>'.encode()


def read(body: bytes) -> Feed:
    feed = parse_feed(body, url=URL, content_type="application/xml")
    assert isinstance(feed, Feed)
    return feed


def test_a_news_sitemap_is_read_as_a_feed() -> None:
    dated = news(more="<news:publication_date>2023-11-22T10:00:00+02:00</news:publication_date>")

    assert read(urlset(dated)) == Feed(
        "Example Post",
        "https://www.example.org/",
        None,
        None,
        (Entry("https://www.example.org/1", "https://www.example.org/1", "One", "", EIGHT, language="en"),),
        kind=SourceKind.SITEMAP,
    )


@pytest.mark.parametrize(
    "page",
    [
        "<loc>https://www.example.org/about</loc><lastmod>2023-11-22</lastmod>",
        news("https://elsewhere.example/1"),
        news("ftp://www.example.org/1"),
        news(title=" "),
        "<lastmod>2023-11-22</lastmod>",
    ],
    ids=["no news", "another site", "no web address", "no title", "no address"],
)
def test_pages_that_are_no_news_of_the_site_are_left_out(page: str) -> None:
    kept = news("https://news.example.org/2", "Two")

    assert [entry.title for entry in read(urlset(page, kept)).entries] == ["Two"]


def test_a_change_stands_in_for_a_missing_day() -> None:
    dated, undated = news() + "<lastmod>2023-11-22T08:00:00Z</lastmod>", news("https://www.example.org/2", "Two")

    assert [entry.published for entry in read(urlset(dated, undated)).entries] == [EIGHT, None]


def test_a_sitemap_that_lists_nothing_today_is_one_all_the_same() -> None:
    assert read(urlset()).entries == ()


def test_an_index_names_its_sitemaps_news_first_then_the_last_changed() -> None:
    feed = read(
        index(
            ("https://www.example.org/old.xml", "2020-01-01"),
            ("https://www.example.org/undated.xml", ""),
            ("https://www.example.org/new.xml", "2023-11-22"),
            ("https://www.example.org/news.xml", "2023-11-01"),
            ("https://elsewhere.example/news.xml", "2023-11-22"),
            (URL, "2023-11-22"),
        )
    )

    assert feed.entries == ()
    assert feed.parts == tuple(f"https://www.example.org/{name}.xml" for name in ("news", "new", "old", "undated"))


def test_of_a_long_index_the_newest_are_read() -> None:
    listed = index(*((f"https://www.example.org/{day:03}.xml", f"{1900 + day}-01-01") for day in range(100, 200)))

    assert len(read(listed).parts) == MOST_PARTS
    assert read(listed).parts[0] == "https://www.example.org/199.xml"


def test_a_compressed_sitemap_is_unpacked() -> None:
    assert read(gzip.compress(urlset(news()))).entries[0].title == "One"


def test_a_compressed_bomb_is_not() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * (MOST_BYTES * 4) + b"</urlset>")

    assert isinstance(parse_feed(bomb, url=URL, content_type=""), Feed | Failure)


def test_entities_are_not_expanded() -> None:
    body = b'<!DOCTYPE urlset [<!ENTITY a "harbour">]>' + urlset(news(title="The &a;")).partition(b"?>")[2]
    outcome = parse_feed(body, url=URL, content_type="application/xml")

    assert isinstance(outcome, Failure) or "harbour" not in outcome.entries[0].title


@pytest.mark.parametrize("body", [b"<urlset", b"<urlset><url><loc>", b"<urlset>\x00</urlset>", b"\x1f\x8b<urlset>"])
def test_a_damaged_sitemap_is_a_value(body: bytes) -> None:
    assert isinstance(parse_feed(body, url=URL, content_type="application/xml"), Feed | Failure)
