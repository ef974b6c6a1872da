"""Parts of those whom something befell: "three of the nine killed were soldiers", "five are among the dead"."""

import re
from dataclasses import replace

from ingest.articles import TallyKind
from ingest.extraction.measures import CASUALTIES, Counted, are_called_people, family_of
from ingest.extraction.nouns import noun_phrase
from ingest.extraction.numbers import Number

_FALLEN = re.compile(
    r"\b(?:of|among|including)\s+(?:the|those|these|all)\s+(?:(?!were\b|was\b|are\b|is\b|ha[sd]\b|have\b)[\w,’'-]+\s+){0,3}?"
    r"(?:who\s+(?:were|was|have\s+been)\s+)?(?P<fate>killed|dead|who\s+died|slain|wounded|injured|hurt|missing|arrested|detained"
    r"|evacuated|displaced|kidnapped|abducted|rescued|infected|hospitali[sz]ed)\b",
    re.IGNORECASE,
)
"""The people of whom a part is told."""
_BEING = re.compile(r"(?:[^;.:]*?\b(?:were|was|are|is)|)\s+(?:also\s+|all\s+)?(?=\w)")
_BEING_NEXT = re.compile(r"\s+(?:were|was|are|is)\s+(?=\w)")
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
        """Give what `number` counts as a part of them: a group of people, a further fate, or just some of them."""
        if self._match is None or self.holds(number):
            return None
        fate = family_of(self._match["fate"].split()[-1]) or "killed"
        after = self._sentence[number.span.end :]
        is_of_them = self._match.start() - number.span.end in {0, 1}
        if is_of_them:
            after = self._sentence[self._match.end() :]
        elif abs(number.span.start - self._match.end()) > _NEAR and abs(self._match.start() - number.span.end) > _NEAR:
            return None
        if group := group_told(after):
            return Counted(fate, group, TallyKind.SUBSET)
        being = _BEING.match(after) if is_of_them else None
        words, _ = noun_phrase(after[being.end() - 1 :] if being else after)
        if words and are_called_people(words[-1]):
            return Counted(fate, " ".join(words), TallyKind.SUBSET)
        if not is_of_them:
            return None
        further = family_of(words[0]) if words else None
        return Counted(further if further in CASUALTIES else fate, (words or [fate])[0], TallyKind.SUBSET)


def group_told(after: str) -> str | None:
    """Give the group of people that a number before `after` is said to be: "12 were children"."""
    being = _BEING_NEXT.match(after)
    words, _ = noun_phrase(after[being.end() - 1 :]) if being else ([], "")
    return " ".join(words) if words and are_called_people(words[-1]) else None


def of_them(counted: Counted, before: Counted | None) -> Counted:
    """Count "three of them children" by what befell them, as the figure before says."""
    *_, head = counted.unit.split()
    is_group = counted.kind is TallyKind.SUBSET and are_called_people(head)
    if is_group and before and before.measure in CASUALTIES | {"hostage"} and counted.measure not in CASUALTIES:
        return replace(counted, measure=before.measure)
    return counted
