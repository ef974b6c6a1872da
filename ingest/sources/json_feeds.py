"""JSON Feed, versions 1.0 and 1.1 (jsonfeed.org)."""

import json
import re
from collections.abc import Mapping
from typing import Final

from ingest.live import Entry, Feed
from ingest.liveblogs import is_live_blog
from ingest.sources.fields import absolute, address_of, language_code, line, moment_of, storable, title_of_text
from ingest.sources.items import Item, entries_of
from ingest.timestamps import parse_timestamp

_VERSION: Final = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/1(?:\.\d+)?/?", re.IGNORECASE)
"""Of 1 and what stays compatible with it."""

_BODIES: Final = ("content_html", "content_text", "summary")
_MOMENTS: Final = ("date_published", "date_modified")


def read_json(text: str, *, url: str) -> Feed | None:
    """Read a JSON Feed; `None` if it is none. A field of the wrong type counts as absent, and so does such an item."""
    feed = _parsed(text)
    if not isinstance(feed, Mapping) or not _VERSION.fullmatch(storable(feed.get("version")).strip()):
        return None
    language = language_code(feed.get("language"))
    return Feed(
        title=title_of_text(storable(feed.get("title"))),
        site=absolute(storable(feed.get("home_page_url")), url),
        language=language,
        time_to_live=None,
        entries=entries_of([_item(item, url, language) for item in _mappings(feed.get("items"))]),
    )


def _parsed(text: str) -> object:
    try:
        return json.loads(text.strip(), strict=False)
    except (ValueError, RecursionError):
        return None


def _item(item: Mapping[object, object], url: str, language: str | None) -> Item:
    link = storable(item.get("url")) or storable(item.get("external_url"))
    title = title_of_text(storable(item.get("title")))
    entry = Entry(
        key="",
        url=address_of(link, url),
        title=title,
        body=next((text for name in _BODIES if (text := storable(item.get(name)))), ""),
        published=moment_of(
            (parse_timestamp(_id(item.get(name))) for name in _MOMENTS), is_live=is_live_blog(title, link)
        ),
        author=_author(item),
        language=language_code(item.get("language")) or language,
    )
    return Item(_id(item.get("id")), entry)


def _id(stated: object) -> str:
    """Give an id as text; numbers are taken as the standard says."""
    is_number = isinstance(stated, int | float) and not isinstance(stated, bool)
    return str(stated) if is_number else storable(stated)


def _author(item: Mapping[object, object]) -> str | None:
    """Give who wrote it: version 1.1 lists authors, version 1 has one."""
    authors = _mappings(item.get("authors")) or _mappings([item.get("author")])
    return ", ".join(filter(None, (line(storable(author.get("name"))) for author in authors))) or None


def _mappings(stated: object) -> list[Mapping[object, object]]:
    return [each for each in stated if isinstance(each, Mapping)] if isinstance(stated, list) else []
