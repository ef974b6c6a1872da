"""People whom an article names beside their age, as news of crimes and accidents does."""

import re
from typing import Final, NamedTuple

from ingest.extraction.cues import cues
from ingest.sentences import LONGEST

_CUES: Final = cues("people")
_ENDS: Final = (". ", "\n")
_MOST: Final = 12
"""Longer lists are of a disaster's dead or a court's docket, and tell no event from another."""


class People(NamedTuple):
    """Names in the order in which they first stand in the text."""

    accused: tuple[str, ...]
    others: tuple[str, ...]


def named_people(text: str) -> People:
    """Give whom `text` names with an age, those accused of something apart."""
    accused: dict[str, None] = {}
    others: dict[str, None] = {}
    for match in _CUES["aged"].finditer(text):
        name = re.sub(r"\s+", " ", match["before"] or match["after"])
        first, last = max(0, match.start() - LONGEST), match.end() + LONGEST
        start = max(text.rfind(mark, first, match.start()) for mark in _ENDS) + 1 or first
        end = min((found for mark in _ENDS if (found := text.find(mark, match.end(), last)) >= 0), default=last)
        is_accused = _CUES["of suspect"].search(text, start, end)
        (accused if is_accused else others)[name] = None
    if len(accused) + len(others) > _MOST:
        return People((), ())
    return People(tuple(accused), tuple(name for name in others if name not in accused))
