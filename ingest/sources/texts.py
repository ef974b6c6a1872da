"""What a file's own text says its title is."""

import re

_PAGE_TITLE = re.compile(
    r"<title[^<>]*>\s*[^\s<]|<h1\b|<meta\b[^<>]*(?:og:title|twitter:title)|\"headline\"", re.IGNORECASE
)
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_MAX_HEADLINE = 150
"""Characters; longer first lines are prose."""
_PROSE_ENDS = (".", ":", ",", ";", "…")


def has_title(page: str) -> bool:
    """Tell whether a page names itself somewhere; where, is for the reading of it."""
    return _PAGE_TITLE.search(page) is not None


def headline_and_body(text: str) -> tuple[str, str]:
    """Part a headline from the text beneath it: a short first line, no sentence, before a blank line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.lstrip().partition("\n")
    blank, _, body = rest.partition("\n")
    headline = _HEADING_MARK.sub("", first.strip(), count=1)
    if blank.strip() or not body.strip() or len(headline) > _MAX_HEADLINE or headline.endswith(_PROSE_ENDS):
        return "", text
    return headline, body.lstrip()
