"""Which passages tell one story: copies of one another, by their words and numbers."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from bot.answering.question.terms import WORD
from ingest import FoundPassage, RevisionId, Span, find_numbers, split_sentences

COPY_CONTAINMENT = 0.8
"""Share of the shorter text's word trigrams found in the longer one from which the two are one story."""
SHINGLE = 3

Shingle: TypeAlias = tuple[str, ...]
Shingles: TypeAlias = frozenset[Shingle]

Copies: TypeAlias = Collection[tuple[RevisionId, RevisionId]]
"""Pairs of articles of which one repeats the other."""


def one_per_story(passages: Sequence[FoundPassage], copies: Copies = frozenset()) -> tuple[FoundPassage, ...]:
    """Leave out copies of a better-ranked passage from another article; a copy with another number stays.

    Of articles that are `copies` as a whole, also what stands anywhere in the better-ranked one: where passages begin
    and end differs from one to the other.
    """
    kept: list[tuple[FoundPassage, Shingles]] = []
    holders: defaultdict[Shingle, list[int]] = defaultdict(list)
    partners = _partners(copies)
    for passage in passages:
        shingles = shingles_of(passage.text)
        shared = Counter(chain.from_iterable(holders[shingle] for shingle in shingles))
        if any(_is_held(passage, len(shingles), *kept[holder], times) for holder, times in shared.items()):
            continue
        rivals = partners[passage.stored.revision]
        if rivals and any(_stands_in(passage, shingles, other) for other, _ in kept if other.stored.revision in rivals):
            continue
        for shingle in shingles:
            holders[shingle].append(len(kept))
        kept.append((passage, shingles))
    return tuple(passage for passage, _ in kept)


def _partners(copies: Copies) -> defaultdict[RevisionId, set[RevisionId]]:
    """Give what each article is paired with."""
    partners: defaultdict[RevisionId, set[RevisionId]] = defaultdict(set)
    for one, other in copies:
        partners[one].add(other)
        partners[other].add(one)
    return partners


def _is_held(passage: FoundPassage, size: int, other: FoundPassage, known: Shingles, shared: int) -> bool:
    """Tell what `is_copy` tells, of a passage whose shared shingles were counted."""
    return shared >= COPY_CONTAINMENT * min(size, len(known)) and _have_numbers_in_common(passage.text, other.text)


def _stands_in(passage: FoundPassage, shingles: Shingles, other: FoundPassage) -> bool:
    whole = other.stored.article.text
    found = len(shingles & shingles_of(whole)) >= COPY_CONTAINMENT * len(shingles)
    return found and numbers_of(passage.text) <= numbers_of(whole)


def sentences_in(passage: FoundPassage) -> Iterator[Span]:
    """Give the title of a passage's article, then the passage's other sentences, within the article's text."""
    article, start = passage.stored.article, passage.span.start
    is_titled = bool(article.title) and article.text.startswith(article.title)
    if is_titled:
        yield Span(0, len(article.title))
    for span in split_sentences(passage.text):
        if not is_titled or start + span.start > 0:
            yield Span(start + span.start, start + span.end)


def is_copy(one: Shingles, one_text: str, other: Shingles, other_text: str) -> bool:
    """Tell whether two texts, given with their shingles, are one: contained, with the same numbers in common."""
    fewest = min(len(one), len(other))
    if not fewest or len(one & other) < COPY_CONTAINMENT * fewest:
        return False
    return _have_numbers_in_common(one_text, other_text)


def _have_numbers_in_common(one: str, other: str) -> bool:
    fewer, more = sorted((numbers_of(one), numbers_of(other)), key=len)
    return fewer <= more


def shingles_of(text: str) -> Shingles:
    """Give the word trigrams of `text`, lower case; the whole text if it is shorter."""
    words = WORD.findall(text.lower())
    if len(words) < SHINGLE:
        return frozenset({tuple(words)} if words else ())
    return frozenset(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def numbers_of(text: str) -> frozenset[float]:
    """Give the values of the numbers in `text`, in digits or words."""
    return frozenset(number.value for number in find_numbers(text))
