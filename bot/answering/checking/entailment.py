"""Entailment: whether the words of a statement are those of its passages, so far as words alone can tell."""

from collections.abc import Iterator
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason

MOST_MISSING: Final = 0.67
"""Share of a statement's words of content that may be missing (docs/decisions/checking-without-a-model.md)."""


def unsupported_words(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason if more of the words of `statement` are missing from `evidence` than a paraphrase leaves out."""
    words = {word.form: word.text for word in statement.content}
    missing = [text for form, text in words.items() if form not in evidence.forms]
    if len(missing) > MOST_MISSING * len(words):
        listed = ", ".join(missing)
        yield Reason("entailment", statement.text, f"Most of it is in no passage: {listed}.")
