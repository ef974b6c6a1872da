"""Numbers: those of a statement are told in its passages, of the same thing, or follow from what is told."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from bot.answering.checking.measurements import Measurement, agree, derived, is_counted_alike
from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from bot.answering.checking.words import form_of
from bot.answering.question.terms import ORDINALS

_FEW: Final = frozenset({"two", "three"})
"""Numbers that go without saying where no other of the same is told: "two men" of "Brown and Smith"."""
_STRETCHES: Final[Mapping[tuple[float, str], str]] = {(10, "year"): "decade", (100, "year"): "century"}
"""Numbers that a word stands for."""
_RANK: Final = re.compile(r"([1-9]\d?)(?:st|nd|rd|th)")
_TIME: Final = re.compile(r"(\d{1,2}(?::\d\d)?)[ap]m")


def unsupported_numbers(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each number, rank and time of `statement` that `evidence` neither has nor adds up to."""
    told = [(sentence, quantity) for sentence in evidence.sentences for quantity in sentence.quantities]
    for wanted in statement.quantities:
        if any(_is_told(wanted, quantity, sentence) for sentence, quantity in told):
            continue
        quantities = [quantity for _, quantity in told]
        follows = derived(wanted, quantities) or _goes_without_saying(wanted, quantities)
        if not (follows or _is_written_alike(wanted, quantities, evidence)):
            others = [quantity for quantity in quantities if agree(wanted, quantity)]
            yield Reason("number", wanted.words, _detail(wanted, others, quantities))
    for words in _others(statement):
        if not _spellings(words) & evidence.spelled:
            yield Reason("number", words, f'No passage has "{words}".')


def _is_told(wanted: Measurement, told: Measurement, sentence: Sentence) -> bool:
    """Tell whether `wanted` follows from what `sentence` tells; who are "people" there are hostages if it says so."""
    if not (agree(wanted, told) and is_counted_alike(wanted, told)):
        return False
    narrows = wanted.names_people and not told.names_people and bool(told.noun) and not told.is_measured
    return not narrows or form_of(wanted.noun) in sentence.forms


def _goes_without_saying(wanted: Measurement, told: list[Measurement]) -> bool:
    rivals = (quantity for quantity in told if quantity.unit and is_counted_alike(wanted, quantity))
    return wanted.words.lower() in _FEW and not any(rivals)


def _is_written_alike(wanted: Measurement, told: list[Measurement], evidence: Evidence) -> bool:
    """Tell whether the passages write a number so where nothing is counted: in a score, a year, a designation."""
    is_read = any(quantity.value == wanted.value for quantity in told)
    return not is_read and bool(_written(wanted) & evidence.spelled)


def _written(wanted: Measurement) -> set[str]:
    """Give what stands for a number where nothing is counted; "one" is read as no number, the fifth is one of five."""
    rank = int(wanted.value) if wanted.value in range(3, len(ORDINALS) + 1) else 0
    ranks = {ORDINALS[rank - 1], f"{rank}th"} if rank else set()
    lasts = _STRETCHES.get((wanted.value, wanted.unit), "")
    return {wanted.words.lower().removesuffix("k"), *ranks, lasts, *(["one"] if wanted.value == 1 else [])}


def _detail(wanted: Measurement, of_others: list[Measurement], told: list[Measurement]) -> str:
    if of_others:
        units = ", ".join(dict.fromkeys(quantity.called for quantity in of_others))
        return f"The passages have {wanted.words} of {units}, not of {wanted.called}."
    if same := next((quantity for quantity in told if quantity.value == wanted.value), None):
        return f'The passages have it as "{same.meant}", the statement as "{wanted.meant}".'
    listed = ", ".join(dict.fromkeys(quantity.words for quantity in told)) or "none"
    return f"No passage has this number, and no two of one kind make it. Numbers told: {listed}."


def _others(statement: Sentence) -> Iterator[str]:
    """Give the ranks, scores, times and designations of `statement`: "25th", "3-1", "10:30", "F16"."""
    for word in statement.content:
        if any(letter.isdigit() for letter in word.text):
            yield word.text


def _spellings(written: str) -> set[str]:
    """Give the ways to write a rank, a score or a time: "3rd" is "third", "2–1" is "2-1", "8pm" is "8 p.m."."""
    plain = written.lower()
    spelled = {plain, plain.replace("–", "-"), plain.replace("-", "–")}
    if rank := _RANK.fullmatch(plain):
        spelled |= {ORDINALS[int(rank[1]) - 1]} if int(rank[1]) <= len(ORDINALS) else set()
    if time := _TIME.fullmatch(plain):
        spelled.add(time[1])
    return spelled
