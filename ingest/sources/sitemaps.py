"""News sitemaps, and the indexes that list them (sitemaps.org; Google's news extension)."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from ingest.live import Entry, Feed, SourceKind
from ingest.sources.fields import absolute, credible, host, language_code, line, storable
from ingest.sources.items import Item, entries_of, newest
from ingest.timestamps import parse_timestamp

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]  # because it ships no types

MOST_PARTS: Final = 10
"""Sitemaps of an index that are read: those of news are few, and a publisher is asked for each at every poll."""
MOST_BYTES: Final = 10 * 2**20
"""Of a sitemap that was compressed as a file."""
_GZIP: Final = b"\x1f\x8b"
_NEVER: Final = datetime.min.replace(tzinfo=UTC)
_NEWS: Final = re.compile(r"news", re.IGNORECASE)
_IN_ROBOTS: Final = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})", re.IGNORECASE | re.MULTILINE)


def read_sitemap(body: bytes, *, url: str) -> Feed | None:
    """Read a news sitemap, or an index as a feed with `parts`, news and the newest first; `None` if it is neither.

    Only what carries a news title counts, since the rest of a site's pages are no news. Addresses of other sites are
    left out: nobody may speak for them (sitemaps.org, "Sitemaps & Cross Submits").
    """
    root = _root(body)
    if root is None:
        return None
    if _name(root) == "sitemapindex":
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
    return replace(index, title=title, site=site, entries=newest(tuple(entries.values())))


def sitemaps_in(robots: str, *, url: str) -> tuple[str, ...]:
    """Give the sitemaps that a site's robots.txt names, those that call themselves news first."""
    named = (match[1] for match in _IN_ROBOTS.finditer(robots))
    known = dict.fromkeys(address for name in named if (address := absolute(name, url)) and _is_of_site(address, url))
    return tuple(sorted(known, key=lambda address: _NEWS.search(address) is None))


def unzipped(body: bytes) -> bytes:
    """Give a file that was compressed by gzip as it was, as far as that goes; anything else as it is."""
    if not body.startswith(_GZIP):
        return body
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(body, MOST_BYTES)
    except zlib.error:
        return body


def _root(body: bytes) -> "_Element | None":
    from lxml import etree  # type: ignore[import-untyped]  # because it ships no types

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root is not None and _name(root) in {"urlset", "sitemapindex"} else None


def _item(page: "_Element", url: str) -> Item | None:
    address = absolute(_text(page, "loc"), url)
    title = _text(page, "news", "title")
    if address is None or not title or not _is_of_site(address, url):
        return None
    stated = _text(page, "news", "publication_date") or _text(page, "lastmod")
    published = credible(parse_timestamp(stated))
    language = language_code(_text(page, "news", "publication", "language"))
    return Item("", Entry("", address, title, "", published, language=language))


def _parts(root: "_Element", url: str) -> Iterator[str]:
    """Give the sitemaps of an index: those that call themselves news before the others, the last changed first."""
    listed = [(address, part) for part in _children(root, "sitemap") if (address := absolute(_text(part, "loc"), url))]
    changed = {address: parse_timestamp(_text(part, "lastmod")) or _NEVER for address, part in listed}
    ours = [address for address in changed if _is_of_site(address, url) and address != url]
    ranked = sorted(ours, key=lambda address: changed[address], reverse=True)
    yield from sorted(ranked, key=lambda address: _NEWS.search(address) is None)[:MOST_PARTS]


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
    return (child for child in element if isinstance(child.tag, str) and _name(child) == name)


def _name(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2].lower()
