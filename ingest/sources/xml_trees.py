"""XML that people and programs write wrongly, as a tree: nothing is fetched or expanded."""

import re
from html.entities import html5
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]  # because it ships no types

_NO_REFERENCE: Final = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|(?P<less><(?![A-Za-z/!?_]))"
    r"|&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)(?P<name>\w*;?)",
    re.DOTALL,
)
"""What XML takes for broken: a `<` that begins no tag, an `&` that begins no reference of its own. CDATA is skipped."""


def tree_of(text: str) -> "_Element | None":
    """Give the root of a text, damaged ones as far as they go; `None` where there is none."""
    from lxml import etree  # type: ignore[import-untyped]  # because it ships no types

    parser = etree.XMLParser(
        encoding="utf-8",  # because what the text states of its encoding was true of the bytes, if of anything
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
    )
    try:
        return etree.fromstring(_NO_REFERENCE.sub(_escaped, text.lstrip()).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def name_of(element: "_Element") -> str:
    """Give an element's name in small letters without its prefix, declared or not.

    Cut by hand, because `QName` raises for a name that only a forgiving parser lets through: "<:opml>".
    """
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _escaped(found: re.Match[str]) -> str:
    """Write what XML takes for broken as what was meant: a sign, or a letter that HTML has a name for."""
    if found["less"]:
        return "&lt;"
    if found["name"] is None:
        return found[0]
    letter = html5.get(found["name"]) if found["name"].endswith(";") else None
    return letter if letter and not letter.isascii() else f"&amp;{found['name']}"
