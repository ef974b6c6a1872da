"""What a page shows beside its article: captions, embedded posts, boxes about authors, paragraphs that only link."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ingest.reading.characters import bare
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
"""Class names of many publishers' systems."""
_LONGEST_BOX = 1_500
"""Characters of what is beside an article. Some systems name an article's own box like that."""
_LONGEST_TITLE = 400
_LINKS = ("p", "li", "h2", "h3", "h4", "h5", "h6")
_FEWEST_WORDS = 4
"""Of a link that is a headline. Shorter ones are names in lists, or headings."""
_NEARLY_ALL = 0.8
_SENTENCE = re.compile(r"[.!?…。！？।؟][\"”’»')\]]*\Z")  # noqa: RUF001 because other scripts end sentences, too
_POINTER = re.compile(r"[^.!?:]{2,40}\s*[:|>»→-]\s*")
"""Words before a link that announce it, in whatever language: `Read also: `."""


def beside(tree: "HtmlElement", *, title: str) -> list["HtmlElement"]:
    """Give the elements of a parsed page that are beside its article, and the headings that tell its title."""
    boxes = [*tree.iter("figcaption"), *(found for found in tree.iter("*") if _is_beside(found))]
    return [
        *(box for box in boxes if len(box.text_content()) <= _LONGEST_BOX),
        *(heading for heading in tree.iter("h1") if _is_title(heading, title)),
        *elsewhere(tree),
    ]


def lines_in(elements: Iterable["HtmlElement"]) -> frozenset[str]:
    """Give each line that elements may be extracted as, as bare words."""
    return frozenset(filter(None, (bare(line) for element in elements for line in _lines_in(element))))


def drop(elements: Iterable["HtmlElement"]) -> None:
    """Take elements out of their tree."""
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def elsewhere(tree: "HtmlElement") -> Iterator["HtmlElement"]:
    """Give paragraphs, headings and items of lists that only link other stories."""
    return (found for found in tree.iter(*_LINKS) if _only_links(found))


def lists_of_links(tree: "HtmlElement") -> Iterator["HtmlElement"]:
    """Give lists whose items are all links; of pages, extraction leaves them out by itself."""
    return (found for found in tree.iter("ul", "ol") if _is_list_of_links(found))


def _lines_in(element: "HtmlElement") -> Iterator[str]:
    yield told_by(element)
    yield element.text or ""
    for part in element.iterdescendants("*"):
        yield told_by(part)
        yield part.text or ""
        yield part.tail or ""


def _is_title(heading: "HtmlElement", title: str) -> bool:
    """Tell whether a heading tells the title; one that nobody closed holds the article, too."""
    return len(heading.text_content()) <= _LONGEST_TITLE and is_alike(title, told_by(heading))


def _is_beside(element: "HtmlElement") -> bool:
    names = element.get("class")
    return bool(names) and element.tag not in {"html", "body", "main", "article"} and _BESIDE.search(names) is not None


def _only_links(element: "HtmlElement") -> bool:
    """Tell whether all of it is one link to another story; a sentence is told here, wherever it leads."""
    links = [link for link in element.iter("a") if link.get("href")]
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
