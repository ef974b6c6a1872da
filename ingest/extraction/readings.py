"""A sentence with its numbers, of which some belong together."""

from itertools import pairwise
from typing import Final

from ingest.articles import Qualifier
from ingest.extraction.cues import cues
from ingest.extraction.measures import PEOPLE, Counted
from ingest.extraction.nouns import noun_phrase
from ingest.extraction.numbers import Number, is_year, range_end
from ingest.extraction.parts import Fallen, part_groups
from ingest.extraction.predicates import verb_before

_CUES: Final = cues("readings")
_NEXT_TO: Final = 30
"""Characters before a number in which stands what makes it a date or a label."""
_ODDS_OUT_OF: Final = frozenset({10, 100})


class Reading:
    """A sentence with its numbers, and which of them belong together."""

    def __init__(self, sentence: str, numbers: tuple[Number, ...], carried: Counted | None) -> None:
        self.sentence = sentence
        self.numbers = numbers
        self.carried = carried
        """What a bare "the total" counts."""
        self.groups = tuple(part_groups(sentence, numbers))
        self.wholes: dict[Number, Number] = {}
        """The 40 by the 12 in "12 of the 40 patients"."""
        self.passed_over: set[Number] = set()
        """Numbers that say no figure of their own: odds, wholes, ends of ranges."""
        self.fallen = Fallen(sentence)
        """Those whom something befell and of whom a part is told."""
        self.odds: list[tuple[Number, Number]] = []
        """The one and the five in "one in five"."""
        self.passed_over |= {number for number in numbers if _CUES["nth of"].search(sentence, 0, number.span.start)}
        for number, following in pairwise(numbers):
            between = sentence[number.span.end : following.span.start]
            if _CUES["odds"].fullmatch(between) and not following.value:
                self.passed_over |= {number, following}
            elif _CUES["odds"].fullmatch(between) and _are_odds(number, following):
                self.passed_over |= {number, following}
                self.odds.append((number, following))
            elif _CUES["share of"].fullmatch(between) and number.value == 1:
                self.passed_over.add(number)
            elif _CUES["share of"].fullmatch(between) and not self.fallen.holds(following):
                self.wholes[number] = following
                self.passed_over.add(following)
            elif following.span.start < (range_end(sentence, number.span) or 0):
                self.passed_over.add(following)

    def counts_nothing(self, number: Number) -> bool:
        """Tell dates, years, ages, labels ("tower 12") and compounds ("ten-storey") from counts."""
        before, after = self.beside(number)
        before = before[-_NEXT_TO:]
        if _CUES["no count before"].search(before) or _CUES["no count behind"].match(after):
            return True
        if number.value == 1 and after.startswith(" of "):
            return True
        words, _ = noun_phrase(after)
        is_people = bool(words) and words[-1].lower() in PEOPLE
        if is_year(self.sentence[number.span.start : number.span.end]):
            return not (is_people and (number.qualifier is not Qualifier.EXACT or verb_before(before)))
        return bool(_CUES["place label"].search(before)) and not (words and (is_people or words[-1].endswith("s")))

    def beside(self, number: Number) -> tuple[str, str]:
        """Give what stands before a number and what follows it, its range or its whole."""
        whole = self.wholes.get(number)
        end = whole.span.end if whole else range_end(self.sentence, number.span) or number.span.end
        return self.sentence[: number.span.start], self.sentence[end:]


def _are_odds(number: Number, following: Number) -> bool:
    return (number.value == 1 or following.value in _ODDS_OUT_OF) and number.value < following.value
