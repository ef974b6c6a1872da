"""English: which words it has, and how often they are used, by a dictionary's count."""

import re
from collections.abc import Mapping
from functools import cache

_RARE = 50
"""What the dictionary counts of a word that it has from lists alone: it is known, and meant by nobody else."""
_PLAIN = 1_000
"""From this count no name of the news is in the dictionary but what is a word as well: "may", "apple"."""


_DICTIONARIES = frozenset({"ar", "de", "en", "es", "fa", "fr", "it", "nl", "pt", "ru"})
LETTERS = re.compile(r"[^\W\d_]+")
"""A word of letters alone."""


def english_words() -> Mapping[str, int]:
    """Give English words with how often they are used."""
    return words_of("en")


@cache
def words_of(language: str) -> Mapping[str, int]:
    """Give the words of a language with how often they are used; a third of a second, once."""
    from spellchecker import SpellChecker  # because it reads the dictionary's file

    words: Mapping[str, int] = SpellChecker(language=language).word_frequency.dictionary
    return words


@cache
def common_words() -> tuple[str, ...]:
    """Give those that are in use."""
    return tuple(word for word in english_words() if is_common(word))


def is_common(word: str, language: str = "en") -> bool:
    """Tell whether a word of a language (ISO 639-1) is in use."""
    return words_of(language).get(word.lower(), 0) > _RARE


def is_plain(word: str, language: str = "en") -> bool:
    """Tell whether a word is an everyday one of a language that has a dictionary here."""
    return has_dictionary(language) and words_of(language).get(word.lower(), 0) > _PLAIN


def has_dictionary(language: str) -> bool:
    """Tell whether there is a dictionary of a language."""
    return language in _DICTIONARIES


def is_english(text: str) -> bool:
    """Tell whether a text has English words alone: "napoleon hat auction", which passes for German."""
    words = LETTERS.findall(text)
    return bool(words) and all(word.isascii() and is_common(word) for word in words)
