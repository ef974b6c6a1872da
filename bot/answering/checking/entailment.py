"""Entailment: whether the words of a statement are those of its passages; what a model says of it, if there is one."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from bot.answering.checking.words import Word
from ingest import Entailment

MOST_MISSING: Final = 0.7
"""Share of a statement's words of content that may be missing (docs/decisions/checking-without-a-model.md)."""
MOST_MISSING_BESIDE_NAMES: Final = 0.7
"""The same of those that are no names: who is named and what is told of them are found apart."""
LEAST_LIKELY: Final = 0.5
"""Probability of following from a passage that a model has to give."""
LONGEST_PREMISE: Final = 1_200
"""Characters of one premise: what such models read at once is 512 tokens with the hypothesis."""


def unsupported_words(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason if more of the words of `statement` are missing from `evidence` than a paraphrase leaves out."""
    others = [word for word in statement.content if statement.is_headline or not word.is_capital]
    for words, most in ((statement.content, MOST_MISSING), (others, MOST_MISSING_BESIDE_NAMES)):
        missing = _missing(words, evidence)
        if len(missing) > most * len({word.form for word in words}):
            detail = f"Most of what it says is in no passage: {', '.join(missing)}."
            yield Reason("entailment", statement.text, detail)
            return


def _missing(words: Sequence[Word], evidence: Evidence) -> list[str]:
    return list({word.form: word.text for word in words if not evidence.says(word.form)}.values())


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
