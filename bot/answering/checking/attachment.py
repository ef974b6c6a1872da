"""Attachment: a name, number, date or rank of a statement is told of the same thing, not of another beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.answering.checking.measurements import measurements_of
from bot.answering.checking.names import kind_of, names_of
from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Kind, Reason
from bot.answering.checking.words import Word, form_of, meaning
from bot.answering.question.terms import ORDINALS
from ingest import country_of

_LEAST_TOLD: Final = 0.5
"""Share of the rest that a sentence tells, from which on it is held to be the one that tells it."""
_AS_MUCH: Final = 0.7
"""Of what that sentence tells: another that tells so much tells the rest as well."""
_PRONOUNS: Final = frozenset("he she they it his her their its who this these".split())
_OPENING: Final = 3
"""Words at the beginning of a sentence among which a pronoun takes up what the sentence before it named."""
_NAMES: Final[frozenset[Kind]] = frozenset({"person", "organisation", "place"})
"""Kinds that may stand in each other's place: what a strange name is one of is guessed."""
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
class _Anchor:
    """What fixes of whom, how many and when a sentence speaks."""

    items: frozenset[str]
    words: str
    kind: Kind


def misattributed(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each anchor of `statement` in whose place the sentence that tells the rest has another."""
    said = frozenset(statement.items)
    for anchor in _anchors(statement):
        rest = said - anchor.items
        told = [len(rest & frozenset(sentence.items)) for sentence in evidence.sentences]
        most = max(told, default=0)
        if not rest or most < _LEAST_TOLD * len(rest) or not anchor.items <= evidence.items:
            continue
        if any(_has(evidence, at, anchor) for at, many in enumerate(told) if many >= _AS_MUCH * most):
            continue
        others = _anchors(evidence.sentences[told.index(most)])
        if rival := next((other for other in others if _are_rivals(anchor, other) and not other.items & said), None):
            detail = f'The sentence that tells the rest has "{rival.words}" in place of "{anchor.words}".'
            yield Reason(anchor.kind, anchor.words, detail)


def _are_rivals(one: _Anchor, other: _Anchor) -> bool:
    """Tell whether one may stand in the place of the other."""
    return one.kind == other.kind or {one.kind, other.kind} <= _NAMES


def _has(evidence: Evidence, at: int, anchor: _Anchor) -> bool:
    """Tell whether a sentence has the anchor, or opens with a pronoun that may stand for it."""
    sentence = evidence.sentences[at]
    if anchor.items & frozenset(sentence.items):
        return True
    opening = {word.text.lower() for word in sentence.words[:_OPENING]}
    return at > 0 and bool(_PRONOUNS & opening) and bool(anchor.items & frozenset(evidence.sentences[at - 1].items))


def _anchors(sentence: Sentence) -> list[_Anchor]:
    names = [
        _Anchor(frozenset(word.form for word in name.words), name.text, kind_of(sentence, name))
        for name in names_of(sentence)
        if not name.text.isupper() or country_of(name.text)  # other abbreviations and what they stand for are one name
    ]
    numbers = [
        _Anchor(frozenset({f"#{quantity.value:g}"}), quantity.words, "number")
        for quantity in sentence.quantities
        if quantity.unit  # without one it may be part of a name: "Article 5"
    ]
    dates = [
        _Anchor(frozenset({f"@{one.first}/{one.last}"}), sentence.text[one.span.start : one.span.end], "date")
        for one in sentence.dates
    ]
    return names + numbers + dates


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
            start, end = quantity.number.span.start, quantity.number.span.end
            if compound := _COMPOUND.match(sentence.text, end):
                heads = _forms(_after(sentence, compound.end())[:_BEHIND])
            else:
                before = _forms(_before(sentence, start)[-_BEFORE:])
                heads = before | _forms(_after(sentence, end)[: behind if before else _BEHIND])
            is_apart = bool(_OFFSET.match(sentence.text, end))
            yield _Attached(quantity.words, f"{quantity.value:g} {quantity.unit}", is_apart, heads)
    for word in sentence.words:
        if word.text.lower() in ORDINALS[1:]:
            yield _Attached(word.text, word.text.lower(), is_apart=False, heads=_ranked(sentence, word))


def _ranked(sentence: Sentence, rank: Word) -> frozenset[str]:
    """Give the noun of a rank, or, where it stands alone, what is done in that rank and what a place is called."""
    noun = _NOUN.match(sentence.text, rank.span.end)
    if noun and noun["noun"].lower() not in _NO_NOUN:
        return frozenset({form_of(noun["noun"])})
    return _PLACE | _forms(_before(sentence, rank.span.start)[-1:])


def _forms(words: list[Word]) -> frozenset[str]:
    return frozenset(word.form for word in words)


def _before(sentence: Sentence, start: int) -> list[Word]:
    """Give the words of content of a clause before a place in it."""
    ends = [end.end() for end in _ENDS.finditer(sentence.text, 0, start)]
    return [word for word in sentence.content if (ends or [0])[-1] <= word.span.start < start]


def _after(sentence: Sentence, end: int) -> list[Word]:
    """Give the words of content of a clause behind a place in it, those of the unit aside."""
    last = _ENDS.search(sentence.text, end)
    until = last.start() if last else len(sentence.text)
    return [word for word in sentence.content if end <= word.span.start < until and word.form not in _TIMES]
