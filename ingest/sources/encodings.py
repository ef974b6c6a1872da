"""Bytes to text: byte order mark, stated charset, UTF-8, and only then a guess."""

import codecs
import re

import charset_normalizer

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STATED = re.compile(
    rb"<meta\b[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{1,40})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{1,40})",
    re.IGNORECASE,
)
_STATED_WITHIN = 4096
"""Bytes; the standard says 1,024, real pages put scripts before it."""


def decode(raw: bytes) -> str | None:
    """Give the text of a file, or `None` if it is no text in any known encoding."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decoded(raw, encoding)
    if b"\x00" in raw:
        return None
    text = _decoded(raw, "utf-8") or _decoded(raw, _stated(raw))
    if text is not None:
        return text
    return _guessed(raw)


def _guessed(raw: bytes) -> str | None:
    """Give the likeliest reading; among equals the western one, which the web takes for its default."""
    guesses = charset_normalizer.from_bytes(raw)
    if not guesses:
        return None
    return str(min(guesses, key=lambda guess: (guess.chaos, -guess.coherence, guess.encoding != "cp1252")))


def _stated(raw: bytes) -> str:
    stated = _STATED.search(raw[:_STATED_WITHIN])
    return (stated[1] or stated[2]).decode("ascii") if stated else "utf-8"


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError):
        return None
