"""Every number of a sentence as a quantity: its type, the noun phrase behind it, the names beside it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.articles import Article, NumberType, Quantity, Span, Tally
from ingest.extraction.nouns import noun_phrase
from ingest.extraction.number_types import age_unit, type_of
from ingest.extraction.numbers import Number, vague_words

NEAR: Final = 60
"""Characters on either side of a number in which a name may be that of what it is of."""
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")


def quantities_of(
    article: Article, at: Span, numbers: Sequence[Number], figures: Sequence[tuple[Number, Tally]]
) -> Iterator[Quantity]:
    """Give the numbers of the sentence `at`, each with the figure that it is, then the figures written as no number.

    Their spans are within the sentence, those of the quantities within the article's text.
    """
    sentence = article.text[at.start : at.end]
    tallies: defaultdict[tuple[int, float], list[Tally]] = defaultdict(list)
    for number, tally in figures:
        tallies[number.span.start, number.value].append(tally)
    for number in numbers:
        own = tallies[number.span.start, number.value]
        yield _quantity(article, at, number, own.pop(0) if own else None)
    for tally in (tally for left in tallies.values() for tally in left):
        clause = max(sentence.find(tally.counts), 0)
        unwritten = Number(Span(clause, clause + len(tally.counts)), tally.value, tally.qualifier)
        yield _quantity(article, at, unwritten, tally, is_written=False)


def _quantity(article: Article, at: Span, number: Number, tally: Tally | None, *, is_written: bool = True) -> Quantity:
    sentence, span = article.text[at.start : at.end], number.span
    after = sentence[span.end :]
    kind = type_of(sentence, number) if is_written else NumberType.COUNT
    phrase = age_unit(after) if kind is NumberType.AGE else tuple(noun_phrase(after)[0])
    near = range(span.start - NEAR, span.end + NEAR)
    names = (found[0] for found in _NAME.finditer(sentence) if found.start() in near)
    return Quantity(
        Span(at.start + span.start, at.start + span.end),
        number.value,
        number.qualifier,
        NumberType.COUNT if phrase and kind is NumberType.ANY else kind,
        phrase,
        tuple(name for name in names if name not in article.title),
        is_written,
        is_written and vague_words(sentence[span.start : span.end], number.value) is not None,
        tally,
    )
