"""Bytes to text: byte order mark, UTF-8 wherever it fits, what the text states, what its server does, then a guess."""

import codecs
import re

import charset_normalizer

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_MARKUP = (
    (re.compile(rb"(?:[\t\n\r ]\0)*<\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"(?:\0[\t\n\r ])*\0<\0[^\0]"), "utf-16-be"),
)
"""How markup begins without a mark (XML 1.0, appendix F), however few of its letters are ASCII later on."""
_STATED = re.compile(
    rb"<meta\b[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})"
    rb"|<\?xml[^>]{0,100}encoding\s*=\s*[\"']\s*([\w.:-]{1,40})",
    re.IGNORECASE,
)
_SERVED = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
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
_MISSPELT = re.compile(r"(?:x-)?(?:cp|win|windows)-?(\d{3,4})", re.IGNORECASE)
_NEVER_MEANT = re.compile(r"utf-?(?:7|16|32)|unicode|raw_unicode|punycode|idna")
"""What no page or feed without zero bytes is in, and Python's own notations, slow to read."""
_WESTERN = "cp1252"
"""What many state who never looked."""
_NO_WESTERN_WORD = re.compile("[\x80-\xff\u0152-\u2122]{4,}")
"""Letters beyond ASCII in a row that no western word has, and every Russian, Greek or Hebrew one."""
_NOT_GUESSED = ["mac_cyrillic", "mac_greek", "mac_iceland", "mac_latin2", "mac_roman", "mac_turkish"]
"""Where all that tells them from what Windows writes is a capital or two, it was Windows."""
_WHOLE_FOR_ONE_TORN = 4
"""Letters beyond ASCII that are whole for each that is torn, in what is UTF-8 all the same: cut summaries, pasted
bytes. In texts of other encodings hardly any two bytes make a letter of UTF-8."""
_MOST_DAMAGE = 0.001
"""Share of characters that may be torn in what is UTF-16 or UTF-32."""


def decode(raw: bytes, *, served_as: str | None = None) -> str | None:
    """Give the text of a file, or `None` if it is no text in any known encoding.

    `served_as` is the charset that the server stated. What the text itself states wins over it, since many servers
    state one for all they have.
    """
    for mark, encoding in _WIDE_MARKS:
        if raw.startswith(mark):
            raw = raw[len(mark) :]
            return (None if b"\x00" in raw else _decoded(raw, "utf-8")) or _wide(raw, encoding)
    if b"\x00" in raw:
        return _wide(raw, unmarked) if (unmarked := _unmarked(raw)) else None
    raw = raw.removeprefix(codecs.BOM_UTF8)
    text = _decoded(raw, "utf-8") or _torn(raw)
    if text is not None:
        return text
    stated = (_meant(charset) for charset in (_stated(raw), served_as) if charset)
    return next((text for encoding in stated if (text := _as_stated(raw, encoding)) is not None), None) or _guessed(raw)


def charset_of(content_type: str) -> str | None:
    """Give the charset that a server stated with its content type."""
    stated = _SERVED.search(content_type)
    return stated[1] if stated else None


def _unmarked(raw: bytes) -> str | None:
    """Tell UTF-16 without a mark: by how markup begins, or because every other byte is zero."""
    begun = next((encoding for markup, encoding in _WIDE_MARKUP if markup.match(raw)), None)
    head = raw[:_STATED_WITHIN]
    zeros = (("utf-16-le", head[1::2]), ("utf-16-be", head[::2]))
    return begun or next((encoding for encoding, half in zeros if 2 * half.count(0) > len(half)), None)


def _wide(raw: bytes, encoding: str) -> str | None:
    """Read UTF-16 or UTF-32, a last letter that is cut left out; `None` where it is not."""
    width = 4 if "32" in encoding else 2
    text = raw[: len(raw) - len(raw) % width].decode(encoding, "replace")
    return text if text.count("\ufffd") <= _MOST_DAMAGE * len(text) else None


def _torn(raw: bytes) -> str | None:
    """Read UTF-8 with a few bytes that are none."""
    text = raw.decode("utf-8", "replace")
    torn = text.count("\ufffd")
    whole = sum(letter > "\x7f" for letter in text) - torn
    return text if torn * _WHOLE_FOR_ONE_TORN <= whole else None


def _meant(charset: str) -> str:
    if page := _MISSPELT.fullmatch(charset):
        return f"cp{page[1]}"
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return charset
    return _MEANT.get(name, name)


def _as_stated(raw: bytes, encoding: str) -> str | None:
    """Read what states its encoding; `None` where it cannot be that one, or is plainly written in other letters."""
    text = None if _NEVER_MEANT.match(encoding) else _decoded(raw, encoding)
    if text is None or encoding != _WESTERN:
        return text
    beyond = sum(letter > "\x7f" for letter in text)
    return text if 2 * sum(map(len, _NO_WESTERN_WORD.findall(text))) <= beyond else None


def _guessed(raw: bytes) -> str | None:
    """Give the likeliest reading; among equals the western one, which the web takes for its default."""
    guesses = charset_normalizer.from_bytes(raw, cp_exclusion=_NOT_GUESSED)
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
