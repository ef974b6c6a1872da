"""Feeds: RSS, Atom and RDF bytes to entries. Asks nothing of the network."""

import re
import sys
from calendar import timegm
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import unescape
from io import BytesIO
from time import struct_time
from typing import Final, TypeAlias
from urllib.parse import urljoin, urlsplit

import feedparser  # type: ignore[import-untyped]  # because it ships no types

from ingest.articles import Document
from ingest.live import Entry, Failure, FailureKind, Feed
from ingest.timestamps import parse_timestamp

MAX_ENTRIES: Final = 500
"""The newest of a feed; what is older was there at an earlier poll, or is history that nobody asked for."""
_OLDEST: Final = datetime(1995, 1, 1, tzinfo=UTC)
"""No feed is older than feeds; an earlier date is an unset clock."""
_UNDATED: Final = datetime.min.replace(tzinfo=UTC)
_LONGEST_TIME_TO_LIVE: Final = timedelta(days=365)
_PERIODS: Final = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
"""RSS 1.0's syndication module; `daily` is its default."""
_TEXT_TYPES: Final = {"text/html", "text/plain", "application/xhtml+xml"}
_HEAD: Final = 4096
"""Bytes that tell what an answer is."""
_PREAMBLE: Final = r"\A\s*+(?:<\?xml[^>]*+>\s*+|(?><!--.*?-->)\s*+)*+"
_FEED: Final = re.compile(
    _PREAMBLE + r"(?:<!doctype[^>]*+>\s*+)?<(?:[\w.-]+:)?(?:rss|rdf|feed|channel)\b", re.IGNORECASE | re.DOTALL
)
"""The first element of RSS, RDF, Atom and CDF."""
_PAGE: Final = re.compile(_PREAMBLE + r"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_KINDS: Final = (
    ("a web page", _PAGE),
    ("JSON", re.compile(r"\A\s*(?:\[\s*[\[{\"\]]|\{\s*[\"}])")),
    ("a list of feeds (OPML)", re.compile(r"<opml\b", re.IGNORECASE)),
    ("a sitemap", re.compile(r"<(?:urlset|sitemapindex)\b", re.IGNORECASE)),
    ("a web page", re.compile(r"<(?:html|head|body|div|p|h1|script|title|br)\b", re.IGNORECASE)),
    ("another kind of XML", re.compile(r"\A\s*<\?xml\b", re.IGNORECASE)),
)
_UNSEEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script\s*>|\Z)|<style\b.*?(?:</style\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_TAG: Final = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_FORMATTING: Final = re.compile(
    r"</?(?:a|b|br|div|em|font|i|img|p|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
"""Tags that stand in titles which are stated to be plain text and are not."""

_REFERENCE: Final = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_REFERENCES: Final = re.compile(rb"(?:&#(?:[xX][0-9a-fA-F]+|[0-9]+);?)+")
_FIRST_HALF: Final = 0xD800
_LAST_HALF: Final = 0xDFFF
_LONG: Final = 8
"""Digits; 1114111 has seven."""
_EXTENSION: Final = re.compile(
    rb"</?(?!(?:atom|content|dc|dcterms|rdf|rss|sy|xhtml):)[A-Za-z][\w.-]*+:[\w.-]++[^<>]*+>", re.IGNORECASE
)
"""Tags of vocabularies that tell nothing of what is read here: places, chapters, licences, players."""

_Fields: TypeAlias = Mapping[str, object]
"""What the parser found of one element. Its own look-ups answer for missing names with other fields and a warning."""


def parse_feed(body: bytes, *, url: str, content_type: str) -> Feed | Failure:
    """Read a feed that was found at `url`; `content_type` is as the server stated it, with its charset.

    Whatever the bytes are, the answer is a value, and nothing is fetched. A damaged feed keeps what could be read of
    it, and one without items is a feed. Anything else is a `Failure` that says what it is instead.
    """
    if not body.strip():
        return _no_feed(url, "an empty answer")
    parsed = _parsed(_REFERENCES.sub(_mended, body), content_type)
    if parsed is None:
        return _no_feed(url, "something unreadable")
    return _feed(parsed, url) if _is_feed(parsed, _head(body)) else _no_feed(url, _kind(body, content_type))


def document_of(entry: Entry, *, publisher: str, body: str | None = None) -> Document:
    """Give an entry as a document to read: with the page that it links to as `body`, or its own text."""
    return Document(
        origin=entry.link,
        body=entry.body if body is None else body,
        url=entry.url,
        title=entry.title,
        published=entry.published,
        publisher=publisher,
        author=entry.author,
        language=entry.language,
    )


def content_digest(entry: Entry) -> str:
    """Give a SHA-256 (hex) of what an entry says: while it stays, the entry need not be read again."""
    published = entry.published.isoformat() if entry.published else ""
    return _digest(entry.title, entry.body, entry.url or "", published)


@dataclass(frozen=True, slots=True)
class _Parsed:
    version: str
    channel: _Fields
    items: tuple[_Fields, ...]


def _parsed(body: bytes, content_type: str) -> _Parsed | None:
    """Give what the parser finds, or `None` where it fails even without the elements that nobody here reads.

    Where it fails, it is mostly over a damaged place or chapter list, which must not cost the rest of the feed.
    """
    for attempt in _attempts(body):
        try:
            return _found(attempt, content_type)
        except Exception:  # noqa: BLE001, S112 because its handlers fail on damage in ways that nobody listed
            continue
    return None


def _attempts(body: bytes) -> Iterator[bytes]:
    yield body
    yield _EXTENSION.sub(b"", body)


def _found(body: bytes, content_type: str) -> _Parsed:
    """Run the parser on a stream: text, it might take for an address or a file name, and open it.

    It is not told the feed's address. Ids then stay as they are written when a feed moves, and a relative one is not
    taken for a link. Bodies are left raw, since reading cleans them, and links in them lead nowhere that we go.
    """
    headers = {"content-type": content_type or "application/xml"}
    found = feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    return _Parsed(str(found.version or ""), dict(found.feed), tuple(map(dict, found.entries)))


def _mended(references: re.Match[bytes]) -> bytes:
    """Write characters that cannot be as U+FFFD, and those that were written as halves of a pair as one."""
    numbers = [_code_point(hexadecimal, decimal) for hexadecimal, decimal in _REFERENCE.findall(references[0])]
    if all(number < _FIRST_HALF or _LAST_HALF < number <= sys.maxunicode for number in numbers):
        return references[0]
    halves = "".join(chr(number) if number <= sys.maxunicode else "\ufffd" for number in numbers)
    whole = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return "".join(f"&#{ord(letter)};" for letter in whole).encode()


def _code_point(hexadecimal: bytes, decimal: bytes) -> int:
    """Give the number of a reference; of one that is longer than any character's, the largest, and one more."""
    digits = (hexadecimal or decimal).lstrip(b"0")
    return int(digits or b"0", 16 if hexadecimal else 10) if len(digits) < _LONG else sys.maxunicode + 1


def _is_feed(parsed: _Parsed, head: str) -> bool:
    """Tell a feed, which may be empty or damaged, from whatever else mentions a feed's namespace."""
    return not _PAGE.search(head) and bool(parsed.version or parsed.items or _FEED.search(head))


def _kind(body: bytes, content_type: str) -> str:
    head = _head(body)
    media_type = content_type.partition(";")[0].strip().lower()
    stated = f"something else ({media_type})" if media_type else "something else"
    return next((kind for kind, pattern in _KINDS if pattern.search(head)), stated)


def _head(body: bytes) -> str:
    """Give the beginning as text, wide encodings included: markup is in ASCII."""
    return body[:_HEAD].replace(b"\0", b"").decode("ascii", "ignore")


def _no_feed(url: str, kind: str) -> Failure:
    return Failure(FailureKind.MALFORMED, f"{_host(url)} gave {kind}, not a feed")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _feed(parsed: _Parsed, url: str) -> Feed:
    channel = parsed.channel
    language = _language(channel.get("language"))
    entries = _told_apart([_item(fields, url, language) for fields in parsed.items])
    return Feed(
        title=_title(channel),
        site=_absolute(_string(channel, "link"), url),
        language=language,
        time_to_live=_time_to_live(channel),
        entries=_newest(entries),
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry whose key is yet to be chosen, since that depends on the others."""

    id: str
    entry: Entry

    @property
    def names(self) -> tuple[str, str, str]:
        """What could be its key, each telling more apart than the one before; empty where it has no such thing."""
        stated = [name for name in (self.id, self.entry.url) if name]
        contents = _digest(self.entry.title, self.entry.body)
        return " ".join(stated[:1]), " ".join(stated), " ".join([*stated, contents])


def _told_apart(items: list[_Item]) -> tuple[Entry, ...]:
    """Give each entry the shortest key that no other one has.

    An entry is known by its id, by id and address where ids repeat, by its address where it has no id, and by title
    and text added to these, or instead of them, where nothing else tells. What is the same in all is counted.
    """
    ladders = [item.names for item in items]
    uses = Counter(name for names in set(ladders) for name in set(names))
    keys = [next((name for name in names if name and uses[name] == 1), names[-1]) for names in ladders]
    repeats: Counter[str] = Counter()
    entries = []
    for item, key in zip(items, keys, strict=True):
        repeats[key] += 1
        entries.append(replace(item.entry, key=key if repeats[key] == 1 else f"{key} {repeats[key]}"))
    return tuple(entries)


def _newest(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Give at most `MAX_ENTRIES`, in the feed's order; undated ones are the first to go, from the end."""
    if len(entries) <= MAX_ENTRIES:
        return entries
    ranked = sorted(entries, key=lambda entry: entry.published or _UNDATED, reverse=True)
    kept = {entry.key for entry in ranked[:MAX_ENTRIES]}
    return tuple(entry for entry in entries if entry.key in kept)


def _item(fields: _Fields, url: str, language: str | None) -> _Item:
    texts = list(_texts(fields))
    text = max(texts, key=lambda text: len(_plain(text.value)), default=_Text("", None))
    entry = Entry(
        key="",
        url=_link(fields, url),
        title=_title(fields),
        body=text.value,
        published=_published(fields),
        author=_author(fields),
        language=_language(text.language) or language,
    )
    return _Item(_string(fields, "id"), entry)


@dataclass(frozen=True, slots=True)
class _Text:
    value: str
    language: object


def _texts(fields: _Fields) -> Iterator[_Text]:
    """Give the texts of an entry, full ones before its summary."""
    for detail in [*_list(fields, "content"), fields.get("summary_detail")]:
        if isinstance(detail, Mapping) and detail.get("type") in _TEXT_TYPES and (value := _string(detail, "value")):
            yield _Text(value, detail.get("language"))
    yield _Text(_string(fields, "summary"), None)


def _link(fields: _Fields, url: str) -> str | None:
    """Give where an entry can be read; an id that is no address is no link, and the feed itself is not its item."""
    link = _string(fields, "link")
    is_id = link == fields.get("id") and fields.get("guidislink") is True
    address = None if is_id and "://" not in link else _absolute(link, url)
    return address if address != url else None


def _absolute(link: str, base: str) -> str | None:
    """Give a link as a whole web address, or `None` if it is none."""
    if not link.strip():
        return None
    try:
        address = urljoin(base, link.strip())
        is_web = urlsplit(address).scheme in {"http", "https"} and urlsplit(address).hostname
    except ValueError:
        return None
    return address.replace(" ", "%20") if is_web else None


def _title(fields: _Fields) -> str:
    """Give the title as one line of plain text, its tags gone and its entities decoded once."""
    title = _string(fields, "title")
    detail = fields.get("title_detail")
    is_plain = isinstance(detail, Mapping) and detail.get("type") == "text/plain"
    return " ".join((_FORMATTING.sub("", _UNSEEN.sub("", title)) if is_plain else _plain(title)).split())


def _plain(markup: str) -> str:
    return unescape(_TAG.sub("", _UNSEEN.sub("", markup)))


def _published(fields: _Fields) -> datetime | None:
    """Give the first credible moment: of publication, else of the last change, else of creation."""
    for name in ("published", "updated", "created"):
        moment = _moment(fields.get(f"{name}_parsed")) or parse_timestamp(_string(fields, name))
        if moment and moment >= _OLDEST:
            return moment
    return None


def _moment(parsed: object) -> datetime | None:
    """Give what the parser read, which is UTC; it takes a time without zone for UTC, as we do."""
    if not isinstance(parsed, struct_time):
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _author(fields: _Fields) -> str | None:
    """Give who wrote it, names before mail addresses."""
    authors = [author for author in _list(fields, "authors") if isinstance(author, Mapping)]
    names = ", ".join(filter(None, (_string(author, "name") for author in authors)))
    return " ".join(_plain(names or _string(fields, "author")).split()) or None


def _language(stated: object) -> str | None:
    """Give the language of `en-US` as `en`; `None` for what is no two-letter code."""
    code = stated.replace("_", "-").partition("-")[0].strip().lower() if isinstance(stated, str) else ""
    return code if len(code) == len("en") and code.isascii() and code.isalpha() else None


def _time_to_live(channel: _Fields) -> timedelta | None:
    """Give how long the feed asks to be left alone: RSS 2.0's `ttl` in minutes, else RSS 1.0's period and frequency."""
    minutes = _count(channel, "ttl")
    if minutes:
        return min(minutes, _LONGEST_TIME_TO_LIVE // timedelta(minutes=1)) * timedelta(minutes=1)
    if "sy_updateperiod" not in channel and "sy_updatefrequency" not in channel:
        return None
    period = _PERIODS.get(_string(channel, "sy_updateperiod").strip().lower(), _PERIODS["daily"])
    return period / (_count(channel, "sy_updatefrequency") or 1)


def _count(fields: _Fields, name: str) -> int | None:
    stated = _string(fields, name).strip()
    return int(stated) if re.fullmatch(r"[0-9]{1,9}", stated) else None


def _string(fields: _Fields, name: str) -> str:
    """Give a field as text that can be stored and encoded: no NUL, no half of a pair; empty where it is missing."""
    value = fields.get(name)
    return value.replace("\0", "").encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _list(fields: _Fields, name: str) -> list[object]:
    value = fields.get(name)
    return value if isinstance(value, list) else []


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()
