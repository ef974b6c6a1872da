"""A fetched page as a document to read: on its own, or in place of what a feed tells of it."""

import re
from datetime import datetime
from typing import Final

from ingest.articles import Article, Document
from ingest.confinement import Unread
from ingest.live import Entry, Fetched
from ingest.reading import read, reserved_on
from ingest.refusals import Refused
from ingest.sources import document_of
from ingest.sources.encodings import decode

LONG_TEXT: Final = 1_500
"""Characters of an entry's own text from which on its page is not asked for. Articles begin about there; what blog
engines and newspapers cut for their feeds (55 to 60 words) is a quarter of it."""
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def page_text(page: Fetched) -> str:
    """Give the page's source as text; empty if it is none."""
    stated = _CHARSET.search(page.content_type)
    return decode(page.body, served_as=stated[1] if stated else None) or ""


def read_page(page: Fetched, *, origin: str, seen: datetime) -> Article | Refused:
    """Read a page that is a source of its own, unless its publisher reserves it."""
    text = page_text(page)
    if reason := page.reserved or reserved_on(text):
        return Refused(origin, reason)
    return read(Document(origin=origin, body=text, url=page.url), seen=seen)


def read_entry(entry: Entry, *, publisher: str, seen: datetime) -> Article | Refused:
    """Read what the feed itself holds of an entry."""
    return read(document_of(entry, publisher=publisher), seen=seen)


def read_on_page(entry: Entry, page: Fetched, *, publisher: str, seen: datetime) -> Article | Refused:
    """Read the entry with its page's text, unless its publisher reserves the page."""
    text = page_text(page)
    if reason := page.reserved or reserved_on(text):
        return Refused(page.url, reason)
    return read(document_of(entry, publisher=publisher, body=text), seen=seen)


def length_of(read: Article | Refused | Unread) -> int:
    """Count the characters of what was read, title included; 0 if nothing."""
    return len(read.text) if isinstance(read, Article) else 0
