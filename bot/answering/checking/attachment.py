"""Attachment: a duration or a rank of a statement is told of the same thing, not of another beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.answering.checking.measurements import measurements_of
from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from bot.answering.checking.words import Word, form_of, meaning
from bot.answering.question.terms import ORDINALS

_TIMES: Final = frozenset("second minute hour day week month year decade century".split())
_COMPOUND: Final = re.compile(r"-\w+(?:-long)?\s+(?=\w)")
"""What makes a number the modifier of the noun behind it: "four-day trip"."""
_OFFSET: Final = re.compile(r"\s*\w+\s+(?:after|following|before|later|earlier|ago|from\s+now)\b", re.IGNORECASE)
"""What makes it the time between two things: "two hours after the attack"."""
_ENDS: Final = re.compile(r"[;:]|,\s+(?:who|which|where|when|while|after|before|but)\b", re.IGNORECASE)
"""Where the clause ends that something is told in."""
_PLACE: Final = frozenset("place spot posit".split())
"""Forms of nouns that a rank alone means: "finished third" is in third place."""
_NOUN: Final = re.compile(r"[ -](?P<noun>[^\W\d]+)")
_NO_NOUN: Final = frozenset(
    "in at on of to for from with behind ahead after before and but or by as when while who overall was is".split()
)
"""Words that may follow a rank which stands alone."""
_BEFORE: Final = 3
_BEHIND: Final = 2
"""Words of content on either side of which one is what a duration is of."""


@dataclass(frozen=True, slots=True)
class _Attached:
    """A duration or rank, with the forms of the words one of which it belongs to."""

    words: str
    value: str
    """What makes it the same as another: "4 day", "third"."""
    is_apart: bool
    """Whether it is the time between two things."""
    heads: frozenset[str]


def detached(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each duration and rank of `statement` that `evidence` has of something else alone."""
    told = [one for sentence in evidence.sentences for one in _attached(sentence, behind=_BEHIND)]
    for wanted in _attached(statement, behind=0):
        alike = [one for one in told if one.value == wanted.value]
        heads = frozenset[str]().union(*map(meaning, wanted.heads))
        if heads and alike and not any(heads & one.heads and one.is_apart is wanted.is_apart for one in alike):
            yield Reason("number", wanted.words, f'The passages have "{wanted.words}" of something else than here.')


def _attached(sentence: Sentence, *, behind: int) -> Iterator[_Attached]:
    """Give durations and ranks; of a duration so many words `behind` it may be what it is of, beside those before.

    Of a passage, where there are such, also the time that a date is told by: "six years ago".
    """
    for quantity in measurements_of(sentence.text, ()) if behind else sentence.quantities:
        if quantity.unit in _TIMES:
            end = quantity.number.span.end
            is_apart = bool(_OFFSET.match(sentence.text, end))
            if compound := _COMPOUND.match(sentence.text, end):
                heads = frozenset(word.form for word in _behind(sentence, compound.end())[:_BEHIND])
            else:
                heads = _around(sentence, quantity.number.span.start, end, behind)
            yield _Attached(quantity.words, f"{quantity.value:g} {quantity.unit}", is_apart, heads)
    for word in sentence.words:
        if word.text.lower() in ORDINALS[1:]:
            yield _Attached(word.text, word.text.lower(), is_apart=False, heads=_ranked(sentence, word))


def _ranked(sentence: Sentence, rank: Word) -> frozenset[str]:
    """Give the noun of a rank, or, where it stands alone, what is done in that rank and what a place is called."""
    noun = _NOUN.match(sentence.text, rank.span.end)
    if noun and noun["noun"].lower() not in _NO_NOUN:
        return frozenset({form_of(noun["noun"])})
    return _PLACE.union(word.form for word in _before(sentence, rank.span.start)[-1:])


def _around(sentence: Sentence, start: int, end: int, behind: int) -> frozenset[str]:
    before = [word.form for word in _before(sentence, start)[-_BEFORE:]]
    after = [word.form for word in _behind(sentence, end)]
    return frozenset(before + after[: behind if before else _BEHIND])


def _before(sentence: Sentence, start: int) -> list[Word]:
    """Give the words of content of a clause before a place in it."""
    ends = [end.end() for end in _ENDS.finditer(sentence.text, 0, start)]
    return [word for word in sentence.content if (ends or [0])[-1] <= word.span.start < start]


def _behind(sentence: Sentence, end: int) -> list[Word]:
    """Give the words of content of a clause behind a place in it, those of the unit aside."""
    last = _ENDS.search(sentence.text, end)
    until = last.start() if last else len(sentence.text)
    return [word for word in sentence.content if end <= word.span.start < until and word.form not in _TIMES]
