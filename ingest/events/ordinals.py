"""Events by their ordinal: "the 14th attack" says that there were fourteen."""

import re
from collections.abc import Iterator

from ingest.articles import Qualifier, Span, TallyKind
from ingest.events.counted import Counted
from ingest.events.measures import EVENTS, family_of
from ingest.events.nouns import BOUNDARY, is_plural
from ingest.events.numbers import ORDINALS, TENS, Number

_EVENT_STEMS = ("ttack", "ssault", "trike", "ombing", "hooting", "bduct", "idnap")
"""Quicker to look for than ordinals, which count nothing else."""
_ORDINAL_WORD = rf"(?:(?:{'|'.join(TENS)})-(?:first|second|{'|'.join(ORDINALS)})|{'|'.join(ORDINALS)})"
_ORDINAL = re.compile(
    rf"\b(?:(?P<value>\d{{1,4}})(?:st|nd|rd|th)|(?P<written>{_ORDINAL_WORD}))"
    r"(?=\s+(?P<rest>[\w’'-]+(?:\s+[\w’'-]+){0,3}))",
    re.IGNORECASE,
)


def find_ordinals(sentence: str) -> Iterator[tuple[Number, Counted]]:
    """Give each number of events that an ordinal of `sentence` implies, at least."""
    if not any(stem in sentence for stem in _EVENT_STEMS):
        return
    for match in _ORDINAL.finditer(sentence):
        words = match["rest"].split()
        head = next((word for word in words if word.lower() in BOUNDARY or family_of(word) or is_plural(word)), "")
        measure = family_of(head)
        if measure in EVENTS and (head == words[0] or not is_plural(head)):
            span = Span(match.start(), match.end("value") if match["value"] else match.end("written"))
            value = float(match["value"] or _value_of_ordinal(match["written"]))
            yield Number(span, value, Qualifier.AT_LEAST), Counted(measure, head, TallyKind.ORDINAL)


def _value_of_ordinal(written: str) -> int:
    tens, _, unit = written.lower().rpartition("-")
    return TENS.get(tens, 0) + {"first": 1, "second": 2, **ORDINALS}[unit]
