"""The sentence or two between an article's headline and its text, which extraction mostly loses."""

from typing import TYPE_CHECKING

from ingest.reading.characters import bare, line

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # because it ships no types

_BOXES = ("p", "h2", "h3", "h4", "div")
_WORDS = range(6, 61)
_LONGEST = 600
"""Characters, blanks included, of an element that is looked at."""


def standfirst_of(tree: "HtmlElement", description: str) -> str:
    """Give what stands on a parsed page and is told as the page's description, too.

    Class names tell nothing: of pages of other publishers, they named buttons and advertising.
    """
    wanted = bare(description)
    for element in tree.iter(*_BOXES, "span"):
        if not _may_be(element):
            continue
        text = line(element.text_content())
        if len(text.split()) in _WORDS and bare(text) == wanted:
            return text
    return ""


def is_told(standfirst: str, paragraphs: tuple[str, ...]) -> bool:
    """Whether an article's text begins with it, or holds it."""
    return bare(standfirst) in bare(" ".join(paragraphs))


def _may_be(element: "HtmlElement") -> bool:
    """Tell whether it holds a short text, and no box that could hold it alone."""
    boxes = sum(1 for _ in element.iter(*_BOXES))
    return boxes <= (element.tag in _BOXES) and len(element.text_content()) <= _LONGEST
