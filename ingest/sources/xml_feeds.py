"""Feeds in XML: RSS, Atom, RDF and CDF, by feedparser."""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Final, TypeAlias

import feedparser  # type: ignore[import-untyped]  # because it ships no types

from ingest.live import Entry, Feed
from ingest.liveblogs import is_live_blog
from ingest.sources.fields import (
    absolute,
    address_of,
    language_code,
    line,
    moment_of,
    plain,
    storable,
    title_of_markup,
    title_of_text,
    with_scheme,
)
from ingest.sources.items import Item, entries_of
from ingest.sources.publishers import without_publisher
from ingest.timestamps import parse_timestamp

_LONGEST_TIME_TO_LIVE: Final = timedelta(days=365)
_PERIODS: Final = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
"""RSS 1.0's syndication module; `daily` is its default."""
_SKIPPED_HOURS: Final = re.compile(r"<skipHours>(.{0,2000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
_SKIPPED_DAYS: Final = re.compile(r"<skipDays>(.{0,2000}?)</skipDays>", re.IGNORECASE | re.DOTALL)
_HOUR: Final = re.compile(r"<hour>\s*([0-9]{1,2})\s*</hour>", re.IGNORECASE)
_DAY: Final = re.compile(r"<day>\s*(mon|tue|wed|thu|fri|sat|sun)[a-z]*\s*</day>", re.IGNORECASE)
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MIDNIGHT: Final = 24
_MOMENTS: Final = ("published", "updated", "created")
_LONGEST_NAME: Final = 100
"""Characters of a publisher's name; what is longer is a text."""
_TEXT_TYPES: Final = {"text/html", "text/plain", "application/xhtml+xml"}
_BASE: Final = re.compile(r"\bxml:base\s*=\s*[\"']\s*([^\"'<>]*)", re.IGNORECASE)
_ID: Final = re.compile(r"<(?:[\w.-]+:)?(?:guid|id)\b[^<>]*>\s*(?:<!\[CDATA\[)?([^<\]]*)", re.IGNORECASE)
_LINK: Final = re.compile(
    r"(<(?:[\w.-]+:)?link\b(?:[^<>]*?\bhref\s*=\s*[\"']|[^<>]*>)\s*(?:<!\[CDATA\[\s*)?)([^\s<>\"'\]]+)", re.IGNORECASE
)
"""A link and, behind it, where it leads."""
_SECTION: Final = re.compile(r"(?:<|&lt;)!\[CDATA\[")
_SECTION_MARK: Final = re.compile(r"(?:<|&lt;)!\[CDATA\[|\]\](?:>|&gt;)")
_HEAD: Final = 1024
"""Characters in which a declaration may stand; further down it is somebody's example."""
_DECLARATION: Final = re.compile(r"<\?xml\s[^>]*>\s*")
_AS_UTF_8: Final = {"content-type": "application/xml; charset=utf-8"}
_REFERENCE: Final = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_REFERENCES: Final = re.compile(r"(?:&#(?:[xX][0-9a-fA-F]+|[0-9]+);?)+")
_FIRST_HALF: Final = 0xD800
_LAST_HALF: Final = 0xDFFF
_LONG: Final = 8
"""Digits; 1114111 has seven."""
_EXTENSION: Final = re.compile(
    r"</?(?!(?:atom|content|dc|dcterms|rdf|rss|sy|xhtml):)[A-Za-z][\w.-]*+:[\w.-]++[^<>]*+>", re.IGNORECASE
)
"""Tags of vocabularies that tell nothing of what is read here: places, chapters, licences, players."""

_MEDIA: Final = re.compile(
    r"xmlns:([\w.-]{1,40})\s*=\s*[\"']https?://(?:www\.)?search\.yahoo\.com/mrss/?[\"']", re.IGNORECASE
)
_CAPTION: Final = r"<(%s):description\b[^<>]*+>(?:[^<]|<(?!/?\1:description\b))*+</\1:description\s*>"

_Fields: TypeAlias = Mapping[str, object]
"""What the parser found of one element. Its own look-ups answer for missing names with other fields and a warning."""


def read_xml(text: str, *, url: str, is_named: bool) -> Feed | None:
    """Read a feed in XML, damaged ones as far as they go; `None` if it is none.

    `is_named`: whether its first element is a feed's, so that even one without version and items is one.
    """
    bases = _bases(text, url)
    linked = _LINK.sub(lambda link: f"{link[1]}{with_scheme(link[2], url)}", text) if bases.stated else text
    parsed = _parsed(_REFERENCES.sub(_mended, _without_captions(linked)))
    if parsed is None or not (is_named or parsed.version or parsed.items):
        return None
    feed = _feed(parsed, url)
    entries = entries_of([_item(fields, url, feed, bases) for fields in parsed.items])
    return replace(feed, entries=entries, quiet_hours=_quiet_hours(text), quiet_days=_quiet_days(text))


def _without_captions(text: str) -> str:
    """Take out what Media RSS says of an item's pictures, which the parser takes for what is said of the item."""
    prefixes = {"media", *_MEDIA.findall(text)}
    named = "|".join(map(re.escape, sorted(prefixes)))
    return re.sub(_CAPTION % named, "", text, flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Parsed:
    version: str
    channel: _Fields
    items: tuple[_Fields, ...]


def _parsed(text: str) -> _Parsed | None:
    """Give what the parser finds, or `None` where it fails even without the elements that nobody here reads.

    Where it fails, it is mostly over a damaged place or chapter list, which must not cost the rest of the feed.
    """
    for attempt in _attempts(text):
        try:
            return _found(attempt)
        except Exception:  # noqa: BLE001, S112 because its handlers fail on damage in ways that nobody listed
            continue
    return None


def _attempts(text: str) -> Iterator[str]:
    yield text
    yield _EXTENSION.sub("", text)


def _found(text: str) -> _Parsed:
    """Run the parser on a stream: text, it might take for an address or a file name, and open it.

    It is not told the feed's address. Ids then stay as they are written when a feed moves, and a relative one is not
    taken for a link. Bodies are left raw, since reading cleans them, and links in them lead nowhere that we go. What
    the text states of its encoding was true of the bytes, if of anything.
    """
    text = text.lstrip()
    body = f"{_DECLARATION.sub('', text[:_HEAD], count=1)}{text[_HEAD:]}".encode("utf-8", "replace")
    found = feedparser.parse(
        BytesIO(body), response_headers=_AS_UTF_8, sanitize_html=False, resolve_relative_uris=False
    )
    return _Parsed(str(found.version or ""), dict(found.feed), tuple(map(dict, found.entries)))


def _mended(references: re.Match[str]) -> str:
    """Write characters that cannot be as U+FFFD, and those that were written as halves of a pair as one."""
    numbers = [_code_point(hexadecimal, decimal) for hexadecimal, decimal in _REFERENCE.findall(references[0])]
    if all(number < _FIRST_HALF or _LAST_HALF < number <= sys.maxunicode for number in numbers):
        return references[0]
    halves = "".join(chr(number) if number <= sys.maxunicode else "\ufffd" for number in numbers)
    whole = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return "".join(f"&#{ord(letter)};" for letter in whole)


def _code_point(hexadecimal: str, decimal: str) -> int:
    """Give the number of a reference; of one that is longer than any character's, the largest, and one more."""
    digits = (hexadecimal or decimal).lstrip("0")
    return int(digits or "0", 16 if hexadecimal else 10) if len(digits) < _LONG else sys.maxunicode + 1


def _feed(parsed: _Parsed, url: str) -> Feed:
    channel = parsed.channel
    return Feed(
        title=_title(channel),
        site=address_of(_string(channel, "link"), url),
        language=language_code(channel.get("language")),
        time_to_live=_time_to_live(channel),
        entries=(),
    )


def _item(fields: _Fields, url: str, feed: Feed, bases: "_Bases") -> Item:
    texts = list(_texts(fields))
    text = max(texts, key=lambda text: len(plain(text.value)), default=_Text("", None))
    link, title = _link(fields, url, bases), _title(fields)
    entry = Entry(
        key="",
        url=link,
        title=title,
        body=text.value,
        published=moment_of(
            (parse_timestamp(_string(fields, name)) for name in _MOMENTS), is_live=is_live_blog(title, link or "")
        ),
        author=_author(fields),
        language=language_code(text.language) or feed.language,
        publisher=_publisher(fields, feed),
    )
    return Item(_string(fields, "id"), without_publisher(entry))


def _publisher(fields: _Fields, feed: Feed) -> str | None:
    """Give whom the item names as its source, unless that is the feed itself."""
    source = fields.get("source")
    stated = source if isinstance(source, Mapping) else {}
    name = line(plain(_string(stated, "title") or _string(fields, "news_source")))
    return name if name and name != feed.title and len(name) <= _LONGEST_NAME else None


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


def _link(fields: _Fields, url: str, bases: "_Bases") -> str | None:
    """Give where an entry can be read; an id that is no address is no link, and the feed itself is not its item."""
    link = _string(fields, "link")
    is_id = link == fields.get("id") and fields.get("guidislink") is True
    if is_id and ("://" not in link or (bases.stated and link not in bases.ids)):
        return None
    address = address_of(link, url)
    return None if address in bases.stated else address


@dataclass(frozen=True, slots=True)
class _Bases:
    """What the parser joins links and ids to, where the feed states it."""

    stated: frozenset[str]
    ids: frozenset[str]
    """As they are written, for what was joined is no longer told from an address; empty where no base is stated."""


def _bases(text: str, url: str) -> _Bases:
    stated = frozenset(base for found in _BASE.findall(text) if (base := absolute(unescape(found), url)))
    return _Bases(stated, frozenset(unescape(found).strip() for found in _ID.findall(text)) if stated else frozenset())


def _title(fields: _Fields) -> str:
    """Give the title as one line of plain text, its tags gone and its entities decoded once."""
    title = _string(fields, "title")
    detail = fields.get("title_detail")
    is_plain = isinstance(detail, Mapping) and detail.get("type") == "text/plain"
    return title_of_text(title) if is_plain else title_of_markup(title)


def _author(fields: _Fields) -> str | None:
    """Give who wrote it, names before mail addresses."""
    authors = [author for author in _list(fields, "authors") if isinstance(author, Mapping)]
    names = ", ".join(filter(None, (_string(author, "name") for author in authors)))
    return line(plain(names or _string(fields, "author"))) or None


def _time_to_live(channel: _Fields) -> timedelta | None:
    """Give how long the feed asks to be left alone: RSS 2.0's `ttl` in minutes, else RSS 1.0's period and frequency."""
    minutes = _count(channel, "ttl")
    if minutes:
        return min(minutes, _LONGEST_TIME_TO_LIVE // timedelta(minutes=1)) * timedelta(minutes=1)
    if "sy_updateperiod" not in channel and "sy_updatefrequency" not in channel:
        return None
    period = _PERIODS.get(_string(channel, "sy_updateperiod").strip().lower(), _PERIODS["daily"])
    return period / (_count(channel, "sy_updatefrequency") or 1)


def _quiet_hours(text: str) -> frozenset[int]:
    """Give RSS 2.0's `skipHours`, of which the parser keeps the last alone. Some write midnight as 24."""
    stated = _SKIPPED_HOURS.search(text)
    hours = map(int, _HOUR.findall(stated[1])) if stated else ()
    return frozenset(hour % _MIDNIGHT for hour in hours if hour <= _MIDNIGHT)


def _quiet_days(text: str) -> frozenset[int]:
    """Give RSS 2.0's `skipDays`; Monday is 0."""
    stated = _SKIPPED_DAYS.search(text)
    return frozenset(_DAYS.index(day.lower()) for day in _DAY.findall(stated[1])) if stated else frozenset()


def _count(fields: _Fields, name: str) -> int | None:
    stated = _string(fields, name).strip()
    return int(stated) if re.fullmatch(r"[0-9]{1,9}", stated) else None


def _string(fields: _Fields, name: str) -> str:
    """Give a field as text that can be stored and encoded: no NUL, no half of a pair; empty where it is missing.

    Marks of CDATA sections that were escaped, or stand in one another, are no text.
    """
    text = storable(fields.get(name))
    return _SECTION_MARK.sub("", text) if _SECTION.search(text) else text


def _list(fields: _Fields, name: str) -> list[object]:
    value = fields.get(name)
    return value if isinstance(value, list) else []
