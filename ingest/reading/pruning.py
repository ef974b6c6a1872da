"""What a page shows beside its article: captions, embedded posts, boxes about authors, paragraphs that only link."""

import re
from typing import TYPE_CHECKING

from ingest.reading.headlines import is_alike
from ingest.reading.metadata import told_by

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # because it ships no types

_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:captions?|credits?|twitter-tweet|instagram-media|tiktok-embed|fb-post|bluesky-embed"
    r"|author-?(?:bio|box|card|info|description|details)|about-(?:the-)?author|bio(?:graphy)?"
    r")(?:$|[\s_]|--)",
    re.IGNORECASE,
)
"""Class names of many publishers' systems. A box with more of the page's text than this share is none."""
_MOST_OF_BOX = 0.2
_LINKS = ("p", "li", "h2", "h3", "h4", "h5", "h6")
_FEWEST_WORDS = 4
"""Of a link that is a headline. Shorter ones are names in lists, or headings."""
_NEARLY_ALL = 0.8


def prune(tree: "HtmlElement", *, title: str) -> None:
    """Take out of a parsed page what is beside its article, and the headings that tell its title."""
    whole = _told_in(tree)
    for element in [*tree.iter("figcaption"), *(found for found in tree.iter() if _is_beside(found))]:
        if _told_in(element) <= _MOST_OF_BOX * whole:
            _drop(element)
    for heading in [found for found in tree.iter("h1") if is_alike(title, told_by(found))]:
        _drop(heading)
    for element in [found for found in tree.iter(*_LINKS) if _only_links(found)]:
        _drop(element)


def _told_in(element: "HtmlElement") -> int:
    """Count the characters of its paragraphs, because scripts and menus would count more."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))


def _is_beside(element: "HtmlElement") -> bool:
    names = element.get("class")
    return bool(names) and element.tag not in {"html", "body", "main", "article"} and _BESIDE.search(names) is not None


def _only_links(element: "HtmlElement") -> bool:
    """Tell whether all of it is one link to another story."""
    links = list(element.iter("a"))
    if len(links) != 1:
        return False
    text, link = (" ".join(found.text_content().split()) for found in (element, links[0]))
    return len(link.split()) >= _FEWEST_WORDS and len(link) >= _NEARLY_ALL * len(text)


def _drop(element: "HtmlElement") -> None:
    if element.getparent() is not None:
        element.drop_tree()
