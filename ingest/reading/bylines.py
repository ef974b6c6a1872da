"""Dates that readers see between a page's heading and its text, or behind the word "published".

What stands in running text, in captions and in lists of other stories is no by-line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from ingest.reading.characters import line

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # because it ships no types

_ON: Final = r"(?: (?:on|at|le|am|el|il))?\b\s*:?\s*"
_PUBLISHED: Final = re.compile(
    rf"(?:(?:first|originally) )?(?:published|posted|publiée?|veröffentlicht|publicado|pubblicato){_ON}", re.IGNORECASE
)
_CHANGED: Final = re.compile(
    rf"(?:last )?(?:updated?|modified|edited|corrected|aktualisiert|mis à jour|actualizado|aggiornato){_ON}",
    re.IGNORECASE,
)
_PIECES: Final = re.compile(
    r"[|•·]| [/–—-] |(?<=[\s.,;)])(?=(?:(?:first|originally|last) )?(?:published|posted|updated|modified)\b)",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(r"by ", re.IGNORECASE)
_LONGEST_LINE: Final = 150
_MOST_CHILDREN: Final = 12
_MOST_TEXTS: Final = 40
_PROSE: Final = re.compile(r".{60,}[.!?…][\"'’”»)]*", re.DOTALL)
_MOST_PROSE: Final = 1
"""Paragraphs of sentences before a by-line: a standfirst; with the next begins the text."""
_NEAR: Final = 120
"""Elements behind the heading in which a by-line is looked for."""
_MOST_TIMES: Final = 60
_MOST_BOXES: Final = 5_000
_DEEPEST: Final = 30
"""Boxes within boxes that are looked at."""
_BESIDE: Final = re.compile(
    r"\b(?:comments?|related|recommend\w*|sidebar|popular|trending|most-?read|teasers?|promo)\b", re.IGNORECASE
)
"""Names of boxes of other stories, and of what readers write."""
_MOST_LINKS: Final = 30
_LINK_TO_A_STORY: Final = 4
"""Words of a link; fewer lead to authors and sections."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """What may be a date, and whether it is said to be of a change."""

    text: str
    is_of_change: bool


def datelines(tree: "HtmlElement", heading: "HtmlElement | None") -> Iterator[Dateline]:
    """Give the dates of a parsed page's own story as they are written, marked ones first."""
    for time in islice(tree.iter("time"), _MOST_TIMES):
        marked = time.get("itemprop") in {"datePublished", "dateModified"} or time.get("pubdate") is not None
        if marked and not is_beside(time, heading):
            yield Dateline(_machine_text(time), time.get("itemprop") == "dateModified")
    if heading is None:
        return
    for element in _near(heading):
        if not is_beside(element, heading):
            yield from _datelines_in(element)
    for element in islice(tree.iter("p", "div", "span", "small", "li"), _MOST_BOXES):
        text = _short_text(element)
        if _PUBLISHED.match(text) and not is_beside(element, heading):
            yield from _datelines_of(text)


def is_beside(element: "HtmlElement", heading: "HtmlElement | None") -> bool:
    """Tell whether it stands beside the page's story: in a margin, a caption, or a box that leads to another story."""
    around_heading = set(heading.iterancestors()) if heading is not None else set()
    for box in (element, *islice(element.iterancestors(), _DEEPEST)):
        if box in around_heading or box.tag in {"main", "body", "html"}:
            return False
        if box.tag in {"aside", "nav", "figure"} or _BESIDE.search(f"{box.get('class')} {box.get('id')}"):
            return True
        if _leads_to_stories(box):
            return True
    return False


def _leads_to_stories(box: "HtmlElement") -> bool:
    links = list(islice(box.iter("a"), _MOST_LINKS + 1))
    return len(links) > _MOST_LINKS or any(len(link.text_content().split()) >= _LINK_TO_A_STORY for link in links)


def _near(heading: "HtmlElement") -> "Iterator[HtmlElement]":
    """Give what stands behind the heading up to the text, then what stands above it in its box."""
    prose = 0
    for element in islice(heading.xpath("following::*"), _NEAR):
        text = line(element.text_content()) if element.tag == "p" else ""
        prose += bool(_PROSE.fullmatch(text))
        if prose > _MOST_PROSE:
            break
        yield element
    for sibling in heading.itersiblings(preceding=True):
        yield from sibling.iter()


def _datelines_in(element: "HtmlElement") -> Iterator[Dateline]:
    if element.tag == "time":
        yield Dateline(_machine_text(element), bool(_CHANGED.search(_label_of(element))))
    else:
        yield from _datelines_of(_short_text(element))


def _machine_text(time: "HtmlElement") -> str:
    return time.get("datetime") or line(time.text_content())


def _label_of(time: "HtmlElement") -> str:
    """Give the words directly before an element: "Last updated", for one."""
    before = time.getprevious()
    if before is None:
        return line(time.getparent().text)
    return line(before.tail) or line(before.text_content())


def _short_text(element: "HtmlElement") -> str:
    """Give an element's text as one line, unless it is longer than any by-line or a sentence."""
    if not isinstance(element.tag, str) or len(element) > _MOST_CHILDREN:
        return ""
    text = line(" ".join(part[: _LONGEST_LINE + 1] for part in islice(element.itertext(), _MOST_TEXTS)))
    return "" if len(text) > _LONGEST_LINE or _PROSE.fullmatch(text) else text


def _datelines_of(text: str) -> Iterator[Dateline]:
    for piece in map(str.strip, _PIECES.split(text)):
        change = _CHANGED.match(piece)
        label = change or _PUBLISHED.match(piece)
        dated = piece[label.end() :] if label else piece
        yield from (Dateline(end, change is not None) for end in _ends_of(dated))


def _ends_of(piece: str) -> Iterator[str]:
    """Give a piece and what may be its date behind a name: of a signed one each end, of others those behind a comma."""
    yield piece
    separator = " " if _SIGNED.match(piece) else ", "
    for at in range(1, piece.count(separator) + 1):
        yield piece.split(separator, at)[-1]
