"""What lists of news state of their items, made usable: addresses, plain text, languages, moments."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from html import unescape
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

_OLDEST: Final = datetime(1995, 1, 1, tzinfo=UTC)
"""No feed is older than feeds; an earlier date is an unset clock."""
_UNSEEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script\s*>|\Z)|<style\b.*?(?:</style\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_FORMATTING: Final = re.compile(
    r"</?(?:a|b|br|div|em|font|i|img|p|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
"""Tags that stand in titles which are stated to be plain text and are not."""
_SLIP: Final = re.compile(r"(?:https?:/*(?=https?:))*(https?)(?::/+|//+)(?=[^/])", re.IGNORECASE)
"""`http:/`, `http//`, `http://http://`."""
_HOST_FIRST: Final = re.compile(
    r"(?:www\.(?:[\w-]+\.)+|(?:[\w-]+\.)+(?=[^\W\d_]+(?::[0-9]+)?/))([^\W\d_]{2,24})(?![\w.])", re.IGNORECASE
)
_FILES: Final = {"php", "htm", "html", "shtml", "asp", "aspx", "jsp", "cfm", "cgi", "do", "pl", "xml"}
"""Ends of names that stand in paths and are no domains'."""


def storable(value: object) -> str:
    """Give text that can be stored and encoded: no NUL, no half of a pair; empty for what is no text."""
    return value.replace("\0", "").encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def absolute(link: str, base: str) -> str | None:
    """Give a link as a whole web address, or `None` if it is none."""
    if not link.strip():
        return None
    try:
        address = urljoin(base, link.strip())
        is_web = urlsplit(address).scheme in {"http", "https"} and urlsplit(address).hostname
    except ValueError:
        return None
    return address.replace(" ", "%20") if is_web else None


def address_of(link: str, base: str) -> str | None:
    """Give the address that an item states, slips of the pen mended; `None` if it is none, or the list's own."""
    address = absolute(with_scheme(link, base), base)
    return None if address is None or urldefrag(address).url.rstrip("?") == urldefrag(base).url else address


def with_scheme(link: str, base: str) -> str:
    """Give a link that begins with its host, `news.example/1`, as one, so that it is not looked for in a folder."""
    link = link.strip().removeprefix(":")
    slip = _SLIP.match(link)
    link = f"{slip[1]}://{link[slip.end() :]}" if slip else link
    found = _HOST_FIRST.match(link)
    begins_with_host = found is not None and found[1].lower() not in _FILES
    return f"//{link}" if begins_with_host or link.lower() == host(base) else link


def host(url: str) -> str:
    """Give an address's host, or the address where it has none."""
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def title_of_markup(title: str) -> str:
    """Give a title as one line of plain text, its tags gone and its entities decoded once."""
    return line(plain(title))


def title_of_text(title: str) -> str:
    """Give a title that is stated to be plain text as one line, without the formatting that it holds all the same."""
    return line(_FORMATTING.sub("", _UNSEEN.sub("", title)))


def plain(markup: str) -> str:
    """Give what a reader sees of markup."""
    return unescape(_TAG.sub("", _UNSEEN.sub("", markup)))


def line(text: str) -> str:
    """Give a text on one line."""
    return " ".join(text.split())


def language_code(stated: object) -> str | None:
    """Give the language of `en-US` as `en`; `None` for what is no two-letter code."""
    code = stated.replace("_", "-").partition("-")[0].strip().lower() if isinstance(stated, str) else ""
    return code if len(code) == len("en") and code.isascii() and code.isalpha() else None


def credible(moment: datetime | None) -> datetime | None:
    """Give a moment back unless it is of a clock that was never set."""
    return moment if moment and moment >= _OLDEST else None


def moment_of(stated: Iterable[datetime | None], *, is_live: bool) -> datetime | None:
    """Give the first credible moment; of what is written on while something happens, the latest."""
    moments = [moment for moment in map(credible, stated) if moment]
    return max(moments, default=None) if is_live else next(iter(moments), None)


def digest(*parts: str) -> str:
    """Give a SHA-256 (hex) of texts."""
    return sha256("\0".join(parts).encode()).hexdigest()
