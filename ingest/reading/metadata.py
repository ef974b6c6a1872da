"""What a page states of itself: JSON-LD, OpenGraph, other meta elements, its heading."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.liveblogs import is_live_blog
from ingest.reading.bylines import is_beside
from ingest.reading.characters import line
from ingest.reading.dating import newest_update, publication
from ingest.reading.headlines import bare, is_alike
from ingest.reading.linked_data import Node, own_node

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # because it ships no types

_SITE_SUFFIX = re.compile(r"\s+(?:[|»•·]|[-–—])\s+(?P<site>[^|»•·]{2,60})$")
_CUT_SHORT = ("...", "…")


@dataclass(frozen=True, slots=True)
class Stated:
    """A page's own statements; what it does not state is absent."""

    title: str
    published: datetime | None
    newest_update: datetime | None
    """When it was written on last, of a page that grows while something happens."""
    publisher: str | None
    author: str | None
    url: str | None
    description: str
    """What the page says of itself in a sentence or two."""
    body: str
    """The text as it is told to machines, which is rarely all of it."""
    is_paid: bool
    """Whether it says that not everybody may read it."""


def stated_by(tree: "HtmlElement", *, url: str | None = None) -> Stated:
    """Gather the statements of a parsed page that stood at `url`, the more exact kind of each first."""
    headings = list(tree.iter("h1"))
    heading = _own_heading(tree, headings)
    meta = _meta(tree, heading)
    address = _address(tree, meta)
    addresses = [known for known in (address, url) if known]
    titles = [*filter(None, (meta.get("og:title"), meta.get("twitter:title"), tree.findtext(".//title")))]
    article = own_node(tree, titles=[*titles, *map(told_by, headings)], addresses=addresses)
    publisher = meta.get("og:site_name") or _name(article.get("publisher"))
    title = _title(meta, article, headings, publisher)
    return Stated(
        title=title,
        published=publication(tree, article, meta, heading=heading, addresses=addresses),
        newest_update=newest_update(tree, article, meta) if _is_live(article, title, addresses) else None,
        publisher=publisher,
        author=_name(article.get("author")) or meta.get("author"),
        url=address,
        description=_text(article.get("description")) or meta.get("og:description") or meta.get("description") or "",
        body=body if isinstance(body := article.get("articleBody"), str) else "",
        is_paid=str(article.get("isAccessibleForFree")).casefold() == "false",
    )


def _own_heading(tree: "HtmlElement", headings: "Sequence[HtmlElement]") -> "HtmlElement | None":
    """Give the heading of the page's story: the one in its title, else the first of the highest rank."""
    title = tree.findtext(".//title") or ""
    ours = (found for found in (*headings, *tree.iter("h2")) if is_alike(told_by(found), title))
    return next(ours, next(iter(headings), None))


def _is_live(article: Node, title: str, addresses: Sequence[str]) -> bool:
    is_told = "LiveBlogPosting" in str(article.get("@type")) or "liveBlogUpdate" in article
    return is_told or any(is_live_blog(title, address) for address in ("", *addresses))


def _meta(tree: "HtmlElement", heading: "HtmlElement | None") -> dict[str, str]:
    """Give the content of each meta element by its name in small letters; the first of a name counts.

    Those among the text (microdata) may be of the stories beside the page's own.
    """
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        if element.get("itemprop") and is_beside(element, heading):
            continue
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = line(element.get("content"))
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _title(meta: dict[str, str], article: Node, headings: "Sequence[HtmlElement]", publisher: str | None) -> str:
    """Give what two agree on of the headline told to machines, the title told to networks, and the visible headings.

    Where they all differ, the first of them that there is. Headings count as far as they tell the same thing: the
    first one of many pages is the site's name.
    """
    stated = [_text(article.get("headline")), meta.get("og:title") or meta.get("twitter:title") or ""]
    titles = [_without_site(title, publisher) for title in stated if title and not title.endswith(_CUT_SHORT)]
    titles += [heading for heading in map(told_by, headings) if any(is_alike(heading, title) for title in titles)]
    uses = Counter(map(bare, titles))
    return max(titles, key=lambda title: uses[bare(title)], default="")


def told_by(element: "HtmlElement") -> str:
    """Give an element's text as one line."""
    return line(element.text_content())


def _without_site(title: str, publisher: str | None) -> str:
    suffix = _SITE_SUFFIX.search(title)
    if suffix and publisher and is_alike(publisher, suffix["site"]):
        return title[: suffix.start()]
    return title


def _name(node: object) -> str | None:
    """Give the name of a person or organisation, several of them joined."""
    match node:
        case str(name) | {"name": str(name)}:
            return None if name.startswith("http") else line(name) or None
        case [*several]:
            return ", ".join(filter(None, (_name(one) for one in several if not isinstance(one, list)))) or None
        case _:
            return None


def _text(node: object) -> str:
    return line(node) if isinstance(node, str) else ""


def _address(tree: "HtmlElement", meta: dict[str, str]) -> str | None:
    """Give the page's own URL, unless it is a home page's: some sites name that for every page."""
    links: Iterator[str | None] = (link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical")
    return next((url for url in (*links, meta.get("og:url")) if url and _has_path(url)), None)


def _has_path(url: str) -> bool:
    try:
        return len(urlsplit(url).path) > 1
    except ValueError:
        return False
