"""Entailment: what a model says of whether a statement follows from its passages."""

from collections.abc import Iterator
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from ingest import Entailment

LEAST_LIKELY: Final = 0.5
"""Probability of following from a passage that a model has to give."""
LONGEST_PREMISE: Final = 1_200
"""Characters of one premise: what such models read at once is 512 tokens with the hypothesis."""


def judged(statement: Sentence, evidence: Evidence, entailment: Entailment) -> Iterator[Reason]:
    """Give a reason if by a model's judgement `statement` follows from no stretch of `evidence`."""
    pairs = [(premise, statement.text) for premise in _premises(evidence)]
    likeliest = max(entailment.probabilities(pairs), default=0.0)
    if likeliest < LEAST_LIKELY:
        detail = f"The model {entailment.name} finds it likely to follow with {likeliest:.2f} only."
        yield Reason("entailment", statement.text, detail)


def _premises(evidence: Evidence) -> Iterator[str]:
    """Give the passages, long ones in stretches of whole sentences."""
    for passage in evidence.passages:
        stretch = ""
        for sentence in passage:
            if stretch and len(stretch) + len(sentence.text) > LONGEST_PREMISE:
                yield stretch
                stretch = ""
            stretch = f"{stretch} {sentence.text}".strip()
        if stretch:
            yield stretch
