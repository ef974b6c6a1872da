"""Feeds: what a source lists, as bytes, to entries: RSS, Atom, RDF, JSON Feed, news sitemaps. Asks no network."""

import re
from typing import Final

from ingest.articles import Document
from ingest.live import Entry, Failure, FailureKind, Feed
from ingest.sources.fields import digest, host
from ingest.sources.json_feeds import read_json
from ingest.sources.sitemaps import read_sitemap, unzipped
from ingest.sources.xml_feeds import read_xml

_HEAD: Final = 4096
"""Bytes that tell what an answer is."""
_PREAMBLE: Final = r"\A\s*+(?:<\?xml[^>]*+>\s*+|(?><!--.*?-->)\s*+)*+"
_FEED: Final = re.compile(
    _PREAMBLE + r"(?:<!doctype[^>]*+>\s*+)?<(?:[\w.-]+:)?(?:rss|rdf|feed|channel)\b", re.IGNORECASE | re.DOTALL
)
"""The first element of RSS, RDF, Atom and CDF."""
_PAGE: Final = re.compile(_PREAMBLE + r"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_JSON: Final = re.compile(r"\A\s*(?:\[\s*[\[{\"\]]|\{\s*[\"}])")
_SITEMAP: Final = re.compile(r"<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_KINDS: Final = (
    ("a web page", _PAGE),
    ("JSON of another kind", _JSON),
    ("a list of feeds (OPML)", re.compile(r"<opml\b", re.IGNORECASE)),
    ("a sitemap that lists no news", _SITEMAP),
    ("a web page", re.compile(r"<(?:html|head|body|div|p|h1|script|title|br)\b", re.IGNORECASE)),
    ("another kind of XML", re.compile(r"\A\s*<\?xml\b", re.IGNORECASE)),
)


def parse_feed(body: bytes, *, url: str, content_type: str) -> Feed | Failure:
    """Read a feed that was found at `url`; `content_type` is as the server stated it, with its charset.

    Whatever the bytes are, the answer is a value, and nothing is fetched. A damaged feed keeps what could be read of
    it, and one without items is a feed. Anything else is a `Failure` that says what it is instead.
    """
    body = unzipped(body)
    if not body.strip():
        return _no_feed(url, "an empty answer")
    return _read(body, url, content_type) or _no_feed(url, _kind(body, content_type))


def _read(body: bytes, url: str, content_type: str) -> Feed | None:
    head = _head(body)
    if _JSON.search(head):
        return read_json(body, url=url)
    is_named = _FEED.search(head) is not None
    if _SITEMAP.search(head) and not is_named:
        return read_sitemap(body, url=url)
    if _PAGE.search(head):
        return None
    return read_xml(body, url=url, content_type=content_type, is_named=is_named)


def document_of(entry: Entry, *, publisher: str, body: str | None = None) -> Document:
    """Give an entry as a document to read: with the page that it links to as `body`, or its own text."""
    return Document(
        origin=entry.link,
        body=entry.body if body is None else body,
        url=entry.url,
        title=entry.title,
        published=entry.published,
        publisher=publisher,
        author=entry.author,
        language=entry.language,
    )


def content_digest(entry: Entry) -> str:
    """Give a SHA-256 (hex) of what an entry says: while it stays, the entry need not be read again."""
    published = entry.published.isoformat() if entry.published else ""
    return digest(entry.title, entry.body, entry.url or "", published)


def _kind(body: bytes, content_type: str) -> str:
    head = _head(body)
    media_type = content_type.partition(";")[0].strip().lower()
    stated = f"something else ({media_type})" if media_type else "something else"
    return next((kind for kind, pattern in _KINDS if pattern.search(head)), stated)


def _head(body: bytes) -> str:
    """Give the beginning as text, wide encodings included: markup is in ASCII."""
    return body[:_HEAD].replace(b"\0", b"").decode("ascii", "ignore")


def _no_feed(url: str, kind: str) -> Failure:
    return Failure(FailureKind.MALFORMED, f"{host(url)} gave {kind}, not a feed")
