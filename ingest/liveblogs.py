"""Pages that are written on while something happens: how their titles and addresses call them."""

import re
from typing import Final
from urllib.parse import urlsplit

_TITLE: Final = re.compile(
    r"^live(?: updates?| blog)?\s*[:|–—-]|[:|–—-]\s*live(?: updates?)?\s*$|as it happened\s*$"
    r"|\b(?:live ?(?:updates?|blog|coverage|reporting|ticker))\b",
    re.IGNORECASE,
)
_SEGMENT: Final = re.compile(
    r"live|(?:[\w-]+-)?(?:live-?blog|live-?updates?|live-?ticker|live-coverage|as-it-happened)(?:-[\w-]+)?"
)
"""Of an address. `where-bears-live` is a story about bears."""


def is_live_blog(title: str, url: str) -> bool:
    """Tell whether a title or an address says that its page grows by updates."""
    return bool(_TITLE.search(title)) or any(_SEGMENT.fullmatch(part) for part in _segments(url))


def _segments(url: str) -> list[str]:
    try:
        return urlsplit(url).path.casefold().split("/")
    except ValueError:
        return []
