"""Who won: whether a claim lets another win than the news does. Pure."""

from collections.abc import Iterator
from itertools import dropwhile, takewhile
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.words import Word, form_of

WON: Final = frozenset(map(form_of, "won beat defeat defeated clinched".split()))
"""Forms of verbs of winning."""
_BEATEN: Final = frozenset("beat beats beating defeated defeats defeating edged overcame".split())
"""Verbs alone: "conceded defeat to" has the winner behind it."""
_LOST: Final = frozenset(map(form_of, "lost conceded".split()))
_REACH: Final = 4
"""Words of content before a verb among which stands who won."""


def is_won_by_another(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a claim names a winner whom the passages that tell of it have beaten, and never win."""
    return any(
        any(_is_beaten(winner, sentence) for sentence in evidence.sentences)
        and not any(_wins(winner, sentence) for sentence in evidence.sentences)
        for winner in _winners(claim)
    )


def _winners(claim: Sentence) -> Iterator[Word]:
    """Give the names directly before a verb of winning."""
    for at, word in enumerate(claim.content):
        if word.form in WON and not any(other.is_negation for other in claim.words):
            yield from (name for name in claim.content[max(0, at - 1) : at] if name.is_capital)


def _is_beaten(name: Word, sentence: Sentence) -> bool:
    """Tell whether a sentence has somebody beat `name`: the first name behind the verb, or the loser before "lost"."""
    content = sentence.content
    for at, word in enumerate(content):
        if word.text in _BEATEN:
            behind = dropwhile(lambda other: not other.is_capital, content[at + 1 : at + 1 + _REACH])
            if any(other.form == name.form for other in takewhile(lambda other: other.is_capital, behind)):
                return True
        if word.form in _LOST and any(other.form == name.form for other in content[max(0, at - 1) : at]):
            return True
    return False


def _wins(name: Word, sentence: Sentence) -> bool:
    content = sentence.content
    for at, word in enumerate(content):
        before = content[max(0, at - _REACH) : at]
        if word.form in WON and any(other.form == name.form for other in before):
            return not _is_beaten(name, sentence)
    return False
