"""Bytes to text: byte order mark, UTF-8 wherever it fits, what the text states, what its server does, then a guess."""

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
_STATED_WITHIN = 65_536
"""Bytes; the standard says 1,024, real pages put scripts before it."""
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""What the web means by a charset's name, by Python's names: the larger set that grew out of it (WHATWG Encoding)."""
_MOST_DAMAGE = 0.001
"""Share of characters that may be torn in what is UTF-8 all the same: cut summaries, pasted bytes."""


def decode(raw: bytes, *, served_as: str | None = None) -> str | None:
    """Give the text of a file, or `None` if it is no text in any known encoding.

    `served_as` is the charset that the server stated. What the text itself states wins over it, since many servers
    state one for all they have.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decoded(raw, encoding)
    if b"\x00" in raw:
        return _wide(raw)
    text = _decoded(raw, "utf-8")
    if text is not None:
        return text
    stated = filter(None, (_stated(raw), served_as))
    named = (text for charset in stated if (text := _decoded(raw, _meant(charset))) is not None)
    return next(named, None) or _torn(raw) or _guessed(raw)


def _wide(raw: bytes) -> str | None:
    """Read UTF-16 without a mark: in markup, every other byte is zero."""
    head = raw[:_STATED_WITHIN]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if 2 * zeros.count(0) > len(zeros):
            return _decoded(raw, encoding)
    return None


def _torn(raw: bytes) -> str | None:
    """Read UTF-8 with a few bytes that are none."""
    text = raw.decode("utf-8", "replace")
    beyond = sum(letter > "\x7f" for letter in text) - text.count("\ufffd")
    damage = text.count("\ufffd")
    return text if damage <= _MOST_DAMAGE * len(text) and damage < beyond else None


def _meant(charset: str) -> str:
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return charset
    return _MEANT.get(name, name)


def _guessed(raw: bytes) -> str | None:
    """Give the likeliest reading; among equals the western one, which the web takes for its default."""
    guesses = charset_normalizer.from_bytes(raw)
    if not guesses:
        return None
    return str(min(guesses, key=lambda guess: (guess.chaos, -guess.coherence, guess.encoding != "cp1252")))


def _stated(raw: bytes) -> str | None:
    stated = _STATED.search(raw[:_STATED_WITHIN])
    return (stated[1] or stated[2]).decode("ascii") if stated else None


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError):
        return None
