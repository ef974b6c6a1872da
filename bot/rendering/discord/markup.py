"""Strangers' text and addresses in Discord's markdown: they show what they say and do nothing else. Pure."""

import re
import unicodedata
from bisect import bisect_right
from typing import Final
from urllib.parse import quote, urlsplit

from bot.rendering.discord.limits import LINK_CHARACTERS, NAME_CHARACTERS

_ELLIPSIS: Final = "…"
_WORD_JOINER: Final = "\u2060"
"""Invisible and unbreakable. `\\@everyone` still pings, since Discord looks for the word in the text as sent."""
_JOINERS: Final = "\u200c\u200d"
"""Spelling in Persian and Hindi, glue in emoji; between Latin letters they only hide something."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs"})
"""Unicode categories: controls, formats (zero-width, direction of writing), halves of surrogate pairs."""
_LONGEST_WORD: Final = 24
"""How far back a cut looks for the end of a word."""

_EMPHASIS = re.compile(r"[\\*_~`|\[\]<#@]")
_LINE_START = re.compile(r"^(?:([-+>])|(\d+)([.)])(?=\s|$))")
_SCHEME = re.compile(r":/(?=/)")
_HOST_END = re.compile(r"(\.[a-z]{2,24})/", re.IGNORECASE)
"""Discord turns `discord.gg/word` into an invitation without any scheme."""
_EMOJI_NAME = re.compile(r":(?=[\w+~-]+(?::|$))")
"""At the end too: the sentence in which the text stands may go on with a colon."""
_EVERYBODY = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_ADDRESS = re.compile(r"\w\.[a-z]{2,}|://|\bwww\.", re.IGNORECASE)
"""What a reader may take for an address; in a link's text it would hide where the link leads."""
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?", re.IGNORECASE)
_HARMLESS: Final = "%/:?!$&+,;=~-._"
"""Characters of an address that stay: no parentheses, brackets, spaces, nor the `@` of `@everyone`."""
_CITATION_TORN = re.compile(r"\[\d*$")
_BRACKETS = str.maketrans("[]", "()")


def size(text: str) -> int:
    """Count the characters as Discord's clients do: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def one_line(text: str) -> str:
    """Give text on one line, without characters that are not seen."""
    spaced = " ".join(text.split())
    if spaced.isprintable():
        return spaced
    return " ".join("".join(kept for kept in map(_seen, " " + spaced, spaced, spaced[1:] + " ")).split())


def _seen(before: str, character: str, after: str) -> str:
    if character in _JOINERS:
        return "" if before.isascii() or after.isascii() else character
    return "" if unicodedata.category(character) in _UNSEEN else character


def safe(text: str) -> str:
    """Give strangers' text on one line such that it looks as written, pings nobody and links nowhere."""
    return escaped(one_line(text))


def escaped(line: str) -> str:
    """Escape one line that holds no unseen characters; see `safe`."""
    marked = _EMPHASIS.sub(r"\\\g<0>", line)
    marked = marked.replace("](", r"]\(")  # because an escaped bracket still ends a link that was opened before it
    marked = _EVERYBODY.sub(f"@{_WORD_JOINER}", marked)
    marked = _SCHEME.sub(r":\\/", marked)
    marked = _HOST_END.sub(r"\1\\/", marked)
    marked = _EMOJI_NAME.sub(r"\\:", marked)
    return _LINE_START.sub(lambda start: rf"\{start[1]}" if start[1] else rf"{start[2]}\{start[3]}", marked)


def fitted(text: str, *, shown: int, sent: int | None = None) -> str:
    """Give strangers' text safe, cut to `shown` characters as seen and `sent` with its escapes."""
    line = one_line(text)
    whole = escaped(cut(line, shown))
    if sent is None or size(whole) <= sent:
        return whole
    lengths = range(1, min(shown, size(line)) + 1)
    fits = bisect_right(lengths, sent, key=lambda length: size(escaped(cut(line, length))))
    return escaped(cut(line, fits))


def cut(line: str, shown: int) -> str:
    """Give at most `shown` characters of a line of plain text; where some are left out, an ellipsis tells."""
    if size(line) <= shown:
        return line
    closing = "”" if "“" in line else ""
    room = shown - len(_ELLIPSIS) - len(closing)
    if room <= 0:
        return _ELLIPSIS[: max(shown, 0)]
    end = _fitting(line, room)
    space = line.rfind(" ", max(end - _LONGEST_WORD, 0), end + 1)
    kept = _CITATION_TORN.sub("", line[: space if space > 0 else end]).rstrip(" ,;:([“—–-")
    return kept + _ELLIPSIS + (closing if kept.count("“") > kept.count("”") else "")


def _fitting(line: str, shown: int) -> int:
    """Give how many code points fit, never parting a letter from its accents or an emoji from its parts."""
    end = bisect_right(range(1, min(shown, len(line)) + 1), shown, key=lambda length: size(line[:length]))
    while 0 < end < len(line) and (_clings(line[end]) or line[end - 1] in _JOINERS):
        end -= 1
    return end


def _clings(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or character in _JOINERS or "🏻" <= character <= "🏿"


def link(url: str | None, title: str) -> str:
    """Give a title that leads to `url`; the plain title where that is no web address that fits.

    A title that looks like an address stands beside its link: nobody is to think that it leads there.
    """
    target, name = _target(url), safe(title.translate(_BRACKETS))
    if target is None:
        return name or "untitled"
    if _ADDRESS.search(title):
        return f"{name} ([article](<{target}>))"
    return f"[{name or 'untitled'}](<{target}>)"


def bare_link(url: str | None) -> str:
    """Give an address to follow, without a preview; "" where it is no web address that fits."""
    target = _target(url)
    return f"<{target}>" if target else ""


def domain(url: str | None) -> str:
    """Give the domain that a link leads to, as plain text; "" where `link` gives none. A long one keeps its end."""
    target = _target(url)
    if target is None:
        return ""
    host = (urlsplit(target).hostname or "").removeprefix("www.")
    return host if len(host) <= NAME_CHARACTERS else _ELLIPSIS + host[1 - NAME_CHARACTERS :]


def _target(url: str | None) -> str | None:
    """Give the address percent-encoded; `None` if it is too long, not of the web, or names a user."""
    try:
        parts = urlsplit((url or "").strip())
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    place = parts._replace(netloc=host if port is None else f"{host}:{port}")
    encoded = place._replace(path=_encoded(parts.path), query=_encoded(parts.query), fragment=_encoded(parts.fragment))
    target = encoded.geturl()
    return target if len(target) <= LINK_CHARACTERS else None


def _ascii_host(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _encoded(part: str) -> str:
    return quote(part, safe=_HARMLESS, errors="replace")
