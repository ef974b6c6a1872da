"""Numbers: those of a statement are told in its passages, of the same thing, or follow from what is told."""

import re
from collections.abc import Iterator
from typing import Final

from bot.answering.checking.quantities import Quantity, agree, derived, follows
from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from ingest import ORDINAL

_YEARS: Final = range(1900, 2100)
_ORDINAL: Final = re.compile(rf"\b{ORDINAL}\b")


def unsupported_numbers(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each number, rank and time of `statement` that `evidence` neither has nor adds up to."""
    told = [quantity for sentence in evidence.sentences for quantity in sentence.quantities]
    for wanted in statement.quantities:
        if follows(wanted, told) or derived(wanted, told) or _is_year(wanted, evidence):
            continue
        others = [quantity for quantity in told if agree(wanted, quantity)]
        yield Reason("number", wanted.words, _detail(wanted, others, told))
    for words in _others(statement):
        if words.lower() not in evidence.spelled:
            yield Reason("number", words, f'No passage has "{words}".')


def _is_year(wanted: Quantity, evidence: Evidence) -> bool:
    return not wanted.unit and wanted.value in _YEARS and wanted.words in evidence.spelled


def _detail(wanted: Quantity, of_others: list[Quantity], told: list[Quantity]) -> str:
    if of_others:
        units = ", ".join(dict.fromkeys(quantity.unit or "nothing named" for quantity in of_others))
        return f"The passages have {wanted.words} of {units}, not of {wanted.unit}."
    same = [quantity for quantity in told if quantity.value == wanted.value]
    if same:
        return f"The passages have {same[0].words} as {same[0].number.qualifier.value.replace('_', ' ')}, the statement as {wanted.number.qualifier.value.replace('_', ' ')}."
    listed = ", ".join(dict.fromkeys(quantity.words for quantity in told)) or "none"
    return f"No passage has this number, and no two of one kind add up to it. Numbers told: {listed}."


def _others(statement: Sentence) -> Iterator[str]:
    """Give the ranks, scores, times and designations of `statement`: "25th", "3-1", "10:30", "F16"."""
    for word in statement.content:
        if any(letter.isdigit() for letter in word.text):
            yield word.text
