"""Counts of nobody: "no one was hurt", "no deaths were reported", "without casualties"."""

import re
from collections.abc import Iterator

from ingest.articles import Qualifier, Span, TallyKind
from ingest.extraction.counting import counted_beside
from ingest.extraction.measures import CASUALTIES, Counted, family_of
from ingest.extraction.numbers import Number

_NOBODY = re.compile(
    r"\b(?:(?P<person>nobody|no[\s-]one|none(?=\s+of\b)|not\s+(?:one|a\s+single))"
    r"|(?:no|without(?:\s+any)?|zero|(?:not|n[’']t)\s+\w+\s+any)(?P<some>(?:\s+(?:known|reported|confirmed|serious))*))"
    r"(?=\s(?!\s*(?:immediate|reports?|word|sign|evidence|(?:one\s+)?else|longer)\b))",
    re.IGNORECASE,
)
"""Words that count nobody; "no immediate reports of" counts nothing."""
_OR = re.compile(r"\s*(?:,|,?\s*\b(?:or|nor|and))(?:\s+no)?(?=\s)", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:or|and)\s+")
_SO_MANY = re.compile(r"\s+of\s+(?:(?:the|its|their|his|her|those|all)\s+)*(?:[\d,]+|[a-z]+teen|[a-z]+ty)(?=\s)")
"""The whole of which there is none: "of the 14"."""
_LIFE_LOST = re.compile(r"\s+(?:loss\s+of\s+(?:human\s+)?life|lives\s+lost)\b", re.IGNORECASE)
_WISHED = re.compile(
    r"\b(?:ensur\w+|mak\w+\s+(?:sure|certain)|hop\w+|pray\w*|so(?:\s+that)?|lest|until|unless|wish\w*|demand\w*|require\w*)\b[^,;:]*$",
    re.IGNORECASE,
)
"""What does not yet say so: "to ensure that no one is hurt"."""
COUNTED = CASUALTIES | {"casualty", "case", "hostage"}
"""Measures of which a text says that there were none; of anything else "no" mostly denies."""
_CASUALTIES = (Counted("casualty", "casualties"), Counted("killed", "deaths"), Counted("injured", "injuries"))


def find_nobody(sentence: str) -> Iterator[tuple[Number, Counted]]:
    """Give a zero for each thing that befell nobody or of which there is none."""
    for match in _NOBODY.finditer(sentence):
        if _WISHED.search(sentence, 0, match.start()):
            continue
        nobody = Number(Span(*match.span()), 0.0, Qualifier.EXACT)
        for counted in _befallen_none(sentence[match.end() :], is_person=match["person"] is not None):
            yield nobody, counted


def _befallen_none(after: str, *, is_person: bool) -> Iterator[Counted]:
    if _LIFE_LOST.match(after):
        yield Counted("killed", "deaths")
        return
    after = _SO_MANY.sub("", after, 1)
    counted = counted_beside("", after)
    while counted and counted.measure in COUNTED:
        yield from _CASUALTIES if counted.measure == "casualty" else (_named(counted, is_person=is_person),)
        behind = after.find(counted.unit) + len(counted.unit)
        listed = _OR.match(after, behind)
        after = after[listed.end() :] if listed else ""
        counted = counted_beside("", after) if listed else None


def _named(counted: Counted, *, is_person: bool) -> Counted:
    """Name the people whom "no one" leaves unnamed; none of some are none."""
    *_, named = _JOINED.split(counted.unit)
    unit = "people" if is_person and family_of(named) == counted.measure else named
    kind = TallyKind.INCREMENT if counted.kind is TallyKind.INCREMENT else TallyKind.TOTAL
    return Counted(counted.measure, unit, kind)
