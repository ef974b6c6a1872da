"""Who published what an aggregator lists, and its title and text without that name. Pure.

Aggregators name the publisher of an item in `source`, at the end of its title, and in an element of its own behind the
headline. Read as text, the name would run into the sentence before it: "near Sitra Gulf Courier".
"""

import re
from dataclasses import replace
from html import unescape
from typing import Final

from ingest.live import Entry
from ingest.sources.fields import line, plain

_GAP: Final = r"(?:&nbsp;|&\#160;|[\s\xa0])*"
_CREDITED: Final = re.compile(
    rf"(?P<before><li\b[^<>]*>{_GAP})?(?P<link><a\b[^<>]*>[^<]*</a>){_GAP}<font\b[^<>]*>(?P<name>[^<]*)</font>"
    rf"(?P<after>{_GAP}</li>)?",
    re.IGNORECASE,
)
"""A headline with who published it."""
_PARTING: Final = " \t\n\xa0|·•–—-"
_DASH: Final = r"\s+[-–—|·•]\s+"


def without_publisher(entry: Entry) -> Entry:
    """Give an entry with its publisher's name nowhere but in its own place.

    Where a list dropped the `source`, whom both the title's end and the body name is the publisher.
    """
    publisher = entry.publisher or _credited(entry)
    if publisher is None:
        return entry
    title = _bare_title(entry.title, publisher)
    return replace(entry, publisher=publisher, title=title, body=_bare_body(entry.body, publisher, title))


def _credited(entry: Entry) -> str | None:
    names = (line(unescape(found["name"])) for found in _CREDITED.finditer(entry.body))
    return next((name for name in names if name and _bare_title(entry.title, name) != entry.title), None)


def _bare_title(title: str, publisher: str) -> str:
    return re.sub(rf"{_DASH}{re.escape(publisher)}\s*\Z", "", title, count=1, flags=re.IGNORECASE) or title


def _bare_body(body: str, publisher: str, title: str) -> str:
    """Give a body without the name in an element of its own or at its end, and without headlines of others.

    What then says no more than the title is nothing.
    """
    own = re.escape(publisher)
    body = _CREDITED.sub(lambda found: _only_of(publisher, found), body)
    body = re.sub(rf"<(?P<tag>\w+)\b[^<>]*>{_GAP}{own}{_GAP}</(?P=tag)>", " ", body, flags=re.IGNORECASE)
    body = _without_end(body, publisher)
    shown = line(plain(body)).casefold()
    return "" if shown in {title.casefold(), f"{title} {publisher}".casefold()} else body


def _without_end(text: str, publisher: str) -> str:
    """Give a text without the publisher at its end, if more than a blank parts it from the sentence before."""
    text = text.rstrip()
    if text[-len(publisher) :].casefold() != publisher.casefold():
        return text
    before = text[: -len(publisher)]
    sentence = before.replace("&nbsp;", "\xa0").rstrip(_PARTING)
    return sentence if len(before) - len(sentence) > 1 else text


def _only_of(publisher: str, found: re.Match[str]) -> str:
    if line(unescape(found["name"])).casefold() != publisher.casefold():
        return " "
    return f"{found['before'] or ''}{found['link']}{found['after'] or ''}"
