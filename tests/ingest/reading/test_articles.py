"""Documents become articles: text, title, time, publisher, address, language."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.articles import Article, DateQuality, Document
from ingest.reading import fingerprint, read
from ingest.refusals import Refused

SEEN = datetime(2023, 11, 22, 12, 0, tzinfo=UTC)
DOCUMENT = Document(
    origin="news.jsonl:17",
    body="The ferry to the island was late.",
    url="https://www.harbour.example/1",
    title="Ferry late",
    published=datetime(2023, 11, 22, 9, 0, tzinfo=UTC),
    publisher="Harbour Post",
    language="en",
)
PAGE = """<!doctype html><html lang="en"><head><title>Ferry late | Harbour Post</title>
<meta property="og:title" content="Ferry late, hundreds wait | Harbour Post">
<meta property="og:site_name" content="Harbour Post">
<link rel="canonical" href="https://harbour.example/ferry?utm_source=x">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Ferry late",
"datePublished": "2023-11-20T10:00:00+01:00", "author": [{"name": "Ada Cole"}, {"name": "Ben Ray"}]}]}</script></head>
<body><nav><a href="/">Home</a> <a href="/weather">Weather</a></nav>
<article><h1>Ferry late, hundreds wait on the quay</h1>
<p>The ferry to the island left four hours late on Monday, and about 300 people waited in the rain.</p>
<p>&ldquo;We could not sail,&rdquo; the captain said. A pump had failed on the way in, and the spare one was ashore.</p>
<p>Sign up for our newsletter</p></article>
<section id="comments"><h3>Leave a Reply</h3><p>First!</p></section>
<footer>Copyright 2023 Harbour Post</footer></body></html>"""


def article(document: Document, *, seen: datetime = SEEN) -> Article:
    found = read(document, seen=seen)
    assert isinstance(found, Article)
    return found


def test_a_row_is_read_with_all_it_states() -> None:
    assert article(replace(DOCUMENT, author="Ada Cole", external_id="hp-1")) == Article(
        fingerprint="e1713a6d0114dc6caa31e2c470b4163ad2cf734bb2aeca1866fe1b18d69356bb",
        url="https://www.harbour.example/1",
        title="Ferry late",
        text="Ferry late\n\nThe ferry to the island was late.",
        published=datetime(2023, 11, 22, 9, 0, tzinfo=UTC),
        date_quality=DateQuality.STATED,
        publisher="Harbour Post",
        author="Ada Cole",
        language="en",
        external_id="hp-1",
        origin="news.jsonl:17",
    )


def test_a_page_is_read_with_all_it_states() -> None:
    found = article(Document(origin="page.html", body=PAGE))
    assert found.text == (
        "Ferry late\n\n"
        "The ferry to the island left four hours late on Monday, and about 300 people waited in the rain.\n\n"
        "“We could not sail,” the captain said. A pump had failed on the way in, and the spare one was ashore."
    )
    assert found.title == "Ferry late"
    assert found.url == "https://harbour.example/ferry"
    assert (found.published, found.date_quality) == (datetime(2023, 11, 20, 9, 0, tzinfo=UTC), DateQuality.STATED)
    assert (found.publisher, found.author, found.language) == ("Harbour Post", "Ada Cole, Ben Ray", "en")


def test_what_the_document_states_wins_over_its_page() -> None:
    found = article(replace(DOCUMENT, body=PAGE, language="fr"))
    assert (found.title, found.publisher, found.language) == ("Ferry late", "Harbour Post", "fr")
    assert found.url == "https://www.harbour.example/1"
    assert found.published == datetime(2023, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<html><body><p>All boats stay in the harbour today.</p></body></html>", id="a paragraph"),
        pytest.param("<html><body>All boats stay in the harbour today.</body></html>", id="no paragraph"),
        pytest.param("<!doctype html><div><span>All boats stay in the harbour today.</span></div>", id="no body"),
    ],
)
def test_a_page_of_one_sentence_is_read(page: str) -> None:
    assert article(replace(DOCUMENT, body=page)).text == "Ferry late\n\nAll boats stay in the harbour today."


def test_half_characters_are_left_out_of_every_field() -> None:
    half = "a\ud800b"
    found = article(Document(half, half, "https://a.example/" + half, half, None, half, half, None, half))
    assert (found.text, found.url, found.publisher, found.author, found.external_id) == (
        "ab",
        "https://a.example/ab",
        "ab",
        "ab",
        "ab",
    )


@pytest.mark.parametrize("page", ["<html>", "<html><body></body></html>", "<html><script>x()</script></html>"])
def test_a_page_without_text_leaves_the_title(page: str) -> None:
    assert article(replace(DOCUMENT, body=page)).text == "Ferry late"


@pytest.mark.parametrize(
    ("title", "body", "text"),
    [
        pytest.param("Late", "It was.", "Late\n\nIt was.", id="title and body"),
        pytest.param("", "It was.\n\nVery.", "It was.\n\nVery.", id="body alone"),
        pytest.param("Late", "", "Late", id="title alone"),
        pytest.param("Late", "LATE\n\nIt was.", "Late\n\nIt was.", id="the title once"),
        pytest.param("Late", "Late", "Late", id="a body that is the title"),
        pytest.param(" Late\n again ", "It was.", "Late again\n\nIt was.", id="a title on two lines"),
        pytest.param("<b>R&amp;D</b> late", "It was.", "R&D late\n\nIt was.", id="markup in a title"),
    ],
)
def test_text_is_title_and_body(title: str, body: str, text: str) -> None:
    assert article(replace(DOCUMENT, title=title, body=body)).text == text


@pytest.mark.parametrize("body", ["", " \n ", "<p> </p>", "Advertisement", "\u200b"])
def test_neither_title_nor_text_is_refused(body: str) -> None:
    assert read(replace(DOCUMENT, title=" ", body=body), seen=SEEN) == Refused(
        "news.jsonl:17", "has neither title nor text"
    )


def test_a_long_text_is_cut_at_a_word() -> None:
    found = article(replace(DOCUMENT, body="harbour " * 40_000))
    assert len(found.text) <= 200_000
    assert found.text.endswith("harbour")


def test_a_long_title_is_cut_at_a_word() -> None:
    assert article(replace(DOCUMENT, title="harbour " * 200)).title == "harbour " * 61 + "harbour"


@pytest.mark.parametrize(
    ("stated", "published", "quality"),
    [
        pytest.param(None, SEEN, DateQuality.INFERRED, id="missing"),
        pytest.param(datetime(1899, 12, 31, tzinfo=UTC), SEEN, DateQuality.INFERRED, id="before 1900"),
        pytest.param(SEEN + timedelta(minutes=16), SEEN, DateQuality.CLAMPED, id="in the future"),
        pytest.param(SEEN + timedelta(minutes=15), SEEN + timedelta(minutes=15), DateQuality.STATED, id="a fast clock"),
        pytest.param(datetime(2023, 11, 1), datetime(2023, 11, 1, tzinfo=UTC), DateQuality.STATED, id="naive"),  # noqa: DTZ001 because naive is the case
        pytest.param(
            datetime(2023, 11, 1, 1, tzinfo=timezone(timedelta(hours=2))),
            datetime(2023, 10, 31, 23, tzinfo=UTC),
            DateQuality.STATED,
            id="another zone",
        ),
        pytest.param(
            datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2))), SEEN, DateQuality.INFERRED, id="out of the calendar"
        ),
    ],
)
def test_the_time_is_stated_inferred_or_clamped(
    stated: datetime | None, published: datetime, quality: DateQuality
) -> None:
    found = article(replace(DOCUMENT, published=stated))
    assert (found.published, found.published.utcoffset(), found.date_quality) == (published, timedelta(0), quality)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        pytest.param("HTTPS://News.Example/A?b=1#Part", "https://news.example/A?b=1#Part", id="host in small letters"),
        pytest.param(
            "https://a.example/x?utm_source=r&id=7&fbclid=z", "https://a.example/x?id=7", id="tracking dropped"
        ),
        pytest.param("https://a.example/x?gclid=1", "https://a.example/x", id="nothing but tracking"),
        pytest.param("https://a.example/x?q=a%20b&e=#c?d", "https://a.example/x?q=a%20b&e=#c?d", id="rest as written"),
        pytest.param("https://a.example", "https://a.example/", id="no path"),
        pytest.param("https://a.example:443/x", "https://a.example/x", id="default port"),
        pytest.param("http://a.example:8080/x", "http://a.example:8080/x", id="another port"),
        pytest.param("https://me:secret@a.example/x", "https://a.example/x", id="credentials"),
        pytest.param("https://[2001:DB8::1]/x", "https://[2001:db8::1]/x", id="an IPv6 host"),
        pytest.param(" https://a.example/a b ", "https://a.example/a%20b", id="spaces"),
        pytest.param("ftp://a.example/x", None, id="another scheme"),
        pytest.param("a.example/x", None, id="no scheme"),
        pytest.param("https:///x", None, id="no host"),
        pytest.param("https://[bad/x", None, id="a torn host"),
        pytest.param("https://a.example:99999/x", None, id="an impossible port"),
        pytest.param("https://a.example/" + "x" * 2048, None, id="too long"),
    ],
)
def test_the_address_is_canonical(url: str, canonical: str | None) -> None:
    assert article(replace(DOCUMENT, url=url)).url == canonical


@pytest.mark.parametrize(
    ("publisher", "url", "expected"),
    [
        pytest.param(" Harbour  Post ", "https://a.example/1", "Harbour Post", id="stated"),
        pytest.param(None, "https://www.Harbour.example/1", "harbour.example", id="the host"),
        pytest.param(
            None, "https://archive.example/web/2015/http://www.Harbour.example:80/1", "harbour.example", id="archived"
        ),
        pytest.param(None, None, "news.jsonl", id="the file"),
        pytest.param(None, "no address", "news.jsonl", id="no usable address"),
    ],
)
def test_the_publisher_is_stated_or_the_host_or_the_file(publisher: str | None, url: str | None, expected: str) -> None:
    assert article(replace(DOCUMENT, publisher=publisher, url=url)).publisher == expected


@pytest.mark.parametrize(
    ("stated", "body", "language"),
    [
        pytest.param("en-US", "", "en", id="a region is dropped"),
        pytest.param("PT_br", "", "pt", id="whatever its spelling"),
        pytest.param("english", "La nave è rimasta nel porto per tutta la notte.", "it", id="no code"),
        pytest.param(None, "Das Schiff blieb die ganze Nacht im Hafen liegen.", "de", id="detected"),
        pytest.param("xx", "Nein.", "und", id="too short to tell"),
        pytest.param(None, "England vs Malta live: Score and latest updates", "und", id="taken for a pidgin"),
    ],
)
def test_the_language_is_stated_or_detected(stated: str | None, body: str, language: str) -> None:
    assert article(replace(DOCUMENT, title="Nr. 5", body=body, language=stated)).language == language


def test_equal_documents_have_equal_fingerprints_wherever_they_came_from() -> None:
    assert fingerprint(DOCUMENT) == fingerprint(replace(DOCUMENT, origin="other.jsonl:1", external_id="9"))
    assert article(DOCUMENT).fingerprint == fingerprint(DOCUMENT)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(DOCUMENT, url=None), id="url"),
        pytest.param(replace(DOCUMENT, title=""), id="title"),
        pytest.param(replace(DOCUMENT, body=""), id="body"),
        pytest.param(replace(DOCUMENT, published=None), id="published"),
        pytest.param(replace(DOCUMENT, publisher=None), id="publisher"),
        pytest.param(replace(DOCUMENT, body="\ud800"), id="half a character"),
    ],
)
def test_any_field_that_matters_changes_the_fingerprint(other: Document) -> None:
    assert fingerprint(other) != fingerprint(DOCUMENT)


@given(body=st.text(alphabet="ab<>/p &#;x1.\"'\n=!-\ud800\x00é", max_size=60), title=st.text(max_size=20))
def test_whatever_arrives_is_read_or_refused(body: str, title: str) -> None:
    found = read(Document(origin="x", body=body, title=title, language="en"), seen=SEEN)
    if isinstance(found, Article):
        assert found.text.encode() == found.text.strip().encode()
        assert found.text.startswith(found.title)
