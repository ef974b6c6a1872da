"""People whom an article names beside their age, as news of crimes and accidents does."""

import re
from typing import NamedTuple

from ingest.sentences import LONGEST

_NAME = (
    r"(?P<{0}>[A-Z][a-z\u2019'\u00c0-\u017f]+(?:[A-Z][a-z]+)?(?:\s(?:[A-Z]\.|[\"\u201c][A-Z][\w-]+[\"\u201d]))?"
    r"(?:[ -][A-Z][a-z\u2019'\u00c0-\u017f]+(?:[A-Z][a-z]+)?){{1,2}})"
)
_AGED = re.compile(
    rf"\b{_NAME.format('before')}(?:,? (?:Jr|Sr|II|III)\.?)?,\s+(?:age\s+|aged\s+)?\d{{1,3}}(?=[,.;:)\s]|$)"
    rf"|\b\d{{1,2}}-(?:year|month|week)-old\s+{_NAME.format('after')}"
)
_OF_SUSPECT = re.compile(
    r"\b(?:suspects?|charged|accused|arrest\w*|indict\w*|gunm[ae]n|shooter|sentenced|convicted|pleaded|pled|guilty"
    r"|jailed|custody|confessed|bond|bail|arraign\w*)\b",
    re.IGNORECASE,
)
_ENDS = (". ", "\n")
_MOST = 12
"""Longer lists are of a disaster's dead or a court's docket, and tell no event from another."""


class People(NamedTuple):
    """Names in the order in which they first stand in the text."""

    accused: tuple[str, ...]
    others: tuple[str, ...]


def named_people(text: str) -> People:
    """Give whom `text` names with an age, those accused of something apart."""
    accused: dict[str, None] = {}
    others: dict[str, None] = {}
    for match in _AGED.finditer(text):
        name = re.sub(r"\s+", " ", match["before"] or match["after"])
        first, last = max(0, match.start() - LONGEST), match.end() + LONGEST
        start = max(text.rfind(mark, first, match.start()) for mark in _ENDS) + 1 or first
        end = min((found for mark in _ENDS if (found := text.find(mark, match.end(), last)) >= 0), default=last)
        is_accused = _OF_SUSPECT.search(text, start, end)
        (accused if is_accused else others)[name] = None
    if len(accused) + len(others) > _MOST:
        return People((), ())
    return People(tuple(accused), tuple(name for name in others if name not in accused))
