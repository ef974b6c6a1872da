"""Spelling: words that neither English nor the archive knows, read as the word that was meant.

A word is left alone if the archive holds it, or it is plain English, a place, an abbreviation or a chat word. Else it
is read as the nearest word by optimal string alignment (Damerau 1964: a letter too many, too few, another, or two
swapped). Of several the one is meant with which the archive has the nearest passage to the whole message; where that
does not tell, names of the archive before other words, then what it says most often beside its neighbours.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answering.question.chat import CHAT_WORDS
from bot.answering.question.english import common_words, english_words, is_common, is_plain
from bot.answering.question.terms import COMPOUND, STOP_WORDS, forms_of
from ingest import country_of, find_places

_WORD = re.compile(r"(?<![\w@#/.-])[A-Za-z]{3,}(?:['’](?!s\b)[a-z]+)?(?![\w@/-]|\.\w)")
_SHORT = 3
"""Letters of a word in which only two swapped ones are seen: most other short words are one letter away."""
_NAME_LIKE_OTHERS = 5
"""Letters up to which another letter makes another name, as often as not: Otis and Odis, Iran and Iraq."""
_LONG, _LONG_NAME = 9, 7
"""Letters from which two slips are one word still: common words have more neighbours than names. With 7 for both, 5 of
724 well-spelt questions were misread over three archives that do not know their words ("rollout", "bitcoin")."""
_WEIGHED = 4
"""Words of the likeliest that may be meant by one, with which the message is looked for."""
_GAIN = 0.01
"""By how much nearer than that a message has to be with a word as it was typed, for that to stay. Of 57 respelled
messages of 1,357 this took back 7 that were misread, all names ("tren maya", "rina gonoi"), and none that were not."""
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)


class Vocabulary(Protocol):
    """The words of what one asker may see."""

    def held(self, words: Iterable[str]) -> Mapping[str, int]:
        """Tell how many passages hold each of these words or phrases; 0 where none does."""

    def writes(self, word: str) -> bool:
        """Tell whether a passage has this very word, in whatever case."""

    def spellings(self, word: str, *, edits: int) -> tuple[str, ...]:
        """Give the words that lie at most so many edits from `word`, as texts write them."""

    def nearness(self, text: str) -> float:
        """Tell how near the nearest passage is to `text` in meaning, as a cosine; always the same where nobody can."""


def respelled(text: str, vocabulary: Vocabulary) -> str:
    """Give `text` with its misspelled words as they were meant; the very text if there are none."""
    if any(letter.isalpha() and not letter.isascii() for letter in text):
        return text  # because English has no such letters, and another language is not ours to spell
    strange = [found for found in _WORD.finditer(text) if not _is_sound(found[0], text, vocabulary)]
    choices = {found.span(): _choices(found[0], text, found.start(), vocabulary) for found in strange}
    ranked: dict[tuple[int, int], list[str]] = {}
    for span, words in sorted(choices.items(), key=lambda choice: len(_nearest(choice[1]))):
        if words:
            meant = {each: likeliest[0] for each, likeliest in ranked.items()}
            ranked[span] = _likeliest(words, _neighbours(text, span, meant), vocabulary)
    return _replaced(text, _fitting(text, ranked, vocabulary))


def _fitting(
    text: str, ranked: Mapping[tuple[int, int], Sequence[str]], vocabulary: Vocabulary
) -> dict[tuple[int, int], str]:
    """Choose for each word in turn, beside what is chosen for the others, what the archive has a near passage to.

    A word stays as it was typed where that brings the message nearer than any other. Of words such as "how" and "who"
    meaning tells little.
    """
    meant = {span: words[0] for span, words in ranked.items()}
    for span, words in ((span, words) for span, words in ranked.items() if words[0].lower() not in STOP_WORDS):
        near = {word: vocabulary.nearness(_replaced(text, meant | {span: word})) for word in words}
        best, typed = max(words, key=lambda word: near[word]), text[slice(*span)]
        stays = vocabulary.nearness(_replaced(text, meant | {span: typed})) > near[best] + _GAIN
        meant[span] = typed if stays else best
    return meant


def _is_sound(word: str, text: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word is to be left alone."""
    folded = word.lower().replace("’", "'")
    if folded in STOP_WORDS | CHAT_WORDS or any(map(is_common, forms_of(folded))):
        return True
    if (any(letter.isupper() for letter in word[1:]) and not text.isupper()) or not _VOWEL.search(word):
        return True
    is_place = country_of(word.capitalize()) or any(
        each.place.country for each in find_places(f"in {word.capitalize()}")
    )
    return bool(is_place) or any(map(vocabulary.writes, (folded, folded.removesuffix("s"), f"{folded}s")))


@dataclass(frozen=True, slots=True)
class _Choice:
    """A word that may have been meant."""

    word: str
    edits: int
    is_swap: bool
    """Whether two letters changed places, and nothing else."""
    is_name: bool


