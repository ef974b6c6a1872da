"""What a page says of itself against text mining."""

from collections import defaultdict

from ingest.reading.characters import clean, line
from ingest.reading.markup import is_page
from ingest.reservations import reserved_in


def reserved_on(html: str) -> str | None:
    """Say why a page's meta elements do not let it be kept; `None` if they do, or it has none."""
    from trafilatura import load_html

    body = clean(html)
    tree = load_html(body) if is_page(body) else None
    stated: dict[str, list[str]] = defaultdict(list)
    for element in () if tree is None else tree.iter("meta"):
        stated[(element.get("name") or "").lower()].append(line(element.get("content")))
    return reserved_in(stated)
