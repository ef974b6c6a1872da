"""Characters as the archive keeps them: NFC, nothing invisible, plain spaces and line ends."""

import html
import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"
)
"""Joiners (U+200C, U+200D) stay: Persian words and emoji need them."""
_WITHIN_NUMBERS = re.compile(r"(?<=\d)[\u200c\u200d\ufe00-\ufe0f]+")
"""Joiners and variants that digits have no need of: a 6 that is drawn as a picture is a 6."""
_SPACES = re.compile("[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


_WORD = re.compile(r"\w+")
_MANGLED = re.compile("[ÃÂÐÑ][\x80-\xff\u0152-\u2122]|â€")
"""What UTF-8 looks like that was read as windows-1252."""
_BYTES = {
    ord(bytes([byte]).decode("cp1252")): byte for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"
}
"""Windows-1252's own characters, back to the bytes that they stand for; five bytes stand for none."""


def clean(text: str) -> str:
    """Give `text` in NFC without control and direction characters; runs of spaces become one.

    Lines of UTF-8 that somebody took for windows-1252 are mended.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    if _MANGLED.search(text):
        text = "\n".join(map(_mended, text.split("\n")))
    text = _LINE_ENDS.sub("\n", text)
    text = _WITHIN_NUMBERS.sub("", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text))


def _mended(text: str) -> str:
    """Undo the wrong reading of a line, where all of it proves it: `â€™` is `’`."""
    try:
        return text.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


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


def bare(text: str) -> str:
    """Give the words of a text in small letters, which is what two tellings of a line have in common."""
    return " ".join(_WORD.findall(text.casefold()))
