"""Superlatives: what a statement calls the largest, the first, the only one, its passages call so too."""

import re
from collections.abc import Iterator
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from bot.answering.checking.words import Word

_GROUPS: Final = tuple(
    frozenset(line.split())
    for line in """
largest biggest greatest highest record hugest
smallest lowest tiniest fewest
most record
least
best finest top greatest leading
worst deadliest bloodiest
first earliest inaugural debut
last final
only sole
oldest longest
youngest
newest
fastest quickest
strongest
every all each entire whole
always
never
unprecedented record
""".strip().splitlines()
)
"""Words that stand for each other."""
_ALONE: Final = frozenset().union(*_GROUPS) - frozenset(
    "top leading record final last latest newest entire whole all each".split()
)
_NO_SUPERLATIVE: Final = frozenset(
    "arrest protest interest forest request contest harvest unrest conquest northwest southwest midwest suggest invest"
    " digest honest modest earnest manifest inquest tempest priest guest quest attest behest infest bequest test west"
    " east rest chest nest vest pest fest crest zest wrest everest disinterest latest newest rainforest".split()
)
"""Words in -est that are none."""
_BOUND: Final = re.compile(r"\bat\s+(?:the\s+)?$", re.IGNORECASE)
""""At least", "at most", "at best" make nothing a superlative."""
_ENDING: Final = re.compile(r"[a-z]{2,}(?:i|[^aeiou])est")


def unsupported_superlatives(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each superlative of `statement` that no sentence of `evidence` has."""
    for word in statement.words:
        lowered = word.text.lower()
        if _BOUND.search(statement.text[: word.span.start]):
            continue
        if _is_superlative(word) and not _named_alike(lowered) & evidence.spelled:
            yield Reason("superlative", word.text, f'No passage calls it "{word.text}".')


def _is_superlative(word: Word) -> bool:
    lowered = word.text.lower()
    return lowered in _ALONE or bool(_ENDING.fullmatch(lowered) and lowered not in _NO_SUPERLATIVE)


def _named_alike(word: str) -> frozenset[str]:
    return frozenset({word}).union(*(group for group in _GROUPS if word in group))
