"""Whether two texts are one: copies by their words, unless a number or a "not" differs. Pure.

A wire text comes by many ways: whole, cut short, with another headline, with a line of the house's own. All of these
are copies. "7 dead" where the other says "3 dead" is not: that is an article with a figure of its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b
from itertools import pairwise
from typing import Final, TypeAlias
from zlib import crc32

import numpy as np

from ingest.articles import Imprint

FEWEST_WORDS: Final = 60
"""Shorter texts share their words by chance; at the question they are compared sentence by sentence."""
_CONTAINMENT: Final = 0.8
"""Share of the shorter text's word trigrams that stand in the longer one: half of a text is a copy of it, at 1.00."""
_JACCARD: Final = 0.7
"""Share of both texts' trigrams that they have in common: .75 where every twentieth word was changed."""
_UNSURE: Final = 0.2
"""How far a signature's estimate of the two shares may lie off: four standard errors and more."""
_PERMUTATIONS: Final = 128
_ROWS: Final = 4
"""Of a signature in one of its 32 bands: of texts with half of their trigrams in common, 87 % share one."""

_TOKEN: Final = re.compile(r"\d+(?:[.:]\d+)*|\w+")
_NEGATIONS: Final = frozenset({"not", "no", "never", "neither", "nor", "without"})
_SPELLED: Final = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}

Shingle: TypeAlias = tuple[str, str, str]


def imprint(text: str) -> Imprint | None:
    """Give a text's imprint, `None` if it is too short to have one."""
    from datasketch import MinHash  # because it brings scipy

    tokens = _tokens(text)
    if len(tokens) < FEWEST_WORDS:
        return None
    shingles = _shingles(tokens)
    minhash = MinHash(_PERMUTATIONS, hashfunc=crc32)
    minhash.update_batch([" ".join(shingle).encode() for shingle in shingles])
    return Imprint(len(shingles), minhash.hashvalues.astype("<u4").tobytes())


def bands(imprint: Imprint) -> tuple[int, ...]:
    """Give 32 signed numbers of 64 bits; two texts that have none in common are no copies, or only half of one."""
    width = 4 * _ROWS
    starts = range(0, len(imprint.signature), width)
    return tuple(_hash(start.to_bytes(2) + imprint.signature[start : start + width]) for start in starts)


def resemble(one: Imprint, other: Imprint) -> bool:
    """Tell whether two texts may be copies, so that it is worth comparing their words."""
    ours, theirs = (np.frombuffer(each.signature, dtype="<u4") for each in (one, other))
    jaccard = float(np.mean(ours == theirs))
    common = jaccard / (1 + jaccard) * (one.shingles + other.shingles)
    contained = common / min(one.shingles, other.shingles)
    return jaccard >= _JACCARD - _UNSURE or contained >= _CONTAINMENT - _UNSURE


def are_copies(one: str, other: str) -> bool:
    """Tell whether one text is the other, whole or in part, with the same numbers and nothing denied."""
    tokens, others = _tokens(one), _tokens(other)
    shingles, theirs = _shingles(tokens), _shingles(others)
    common = len(shingles & theirs)
    contained = common >= _CONTAINMENT * min(len(shingles), len(theirs))
    if not common or not (contained or common >= _JACCARD * len(shingles | theirs)):
        return False
    ours_alone, theirs_alone = shingles - theirs, theirs - shingles
    return not (
        _differ_in_numbers(ours_alone, theirs_alone) or _denies(ours_alone, others) or _denies(theirs_alone, tokens)
    )


def _tokens(text: str) -> list[str]:
    plain = re.sub(r"(?<=\d),(?=\d)", "", text.casefold().replace("’", "'").replace("n't", " not"))
    return [_SPELLED.get(token, token) for token in _TOKEN.findall(plain)]


def _shingles(tokens: list[str]) -> set[Shingle]:
    return set(zip(tokens, tokens[1:], tokens[2:], strict=False))


def _differ_in_numbers(ours: set[Shingle], theirs: set[Shingle]) -> bool:
    """Tell whether each has numbers that the other lacks, or two numbers stand between the same words.

    More numbers in one alone are no difference: the other was cut short.
    """
    one, other = _numbers(ours), _numbers(theirs)
    if not (one <= other or other <= one):
        return True
    between, elsewhere = _numbers_by_place(ours), _numbers_by_place(theirs)
    return any(between[place] != elsewhere[place] for place in between.keys() & elsewhere.keys())


def _numbers(shingles: Iterable[Shingle]) -> set[str]:
    return {word for shingle in shingles for word in shingle if word[0].isdigit()}


def _numbers_by_place(shingles: Iterable[Shingle]) -> dict[tuple[str, str], set[str]]:
    places: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for before, word, after in shingles:
        if word[0].isdigit():
            places[before, after].add(word)
    return places


def _denies(shingles: Iterable[Shingle], others: list[str]) -> bool:
    """Tell whether a "not" stands between two words that follow each other in the other text."""
    neighbours = set(pairwise(others))
    return any(word in _NEGATIONS and (before, after) in neighbours for before, word, after in shingles)


def _hash(band: bytes) -> int:
    return int.from_bytes(blake2b(band, digest_size=8).digest(), signed=True)
