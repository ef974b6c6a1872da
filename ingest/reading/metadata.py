"""What a page states of itself: JSON-LD, OpenGraph, other meta elements, its heading."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.reading.characters import line
from ingest.timestamps import parse_timestamp

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # because it ships no types

_ARTICLE = re.compile(r"Article|BlogPosting|Report\b", re.IGNORECASE)
_SITE_SUFFIX = re.compile(r"\s+(?:[|»•·]|[-–—])\s+(?P<site>[^|»•·]{2,60})$")
_WORD = re.compile(r"\w+")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datePublished",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "pubdate",
    "dc.date.issued",
)
_CUT_SHORT = ("...", "…")
_WEB_YEAR = 1995
"""No page is older: an earlier date is an unset clock."""
_LONGEST_JSON = 1_000_000


@dataclass(frozen=True, slots=True)
class Stated:
    """A page's own statements; what it does not state is absent."""

    title: str
    published: datetime | None
    publisher: str | None
    author: str | None
    url: str | None
    description: str
    """What the page says of itself in a sentence or two."""
    body: str
    """The text as it is told to machines, which is rarely all of it."""
    is_paid: bool
    """Whether it says that not everybody may read it."""


def stated_by(tree: "HtmlElement") -> Stated:
    """Gather the statements of a parsed page, the more exact kind of each first."""
    meta = _meta(tree)
    article = next((node for node in _json_ld(tree) if _ARTICLE.search(str(node.get("@type")))), {})
    publisher = meta.get("og:site_name") or _name(article.get("publisher"))
    return Stated(
        title=_title(tree, meta, article, publisher),
        published=_first_date(
            article.get("datePublished"), *(meta.get(name.lower()) for name in _DATES), *_times(tree)
        ),
        publisher=publisher,
        author=_name(article.get("author")) or meta.get("author"),
        url=_address(tree, meta),
        description=_text(article.get("description")) or meta.get("og:description") or meta.get("description") or "",
        body=body if isinstance(body := article.get("articleBody"), str) else "",
        is_paid=str(article.get("isAccessibleForFree")).casefold() == "false",
    )


def _meta(tree: "HtmlElement") -> dict[str, str]:
    """Give the content of each meta element by its name in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = line(element.get("content"))
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _times(tree: "HtmlElement") -> Iterator[str | None]:
    return (time.get("datetime") for time in tree.iter("time") if time.get("itemprop") == "datePublished")


def _json_ld(tree: "HtmlElement") -> Iterator[dict[str, object]]:
    """Give every JSON-LD node that may describe the page, outer ones first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            nodes = [json.loads((script.text or "")[:_LONGEST_JSON], strict=False)]
        except (ValueError, RecursionError):
            continue
        while nodes:
            node = nodes.pop(0)
            if isinstance(node, list):
                nodes = node + nodes
            elif isinstance(node, dict):
                yield node
                nodes += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def _title(tree: "HtmlElement", meta: dict[str, str], article: dict[str, object], publisher: str | None) -> str:
    """Give what two agree on of the headline told to machines, the title told to networks, and the visible headings.

    Where they all differ, the first of them that there is. Headings count as far as they tell the same thing: the
    first one of many pages is the site's name.
    """
    stated = [_text(article.get("headline")), meta.get("og:title") or meta.get("twitter:title") or ""]
    titles = [_without_site(title, publisher) for title in stated if title and not title.endswith(_CUT_SHORT)]
    titles += [
        heading for heading in map(told_by, tree.iter("h1")) if any(is_alike(heading, title) for title in titles)
    ]
    uses = Counter(map(_bare, titles))
    return max(titles, key=lambda title: uses[_bare(title)], default="")


def told_by(element: "HtmlElement") -> str:
    """Give an element's text as one line."""
    return line(element.text_content())


def _bare(title: str) -> str:
    return " ".join(_WORD.findall(title.casefold()))


def is_alike(heading: str, title: str) -> bool:
    """Tell whether two titles share half of their words: editors shorten one for the search engines."""
    ours, theirs = (set(_WORD.findall(words.casefold())) for words in (heading, title))
    return 2 * len(ours & theirs) >= max(len(ours), 1)


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


def _first_date(*stated: object) -> datetime | None:
    moments = (parse_timestamp(text) for text in stated if isinstance(text, str))
    return next((moment for moment in moments if moment and moment.year >= _WEB_YEAR), None)


def _address(tree: "HtmlElement", meta: dict[str, str]) -> str | None:
    """Give the page's own URL, unless it is a home page's: some sites name that for every page."""
    links: Iterator[str | None] = (link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical")
    return next((url for url in (*links, meta.get("og:url")) if url and _has_path(url)), None)


def _has_path(url: str) -> bool:
    try:
        return len(urlsplit(url).path) > 1
    except ValueError:
        return False
