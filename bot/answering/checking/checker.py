"""Checks a statement against passages."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from bot.answering.checking.days import unsupported_days
from bot.answering.checking.names import unsupported_names
from bot.answering.checking.numbers import unsupported_numbers
from bot.answering.checking.opposites import opposed
from bot.answering.checking.polarity import contradicted
from bot.answering.checking.quotations import altered_quotations
from bot.answering.checking.reading import Evidence, Sentence, evidence_of, sentences_of
from bot.answering.checking.roles import exchanged
from bot.answering.checking.superlatives import unsupported_superlatives
from bot.answering.checking.verdicts import Reason, Verdict

_Check: TypeAlias = Callable[[Sentence, Evidence], Iterator[Reason]]
CHECKS: Final[tuple[_Check, ...]] = (
    altered_quotations,
    unsupported_numbers,
    unsupported_days,
    unsupported_names,
    contradicted,
    opposed,
    exchanged,
    unsupported_superlatives,
)
"""What is looked for in each sentence of a statement, one kind of thing each."""


def check(statement: str, passages: Sequence[str]) -> Verdict:
    """Tell whether `passages` support `statement`, by which of them, or what of it they do not say."""
    sentences = sentences_of(statement)
    if not any(sentence.content for sentence in sentences):
        return Verdict(supported=False, reasons=(Reason("empty", statement, "The statement says nothing."),), cited=())
    reasons = tuple(_reasons(sentences, passages))
    if reasons:
        return Verdict(supported=False, reasons=reasons, cited=())
    alone = tuple(at for at, passage in enumerate(passages) if not any(_reasons(sentences, [passage])))
    return Verdict(supported=True, reasons=(), cited=alone or _fewest(sentences, passages))


def _reasons(sentences: Sequence[Sentence], passages: Sequence[str]) -> Iterator[Reason]:
    evidence = evidence_of(passages)
    return (reason for sentence in sentences for find in CHECKS for reason in find(sentence, evidence))


def _fewest(sentences: Sequence[Sentence], passages: Sequence[str]) -> tuple[int, ...]:
    """Give passages that support a statement together, none of which can be left out."""
    kept = list(range(len(passages)))
    for at in range(len(passages)):
        fewer = [index for index in kept if index != at]
        if not any(_reasons(sentences, [passages[index] for index in fewer])):
            kept = fewer
    return tuple(kept)
