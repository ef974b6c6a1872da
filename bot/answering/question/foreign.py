"""What of a question in another language is looked for in articles in that language. Pure.

Nothing is parsed: which words are verbs or counts is not told. What a language's stop words and the words that ask
leave over is looked for by its beginning, since most languages bend the ends of words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.answering.question.dictionaries import (
    CAPITALISING,
    asking_words,
    days_in,
    folded,
    is_empty,
    places_of,
    saying_nothing,
)
from bot.answering.question.terms import WORD
from bot.answering.question.translation import CLITICS

_ENDS: Final = ((8, 3), (6, 2), (4, 1))
"""From so many letters on, so many at the end of a word are its inflection's: the word may end in others."""
_LONGER: Final = 3
"""Letters by which an inflected form may exceed the word asked for."""
_SHORTEST: Final = 3
"""Letters of what a compound may begin with ("Gaza" in "Gazastreifen"), and that stay of a word without its article."""
_HEAD: Final = 6
"""Letters of what a compound may end with: "Ministerin" in "Verkehrsministerin"."""


@dataclass(frozen=True, slots=True)
class ForeignTerm:
    """A word to look for."""

    typed: str
    """Lower case."""
    clitics: tuple[str, ...] = ()
    """What may be written before it as one word with it."""
    is_required: bool = False
    """A name, as far as can be told: what does not name it answers nothing."""

    @property
    def beginnings(self) -> tuple[str, ...]:
        """How words of full text begin that may be forms of it."""
        stems = [form[: len(form) - _end(form)] for form in _forms(self.typed, self.clitics)]
        return tuple(dict.fromkeys(clitic + stem for stem in stems for clitic in ("", *self.clitics)))

    def fits(self, word: str) -> bool:
        """Tell whether a word of a text, which `folded` gave, is a form of it or a compound that begins with it."""
        asked = _forms(folded(self.typed), self.clitics)
        return any(_is_form(told, form) for told in _forms(word, self.clitics) for form in asked)


def foreign_terms(text: str, language: str) -> tuple[ForeignTerm, ...]:
    """Give the words of a question in `language`, ISO 639-1, that an answer has to name, each once."""
    words = WORD.findall(text)
    left_out = saying_nothing(language) | days_in(text, language)
    terms = {
        folded(word): ForeignTerm(word.lower(), CLITICS.get(language, ()), _is_required(before, word, language))
        for before, word in pairwise(("", *words))
        if folded(word) not in left_out and (len(word) > 1 or word.isdigit()) and not is_empty(word, language)
    }
    return tuple(terms.values())


def _is_required(before: str, word: str, language: str) -> bool:
    """Tell a place by the word before it, or a country; where only names are capitalised within sentences, a name."""
    is_name = bool(before) and word[0].isupper() and language not in CAPITALISING
    is_place = folded(before) in asking_words(language).get("in", ())
    return is_name or is_place or folded(word) in places_of(language)


def named_in(terms: Iterable[ForeignTerm], text: str) -> frozenset[ForeignTerm]:
    """Give which of `terms` a text names."""
    words = WORD.findall(folded(text))
    return frozenset(term for term in terms if any(term.fits(word) for word in words))


def _forms(word: str, clitics: Sequence[str]) -> tuple[str, ...]:
    """Give a word as it is written, then without each of what may be written before it."""
    bare = (word.removeprefix(clitic) for clitic in clitics if word.startswith(clitic))
    return (word, *(form for form in bare if len(form) >= _SHORTEST))


def _is_form(told: str, asked: str) -> bool:
    stem = asked[: len(asked) - _end(asked)]
    longer = _LONGER if len(stem) > _SHORTEST else 1
    is_inflected = told.startswith(stem) and len(told) <= len(asked) + longer
    is_compound = told.startswith(asked) or (len(asked) >= _HEAD and told.endswith(asked))
    return told == asked or (len(asked) >= _SHORTEST and (is_inflected or is_compound))


def _end(word: str) -> int:
    if word.isdigit():
        return 0
    return next((end for length, end in _ENDS if len(word) >= length), 0)
