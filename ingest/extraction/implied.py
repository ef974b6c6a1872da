"""Figures that stand in no "so many of something": "the 14th attack", "one in five", "213-179", "nobody"."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.articles import Qualifier, Span, TallyKind
from ingest.extraction.counting import counted_beside
from ingest.extraction.cues import cues, written_out
from ingest.extraction.measures import (
    CASUALTIES,
    DEATHS,
    EVENTS,
    PERCENT,
    Counted,
    family_of,
    is_extent,
    is_time_unit,
    measure_of,
)
from ingest.extraction.nouns import BOUNDARY, is_plural
from ingest.extraction.numbers import ORDINALS, TENS, UNITS, Number, may_count, qualifier_at
from ingest.extraction.readings import Reading

_CUES: Final = cues("implied")
ORDINAL: Final = written_out(r"(?i:\d{1,4}(?:st|nd|rd|th)|<ORDINAL>)")
"""The pattern of an ordinal, in digits or words."""
_PARTS: Final = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_DENIABLE: Final = CASUALTIES | {"casualty", "case", "hostage"}
"""Measures of which a text says that there were none; of anything else "no" mostly denies."""
_CASUALTIES: Final = (Counted("casualty", "casualties"), DEATHS, Counted("injured", "injuries"))

_Figures = Iterator[tuple[Number, Counted]]


def implied_by(reading: Reading) -> _Figures:
    """Give each figure that a sentence implies, and what it counts."""
    sentence = reading.sentence
    if may_count(sentence):
        yield from _ordinals(sentence)
        for some, whole in reading.odds:
            yield _share(sentence, Span(some.span.start, whole.span.end), some.value / whole.value)
        yield from _fractions(sentence)
        yield from _votes(sentence)
    yield from find_nobody(sentence)


def _ordinals(sentence: str) -> _Figures:
    """Give each number of things that an ordinal says there are, at least."""
    for match in _CUES["ordinal"].finditer(sentence):
        if counted := _counted_by(match["rest"], is_whole=match["end"] is not None):
            group = "value" if match["value"] else "written"
            value = float(match["value"] or _value_of_ordinal(match["written"]))
            yield Number(Span(match.start(group), match.end(group)), value, Qualifier.AT_LEAST), counted


def _counted_by(rest: str, *, is_whole: bool) -> Counted | None:
    """Give what the words after an ordinal count: an event, or the one thing that a short noun phrase names."""
    words = rest.split()
    if words[0].lower() == "death":
        return Counted(DEATHS.measure, words[0], TallyKind.ORDINAL)
    head = next((word for word in words if word.lower() in BOUNDARY or family_of(word) or is_plural(word)), "")
    measure = family_of(head)
    if measure in EVENTS:
        return Counted(measure, head, TallyKind.ORDINAL) if head == words[0] or not is_plural(head) else None
    ends = next((at for at, word in enumerate(words) if word.lower() in BOUNDARY), len(words) if is_whole else 0)
    return _thing(words[:ends])


def _thing(phrase: list[str]) -> Counted | None:
    """Give what a noun phrase like "ODI century" names, unless it is a stretch of time or a label."""
    *modifiers, head = phrase or [""]
    if not head.isalpha() or is_plural(head) or any(map(_CUES["ranked"].fullmatch, phrase)):
        return None
    is_stretch = is_time_unit(head) and not any(word[:1].isupper() for word in modifiers)
    if is_stretch or is_extent(head) or head[:1].isupper():
        return None
    return Counted(measure_of(head), " ".join(phrase), TallyKind.ORDINAL)


def _value_of_ordinal(written: str) -> int:
    tens, _, unit = written.lower().rpartition("-")
    return TENS.get(tens, 0) + {"first": 1, "second": 2, **ORDINALS}[unit]


def _fractions(sentence: str) -> _Figures:
    for match in _CUES["fraction"].finditer(sentence):
        some, part = (match["some"] or "").lower(), match["part"].lower()
        if some or (part == "half" and not _CUES["stretch"].search(sentence, 0, match.start())):
            yield _share(sentence, Span(match.start(), match.end("part")), UNITS.get(some, 1) / _PARTS[part])


def _share(sentence: str, span: Span, share: float) -> tuple[Number, Counted]:
    number = Number(span, round(100 * share, 1), qualifier_at(sentence, span, default=Qualifier.ABOUT))
    return number, Counted(PERCENT, sentence[span.start : span.end], TallyKind.RATE)


def _votes(sentence: str) -> _Figures:
    """Give the votes for something and those against it."""
    if not _CUES["voting"].search(sentence):
        return
    won, lost = ("votes against", "votes for") if _CUES["lost"].search(sentence) else ("votes for", "votes against")
    for match in _CUES["votes"].finditer(sentence):
        if match["first"]:
            yield _vote(match, "first", won)
            yield _vote(match, "second", lost)
        elif "vot" in sentence:
            yield _vote(match, "count", "votes against" if "against" in match["side"] else "votes for")


def _vote(match: re.Match[str], name: str, side: str) -> tuple[Number, Counted]:
    span = Span(match.start(name), match.end(name))
    return Number(span, float(match[name].replace(",", "")), Qualifier.EXACT), Counted("vote", side)


def find_nobody(sentence: str) -> _Figures:
    """Give a zero for each thing that befell nobody or of which there is none."""
    for match in _CUES["nobody"].finditer(sentence):
        if _CUES["wished"].search(sentence, 0, match.start()):
            continue
        nobody = Number(Span(*match.span()), 0.0, Qualifier.EXACT)
        for counted in _befallen_none(sentence[match.end() :], is_person=match["person"] is not None):
            yield nobody, counted


def _befallen_none(after: str, *, is_person: bool) -> Iterator[Counted]:
    if _CUES["life lost"].match(after):
        yield DEATHS
        return
    counted = counted_beside("", after)
    while counted and counted.measure in _DENIABLE:
        yield from _CASUALTIES if counted.measure == "casualty" else (_named(counted, is_person=is_person),)
        listed = _CUES["listed"].match(after, after.find(counted.unit) + len(counted.unit))
        after = after[listed.end() :] if listed else ""
        counted = counted_beside("", after) if listed else None


def _named(counted: Counted, *, is_person: bool) -> Counted:
    """Name the people whom "no one" leaves unnamed; none of some are none."""
    *_, named = re.split(r"\b(?:or|and)\s+", counted.unit)
    unit = "people" if is_person and family_of(named) == counted.measure else named
    kind = TallyKind.INCREMENT if counted.kind is TallyKind.INCREMENT else TallyKind.TOTAL
    return Counted(counted.measure, unit, kind)
