"""What a page shows beside its article: captions, embedded posts, boxes about authors, paragraphs that only link."""

import re
from typing import TYPE_CHECKING

from ingest.reading.metadata import is_alike, told_by

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
_SENTENCE = re.compile(r"[.!?…。！？।؟][\"”’»')\]]*\Z")  # noqa: RUF001 because other scripts end sentences, too
_POINTER = re.compile(r"[^.!?:]{2,40}\s*[:|>»→-]\s*")
"""Words before a link that announce it, in whatever language: `Read also: `."""


def prune(tree: "HtmlElement", *, title: str) -> None:
    """Take out of a parsed page what is beside its article, and the headings that tell its title."""
    whole = _told_in(tree)
    for element in [*tree.iter("figcaption"), *(found for found in tree.iter() if _is_beside(found))]:
        if _told_in(element) <= _MOST_OF_BOX * whole:
            _drop(element)
    for heading in [found for found in tree.iter("h1") if is_alike(title, told_by(found))]:
        _drop(heading)
    prune_links(tree)


def prune_links(tree: "HtmlElement") -> None:
    """Take out paragraphs, headings and lists that only link other stories."""
    for element in [found for found in tree.iter("ul", "ol") if _is_list_of_links(found)]:
        _drop(element)
    for element in [found for found in tree.iter(*_LINKS) if _only_links(found)]:
        _drop(element)


def _told_in(element: "HtmlElement") -> int:
    """Count the characters of its paragraphs, because scripts and menus would count more."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))


def _is_beside(element: "HtmlElement") -> bool:
    names = element.get("class")
    return bool(names) and element.tag not in {"html", "body", "main", "article"} and _BESIDE.search(names) is not None


def _only_links(element: "HtmlElement") -> bool:
    """Tell whether all of it is one link to another story; a sentence is told here, wherever it leads."""
    links = list(element.iter("a"))
    if len(links) != 1:
        return False
    text, link = (" ".join(found.text_content().split()) for found in (element, links[0]))
    if len(link.split()) < _FEWEST_WORDS or _SENTENCE.search(link):
        return False
    return len(link) >= _NEARLY_ALL * len(text) or _POINTER.fullmatch(text.removesuffix(link)) is not None


def _is_list_of_links(element: "HtmlElement") -> bool:
    """Tell whether each of its items, two at least, is a link and nothing else."""
    items = element.findall("li")
    return len(items) > 1 and all(_is_link(item) for item in items)


def _is_link(item: "HtmlElement") -> bool:
    linked = "".join(link.text_content() for link in item.iter("a")).split()
    return bool(linked) and linked == item.text_content().split() and not _SENTENCE.search(linked[-1])


def _drop(element: "HtmlElement") -> None:
    if element.getparent() is not None:
        element.drop_tree()
