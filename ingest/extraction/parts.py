"""Parts of a total: by place ("32 in Iraq, 34 in Syria"), by people ("three of the dead were children")."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ingest.articles import Part, Qualifier, TallyKind
from ingest.extraction.cues import cues
from ingest.extraction.measures import CASUALTIES, Counted, are_called_people, family_of, is_time_unit, measure_of
from ingest.extraction.nouns import noun_phrase
from ingest.extraction.numbers import Number

_CUES: Final = cues("parts")
_NEAR: Final = 60
"""Characters between a part and the people of whom it is one."""


def part_groups(sentence: str, numbers: tuple[Number, ...]) -> Iterator[tuple[Number, ...]]:
    """Give each run of two and more "so many in PLACE", joined by nothing but "and" and the like."""
    group: list[Number] = []
    link_from = 0
    for number in numbers:
        tail = _CUES["tail"].match(sentence[number.span.end :])
        if tail is None or is_time_unit(tail["unit"].split()[-1] if tail["unit"].split() else ""):
            continue
        joined = group and _CUES["link"].match(sentence[link_from : number.span.start])
        if not joined:
            if len(group) > 1:
                yield tuple(group)
            group = []
        group.append(number)
        link_from = number.span.end + tail.end()
    if len(group) > 1:
        yield tuple(group)


def parts_of(sentence: str, group: tuple[Number, ...]) -> tuple[Part, ...]:
    """Give the places of a group with the number of each."""
    tails = [_CUES["tail"].match(sentence[number.span.end :]) for number in group]
    return tuple(Part(tail["place"], number.value) for number, tail in zip(group, tails, strict=True) if tail)


def part_of_them(before: str, after: str) -> str | None:
    """Give the place that holds the number between `before` and `after` of what was counted before it.

    It is the subject ("Alder accounts for 541 of them") or stands behind ("including 14 in Birch").
    """
    of_them = _CUES["of them"].match(after)
    if holder := _CUES["holder"].search(before) if of_them else None:
        return holder["place"]
    tail = (
        _CUES["tail"].match(after, of_them.end() if of_them else 0)
        if of_them or _CUES["including"].search(before)
        else None
    )
    return tail["place"] if tail and not tail["unit"] else None


def place_alone(before: str, after: str) -> str | None:
    """Give the place of which alone a number between `before` and `after` is: "43 attacks in Peru alone"."""
    told = _CUES["alone"].match(after) or _CUES["alone"].fullmatch(before)
    return told["place"].strip() if told else None


def sums_up(number: Number, group: tuple[Number, ...]) -> bool:
    """Tell whether `number` is the stated total of a group; a rounded one may miss it by three in a hundred."""
    if number in group:
        return False
    total = sum(part.value for part in group)
    slack = 0 if number.qualifier is Qualifier.EXACT else 0.03 * total
    return abs(number.value - total) <= slack


class Fallen:
    """Those in a sentence whom something befell and of whom it tells a part."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._match = _CUES["fallen"].search(sentence)

    def holds(self, number: Number) -> bool:
        """Tell whether `number` is how many they are: the nine of "three of the nine dead"."""
        return self._match is not None and self._match.start() < number.span.start < self._match.end()

    def part(self, number: Number) -> Counted | None:
        """Give what `number` counts as a part of them: a group of people, a further fate, or just some of them."""
        if self._match is None or self.holds(number):
            return None
        fate = measure_of(self._match["fate"].split()[-1])
        after = self._sentence[number.span.end :]
        is_of_them = self._match.start() - number.span.end in {0, 1}
        if is_of_them:
            after = self._sentence[self._match.end() :]
        elif abs(number.span.start - self._match.end()) > _NEAR and abs(self._match.start() - number.span.end) > _NEAR:
            return None
        if group := group_told(after):
            return Counted(fate, group, TallyKind.SUBSET)
        being = _CUES["being"].match(after) if is_of_them else None
        words, _ = noun_phrase(after[being.end() - 1 :] if being else after)
        if words and are_called_people(words[-1]):
            return Counted(fate, " ".join(words), TallyKind.SUBSET)
        if not is_of_them:
            return None
        further = family_of(words[0]) if words else None
        return Counted(further if further in CASUALTIES else fate, (words or [fate])[0], TallyKind.SUBSET)


def group_told(after: str) -> str | None:
    """Give the group of people that a number before `after` is said to be: "12 were children"."""
    being = _CUES["being next"].match(after)
    words, _ = noun_phrase(after[being.end() - 1 :]) if being else ([], "")
    return " ".join(words) if words and are_called_people(words[-1]) else None


def of_them(counted: Counted, before: Counted | None) -> Counted:
    """Count "three of them children" by what befell them, as the figure before says."""
    *_, head = counted.unit.split()
    is_group = counted.kind is TallyKind.SUBSET and are_called_people(head)
    if is_group and before and before.measure in CASUALTIES | {"hostage"} and counted.measure not in CASUALTIES:
        return replace(counted, measure=before.measure)
    return counted
