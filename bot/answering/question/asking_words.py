"""The words of a question in another language: those that ask, and those for what news is about. Pure."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from unicodedata import combining, normalize

from bot.answering.question.terms import WORD

END_OF_LATIN = "ɐ"
"""The first letter behind those of the Latin script."""


def folded(text: str) -> str:
    """Give text in small letters without accents and vowel signs, so that what is typed without them fits."""
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))


@cache
def asking_words(language: str) -> Mapping[str, frozenset[str]]:
    """Give the words with which `language`, ISO 639-1, asks, folded, by their use in `asking_words.toml`."""
    listed = tomllib.loads(files(__package__).joinpath("asking_words.toml").read_text("utf-8"))
    return {use: frozenset(map(folded, words.split())) for use, words in listed.get(language, {}).items()}


@cache
def news_words(language: str) -> Mapping[str, str]:
    """Give the English words for what news is about by those of `language`, folded; "*" ends one that goes on."""
    listed = tomllib.loads(files(__package__).joinpath("news_words.toml").read_text("utf-8"))
    told = listed.get(language, {}).items()
    return {folded(word): english for english, words in told for word in words.split()}


@cache
def saying_nothing(language: str) -> frozenset[str]:
    """Give these and the stop words of `language`, folded; none of a language without any."""
    from stop_words import LANGUAGE_MAPPING, get_stop_words  # type: ignore[import-untyped]  # because it ships no types

    stop_words = get_stop_words(language) if language in LANGUAGE_MAPPING else ()
    parts = (folded(part) for word in stop_words for part in WORD.findall(word))
    return frozenset(parts).union(*asking_words(language).values())
