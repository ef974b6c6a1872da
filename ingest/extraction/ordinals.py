"""Things by their ordinal: "the 14th attack" says that there were fourteen."""

import re
from collections.abc import Iterator

from ingest.articles import Qualifier, Span, TallyKind
from ingest.extraction.measures import EVENTS, Counted, family_of, is_extent, is_time_unit, measure_of
from ingest.extraction.nouns import BOUNDARY, is_plural
from ingest.extraction.number_words import ORDINALS, TENS
from ingest.extraction.numbers import Number

_ORDINAL_WORD = rf"(?:(?:{'|'.join(TENS)})-(?:first|second|{'|'.join(ORDINALS)})|{'|'.join(ORDINALS)})"
ORDINAL = rf"(?i:\d{{1,4}}(?:st|nd|rd|th)|{_ORDINAL_WORD})"
"""The pattern of an ordinal, in digits or words."""
_AT_A_GLANCE = re.compile(r"\d(?:st|nd|rd|th)\s|third\s|th\s|y-(?:first|second)\s", re.IGNORECASE)
"""Quicker to look for than to read ordinals."""
_ORDINAL = re.compile(
    rf"\b(?:(?P<value>\d{{1,4}})(?:st|nd|rd|th)|(?P<written>{_ORDINAL_WORD}))"
    r"(?=\s+(?P<rest>(?:of\s+(?:the\s+)?\d+\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,4})(?P<end>[^\w\s]|$)?)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?P<before>[\w’'-]+)\s+(?P<thing>win|victory|goal|title|century|wicket|death)\s+(?:(?:no\.?|number)\s*|#)?(?P<value>\d{2,4})"
    r"(?=\s+(?:in|at|with|on|by|for|as|after)\b|\s*[.,;:]?\s*$)",
    re.IGNORECASE,
)
"""A noun and the number of what happened: "win 91 at"."""
_BEFORE_VERB = frozenset("to can could will would may might must shall should did do does and they we you who".split())
"""What makes the noun a verb: "could win 91"."""
_RECOVERED = re.compile(
    r"\b(?:recover(?:s|ed)?|finds?|found|retrieve[sd]?)\s+(?:the\s+)?(?P<mortal>(?:body|remains)\s+of\s+)?(?:an?\s+|the\s+)?"
    rf"(?:(?P<value>\d{{1,4}})(?:st|nd|rd|th)|(?P<written>{_ORDINAL_WORD}))\s",
    re.IGNORECASE,
)
_OF_THE_DEAD = re.compile(r"body\b|of\s+(?:the\s+)?\w+\s+[^.;]*\b(?:killed|died|dead)\b", re.IGNORECASE)
_OF_SO_MANY = re.compile(r"of\s+(?:the\s+)?\d+\s+(?P<unit>[\w’'-]+s)\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:near(?:s|ing)?|approach(?:es|ing)?|hop(?:es|ing)\s+for|miss(?:es|ed|ing)?(?:\s+out\s+on)?|short\s+of|predict\w*)\s+"
    r"(?:(?:an?|his|her|their|its|the|record|career)\s+)*$",
    re.IGNORECASE,
)
_LABELLED = frozenset(
    "floor storey grade street avenue district amendment anniversary birthday edition round quarter half place seat"
    " largest biggest highest lowest best worst most longest oldest richest annual parallel circuit person party rate"
    " straight successive consecutive generation world time child son daughter wife husband man woman grader position"
    " infantry brigade battalion division regiment fleet president prime minister pope king congress test match game"
    " over inning set lap minute base down ballot".split()
)
"""What ordinals name or rank rather than count."""


def find_ordinals(sentence: str) -> Iterator[tuple[Number, Counted]]:
    """Give each number of things that an ordinal of `sentence` implies, at least."""
    yield from _numbered(sentence)
    if not _AT_A_GLANCE.search(sentence):
        return
    if recovered := [*_recovered(sentence)]:
        yield from recovered
        return
    for match in _ORDINAL.finditer(sentence):
        if _NOT_YET.search(sentence, 0, match.start()):
            continue
        counted = _counted_by(match["rest"], is_whole=match["end"] is not None)
        if counted:
            yield _ordinal(match), counted


def _numbered(sentence: str) -> Iterator[tuple[Number, Counted]]:
    """Give what is numbered behind its noun: "World Cup win 91"."""
    for match in _NUMBERED.finditer(sentence):
        if match["before"].lower() not in _BEFORE_VERB:
            span = Span(match.start("value"), match.end("value"))
            counted = Counted(measure_of(match["thing"]), match["thing"], TallyKind.ORDINAL)
            yield Number(span, float(match["value"]), Qualifier.AT_LEAST), counted


def _recovered(sentence: str) -> Iterator[tuple[Number, Counted]]:
    """Give how many bodies were found: "recovered the remains of the seventh of the eight sailors"."""
    for match in _RECOVERED.finditer(sentence):
        if match["mortal"] or _OF_THE_DEAD.match(sentence, match.end()):
            yield _ordinal(match), Counted("body", "bodies", TallyKind.ORDINAL)


def _ordinal(match: re.Match[str]) -> Number:
    group = "value" if match["value"] else "written"
    value = float(match["value"] or _value_of_ordinal(match["written"]))
    return Number(Span(match.start(group), match.end(group)), value, Qualifier.AT_LEAST)


def _counted_by(rest: str, *, is_whole: bool) -> Counted | None:
    """Give what the words after an ordinal count: an event, or the one thing that a short noun phrase names."""
    if of_so_many := _OF_SO_MANY.match(rest):
        return Counted(measure_of(of_so_many["unit"]), of_so_many["unit"], TallyKind.ORDINAL)
    words = rest.split()
    if words[0].lower() == "death":
        return Counted("killed", words[0], TallyKind.ORDINAL)
    head = next((word for word in words if word.lower() in BOUNDARY or family_of(word) or is_plural(word)), "")
    measure = family_of(head)
    if measure in EVENTS:
        return Counted(measure, head, TallyKind.ORDINAL) if head == words[0] or not is_plural(head) else None
    ends = next((at for at, word in enumerate(words) if word.lower() in BOUNDARY), len(words) if is_whole else 0)
    return _thing(words[:ends])


def _thing(phrase: list[str]) -> Counted | None:
    """Give what a noun phrase like "ODI century" names, unless it is a stretch of time or a label."""
    *modifiers, head = phrase or [""]
    if not head.isalpha() or is_plural(head) or (_LABELLED | {"and", "or", "such"}) & {word.lower() for word in phrase}:
        return None
    is_stretch = is_time_unit(head) and not any(word[:1].isupper() for word in modifiers)
    if is_stretch or is_extent(head) or head[:1].isupper():
        return None
    return Counted(measure_of(head), " ".join(phrase), TallyKind.ORDINAL)


def _value_of_ordinal(written: str) -> int:
    tens, _, unit = written.lower().rpartition("-")
    return TENS.get(tens, 0) + {"first": 1, "second": 2, **ORDINALS}[unit]
