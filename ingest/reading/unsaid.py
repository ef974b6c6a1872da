"""What stands in a page's source and is not said on it: hidden elements, struck words, marks of footnotes."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # because it ships no types

_STRUCK = ("del", "s", "strike")
_UNSHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:opacity|font-size)\s*:\s*0(?:\.0+)?(?:[a-z%]*)"
    r"|text-decoration(?:-line)?\s*:[^;]*\bline-through)\s*(?:!\s*important\s*)?(?:;|$|\s)",
    re.IGNORECASE,
)
_ALL_BUT = 0.8
"""Of a page's text, in an element that is hidden: that is the article, which the page's scripts show in the end."""
_MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶]{1,3})(?:\s*[,;–-]\s*(?:\d{1,3}|[a-z]))*\s*[\])]?")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_EXPONENT = re.compile(r"[+-]?\d{1,3}")
_BASE = re.compile(r"(?:(?<![^\W\d_])(?:[kcmdµ]?m|ft|mi|in|yd|[a-z]|[A-Z])|[×x*·]\s*10)\Z")
"""What is raised to a power: units of length, a variable, the ten of `6 × 10⁹`."""
_OVER = re.compile(r"\s*[/⁄]")


def drop_unsaid(tree: "HtmlElement") -> None:
    """Take out of a parsed page or fragment what its reader does not see, or sees withdrawn.

    Of what is raised, ordinals (2nd) and powers (km², 10⁶) stay, and marks of notes go: 42¹ people are not 421.
    """
    whole = len(tree.text_content())
    for element in list(_unshown(tree)):
        if element.tag in {"p", "span", "li"} or len(element.text_content()) <= _ALL_BUT * whole:
            _drop(element)
    for mark in list(tree.iter("sup")):
        _lower(mark)


def _unshown(tree: "HtmlElement") -> Iterator["HtmlElement"]:
    for element in tree.iter("*"):
        hidden = element.get("hidden")
        if (
            element.tag in _STRUCK
            or (hidden is not None and hidden.casefold() != "until-found")
            or _UNSHOWN.search(element.get("style") or "")
        ):
            yield element


def _lower(raised: "HtmlElement") -> None:
    """Take a mark of a note out, and write a power as the characters that stay powers when markup goes."""
    text = " ".join(raised.text_content().split())
    before = _before(raised)
    if _OVER.match(raised.tail or ""):
        raised.text = f" {text}"  # of "1 1/2"
    elif _EXPONENT.fullmatch(text) and _BASE.search(before):
        raised.text = text.translate(_RAISED)
    elif _MARK.fullmatch(text):
        _drop(raised)


def _before(element: "HtmlElement") -> str:
    """Give the text that an element follows on its line."""
    previous = element.getprevious()
    if previous is None:
        return (element.getparent().text or "") if element.getparent() is not None else ""
    return previous.tail or previous.text_content()


def _drop(element: "HtmlElement") -> None:
    if element.getparent() is not None:
        element.drop_tree()
