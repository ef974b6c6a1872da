"""Feeds: what a source lists, as bytes, to entries: RSS, Atom, RDF, JSON Feed, news sitemaps. Asks no network."""

import re
from dataclasses import replace
from typing import Final

from ingest.articles import Document
from ingest.live import Entry, Failure, FailureKind, Feed
from ingest.sources.encodings import charset_of, decode
from ingest.sources.fields import digest, host
from ingest.sources.json_feeds import read_json
from ingest.sources.sitemaps import read_sitemap
from ingest.sources.unpacking import unpacked
from ingest.sources.xml_feeds import read_xml

_HEAD: Final = 4096
"""Characters that tell what an answer is."""
_PREAMBLE: Final = r"\A\s*+(?:<\?[^>]*+>\s*+|(?><!--.*?-->)\s*+)*+"
_DOCTYPE: Final = r"(?:<!doctype[^>\[]*+(?:\[.*?\]\s*+)?>\s*+(?:(?><!--.*?-->)\s*+)*+)?"
_FEED: Final = re.compile(_PREAMBLE + _DOCTYPE + r"<(?:[\w.-]+:)?(?:rss|rdf|feed|channel)\b", re.IGNORECASE | re.DOTALL)
"""The first element of RSS, RDF, Atom and CDF; some pages' generators put the doctype of a page before it."""
_ROOT: Final = re.compile(r"<((?:[\w.-]+:)?(?:rss|rdf|feed|channel|urlset|sitemapindex))\b[^<>]*>", re.IGNORECASE)
_PAGE: Final = re.compile(_PREAMBLE + r"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_JSON: Final = re.compile(r"\A\s*(?:\[\s*[\[{\"\]]|\{\s*[\"}])")
_SITEMAP: Final = re.compile(r"<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_KINDS: Final = (
    ("a web page", _PAGE),
    ("a JSON Feed that is cut or damaged", re.compile(r"\A\s*\{.*?jsonfeed\.org/version/1(?:\.\d)?/?\"", re.DOTALL)),
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
    text = _text(unpacked(body), content_type)
    if not text.strip():
        return _no_feed(url, "an empty answer")
    return _read(text, url) or _no_feed(url, _kind(text, content_type))


def _text(body: bytes, content_type: str) -> str:
    """Give the answer as text; of what is in no known encoding, all that markup can be looked for in."""
    charset = charset_of(content_type)
    bare = body.replace(b"\0", b"")
    text = decode(body, served_as=charset) or decode(bare, served_as=charset) or bare.decode("utf-8", "replace")
    return text.replace("\0", "")


def _read(text: str, url: str) -> Feed | None:
    if _JSON.search(text[:_HEAD]):
        return read_json(text, url=url)
    feed = _read_markup(text, url)
    return replace(feed, is_cut=_is_cut(text)) if feed else None


def _read_markup(text: str, url: str) -> Feed | None:
    head = text[:_HEAD]
    is_named = _FEED.search(head) is not None
    if _SITEMAP.search(head) and not is_named:
        return read_sitemap(text, url=url)
    if _PAGE.search(head) and not is_named:
        return None
    return read_xml(text, url=url, is_named=is_named)


def _is_cut(text: str) -> bool:
    """Tell whether the first element is nowhere closed, and of RSS, neither is the channel, which is all of it."""
    root = _ROOT.search(text[:_HEAD])
    if root is None or root[0].endswith("/>"):
        return False
    last = "rss|channel" if root[1].lower() == "rss" else re.escape(root[1])
    return re.search(rf"</\s*(?:{last})\s*>", text, re.IGNORECASE) is None


def document_of(entry: Entry, *, publisher: str, body: str | None = None) -> Document:
    """Give an entry as a document to read: with the page that it links to as `body`, or its own text.

    One without address is known by its key, as one that an importer gave an id.
    """
    return Document(
        origin=entry.link,
        body=entry.body if body is None else body,
        url=entry.url,
        title=entry.title,
        published=entry.published,
        publisher=entry.publisher or publisher,
        author=entry.author,
        language=entry.language,
        external_id=None if entry.url else entry.key,
    )


def content_digest(entry: Entry) -> str:
    """Give a SHA-256 (hex) of what an entry says: while it stays, the entry need not be read again.

    The query of its address does not count: some servers change it at each poll.
    """
    published = entry.published.isoformat() if entry.published else ""
    return digest(entry.title, entry.body, (entry.url or "").partition("?")[0], published)


def _kind(text: str, content_type: str) -> str:
    media_type = content_type.partition(";")[0].strip().lower()
    stated = f"something else ({media_type})" if media_type else "something else"
    return next((kind for kind, pattern in _KINDS if pattern.search(text[:_HEAD])), stated)


def _no_feed(url: str, kind: str) -> Failure:
    return Failure(FailureKind.MALFORMED, f"{host(url)} gave {kind}, not a feed")
