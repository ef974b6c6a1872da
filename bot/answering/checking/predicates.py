"""Predicates: a verb of a statement that no passage has, where they have nearly all else."""

from collections.abc import Iterator
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason

_MOST_MISSING: Final = 0.25
"""Share of words of content that may be missing beside it: where more are, it is the telling that is another."""
_LIGHT: Final = frozenset(
    "make hold come get take go becom turn put set leav see find name call base includ relat follow need lack declin refus"
    " fail inform".split()
)
"""Forms of verbs that carry little content."""


def unsupported_predicates(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each verb in the past that `evidence` has in no form, nor in another word."""
    missing = [word for word in statement.content if not evidence.says(word.form)]
    if len(missing) > _MOST_MISSING * len(statement.content):
        return
    for word in missing:
        if word.is_past and not word.is_capital and word.form not in _LIGHT:
            yield Reason("entailment", word.text, f'No passage says "{word.text}" of it, nor another word for that.')
