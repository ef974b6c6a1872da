"""Numbers: those of a statement are told in its passages, of the same thing, or follow from what is told."""

from collections.abc import Iterator

from bot.answering.checking.quantities import Quantity, agree, derived, is_counted_alike
from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from bot.answering.checking.words import form_of


def unsupported_numbers(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each number, rank and time of `statement` that `evidence` neither has nor adds up to."""
    told = [(sentence, quantity) for sentence in evidence.sentences for quantity in sentence.quantities]
    for wanted in statement.quantities:
        if any(_is_told(wanted, quantity, sentence) for sentence, quantity in told):
            continue
        quantities = [quantity for _, quantity in told]
        if not (derived(wanted, quantities) or _is_written_alike(wanted, quantities, evidence)):
            others = [quantity for quantity in quantities if agree(wanted, quantity)]
            yield Reason("number", wanted.words, _detail(wanted, others, quantities))
    for words in _others(statement):
        if words.lower() not in evidence.spelled:
            yield Reason("number", words, f'No passage has "{words}".')


def _is_told(wanted: Quantity, told: Quantity, sentence: Sentence) -> bool:
    """Tell whether `wanted` follows from what `sentence` tells; who are "people" there are hostages if it says so."""
    if not (agree(wanted, told) and is_counted_alike(wanted, told)):
        return False
    narrows = wanted.names_people and not told.names_people and bool(told.noun)
    return not narrows or form_of(wanted.noun) in sentence.forms


def _is_written_alike(wanted: Quantity, told: list[Quantity], evidence: Evidence) -> bool:
    """Tell whether the passages write a number so where nothing is counted: in a score, a year, a designation."""
    is_read = any(quantity.value == wanted.value for quantity in told)
    return not is_read and wanted.words.lower().removesuffix("k") in evidence.spelled


def _detail(wanted: Quantity, of_others: list[Quantity], told: list[Quantity]) -> str:
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
