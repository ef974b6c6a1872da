"""Names in another script than Latin, as English texts write them: told by their consonants. Pure.

Scripts leave out vowels or write them otherwise, and letters for sounds that English writes in several ways: what stays
is the order of the consonants. Which of the names with the same ones is meant, the archive's own tell.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice, product
from math import log10
from typing import Final, Protocol

from rapidfuzz.distance import OSA

_SOUNDS: Final = (
    ("[’'`]", ""),
    ("[td]?sh|t?ch|sch|t[sz]$", "s"),
    ("ph|v", "f"),
    ("dzh|dj|gh|j|dg", "g"),
    ("c(?=[eiy])", "s"),
    ("ck|kh|c|q", "k"),
    ("x", "ks"),
    ("th|dh", "d"),
    ("p", "b"),
    ("t", "d"),
    ("z", "s"),
)
"""What is one sound in other scripts, or told apart there and not in English."""
_CONSONANTS: Final = tuple((re.compile(spelled), sound) for spelled, sound in _SOUNDS)
_BEGINNINGS: Final = {"f": "fpv", "g": "gjd", "s": "sctz", "k": "kcqx", "d": "dt", "b": "bp"}
"""The letters that a word may begin with whose first consonant is such."""
_ALEF: Final = "\u0627"
"""Is left out between consonants otherwise."""
_VOWELS: Final = "aeiouywh"
_VOWELS_ALIKE: Final = str.maketrans("eyow", "iiuu")
_MOST: Final = 8
"""Names that may be meant by one word."""
_CLOSE: Final = 1
"""Vowels by which a common word may differ from a name: "كارتر" is Carter, and its language has the word."""
_LONG: Final = 3
"""Consonants of a common word that may be a name."""
_TRIED: Final = 16
"""Of them, of all words in a row, so many are tried side by side."""
_TOGETHER: Final = 3
"""Words of a name that are tried together."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A word in Latin letters."""

    forms: tuple[str, ...]
    """As it may be meant: with and without what may be written before it as one word with it."""
    is_common: bool
    """Whether it is a common word of its language, so that only a name very like it is meant."""


class Names(Protocol):
    """The words of what one asker may see."""

    def alike(self, letters: str, is_alike: Callable[[str], bool], *, nearest: str) -> Sequence[str]:
        """Give words that begin with one of these letters and that `is_alike` takes, the nearest to a word first."""

    def held(self, phrases: Collection[str]) -> Mapping[str, int]:
        """Tell how many passages hold each of these words or phrases."""


def romanised(word: str) -> str:
    """Write a word, lower case, in Latin letters."""
    from anyascii import anyascii

    return anyascii(word.replace(_ALEF, "a")).lower()


@lru_cache(maxsize=100_000)
def consonants(word: str) -> str:
    """Give the consonants of a word in Latin letters, lower case, each of several that sound alike by one letter."""
    return "".join(letter for letter in _plainly(word) if letter not in _VOWELS)


def names_meant(words: Sequence[Spelled], names: Names) -> list[str]:
    """Give what words in a row are called in English texts.

    A word that no name is like stays as it is spelled; a common one is left out then.
    """
    likely = [(word, _alike(word, names)) for word in words]
    kept = [(word, alike) for word, alike in likely if alike or not word.is_common]
    if len(kept) > _TOGETHER:
        words = [word for word, _ in kept]
        return [*names_meant(words[:_TOGETHER], names), *names_meant(words[_TOGETHER:], names)]
    choices = [alike or [word.forms[0]] for word, alike in kept]
    if len(choices) > 1:
        together = [*product(*(each[: _TRIED // len(choices)] for each in choices))]
        held = names.held([" ".join(chosen) for chosen in together])
        best = max(together, key=lambda chosen: held[" ".join(chosen)])
        if held[" ".join(best)]:
            return [*best]
    return [choice[0] for choice in choices]


def _alike(word: Spelled, names: Names) -> list[str]:
    """Give the names that a word may be, the likeliest first."""
    forms = word.forms[:1] if word.is_common else word.forms
    found = (name for form in forms for name in _names_like(form, names, is_common=word.is_common))
    return [*islice(dict.fromkeys(found), _MOST)]


def _names_like(spelled: str, names: Names, *, is_common: bool) -> list[str]:
    sound = consonants(spelled)
    if len(sound) < (_LONG if is_common else 1):
        return []
    letters = _VOWELS if spelled[0] in _VOWELS else _BEGINNINGS.get(sound[0], sound[0])
    found = names.alike(letters, lambda each: consonants(each) == sound, nearest=spelled)
    written = (each for each in found if each[0].isupper() and not each.isupper())
    apart = {each: OSA.distance(_plainly(spelled), _plainly(each.lower())) for each in written}
    near = [each for each in apart if not is_common or apart[each] <= _CLOSE]
    held = names.held(near)
    return sorted(near, key=lambda each: apart[each] - log10(1 + held[each]))


def _plainly(word: str) -> str:
    """Write consonants, vowels and doubled letters as scripts do that tell few of them apart."""
    for pattern, sound in _CONSONANTS:
        word = pattern.sub(sound, word)
    return "".join(letter for letter, _ in groupby(word.translate(_VOWELS_ALIKE)))
