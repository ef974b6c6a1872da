"""Statement days: dates on which somebody spoke of an event, was charged or appeared, not those of the event."""

import re

from ingest.extraction.dates import DateMention

_STATEMENT_BEFORE = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|tweeted|wrote|stated|added|statement|according to [\w ]{1,30}"
    r"|briefing|claim(?:ed|s)"
    r"|press conference|report|reports|interview|hearing|court|charged|appeared|sentenced|pleaded|identified"
    r"|released|published|arraigned|indicted|convicted|convened|mourn\w*|remember\w*|vigil|funeral"
    r"|remain(?:s|ed|ing)?|recovering|condition|(?:behind bars|in (?:jail|custody))|awake|surgery)\b"
    r"(?:(?!\b(?:was|were|is|had|came|took|has)\b)[^,;.]){0,30}$",
    re.IGNORECASE,
)
_STATEMENT_AFTER = re.compile(
    r",?\s+(?:(?:has|have|was|were)\s+)?(?:\w+ly\s+)?(?:filed|said|charged|identified|announced|indicted|pleaded|pled"
    r"|sentenced|convicted|found guilty|confirmed|released|named|told|arraigned"
    r"|in (?:critical|stable|serious|fair|good) condition)\b"
)


def is_of_statement(text: str, mention: DateMention) -> bool:
    """Tell whether the words around a date make it that of a statement: "police said on Monday"."""
    start = max(0, mention.span.start - _NEAR)
    return bool(
        _STATEMENT_BEFORE.search(text, start, mention.span.start) or _STATEMENT_AFTER.match(text, mention.span.end)
    )


_NEAR = 120
