"""Additions: words that no passage has, behind what a statement takes over word for word."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason

_FEWEST_ADDED: Final = 2
"""Words of content one behind the other: one alone may be another word for what is there."""
_LEAST_TAKEN: Final = 5
"""Pairs of words known to the passages by which it shows whether a statement takes over their order."""
_TAKEN: Final = 0.75
"""Share of such pairs that stand so beside each other, from which on the statement is held to take them over."""
_BESIDE: Final = 2
"""Words of content within which two stand beside each other."""


def additions(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for a run of words that `evidence` does not have, in a sentence that is otherwise taken over."""
    items = statement.items
    told = {pair for sentence in evidence.sentences for pair in _pairs(sentence.items)}
    both = [pair for pair in pairwise(items) if set(pair) <= evidence.items]
    if len(both) < _LEAST_TAKEN or sum(pair in told for pair in both) < _TAKEN * len(both):
        return
    for start, end in _runs([item in evidence.items or evidence.says(item) for item in items]):
        if end == len(items) and end - start >= _FEWEST_ADDED:
            (first, _), (last, _) = statement.placed[start], statement.placed[end - 1]
            added = statement.text[first.start : last.end]
            yield Reason("entailment", added, f'The rest is taken over word for word, but no passage has "{added}".')


def _pairs(items: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((one, other) for at, one in enumerate(items) for other in items[at + 1 : at + 1 + _BESIDE])


def _runs(known: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give where each run of unknown words begins and ends."""
    start = None
    for at, is_known in enumerate([*known, True]):
        if not is_known and start is None:
            start = at
        elif is_known and start is not None:
            yield start, at
            start = None
