"""Lists of feeds (OPML), as feed readers exchange them: read whatever they hold, written plainly."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ingest.errors import InputError
from ingest.live import SourceKind
from ingest.sources.encodings import decode
from ingest.sources.xml_trees import name_of, tree_of

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]  # because it ships no types

_UNWRITABLE: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, even escaped."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list."""

    title: str
    """As the list calls it, on one line; may be empty."""
    url: str
    site: str | None = None
    kind: SourceKind = SourceKind.FEED
    publisher: str | None = None
    """What whoever made the list calls it, where that is not its title."""
    tags: tuple[str, ...] = ()
    language: str | None = None


def read_opml(body: bytes) -> tuple[Outline, ...]:
    """Give the feeds of a list in its order, folders opened, each address once. Nothing is fetched or expanded.

    A damaged list gives what can be read of it. Raises `InputError` for what is no OPML, or defines entities.
    """
    root = _root(body)
    found: dict[str, Outline] = {}
    for outline in _outlines(root):
        found.setdefault(outline.url, outline)
    return tuple(found.values())


def write_opml(outlines: Iterable[Outline], *, title: str) -> bytes:
    """Give a list of feeds as OPML 2.0, in UTF-8."""
    from lxml import etree  # type: ignore[import-untyped]  # because it ships no types

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _line(title)
    body = etree.SubElement(root, "body")
    for outline in outlines:
        name, shown = _line(outline.title), _line(outline.publisher or outline.title)
        kind = "rss" if outline.kind is SourceKind.FEED else outline.kind.value
        element = etree.SubElement(body, "outline", type=kind, text=shown, title=name, xmlUrl=_line(outline.url))
        if outline.tags:
            element.set("category", _line(",".join(tag.replace(",", " ") for tag in outline.tags)))
        if outline.language:
            element.set("language", _line(outline.language))
        if outline.site:
            element.set("htmlUrl", _line(outline.site))
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _root(body: bytes) -> "_Element":
    root = tree_of(decode(body) or "")
    if root is None or name_of(root) != "opml":
        raise InputError("This is no list of feeds: it holds no OPML.")
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise InputError("This list of feeds defines entities of its own, which is refused: export it again without.")
    return root


def _outlines(root: "_Element") -> Iterator[Outline]:
    for element in root.iter("{*}outline"):
        fields = {str(name).lower(): str(value) for name, value in element.attrib.items()}
        url = _line(fields.get("xmlurl", ""))
        if _is_web(url):
            site = _line(fields.get("htmlurl", ""))
            shown = _line(fields.get("text", ""))
            title = _line(fields.get("title", "")) or shown
            yield Outline(
                title,
                url,
                site if _is_web(site) else None,
                SourceKind.SITEMAP if fields.get("type") == SourceKind.SITEMAP else SourceKind.FEED,
                shown if shown != title and shown else None,
                tuple(filter(None, map(_line, fields.get("category", "").split(",")))),
                _line(fields.get("language", "")) or None,
            )


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _line(text: str) -> str:
    return " ".join(_UNWRITABLE.sub("", text).split())
