"""Unsaid: words of a statement that no passage has: a superlative, a verb, what is added, or most of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from bot.answering.checking.words import Word
from bot.answering.question.lexicon import lexicon

_MOST: Final = 0.7
"""Share of the words of content, and of those that are no names, that a paraphrase may leave out: who is named and what
is told of them are found apart (docs/decisions/checking-without-a-model.md)."""
_FEW: Final = 0.25
"""Share that may be missing where a verb is held to be another: where more are, it is the telling that is another."""
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
"""Superlatives that stand for each other."""
_ALONE: Final = frozenset().union(*_GROUPS) - frozenset(
    "top leading record final last latest newest entire whole all each".split()
)
_NO_SUPERLATIVE: Final = lexicon(__package__).words("no superlatives")
"""Words in -est that are none."""
_BOUND: Final = re.compile(r"\bat\s+(?:the\s+)?$", re.IGNORECASE)
""""At least", "at most", "at best" make nothing a superlative."""
_ENDING: Final = re.compile(r"[a-z]{2,}(?:i|[^aeiou])est")


def unsupported_superlatives(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each superlative of `statement` that no sentence of `evidence` has."""
    for word in statement.words:
        lowered = word.text.lower()
        is_one = lowered in _ALONE or (_ENDING.fullmatch(lowered) and lowered not in _NO_SUPERLATIVE)
        alike = frozenset({lowered}).union(*(group for group in _GROUPS if lowered in group))
        if is_one and not alike & evidence.spelled and not _BOUND.search(statement.text[: word.span.start]):
            yield Reason("superlative", word.text, f'No passage calls it "{word.text}".')


def additions(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for words that `evidence` does not have, at the end of a sentence that is otherwise taken over."""
    items = statement.items
    told = {pair for sentence in evidence.sentences for pair in pairs_beside(sentence.items)}
    both = [pair for pair in pairwise(items) if set(pair) <= evidence.items]
    if len(both) < _LEAST_TAKEN or sum(pair in told for pair in both) < _TAKEN * len(both):
        return
    known = [item in evidence.items or evidence.says(item) for item in items]
    is_known, last = next((each, len(list(run))) for each, run in groupby(reversed(known)))
    if not is_known and last >= _FEWEST_ADDED:
        added = statement.text[statement.placed[-last][0].start : statement.placed[-1][0].end]
        yield Reason("entailment", added, f'The rest is taken over word for word, but no passage has "{added}".')


def pairs_beside(items: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give each two items that stand beside each other, in their order."""
    return ((one, other) for at, one in enumerate(items) for other in items[at + 1 : at + 1 + _BESIDE])


def unsupported_predicates(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each verb of the past or behind a modal that `evidence` has neither so nor in another word."""
    missing = _missing(statement.content, evidence)
    for word in missing if len(missing) <= _FEW * len(statement.content) else ():
        before = statement.text[: word.span.start]
        is_verb = (word.is_past and not before.endswith("-")) or _MODAL.search(before)  # "coal-fired" says what kind
        if is_verb and not word.is_capital and word.form not in _LIGHT:
            yield Reason("entailment", word.text, f'No passage says "{word.text}" of it, nor another word for that.')


def unsupported_words(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason if more of the words of `statement` are missing from `evidence` than a paraphrase leaves out."""
    others = [word for word in statement.content if statement.is_headline or not word.is_capital]
    for words in (statement.content, others):
        missing = {word.form: word.text for word in _missing(words, evidence)}
        if len(missing) > _MOST * len({word.form for word in words}):
            yield Reason(
                "entailment", statement.text, f"Most of what it says is in no passage: {', '.join(missing.values())}."
            )
            return


def _missing(words: Sequence[Word], evidence: Evidence) -> list[Word]:
    return [word for word in words if not evidence.says(word.form)]
