"""Parts of those whom something befell: "three of the nine killed were soldiers", "five are among the dead"."""

import re
from dataclasses import replace

from ingest.articles import TallyKind
from ingest.events.counted import Counted
from ingest.events.fates import befallen
from ingest.events.measures import CASUALTIES, are_called_people, family_of
from ingest.events.nouns import noun_phrase
from ingest.events.numbers import Number

_FALLEN = re.compile(
    r"\b(?:of|among|including)\s+(?:the|those|these|all)\s+(?:(?!were\b|was\b|are\b|is\b|ha[sd]\b|have\b)[\w,’'-]+\s+){0,3}?"
    r"(?:who\s+(?:were|was|have\s+been)\s+)?(?P<fate>killed|dead|who\s+died|slain|wounded|injured|hurt|missing|arrested|detained"
    r"|evacuated|displaced)\b",
    re.IGNORECASE,
)
"""The people of whom a part is told."""
_BEING = re.compile(r"[^;.:]*?\b(?:were|was|are|is)\s+(?:also\s+|all\s+)?(?=\w)")
_NEAR = 60
"""Characters between a part and the people of whom it is one."""


class Fallen:
    """Those in a sentence whom something befell and of whom it tells a part."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._match = _FALLEN.search(sentence)

    def holds(self, number: Number) -> bool:
        """Tell whether `number` is how many they are: the nine of "three of the nine killed"."""
        return self._match is not None and self._match.start() < number.span.start < self._match.end()

    def part(self, number: Number) -> Counted | None:
        """Give what `number` counts as a part of them: a group of people, or a further fate."""
        if self._match is None or self.holds(number):
            return None
        fate = family_of(self._match["fate"].split()[-1])
        after = self._sentence[number.span.end :]
        if self._match.start() - number.span.end in {0, 1}:
            after = self._sentence[self._match.end() :]
            worse = befallen(after)
            being = _BEING.match(after)
            if worse or not being:
                return replace(worse, kind=TallyKind.SUBSET) if worse else None
            after = " " + after[being.end() :]
        elif abs(number.span.start - self._match.end()) > _NEAR and abs(self._match.start() - number.span.end) > _NEAR:
            return None
        being = re.match(r"\s+(?:were|was|are|is)\s", after)
        words, _ = noun_phrase(after[being.end() - 1 :] if being else after)
        is_group = bool(words) and are_called_people(words[-1]) and fate in CASUALTIES
        return Counted(fate, " ".join(words), TallyKind.SUBSET) if fate and is_group else None


def of_them(counted: Counted, before: Counted | None) -> Counted:
    """Count "three of them children" by what befell them, as the figure before says."""
    *_, head = counted.unit.split()
    is_group = counted.kind is TallyKind.SUBSET and are_called_people(head)
    if is_group and before and before.measure in CASUALTIES and counted.measure not in CASUALTIES:
        return replace(counted, measure=before.measure)
    return counted
