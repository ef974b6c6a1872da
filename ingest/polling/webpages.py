"""A fetched page as a document to read: on its own, or in place of what a feed tells of it."""

import re
from datetime import datetime
from typing import Final

from ingest.articles import Article, Document
from ingest.confinement import Unread
from ingest.live import Entry, Fetched
from ingest.polling.triage import Told, why_another_story
from ingest.reading import headings_on, plain, read, reserved_on
from ingest.refusals import Refused
from ingest.sources import document_of
from ingest.sources.encodings import decode

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
    """Read the entry with its page's text, unless its publisher reserves it, or it is longer and of another story."""
    text = page_text(page)
    if reason := page.reserved or reserved_on(text):
        return Refused(page.url, reason)
    found = read(document_of(entry, publisher=publisher, body=text), seen=seen)
    if isinstance(found, Refused):
        return found
    told, body = Told(entry.title, plain(entry.body)), found.text[found.body.start : found.body.end]
    if len(body) <= len(told.text):
        return found
    reason = why_another_story(told, body, headings=headings_on(text))
    return Refused(page.url, reason) if reason else found


def length_of(read: Article | Refused | Unread) -> int:
    """Count the characters of what was read, title included; 0 if nothing."""
    return len(read.text) if isinstance(read, Article) else 0
