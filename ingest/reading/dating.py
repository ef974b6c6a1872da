"""When a page says that its own story was published: to machines, in its by-line, in its address.

What stands in running text, in lists of other stories or in a copyright notice dates nothing.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from ingest.reading.bylines import datelines
from ingest.reading.linked_data import Node
from ingest.timestamps import parse_timestamp

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # because it ships no types

_WEB_YEAR: Final = 1995
"""No page is older: an earlier date is an unset clock."""
_PUBLISHED: Final = """
article:published_time og:article:published_time datepublished article:published og:published_time parsely-pub-date
sailthru.date publish-date publishdate publish_date publication_date pubdate pub_date article.published
cxenseparse:recs:publishtime originalpublicationdate dc.date.issued dcterms.issued dcterms.created dc.date.created
datecreated dc.date dcterms.date date
""".split()
"""Names of meta elements in small letters, the more exact first."""
_CHANGED: Final = "article:modified_time og:updated_time datemodified dcterms.modified last-modified".split()
_DAY_IN_ADDRESS: Final = re.compile(r"/(?P<year>20\d\d)/(?P<month>\d{1,2}|[a-z]{3})/(?P<day>\d{1,2})/", re.IGNORECASE)
_UPDATE_BOX: Final = re.compile(r"\bupdate|live-?blog", re.IGNORECASE)
_OF_UPDATE: Final = ("datePublished", "dateModified")
_MOST_UPDATES: Final = 2_000


def publication(
    tree: "HtmlElement",
    told: Node,
    meta: Mapping[str, str],
    *,
    heading: "HtmlElement | None",
    addresses: Collection[str],
) -> datetime | None:
    """Give when a parsed page says that it was published, aware; `None` where it says nothing of itself.

    `told` is its own node of JSON-LD, `meta` its meta elements, `heading` its title on the page. What it says to
    machines comes first, and what it says of changes last.
    """
    lines = list(datelines(tree, heading)) if not _first(_publications(told, meta)) else []
    return _first(
        chain(
            _publications(told, meta),
            (line.text for line in lines if not line.is_of_change),
            map(_day_in, addresses),
            _changes(told, meta),
            (line.text for line in lines if line.is_of_change),
        )
    )


def newest_update(tree: "HtmlElement", told: Node, meta: Mapping[str, str]) -> datetime | None:
    """Give when a page that is written on was written on last."""
    updates = told.get("liveBlogUpdate")
    parts = [part for part in updates if isinstance(part, dict)] if isinstance(updates, list) else []
    stated = [*_changes(told, meta), *(part.get(name) for part in parts[:_MOST_UPDATES] for name in _OF_UPDATE)]
    shown = (time.get("datetime") for time in islice(tree.iter("time"), _MOST_UPDATES) if _is_of_update(time))
    return max(_moments(chain(stated, shown)), default=None)


def _publications(told: Node, meta: Mapping[str, str]) -> list[object]:
    return [told.get("datePublished"), *(meta.get(name) for name in _PUBLISHED)]


def _changes(told: Node, meta: Mapping[str, str]) -> list[object]:
    return [told.get("dateModified"), *(meta.get(name) for name in _CHANGED)]


def _first(stated: Iterable[object]) -> datetime | None:
    return next(_moments(stated), None)


def _moments(stated: Iterable[object]) -> Iterator[datetime]:
    """Read what is a date of the web's; a number counts from 1970."""
    texts = (str(each) for each in stated if isinstance(each, str | int))
    return (moment for moment in map(parse_timestamp, texts) if moment and moment.year >= _WEB_YEAR)


def _day_in(address: str) -> str:
    """Give the day that a path names in full; years alone are no day, and days in a headline are of events."""
    day = _DAY_IN_ADDRESS.search(address)
    return " ".join(reversed(day.groups())) if day else ""


def _is_of_update(time: "HtmlElement") -> bool:
    boxes = (
        f"{box.get('class')} {box.get('itemtype')}" for box in time.iterancestors("article", "section", "div", "li")
    )
    return any(_UPDATE_BOX.search(names) for names in boxes)
