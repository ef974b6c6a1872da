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


@pytest.mark.parametrize(
    ("address", "title", "kept"),
    [
        pytest.param("?a=1&b=2&copy=3", "A & B", ("?a=1&b=2&copy=3", "A & B"), id="bare"),
        pytest.param("?a=1&amp;b=2", "A &amp; B", ("?a=1&b=2", "A & B"), id="as XML wants it"),
        pytest.param("1", "Caf&eacute;&nbsp;&hellip; open", ("1", "Café … open"), id="names of HTML"),
        pytest.param("1", "It&amp;#39;s AT&amp;amp;T", ("1", "It's AT&T"), id="escaped twice"),
        pytest.param("1", "<![CDATA[A & B &eacute;]]>", ("1", "A & B é"), id="in a section"),
        pytest.param("1", "5 < 6", ("1", "5 < 6"), id="a sign"),
    ],
)
@pytest.mark.parametrize("declared", [True, False], ids=["declared", "undeclared"])
def test_titles_and_addresses_are_what_was_meant(
    address: str,
    title: str,
    kept: tuple[str, str],
    declared: bool,  # noqa: FBT001 because a table's column is no flag
) -> None:
    body = urlset(news(f"https://www.example.org/{address}", title))
    body = body if declared else body.replace(b' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"', b"")

    [entry] = read(body).entries

    assert (entry.url, entry.title) == (f"https://www.example.org/{kept[0]}", kept[1])


@pytest.mark.parametrize("stated", ["utf-16", "windows-1251", "iso-8859-1"])
def test_a_declaration_that_lies_loses_no_title(stated: str) -> None:
    body = urlset(news(title="Überfahrt")).replace(b'"1.0"', f'"1.0" encoding="{stated}"'.encode())

    assert [entry.title for entry in read(body).entries] == ["Überfahrt"]


def undated(*names: str) -> bytes:
    return index(*((f"https://www.example.org/{name}", "") for name in names))


@pytest.mark.parametrize(
    ("names", "newest"),
    [
        pytest.param([f"posts-{year}.xml" for year in range(2001, 2027)], "posts-2026.xml", id="years"),
        pytest.param([f"posts-{year}.xml" for year in range(2026, 2000, -1)], "posts-2026.xml", id="years, backwards"),
        pytest.param([f"{2020 + n // 12}/{n % 12 + 1:02}.xml" for n in range(40)], "2023/04.xml", id="months"),
        pytest.param([f"s?yyyy=2026&amp;mm={n}" for n in range(1, 13)], "s?yyyy=2026&mm=12", id="months in the query"),
        pytest.param([f"s-202611{day:02}.xml" for day in range(1, 29)], "s-20261128.xml", id="days"),
        pytest.param([f"posts-{number}.xml" for number in range(1, 41)], "posts-40.xml", id="numbers"),
        pytest.param(["alpha.xml", *(f"{letter}.xml" for letter in "bcdefghijklmno")], "o.xml", id="neither: the last"),
    ],
)
def test_an_index_without_dates_names_its_newest_part_first(names: list[str], newest: str) -> None:
    parts = read(undated(*names)).parts

    assert (parts[0], len(parts)) == (f"https://www.example.org/{newest}", MOST_PARTS)


def test_of_parts_that_are_only_counted_both_ends_are_read() -> None:
    parts = read(undated(*(f"posts-{number}.xml" for number in range(1, 41)))).parts

    assert [part.rpartition("-")[2] for part in parts[:4]] == ["40.xml", "1.xml", "39.xml", "2.xml"]


@pytest.mark.parametrize(
    "behind", [b"\r\n\0\0", b"<!-- cached -->", gzip.compress(b"")], ids=["blanks", "comment", "another part"]
)
def test_bytes_behind_a_compressed_sitemap_are_left_out(behind: bytes) -> None:
    assert read(gzip.compress(urlset(news())) + behind).entries[0].title == "One"


def test_a_sitemap_that_was_compressed_in_parts_is_read_whole() -> None:
    body = urlset(news())

    assert read(gzip.compress(body[:100]) + gzip.compress(body[100:])).entries[0].title == "One"


def test_a_cut_sitemap_is_known_for_it() -> None:
    assert read(urlset(news(), news("https://www.example.org/2", "Two"))[:-80]).is_cut
