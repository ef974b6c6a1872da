"""Whole web pages: trafilatura's text beside what the page states of itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ingest.reading.characters import bare, line
from ingest.reading.markup import paragraphs
from ingest.reading.metadata import stated_by
from ingest.reading.pruning import beside, drop, lines_in
from ingest.reading.standfirsts import is_told, standfirst_of
from ingest.reading.unsaid import drop_unsaid
from ingest.reading.walls import wall_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # because it ships no types
    from trafilatura.settings import Document as Extract

_LONG_LINE = 10
"""Characters of a line that does not stand in another by chance."""
_MUCH_LONGER = 1.5
"""Where the text told to machines exceeds what was extracted so far, extraction lost a part of the page."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a body says; of a mere fragment, its paragraphs alone."""

    paragraphs: tuple[str, ...]
    title: str = ""
    published: datetime | None = None
    newest_update: datetime | None = None
    """When it was written on last, of a page that grows while something happens."""
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None
    wall: str | None = None
    """What it is instead of an article, as `Refused` has it."""


def read_page(html: str, *, url: str | None = None) -> Page:
    """Read a whole page, which stood at `url`.

    Not for two threads at once: trafilatura has crashed there.
    """
    from trafilatura import load_html

    tree = load_html(html)
    if tree is None:
        return Page(paragraphs=paragraphs(html))
    stated = stated_by(tree, url=url)
    drop_unsaid(tree)
    guessed, text = _extracted(tree, beside(tree, title=stated.title))
    if len(stated.body) > _MUCH_LONGER * sum(map(len, text)):
        text = paragraphs(stated.body)
    standfirst = standfirst_of(tree, stated.description)
    title = stated.title or line(guessed.title)
    return Page(
        paragraphs=text if is_told(standfirst, text) else (standfirst, *text),
        title=title,
        published=stated.published,
        newest_update=stated.newest_update,
        publisher=stated.publisher or guessed.sitename,
        author=stated.author or guessed.author,
        language=tree.get("lang"),
        url=stated.url,
        wall=wall_in(title, text, is_paid=stated.is_paid),
    )


def _extracted(tree: "HtmlElement", besides: "list[HtmlElement]") -> "tuple[Extract, tuple[str, ...]]":
    """Give what trafilatura finds, and the lines of it that are not beside the article.

    These are left out of what it found: taken out of the tree before, they made it lose what stood behind them, or
    take another part of the page. Only where it fused them with the article's own lines, as it does with short ones,
    is it asked again without them.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Extract

    found = bare_extraction(tree, include_comments=False, with_metadata=True)
    extract = found if isinstance(found, Extract) else Extract()
    lines, others = _lines_of(extract), lines_in(besides)
    if len(lines) == 1 and _is_fused(bare(lines[0]), others):
        drop(besides)
        return _extracted(tree, [])
    return extract, tuple(told for told in lines if bare(told) not in others)


def _lines_of(extract: "Extract") -> list[str]:
    return [told for told in map(line, (extract.text or "").split("\n")) if told]


def _is_fused(told: str, others: frozenset[str]) -> bool:
    return any(other in told for other in others if len(other) > _LONG_LINE and other != told)
