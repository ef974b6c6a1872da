"""Factuality: whether a statement denies what its passages affirm, or the reverse, or tells as done what may come."""

import re
from collections.abc import Iterator
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason

_AHEAD: Final = re.compile(
    r"\b(?:will|would|could|may|might|should|set\s+to|ahead\s+of|expected\s+to|likely|(?:plan|aim)s?\s+to|if|whether|yet\s+to"
    r"|to\s+be|upcoming|next)\b",
    re.IGNORECASE,
)
"""What tells of what is to come or may come."""
_REACH: Final = 5
"""Words before another within which a negation may deny it."""


def contradicted(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each predicate that `statement` denies and the nearest sentences affirm, or the reverse."""
    near = evidence.nearest(statement)
    for at in _denied(statement):
        told = [(sentence, there) for sentence in near for there in _said(sentence, statement.words[at].form)]
        if told and not any(_may_be_denied(sentence, there) or there in _denied(sentence) for sentence, there in told):
            predicate = statement.words[at].text
            yield Reason("negation", predicate, f'The statement denies "{predicate}", which the passages affirm.')
    if any(word.is_negation for word in statement.words):
        return
    for word in statement.words:
        told = [(sentence, there) for sentence in near for there in _said(sentence, word.form)]
        if told and all(there in _denied(sentence) for sentence, there in told):
            yield Reason("negation", word.text, f'The statement affirms "{word.text}", which the passages deny.')


def foretold(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason where `statement` tells as done what the nearest sentences tell as yet to come."""
    done = next((word.text for word in statement.content if word.is_past and not word.is_capital), None)
    near = evidence.nearest(statement, at_least=1)
    is_ahead = bool(near) and all(_AHEAD.search(sentence.text) for sentence in near)
    if done and is_ahead and not _AHEAD.search(statement.text):
        yield Reason("negation", done, f'The statement has "{done}" as done, the passages speak of what may come.')


def _said(sentence: Sentence, form: str) -> list[int]:
    return [at for at, word in enumerate(sentence.words) if word.form == form]


def _may_be_denied(sentence: Sentence, position: int) -> bool:
    """Tell whether a negation stands shortly before a word."""
    return any(word.is_negation for word in sentence.words[max(0, position - _REACH) : position])


def _denied(sentence: Sentence) -> list[int]:
    """Give where the first word of content behind each negation of `sentence` stands, unless it is a name."""
    words = sentence.words
    cues = (at for at, word in enumerate(words) if word.is_negation)
    heads = (next((at for at in range(cue, len(words)) if words[at].is_content), None) for cue in cues)
    return [at for at in heads if at is not None and not words[at].is_capital]
