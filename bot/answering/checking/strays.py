"""Strays: a name, number or day of a statement that its passages tell of something else than the rest of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.answering.checking.names import kind_of, names_of
from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Kind, Reason
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


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What fixes of whom, how many and when a sentence speaks."""

    items: frozenset[str]
    words: str
    kind: Kind


def strays(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
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
    days = [
        _Anchor(
            frozenset({f"@{mention.first}/{mention.last}"}),
            sentence.text[mention.span.start : mention.span.end],
            "date",
        )
        for mention in sentence.dates
    ]
    return names + numbers + days
