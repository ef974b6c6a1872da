"""Lexical overlap: words of a statement that no passage has: a superlative, a verb, what is added, or most of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
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
_LIGHT: Final = lexicon(__package__).words("light verbs")
"""Forms of verbs that carry little content."""
_SUPERLATIVES: Final = lexicon(__package__).words("superlatives")
_NO_SUPERLATIVE: Final = lexicon(__package__).words("no superlatives")
"""Words in -est that are none."""
_ENDING: Final = re.compile(r"[a-z]{2,}(?:i|[^aeiou])est")


def unsupported_superlatives(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each superlative or quantifier of `statement` that no sentence of `evidence` has."""
    for word in statement.words:
        lowered = word.text.lower()
        is_one = lowered in _SUPERLATIVES or (_ENDING.fullmatch(lowered) and lowered not in _NO_SUPERLATIVE)
        if is_one and lowered not in evidence.spelled:
            yield Reason("superlative", word.text, f'No passage says "{word.text}".')


def additions(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for words that `evidence` does not have, at the end of a sentence that is otherwise taken over."""
    told = {pair for sentence in evidence.sentences for pair in pairs_beside(sentence.items)}
    both = [pair for pair in pairwise(statement.items) if set(pair) <= evidence.items]
    if len(both) < _LEAST_TAKEN or sum(pair in told for pair in both) < _TAKEN * len(both):
        return
    added = [*takewhile(lambda placed: not evidence.says(placed[1]), reversed(statement.placed))]
    if len(added) >= _FEWEST_ADDED:
        words = statement.text[added[-1][0].start : added[0][0].end]
        yield Reason("entailment", words, f'The rest is taken over word for word, but no passage has "{words}".')


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
        is_compound = statement.text[: word.span.start].endswith("-")  # "coal-fired" says what kind
        if word.is_past and word.form not in _LIGHT and not word.is_capital and not is_compound:
            yield Reason("entailment", word.text, f'No passage says "{word.text}" of it, nor another word for that.')
