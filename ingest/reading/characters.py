"""Characters as the archive keeps them: NFC, nothing invisible, plain spaces and line ends."""

import html
import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"
)
"""Joiners (U+200C, U+200D) stay: Persian words and emoji need them."""
_SPACES = re.compile("[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def clean(text: str) -> str:
    """Give `text` in NFC without control and direction characters; runs of spaces become one."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text))


def line(text: str | None) -> str:
    """Give `text` as one clean line with its entities resolved; nothing for nothing."""
    return " ".join(clean(resolved(text)).split()) if text else ""


def resolved(text: str) -> str:
    """Give `text` with its HTML entities as characters, those escaped twice too.

    Only entities that end in a semicolon: `R&D` and `?a=1&copy=2` are not markup.
    """
    for _ in range(2):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return text
