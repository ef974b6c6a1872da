"""What stands in a page's source and is not said on it: hidden elements, struck words, marks of footnotes."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.reading.pruning import drop

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
_NUMBER = re.compile(r"[+-]?\d{1,3}")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_RAISED_NUMBER = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
_NOTES_ON_TEN = {"¹", "²"}
_BASE = re.compile(r"(?:(?<![^\W_])[A-Za-zµ]{1,2}|[×x*·]\s?10)\Z")  # noqa: RUF001 because that is how products are written
"""What is raised to a power: a unit, a variable, the ten of a power of ten that something is multiplied by."""
_LONGEST_BASE = 5
_TEN = re.compile(r"(?<![\d.,])10\Z")
_ROMAN = re.compile(r"\b[IVXLC]+\Z")
_OVER = re.compile(r"\s*[/\u2044]")
_STRUCK_LETTERS = re.compile("(?:[^\\W_][\u0335\u0336]\\s?)+")
"""Letters with a stroke through each, which is how plain text strikes words."""


def drop_unsaid(tree: "HtmlElement") -> None:
    """Take out of a parsed page or fragment what its reader does not see, or sees withdrawn.

    Raised numbers become characters; `without_notes` tells marks from powers.
    """
    whole = len(tree.text_content())
    for element in list(_unshown(tree)):
        if element.tag in {"p", "span", "li"} or len(element.text_content()) <= _ALL_BUT * whole:
            drop([element])
    for mark in list(tree.iter("sup")):
        _lower(mark)


def without_notes(text: str) -> str:
    """Give text without the raised numbers that mark notes, and without letters struck one by one.

    Powers stay, as in km² and 10⁶: but 42¹ people are 42, and not 421.
    """
    return _RAISED_NUMBER.sub(_as_power, _STRUCK_LETTERS.sub("", text)).strip()


def _as_power(number: re.Match[str]) -> str:
    before = number.string[max(0, number.start() - _LONGEST_BASE) : number.start()]
    is_power = _BASE.search(before) or (_TEN.search(before) and number[0] not in _NOTES_ON_TEN)
    return number[0] if is_power else ""


def _unshown(tree: "HtmlElement") -> Iterator["HtmlElement"]:
    for element in tree.iter("*"):
        hidden = element.get("hidden")
        if (
            element.tag in _STRUCK
            or element.tag == "template"
            or (element.tag == "dialog" and element.get("open") is None)
            or (hidden is not None and hidden.casefold() != "until-found")
            or _UNSHOWN.search(element.get("style") or "")
        ):
            yield element


def _lower(raised: "HtmlElement") -> None:
    """Take the mark of a note out; write a number as the characters that stay raised when markup goes."""
    text = " ".join(raised.text_content().split())
    if _OVER.match(raised.tail or ""):
        _write(raised, f" {text}")  # of "1 1/2"
    elif _NUMBER.fullmatch(text) and not raised.findall(".//a"):
        _write(raised, text.translate(_RAISED))
    elif _MARK.fullmatch(text) and not _ROMAN.search(_before(raised)):
        drop([raised])


def _write(element: "HtmlElement", text: str) -> None:
    for part in list(element):
        element.remove(part)
    element.text = text


def _before(element: "HtmlElement") -> str:
    """Give the text that an element follows on its line."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return str(previous.tail or previous.text_content())
    return str(parent.text or "") if parent is not None else ""
