"""Numbers: those of a statement are told in its passages, of the same thing, or follow from what is told."""

from collections.abc import Iterator, Sequence

from bot.answering.checking.measurements import Measurement, agree, derived, is_counted_alike
from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason


def unsupported_numbers(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each number, rank and time of `statement` that `evidence` neither has nor adds up to."""
    told = [quantity for sentence in evidence.sentences for quantity in sentence.quantities]
    for wanted in statement.quantities:
        is_told = any(agree(wanted, quantity) and is_counted_alike(wanted, quantity) for quantity in told)
        if not (is_told or derived(wanted, told) or _is_written_alike(wanted, told, evidence)):
            yield Reason("number", wanted.words, _detail(wanted, told))
    for word in statement.content:
        is_designation = any(letter.isdigit() for letter in word.text)  # "25th", "3-1", "10:30", "F16"
        if is_designation and word.text.lower() not in evidence.spelled:
            yield Reason("number", word.text, f'No passage has "{word.text}".')


def _is_written_alike(wanted: Measurement, told: Sequence[Measurement], evidence: Evidence) -> bool:
    """Tell whether the passages write a number so where nothing is counted: in a score, a year, a designation."""
    is_read = any(quantity.value == wanted.value for quantity in told)
    return not is_read and wanted.words.lower() in evidence.spelled


def _detail(wanted: Measurement, told: Sequence[Measurement]) -> str:
    if units := dict.fromkeys(quantity.called for quantity in told if agree(wanted, quantity)):
        return f"The passages have {wanted.words} of {', '.join(units)}, not of {wanted.called}."
    if same := next((quantity for quantity in told if quantity.value == wanted.value), None):
        return f'The passages have it as "{same.meant}", the statement as "{wanted.meant}".'
    listed = ", ".join(dict.fromkeys(quantity.words for quantity in told)) or "none"
    return f"No passage has this number, and no two of one kind make it. Numbers told: {listed}."
