"""A fetched page as a document to read: on its own, or in place of what a feed tells of it."""

import re
from datetime import datetime
from typing import Final

from ingest.articles import Article, Document
from ingest.live import Entry, Fetched
from ingest.reading import read
from ingest.sources import document_of
from ingest.sources.encodings import decode

LONG_TEXT: Final = 1_500
"""Characters of an entry's own text from which on its page is not asked for. Articles begin about there; what blog
engines and newspapers cut for their feeds (55 to 60 words) is a quarter of it."""
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def page_text(page: Fetched) -> str:
    """Give the page's source as text; empty if it is none.

    UTF-8 wins wherever it fits, because servers state other charsets for it; then what the server states.
    """
    stated = _CHARSET.search(page.content_type)
    for charset in ("utf-8", stated[1] if stated else "utf-8"):
        try:
            return page.body.decode(charset)
        except (UnicodeError, LookupError):
            continue
    return decode(page.body) or ""


def document_on(page: Fetched, *, origin: str) -> Document:
    """Give a page that is a source of its own."""
    return Document(origin=origin, body=page_text(page), url=page.url)


def length_of(document: Document, *, seen: datetime) -> int:
    """Count the characters that reading makes of it, title included; 0 if nothing."""
    article = read(document, seen=seen)
    return len(article.text) if isinstance(article, Article) else 0


def is_long(entry: Entry, *, seen: datetime) -> bool:
    """Whether the feed itself holds the entry's text."""
    return length_of(document_of(entry, publisher=""), seen=seen) >= LONG_TEXT


def fuller(entry: Entry, page: Fetched | None, *, publisher: str, seen: datetime) -> Document:
    """Give the entry with its page's text, or with its own where the page has less to read, or there is none."""
    own = document_of(entry, publisher=publisher)
    if page is None:
        return own
    whole = document_of(entry, publisher=publisher, body=page_text(page))
    return whole if length_of(whole, seen=seen) > length_of(own, seen=seen) else own