def _choices(word: str, text: str, start: int, vocabulary: Vocabulary) -> list[_Choice]:
    """Give the nearest words that may have been meant."""
    typed = word.lower()
    is_capitalised = word[0].isupper() and start > 0 and not text.isupper()
    written = [near for near in vocabulary.spellings(typed, edits=_edits(typed, _LONG_NAME)) if near[0].isupper()]
    names = [
        near for near in written if not is_plain(near) or (is_capitalised and OSA.distance(typed, near.lower()) == 1)
    ]
    is_alone = len(typed) <= _NAME_LIKE_OTHERS and all(
        word.lower() in STOP_WORDS for word in COMPOUND.findall(text) if word.lower() != typed
    )  # because "and skoda?" asks of a name, whoever has not heard of it
    common = [] if is_capitalised or is_alone else _common_near(typed, _edits(typed, _LONG))
    if len(typed) <= _SHORT:  # because most that is so short and strange is an abbreviation: "ceo" is no "eco"
        common = [near for near in common if near in STOP_WORDS | CHAT_WORDS or vocabulary.writes(near)]
    choices = [_choice(typed, near, is_name=True) for near in names]
    choices += [_choice(typed, near, is_name=bool(country_of(near.capitalize()))) for near in common]
    fitting = [choice for choice in choices if _may_be_meant(typed, choice)]
    if is_capitalised:
        fitting = [choice for choice in fitting if choice.edits == 1 and _is_well_known(typed, choice)]
    least = min((choice.edits for choice in fitting), default=0)
    return [choice for choice in fitting if choice.edits == least]


def _edits(typed: str, long: int) -> int:
    return 2 if len(typed) >= long else 1


def _choice(typed: str, near: str, *, is_name: bool) -> _Choice:
    folded = near.lower()
    edits = OSA.distance(typed, folded)
    return _Choice(near, edits, is_swap=edits == 1 and sorted(typed) == sorted(folded), is_name=is_name)


def _may_be_meant(typed: str, choice: _Choice) -> bool:
    if choice.is_swap:
        return True
    if len(typed) <= _SHORT or choice.word[0].lower() != typed[0]:
        return False
    is_other_letter = len(choice.word) == len(typed)
    return not (choice.is_name and is_other_letter and len(typed) <= _NAME_LIKE_OTHERS)


def _nearest(choices: list[_Choice]) -> list[_Choice]:
    """Give the words of which two letters changed places, where there are any."""
    return [choice for choice in choices if choice.is_swap] or choices


def _is_well_known(typed: str, choice: _Choice) -> bool:
    """Tell whether a name that was written as one, with its capital, is plainly another's slip."""
    is_other_letter = len(choice.word) == len(typed) and not choice.is_swap
    return len(typed) >= (_LONG_NAME + 1 if is_other_letter else _NAME_LIKE_OTHERS)


def _likeliest(choices: list[_Choice], beside: tuple[str, str], vocabulary: Vocabulary) -> list[str]:
    """Give the likeliest words, each in one writing, the likeliest first."""
    before, after = beside
    phrases = {choice.word: [f"{before} {choice.word}".strip(), f"{choice.word} {after}".strip()] for choice in choices}
    held = vocabulary.held({each for spoken in phrases.values() for each in spoken} | set(phrases))

    def rank(choice: _Choice) -> tuple[bool, bool, bool, int, int, int, str]:
        word = choice.word
        together = sum(held[phrase] for phrase in phrases[word] if phrase != word)
        used = english_words().get(word, 0)
        return (choice.is_name, together > 0, choice.is_swap, together, held[word], used, word)

    ranked = {choice.word.lower(): choice.word for choice in sorted(choices, key=rank)}
    return [*ranked.values()][::-1][:_WEIGHED]


def _neighbours(text: str, span: tuple[int, int], meant: Mapping[tuple[int, int], str]) -> tuple[str, str]:
    """Give the words before and after, as they are read so far; "" at the ends."""
    words = [(found.span(), found[0]) for found in COMPOUND.finditer(text)]
    at = next(position for position, (each, _) in enumerate(words) if each[1] > span[0])
    before, after = words[at - 1 : at] if at else [], words[at + 1 : at + 2]
    first, last = (next((meant.get(each, word) for each, word in beside), "") for beside in (before, after))
    return first, last


def _replaced(text: str, meant: Mapping[tuple[int, int], str]) -> str:
    for (start, end), word in sorted(meant.items(), reverse=True):
        text = text[:start] + (word.capitalize() if text[start].isupper() and word.islower() else word) + text[end:]
    return text


def _common_near(typed: str, edits: int) -> list[str]:
    """Give the common English words at most so many edits away."""
    near = process.extract(typed, common_words(), scorer=OSA.distance, score_cutoff=edits, limit=None)
    return [word for word, _, _ in near]
