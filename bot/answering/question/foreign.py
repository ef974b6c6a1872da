"""A question in another language than English: the words to look for, and when. Pure.

Nothing is parsed: which words are names, verbs or counts is not told. What a language's stop words and the words that
ask leave over is looked for by its beginning, since most languages bend the ends of words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.answering.question.asking_words import asking_words, folded, saying_nothing

_WORD: Final = re.compile(r"[^\W_]+")
_ENDS: Final = ((8, 3), (6, 2), (4, 1))
"""From so many letters on, so many at the end of a word are its inflection's: the word may end in others."""
_LONGER: Final = 3
"""Letters by which an inflected form may exceed the word asked for."""
_SHORTEST: Final = 3
"""Letters of what a compound may begin with ("Gaza" in "Gazastreifen"), and that stay of a word without its article."""
_HEAD: Final = 6
"""Letters of what a compound may end with: "Ministerin" in "Verkehrsministerin"."""
_CLITICS: Final = {
    "ar": ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف"),
    "he": ("וה", "מה", "שה", "ה", "ו", "ב", "ל", "מ", "ש", "כ"),  # noqa: RUF001 because Hebrew is written so
}
"""Articles, conjunctions and prepositions that are written as one word with what follows them; the longest first."""


@dataclass(frozen=True, slots=True)
class ForeignTerm:
    """A word to look for."""

    typed: str
    """Lower case."""
    clitics: tuple[str, ...]
    """What may be written before it as one word with it."""

    @property
    def beginnings(self) -> tuple[str, ...]:
        """How words of full text begin that may be forms of it."""
        stems = [form[: len(form) - _end(form)] for form in _forms(self.typed, self.clitics)]
        return tuple(dict.fromkeys(clitic + stem for stem in stems for clitic in ("", *self.clitics)))

    def fits(self, word: str) -> bool:
        """Tell whether a word of a text, which `folded` gave, is a form of it or a compound that begins with it."""
        asked = _forms(folded(self.typed), self.clitics)
        return any(_is_form(told, form) for told in _forms(word, self.clitics) for form in asked)


@dataclass(frozen=True, slots=True)
class ForeignPlan:
    """A question in another language, read."""

    language: str
    terms: tuple[ForeignTerm, ...]
    since: date | None
    """The first day of the window, where one is asked for; it is open at its end."""
    wants_newest: bool
    wants_number: bool


def foreign_plan(text: str, language: str, *, today: date) -> ForeignPlan:
    """Read a question in `language`, ISO 639-1, as asked on `today`."""
    asking = asking_words(language)
    typed = [word.lower() for word in _WORD.findall(text)]
    said = {folded(word) for word in typed}
    left_out = saying_nothing(language)
    terms = {
        folded(word): ForeignTerm(word, _CLITICS.get(language, ()))
        for word in typed
        if folded(word) not in left_out and (len(word) > 1 or word.isdigit())
    }
    is_of_yesterday = bool(said & asking.get("yesterday", frozenset()))
    is_of_today = bool(said & asking.get("today", frozenset()))
    since = today - timedelta(days=1) if is_of_yesterday else today if is_of_today else None
    return ForeignPlan(
        language,
        tuple(terms.values()),
        since,
        wants_newest=is_of_today or bool(said & asking.get("newest", frozenset())),
        wants_number=bool(said & asking.get("many", frozenset())),
    )


def share_named(terms: Sequence[ForeignTerm], text: str) -> float:
    """Give the share (0 to 1) of `terms` that a text names."""
    words = _WORD.findall(folded(text))
    return sum(any(term.fits(word) for word in words) for term in terms) / len(terms) if terms else 0.0


def _forms(word: str, clitics: Sequence[str]) -> tuple[str, ...]:
    """Give a word as it is written, then without each of what may be written before it."""
    bare = (word.removeprefix(clitic) for clitic in clitics if word.startswith(clitic))
    return (word, *(form for form in bare if len(form) >= _SHORTEST))


def _is_form(told: str, asked: str) -> bool:
    is_inflected = told.startswith(asked[: len(asked) - _end(asked)]) and len(told) <= len(asked) + _LONGER
    is_compound = told.startswith(asked) or (len(asked) >= _HEAD and told.endswith(asked))
    return told == asked or (len(asked) >= _SHORTEST and (is_inflected or is_compound))


def _end(word: str) -> int:
    if word.isdigit():
        return 0
    return next((end for length, end in _ENDS if len(word) >= length), 0)
