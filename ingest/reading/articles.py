"""From a document to an article: the story of this room."""

import re
from datetime import UTC, datetime, timedelta

from ingest.articles import Article, DateQuality, Document
from ingest.reading.addresses import canonical, host
from ingest.reading.characters import clean, line
from ingest.reading.fingerprints import fingerprint
from ingest.reading.furniture import without_furniture
from ingest.reading.languages import language_of
from ingest.reading.markup import is_page, paragraphs, title_line
from ingest.reading.pages import Page, read_page
from ingest.reading.unsaid import without_notes
from ingest.refusals import Refused
from ingest.timestamps import to_utc

MAX_CHARACTERS = 200_000
"""Of an article's text; what exceeds it is dropped."""
_MAX_TITLE = 500
_EARLIEST_YEAR = 1900
_HEAD = 3
"""Lines that may stand above the text: a section's name, the title, a date."""
_CLOCK_SKEW = timedelta(minutes=15)
_ROW_NUMBER = re.compile(r":\d+$")


def read(document: Document, *, seen: datetime) -> Article | Refused:
    """Make an article of a document first seen at `seen` (aware), or say why it is none.

    What the document states wins over what its page says.
    """
    body = clean(document.body)
    page = read_page(body, url=document.url) if is_page(body) else Page(paragraphs=paragraphs(body))
    if page.wall:
        return Refused(document.origin, page.wall)
    title = _cut(without_notes(title_line(document.title) or page.title), _MAX_TITLE)
    text = _text(title, without_furniture(tuple(map(without_notes, page.paragraphs))))
    if not text:
        return Refused(document.origin, "has neither title nor text")
    url = canonical(document.url or page.url)
    published, quality = _dated(_newest(document, page), seen)
    return Article(
        fingerprint=fingerprint(document),
        url=url,
        title=title,
        text=text,
        published=published,
        date_quality=quality,
        publisher=line(document.publisher or page.publisher) or _place_of_origin(url, document.origin),
        author=line(document.author or page.author) or None,
        language=language_of(text, stated=document.language or page.language),
        external_id=clean(document.external_id) if document.external_id else None,
        origin=document.origin,
    )


def _text(title: str, body: tuple[str, ...]) -> str:
    before = next((at for at, line in enumerate(body[:_HEAD]) if line.casefold() == title.casefold()), -1)
    body = body[before + 1 :]
    return _cut("\n\n".join((title, *body) if title else body), MAX_CHARACTERS)


def _cut(text: str, limit: int) -> str:
    """Give `text` up to the last white space before `limit`."""
    if len(text) <= limit:
        return text
    kept = text[:limit]
    return (kept.rsplit(maxsplit=1)[0] if " " in kept else kept).rstrip()


def _newest(document: Document, page: Page) -> datetime | None:
    """Give when what is read was published: what the document states, unless the page was written on since."""
    stated = document.published or page.published
    known = [moment for moment in (stated, page.newest_update) if moment]
    return max(filter(None, map(to_utc, known)), default=None)


def _dated(stated: datetime | None, seen: datetime) -> tuple[datetime, DateQuality]:
    seen = seen.astimezone(UTC)
    published = to_utc(stated) if stated else None
    if published is None or published.year < _EARLIEST_YEAR:
        return seen, DateQuality.INFERRED
    if published > seen + _CLOCK_SKEW:
        return seen, DateQuality.CLAMPED
    return published, DateQuality.STATED


def _place_of_origin(url: str | None, origin: str) -> str:
    """Give the URL's host, or the name of the file that held the document: both can be gone back to."""
    return host(url) if url else _ROW_NUMBER.sub("", origin)
