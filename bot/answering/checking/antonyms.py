"""Antonyms: whether a statement says that something rose where its passages say that it fell, and the like."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.checking.verdicts import Reason
from bot.answering.checking.words import Word, form_of
from bot.answering.question.lexicon import lexicon

_SHARED: Final = 2
"""Neighbours that a word and its opposite share where they are said of the same."""
_OPPOSITES: Final = tuple(
    tuple(frozenset(map(form_of, side.split())) for side in " ".join(pair).split("|"))
    for pair in lexicon(__package__).groups("opposites")
)


def opposed(statement: Sentence, evidence: Evidence) -> Iterator[Reason]:
    """Give a reason for each word of `statement` in whose company the nearest sentences have its opposite."""
    near = evidence.nearest(statement)
    for position, word in enumerate(statement.words):
        company = statement.company(position)
        for side, other in _sides(word):
            own = max((shared + 1 for shared, _ in _beside(near, side, company)), default=0)
            least = max(min(_SHARED, len(company)), own)
            opposite = next((told for shared, told in _beside(near, other, company) if shared >= least), None)
            if opposite:
                detail = f'Where the statement has "{word.text}", the passages have "{opposite.text}".'
                yield Reason("direction", word.text, detail)
                break


def _sides(word: Word) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Give the words that mean as much as `word`, and those that mean its opposite, in each pair that has it."""
    for one, other in _OPPOSITES:
        if word.form in one:
            yield one, other
        if word.form in other:
            yield other, one


def _beside(
    sentences: Sequence[Sentence], forms: frozenset[str], company: frozenset[str]
) -> Iterator[tuple[int, Word]]:
    """Give the words of those forms, each with how many of `company` stand beside it."""
    for sentence in sentences:
        for position, word in enumerate(sentence.words):
            if word.form in forms:
                yield len(company & sentence.company(position)), word
