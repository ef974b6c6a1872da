"""The language that a question is in: English, unless it is plainly in another."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Protocol

from bot.answering.question.dictionaries import END_OF_LATIN, folded, saying_nothing, words_that_ask
from bot.answering.question.english import LETTERS
from bot.answering.question.terms import STOP_WORDS

LANGUAGES: Final = "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sv tr uk ur vi zh".split()
"""ISO 639-1, of what is told apart: with fewer, a question in one that is left out passes for a neighbour of it."""
SURE: Final = 0.8
SURE_ENOUGH: Final = 0.4
"""Least probability that a question is in another language than English; the lower one where a common word of it is
none of English. docs/decisions/answering-other-languages.md has the measurement."""
_ENGLISH: Final = re.compile(
    r"(?:^\W*|(?<=\s))(?:the|how|what(?:['’]s)?|who(?:['’]s)?|when|where|why|which|many|much|did|does|were|news|about"
    r"|and|from|with|this|that|they|there|any|would|could|should|tell|show)\b"
    r"|^\W*(?:The|How|What(?:['’]s)?|Who(?:['’]s)?|When|Where|Why|Which|Did|Does|Were|News|About|And|Any|Tell|Show)\b"
)
"""Words that no other of the languages has, not capitalised within a sentence, where they may be a foreign name's. They
spare nine questions in ten the model, which takes a second and 100 MB to load."""


def language_of(text: str) -> str:
    """Give the ISO 639-1 code of the language that a question is in; `en` where no other is plain.

    A false alarm costs a figure, an overlooked language only what an English search makes of it: hence the doubt.
    """
    words = LETTERS.findall(text)
    if not words or (_ENGLISH.search(text) and "¿" not in text):
        return "en"
    code, probability = _identifier().classify(text)
    letters = "".join(words)
    if 2 * sum(letter < END_OF_LATIN for letter in letters) < len(letters):
        return _asked_in(words, code)  # because in another script it cannot be English
    return code if probability >= (SURE_ENOUGH if is_worded(text, code) else SURE) else "en"


def _asked_in(words: Sequence[str], code: str) -> str:
    """Give the language whose asking words the question has most of, the model's for want of any: kin share scripts."""
    asked = {each: len(words_that_ask(each).intersection(map(folded, words))) for each in (code, *LANGUAGES)}
    return max(asked, key=lambda each: asked[each])


def is_worded(text: str, code: str) -> bool:
    """Tell whether a common word has letters that English has not, or is one of the language and none of English.

    Capitalised ones may be a foreign name's ("Der Spiegel"), but for a first word that asks.
    """
    words = LETTERS.findall(text)
    common = [word for word in words if word[0].islower()]
    if not all(map(str.isascii, common)):
        return True
    theirs = (saying_nothing(code) & set(map(folded, common))) | (words_that_ask(code) & set(map(folded, words[:1])))
    return not theirs <= STOP_WORDS | saying_nothing("en")


class _Identifier(Protocol):
    """What `py3langid` has for it."""

    def classify(self, text: str) -> tuple[str, float]:
        """Give the likeliest language with its probability."""


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import (  # type: ignore[import-untyped]  # because it ships no types
        MODEL_FILE,
        LanguageIdentifier,
    )

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    known: _Identifier = identifier
    return known
