"""What the archive holds on a question: two rankings fused, one passage a story."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from ingest import FoundPassage, RevisionId, Span, find_numbers, split_sentences

RRF_K = 60
"""Reciprocal rank fusion's constant (Cormack, Clarke and Büttcher, SIGIR 2009)."""
COPY_CONTAINMENT = 0.8
"""Share of the shorter text's word trigrams found in the longer one from which the two are one story."""
SHINGLE = 3

Copies: TypeAlias = Collection[tuple[RevisionId, RevisionId]]
"""Pairs of articles of which one repeats the other."""


def fused(*rankings: Sequence[FoundPassage]) -> tuple[FoundPassage, ...]:
    """Merge rankings by reciprocal rank; each passage once, best first, of equals the newer; its score is the sum."""
    scores: dict[int, float] = {}
    passages: dict[int, FoundPassage] = {}
    for ranking in rankings:
        for rank, passage in enumerate(ranking, start=1):
            passages[passage.id] = passage
            scores[passage.id] = scores.get(passage.id, 0.0) + 1 / (RRF_K + rank)
    ordered = sorted(newest_first(tuple(passages.values())), key=lambda passage: -scores[passage.id])
    return tuple(replace(passage, score=scores[passage.id]) for passage in ordered)


def newest_first(passages: Sequence[FoundPassage]) -> tuple[FoundPassage, ...]:
    """Rank passages by publication, the newest first; of one time the one stored first."""
    by_id = sorted(passages, key=lambda passage: passage.id)
    return tuple(sorted(by_id, key=lambda passage: passage.stored.article.published, reverse=True))


def one_per_story(passages: Sequence[FoundPassage], copies: Copies = frozenset()) -> tuple[FoundPassage, ...]:
    """Leave out copies of a better-ranked passage from another article; a copy with another number stays.

    Of articles that are `copies` as a whole, also what stands anywhere in the better-ranked one: where passages begin
    and end differs from one to the other.
    """
    kept: list[tuple[FoundPassage, frozenset[str]]] = []
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for passage in passages:
        shingles = shingles_of(passage.text)
        rivals = (kept[holder] for holder in {holder for shingle in shingles for holder in holders[shingle]})
        if any(is_copy(shingles, passage.text, known, other.text) for other, known in rivals):
            continue
        if any(_stands_in(passage, shingles, other, copies) for other, _ in kept):
            continue
        for shingle in shingles:
            holders[shingle].append(len(kept))
        kept.append((passage, shingles))
    return tuple(passage for passage, _ in kept)


def _stands_in(passage: FoundPassage, shingles: frozenset[str], other: FoundPassage, copies: Copies) -> bool:
    ours, theirs = passage.stored.revision, other.stored.revision
    if (ours, theirs) not in copies and (theirs, ours) not in copies:
        return False
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


def is_copy(one: frozenset[str], one_text: str, other: frozenset[str], other_text: str) -> bool:
    """Tell whether two texts, given with their shingles, are one: contained, with the same numbers in common."""
    smaller, larger = sorted((one, other), key=len)
    if not smaller or len(smaller & larger) < COPY_CONTAINMENT * len(smaller):
        return False
    fewer, more = sorted((numbers_of(one_text), numbers_of(other_text)), key=len)
    return fewer <= more


def shingles_of(text: str) -> frozenset[str]:
    """Give the word trigrams of `text`, lower case; the whole text if it is shorter."""
    words = re.findall(r"\w+", text.lower())
    if len(words) < SHINGLE:
        return frozenset({" ".join(words)} if words else ())
    return frozenset(" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1))


def numbers_of(text: str) -> frozenset[float]:
    """Give the values of the numbers in `text`, in digits or words."""
    return frozenset(number.value for number in find_numbers(text))
