"""Attachment: a name, number, date or rank of a statement stands in the sentence that tells the rest of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.answering.checking.names import kind_of, names_of
from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Kind, Reason
from bot.answering.question.terms import ORDINALS

_MOST: Final = 0.7
"""Share of the rest from which on a sentence tells it, and of what it tells that another tells as well."""
_TIMES: Final = frozenset("second minute hour day week month year decade century".split())


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What fixes of whom, how many and when a sentence speaks."""

    items: frozenset[str]
    words: str
    kind: Kind
    is_modifier: bool = False
    """Whether it is a duration or a rank: where passages have it as part of a date or a title, it is none of theirs."""


def misattributed(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each anchor of `statement` that `evidence` has, but in no sentence that tells the rest."""
    said = frozenset(statement.items)
    for anchor in _anchors(statement):
        rest = said - anchor.items
        told = [len(rest & frozenset(sentence.items)) for sentence in evidence.sentences]
        most = max(told, default=0)
        is_there = anchor.is_modifier or anchor.items <= evidence.items
        if not rest or most < _MOST * len(rest) or not is_there:
            continue
        telling = (one for one, many in zip(evidence.sentences, told, strict=True) if many >= _MOST * most)
        if not any(anchor.items & frozenset(sentence.items) for sentence in telling):
            detail = f'The passages have "{anchor.words}" of something else than here.'
            yield Reason(anchor.kind, anchor.words, detail)


def _anchors(sentence: Sentence) -> Iterator[_Anchor]:
    for name in names_of(sentence):
        yield _Anchor(frozenset(word.form for word in name.words), name.text, kind_of(sentence, name))
    for quantity in sentence.quantities:
        if quantity.unit:  # without one it may be part of a name: "Article 5"
            is_duration = quantity.unit in _TIMES
            yield _Anchor(frozenset({f"#{quantity.value:g}"}), quantity.words, "number", is_modifier=is_duration)
    for word in sentence.content:
        if word.text.lower() in ORDINALS[1:]:
            yield _Anchor(frozenset({word.form}), word.text, "number", is_modifier=True)
    for date in sentence.dates:
        words = sentence.text[date.span.start : date.span.end]
        yield _Anchor(frozenset({f"@{date.first}/{date.last}"}), words, "date")
