"""Lexical overlap: words of a statement that no passage has: a quantifier, a verb, what is added, or most of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from bot.answering.question.lexicon import lexicon

_LEAST_SAID: Final = 0.37
"""Share of what a statement says that some place of the passages has, or it tells of something else."""
_NEARLY_ALL: Final = 0.75
"""Share from which on a verb that is missing is held to be another: where less is said, the telling is another."""
_FEWEST_ADDED: Final = 2
"""Words of content one behind the other: one alone may be another word for what is there."""
_LEAST_TAKEN: Final = 5
"""Pairs of words known to the passages by which it shows whether a statement takes over their order."""
_TAKEN: Final = 0.75
"""Share of such pairs that stand so beside each other, from which on the statement is held to take them over."""
_BESIDE: Final = 2
"""Words of content within which two stand beside each other."""
_MODAL: Final = re.compile(r"\b(?:will|would|can|could|must|may|might|shall)\s+(?:not\s+|also\s+)?$", re.IGNORECASE)
"""What stands before an infinitive."""
_LIGHT: Final = lexicon(__package__).words("light verbs")
"""Forms of verbs that carry little content."""
_GROUPS: Final = tuple(map(frozenset, lexicon(__package__).groups("superlatives")))
"""Superlatives and quantifiers that stand for each other."""
_ALONE: Final = frozenset().union(*_GROUPS) - frozenset("top leading record final last latest newest each".split())
_NO_SUPERLATIVE: Final = lexicon(__package__).words("no superlatives")
"""Words in -est that are none."""
_BOUND: Final = re.compile(r"\b(?:at|in|after|above|once\s+and\s+for)\s+(?:the\s+)?$", re.IGNORECASE)
""""At least", "at most", "in all", "after all" say nothing of all or most."""
_ENDING: Final = re.compile(r"[a-z]{2,}(?:i|[^aeiou])est")


def unsupported_superlatives(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each superlative or quantifier of `statement` that no sentence of `evidence` has."""
    for word in statement.words:
        lowered = word.text.lower()
        is_one = lowered in _ALONE or (_ENDING.fullmatch(lowered) and lowered not in _NO_SUPERLATIVE)
        alike = frozenset({lowered}).union(*(group for group in _GROUPS if lowered in group))
        if is_one and not alike & evidence.spelled and not _BOUND.search(statement.text[: word.span.start]):
            yield Reason("superlative", word.text, f'No passage says "{word.text}".')


def additions(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for words that `evidence` does not have, at the end of a sentence that is otherwise taken over."""
    items = statement.items
    told = {pair for sentence in evidence.sentences for pair in pairs_beside(sentence.items)}
    both = [pair for pair in pairwise(items) if set(pair) <= evidence.items]
    if len(both) < _LEAST_TAKEN or sum(pair in told for pair in both) < _TAKEN * len(both):
        return
    known = [evidence.says(item) for item in items]
    is_known, last = next((each, len(list(run))) for each, run in groupby(reversed(known)))
    if not is_known and last >= _FEWEST_ADDED:
        added = statement.text[statement.placed[-last][0].start : statement.placed[-1][0].end]
        yield Reason("entailment", added, f'The rest is taken over word for word, but no passage has "{added}".')


def pairs_beside(items: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give each two items that stand beside each other, in their order."""
    return ((one, other) for at, one in enumerate(items) for other in items[at + 1 : at + 1 + _BESIDE])


def unsupported_words(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason where no place says much of `statement`, or one says nearly all of it but a verb.

    In between the words are a paraphrase's: what of it is named, counted, dated and denied is found apart.
    """
    said = evidence.coverage(statement)
    missing = [word for word in statement.content if not evidence.says(word.form)]
    if said < _LEAST_SAID:
        listed = ", ".join(dict.fromkeys(word.text for word in missing)) or "none"
        yield Reason("entailment", statement.text, f"No passage says much of it in one place. In none: {listed}.")
    for word in missing if said >= _NEARLY_ALL else ():
        before = statement.text[: word.span.start]
        is_verb = (word.is_past and not before.endswith("-")) or _MODAL.search(before)  # "coal-fired" says what kind
        if is_verb and not word.is_capital and word.form not in _LIGHT:
            yield Reason("entailment", word.text, f'No passage says "{word.text}" of it, nor another word for that.')
