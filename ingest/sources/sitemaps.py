"""News sitemaps, and the indexes that list them (sitemaps.org; Google's news extension)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ingest.live import Entry, Feed, SourceKind
from ingest.sources.fields import absolute, address_of, credible, host, language_code, line, storable, title_of_markup
from ingest.sources.items import Item, entries_of, newest
from ingest.sources.xml_trees import name_of, tree_of
from ingest.timestamps import parse_timestamp

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]  # because it ships no types

MOST_PARTS: Final = 10
"""Sitemaps of an index that are read: those of news are few, and a publisher is asked for each at every poll."""
_NEVER: Final = datetime.min.replace(tzinfo=UTC)
_YEARS: Final = range(1990, 2100)
_NUMBER: Final = re.compile(r"(?:19|20)\d\d(?=(?:0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d))|(?<=(?:19|20)\d\d)\d\d|\d{1,18}")
"""`202611` is 2026 and 11; `20261128` is 2026, 11 and 28."""
_NEWS: Final = re.compile(r"news", re.IGNORECASE)
_IN_ROBOTS: Final = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})", re.IGNORECASE | re.MULTILINE)


def read_sitemap(text: str, *, url: str) -> Feed | None:
    """Read a news sitemap, or an index as a feed with `parts`, news and the newest first; `None` if it is neither.

    Only what carries a news title counts, since the rest of a site's pages are no news. Addresses of other sites are
    left out: nobody may speak for them (sitemaps.org, "Sitemaps & Cross Submits").
    """
    root = tree_of(text)
    if root is None or name_of(root) not in {"urlset", "sitemapindex"}:
        return None
    if name_of(root) == "sitemapindex":
        return Feed("", None, None, None, (), kind=SourceKind.SITEMAP, parts=tuple(_parts(root, url)))
    pages = list(_children(root, "url"))
    items = [item for page in pages if (item := _item(page, url))]
    if pages and not items:
        return None
    publication = next((name for page in pages if (name := _text(page, "news", "publication", "name"))), "")
    return Feed(publication, absolute("/", url), None, None, entries_of(items), kind=SourceKind.SITEMAP)


def joined(index: Feed, parts: Iterable[Feed]) -> Feed:
    """Give an index as the feed that its sitemaps make up; what two of them list is listed once."""
    parts = list(parts)
    entries = {entry.key: entry for part in parts for entry in part.entries}
    title = next((part.title for part in parts if part.title), index.title)
    site = next((part.site for part in parts if part.site), index.site)
    is_cut = index.is_cut or any(part.is_cut for part in parts)
    return replace(index, title=title, site=site, entries=newest(tuple(entries.values())), is_cut=is_cut)


def sitemaps_in(robots: str, *, url: str) -> tuple[str, ...]:
    """Give the sitemaps that a site's robots.txt names, those that call themselves news first."""
    named = (match[1] for match in _IN_ROBOTS.finditer(robots))
    known = dict.fromkeys(address for name in named if (address := absolute(name, url)) and _is_of_site(address, url))
    return tuple(sorted(known, key=lambda address: _NEWS.search(address) is None))


def _item(page: "_Element", url: str) -> Item | None:
    address = address_of(_text(page, "loc"), url)
    title = title_of_markup(_text(page, "news", "title"))
    if address is None or not title or not _is_of_site(address, url):
        return None
    stated = _text(page, "news", "publication_date") or _text(page, "lastmod")
    published = credible(parse_timestamp(stated))
    language = language_code(_text(page, "news", "publication", "language"))
    return Item("", Entry("", address, title, "", published, language=language))


def _parts(root: "_Element", url: str) -> Iterator[str]:
    """Give the sitemaps of an index: those that call themselves news before the others, the newest first.

    Newest is what changed last, else what has the latest day in its address. Where neither tells, the ends of the
    list by number and by place are read, the last first: some count from the oldest, some from the newest.
    """
    listed = [(address, part) for part in _children(root, "sitemap") if (address := absolute(_text(part, "loc"), url))]
    changed = {address: parse_timestamp(_text(part, "lastmod")) or _NEVER for address, part in listed}
    ours = [address for address in changed if _is_of_site(address, url) and address != url]
    told = [address for address in ours if changed[address] != _NEVER or _day_in(address)]
    ranked = sorted(told, key=lambda address: (changed[address], _day_in(address)), reverse=True)
    ranked += _from_both_ends(sorted((address for address in ours if address not in told), key=_numbers_in))
    yield from sorted(ranked, key=lambda address: _NEWS.search(address) is None)[:MOST_PARTS]


def _numbers_in(address: str) -> list[int]:
    """Give the numbers of an address's path and query, days without separators taken apart."""
    parts = urlsplit(address)
    return [int(number) for number in _NUMBER.findall(f"{parts.path}?{parts.query}")]


def _day_in(address: str) -> list[int]:
    """Give the year in an address with the numbers behind it: month, day, part; empty where there is no year."""
    numbers = _numbers_in(address)
    return next((numbers[at:] for at, number in enumerate(numbers) if number in _YEARS), [])


def _from_both_ends(addresses: Sequence[str]) -> list[str]:
    half = (len(addresses) + 1) // 2
    pairs = zip_longest(reversed(addresses[-half:] if half else ()), addresses[:-half] if half else ())
    return [address for pair in pairs for address in pair if address is not None]


def _is_of_site(address: str, url: str) -> bool:
    """Whether two addresses are of one site: of one host, or one of the other's subdomains."""
    one, other = (f".{host(each).removeprefix('www.')}" for each in (address, url))
    return one.endswith(other) or other.endswith(one)


def _text(element: "_Element", *path: str) -> str:
    """Give the text of a descendant on one line, whatever its namespace; empty where there is none."""
    for name in path:
        found = next(_children(element, name), None)
        if found is None:
            return ""
        element = found
    return line(storable(element.text))


def _children(element: "_Element", name: str) -> "Iterator[_Element]":
    return (child for child in element if isinstance(child.tag, str) and name_of(child) == name)
