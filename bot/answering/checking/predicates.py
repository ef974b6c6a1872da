"""Predicates: a verb of a statement that no passage has, where they have nearly all else."""

import re
from collections.abc import Iterator
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason

_MOST_MISSING: Final = 0.25
"""Share of words of content that may be missing beside it: where more are, it is the telling that is another."""
_MODAL: Final = re.compile(r"\b(?:will|would|can|could|must|may|might|shall)\s+(?:not\s+|also\s+)?$", re.IGNORECASE)
"""What stands before an infinitive."""
_LIGHT: Final = frozenset(
    "make hold come get take go becom turn put set leav see find name call base includ relat follow need lack declin"
    " refus fail inform".split()
)
"""Forms of verbs that carry little content."""


def unsupported_predicates(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each verb of the past or behind a modal that `evidence` has neither so nor in another word."""
    missing = [word for word in statement.content if not evidence.says(word.form)]
    if len(missing) > _MOST_MISSING * len(statement.content):
        return
    for word in missing:
        is_verb = word.is_past or _MODAL.search(statement.text[: word.span.start])
        if is_verb and not word.is_capital and word.form not in _LIGHT:
            yield Reason("entailment", word.text, f'No passage says "{word.text}" of it, nor another word for that.')
