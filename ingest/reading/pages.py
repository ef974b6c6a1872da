"""Whole web pages: trafilatura's text beside what the page states of itself."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.reading.characters import bare, line
from ingest.reading.markup import paragraphs
from ingest.reading.metadata import stated_by
from ingest.reading.pruning import told_beside
from ingest.reading.standfirsts import is_told, standfirst_of
from ingest.reading.unsaid import drop_unsaid
from ingest.reading.walls import wall_in
from ingest.timestamps import parse_timestamp

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # because it ships no types


_MUCH_LONGER = 1.5
"""Where the text told to machines exceeds what was extracted so far, extraction lost a part of the page."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a body says; of a mere fragment, its paragraphs alone."""

    paragraphs: tuple[str, ...]
    title: str = ""
    published: datetime | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None
    wall: str | None = None
    """What it is instead of an article, as `Refused` has it."""


def read_page(html: str, *, seen: datetime) -> Page:
    """Read a whole page; no date after `seen` is guessed for it.

    Not for two threads at once: trafilatura has crashed there.
    """
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document as Extract

    tree = load_html(html)
    if tree is None:
        return Page(paragraphs=paragraphs(html))
    stated = stated_by(tree)
    drop_unsaid(tree)
    beside = told_beside(tree, title=stated.title)
    extract = bare_extraction(tree, include_comments=False, with_metadata=True)
    guessed = extract if isinstance(extract, Extract) else Extract()
    lines = (line(part) for part in (guessed.text or "").split("\n"))
    text = tuple(told for told in lines if told and bare(told) not in beside)
    if len(stated.body) > _MUCH_LONGER * sum(map(len, text)):
        text = paragraphs(stated.body)
    standfirst = standfirst_of(tree, stated.description)
    title = stated.title or line(guessed.title)
    return Page(
        paragraphs=text if is_told(standfirst, text) else (standfirst, *text),
        title=title,
        published=stated.published or _guessed_date(tree, seen),
        publisher=stated.publisher or guessed.sitename,
        author=stated.author or guessed.author,
        language=tree.get("lang"),
        url=stated.url,
        wall=wall_in(title, text, is_paid=stated.is_paid),
    )


def _guessed_date(tree: "HtmlElement", seen: datetime) -> datetime | None:
    from htmldate import find_date

    found = find_date(tree, original_date=True, max_date=seen.astimezone(UTC).replace(tzinfo=None))
    return parse_timestamp(found) if found else None
