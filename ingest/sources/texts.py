"""What a file's own text says its title is."""

import re

_PAGE_TITLE = re.compile(
    r"<title[^>]*>\s*[^\s<]|<h1\b|<meta\b[^>]*(?:og:title|twitter:title)|\"headline\"", re.IGNORECASE
)
_FIRST_BLOCK = re.compile(r"\s*(?:#{1,6}\s+)?(?P<line>[^\n]+?)\s*(?:\n[ \t]*){2,}(?=\S)")
_MAX_HEADLINE = 150
"""Characters; longer first lines are prose."""


def has_title(page: str) -> bool:
    """Tell whether a page names itself somewhere; where, is for the reading of it."""
    return _PAGE_TITLE.search(page) is not None


def headline_and_body(text: str) -> tuple[str, str]:
    """Part a headline from the text beneath it: a short first line, no sentence, before a blank line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = _FIRST_BLOCK.match(text)
    if first is None or len(first["line"]) > _MAX_HEADLINE or first["line"].endswith((".", ":", ",", ";", "…")):
        return "", text
    return first["line"], text[first.end() :]
