"""What a total leaves out, where its text says so. Pure."""

import re

from ingest import Article, Span

_LEAVING = (
    r"(?:not\s+(?:including|counting)|excluding|exclud(?:es|ed)|leav(?:es|ing)\s+out|(?:do(?:es)?|did)\s+not\s+(?:include|count|cover)"
    r"|without\s+counting)"
)
_WHAT = r"\s+(?P<what>(?:[^\s,;.()—]+\s?){1,14})"
_BESIDE = re.compile(rf"\b{_LEAVING}{_WHAT}", re.IGNORECASE)
_NEXT = re.compile(
    rf"\s*(?:(?:the|that|this|its)\s+(?:figure|count|toll|number|total|tally|death\s+toll|estimate)s?|it|that)\s+{_LEAVING}{_WHAT}",
    re.IGNORECASE,
)
"""The sentence behind the figure's that speaks of it: "The toll does not include ..."."""
_ENDS = re.compile(
    r"\s+(?:were|was|are|is|have|has|had|died|said|says|according|but|as|since|when|after|who\s+said)\b.*$",
    re.IGNORECASE,
)


def excluded(article: Article, quote: Span) -> str | None:
    """Give what the figure stated at `quote` does not count, in the words of the text."""
    sentence = article.text[quote.start : quote.end]
    match = _BESIDE.search(sentence) or _NEXT.match(article.text, quote.end)
    return _ENDS.sub("", match["what"]).strip() or None if match else None
