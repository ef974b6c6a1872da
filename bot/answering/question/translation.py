"""A question in another language, word by word in English, as English planning reads a question. Pure.

What no dictionary has stays as it is typed, since most names are written alike; common words of its language go.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import combining, normalize

from bot.answering.question.dictionaries import CAPITALISING, END_OF_LATIN, english_for, folded, places_of
from bot.answering.question.english import has_dictionary, is_common, is_plain
from bot.answering.question.romanisation import Names, Spelled, names_meant, romanised
from bot.answering.question.terms import WORD

_LONGEST: Final = 4
"""Words of a phrase or a name."""
_OPENING: Final = 3
"""Words at its beginning that tell what a question asks for: behind them "que" and "qui" join clauses."""
_ASKING: Final = frozenset({"who", "what", "where", "which"})
_SHORTEST: Final = 3
"""Letters that stay of a word without what is written before it."""
CLITICS: Final = {
    "ar": ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف"),
    "he": ("וה", "מה", "שה", "ה", "ו", "ב", "ל", "מ", "ש", "כ"),
}
"""Articles, conjunctions and prepositions that are written as one word with what follows them; the longest first."""
_OF_A_CLITIC: Final = {"ب": "in", "بال": "in", "و": "and", "وال": "and"}
_MONTH: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY: Final = re.compile(rf"\b(\d{{1,2}})(?:er)? (?:of )?({_MONTH})\b(?: (?:of )?(\d{{4}}))?")
_BEFORE_A_DAY: Final = re.compile(rf"(?:\b(?P<before>\w+) )?(?P<day>\d{{1,2}} (?:{_MONTH}))\b")
_OF_A_WINDOW: Final = frozenset({"on", "since", "until", "before", "after", "from", "between"})


def in_english(text: str, language: str, names: Names) -> str:
    """Give a question in `language`, ISO 639-1, in English; what is written in another script with those of `names`."""
    words = WORD.findall("".join(letter for letter in normalize("NFC", text) if not combining(letter)))
    english: list[str] = []
    strange: list[Spelled] = []
    at = 0
    while at < len(words):
        length, known = _known(words, at, language)
        is_name = known is None and _may_be_name(words[at], language, is_first=at == 0)
        if known is None and words[at][0] > END_OF_LATIN:
            strange.append(_spelled(words[at], language, is_common=not is_name))
        else:
            english += [*names_meant(strange, names), known or (words[at] if is_name else "")]
            strange = []
        at += length
    english += names_meant(strange, names)
    return _dated(" ".join(filter(None, english)))


def _known(words: Sequence[str], at: int, language: str) -> tuple[int, str | None]:
    """Give of how many words from a place on the English is known, and that; the longest phrase goes first."""
    if _is_in_name(words, at, language):
        return 1, places_of(language).get(folded(words[at]))
    told = [folded(word) for word in words[at : at + _LONGEST]]
    for clitic, word in (("", told[0]), *_bare(told[0], language)):
        for length in range(len(told), 0, -1):
            english = english_for(" ".join((word, *told[1:length])), language)
            if english or (english == "" and not clitic):
                is_joining = length == 1 and english in _ASKING and at >= _OPENING
                return length, "" if is_joining else f"{_OF_A_CLITIC.get(clitic, '')} {english}".strip()
    return 1, None


def _bare(word: str, language: str) -> Iterator[tuple[str, str]]:
    """Give what may be written before a word as one word with it, each with the word without it."""
    for clitic in CLITICS.get(language, ()):
        if word.startswith(clitic) and len(word) - len(clitic) >= _SHORTEST:
            yield clitic, word.removeprefix(clitic)


def _is_in_name(words: Sequence[str], at: int, language: str) -> bool:
    """Tell a part of a name of several words by their capitals: "Rey" in "Marta Rey" is no king."""
    if language in CAPITALISING or at == 0 or not words[at][0].isupper():
        return False
    whole = [word for word in words[max(1, at - 1) : at + 2] if word[0].isupper()]
    return len(whole) > 1 and not english_for(" ".join(map(folded, whole)), language)


def _may_be_name(word: str, language: str, *, is_first: bool) -> bool:
    """Tell whether a word, of which no English is known, may be a name or English: no common one of its language.

    Where nobody knows which are common, what is not written in Latin letters is a name by its capital alone.
    """
    if word[0].isupper() and not is_first and language not in CAPITALISING:
        return True
    if not has_dictionary(language):
        return word[0] < END_OF_LATIN
    return is_common(word) or not is_plain(word, language)


def _spelled(word: str, language: str, *, is_common: bool) -> Spelled:
    told = folded(word)
    return Spelled(tuple(map(romanised, (told, *(bare for _, bare in _bare(told, language))))), is_common=is_common)


def _dated(text: str) -> str:
    """Write days as English does: "on 18 November 2023", not "at 18 of November of 2023"."""
    plain = _DAY.sub(lambda day: " ".join(filter(None, day.groups())), text)
    return _BEFORE_A_DAY.sub(_on_a_day, plain)


def _on_a_day(told: re.Match[str]) -> str:
    before = told["before"] or ""
    if before in _OF_A_WINDOW:
        return told[0]
    return f"{'' if before in {'at', 'in'} else before} on {told['day']}".strip()
