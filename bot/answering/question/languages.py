"""The language that a question is in: English, unless it is plainly in another."""

import re
from functools import cache
from typing import Final, Protocol

LANGUAGES: Final = "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sv tr uk ur vi zh".split()
"""ISO 639-1, of what is told apart: with fewer, a question in one that is left out passes for a neighbour of it."""
SURE: Final = 0.8
SURE_ENOUGH: Final = 0.4
"""Least probability that a question is in another language than English; the lower one where a common word of it is
written with letters that English has not. docs/decisions/answering-other-languages.md has the measurement."""
_ENGLISH: Final = re.compile(
    r"(?:^\W*|(?<=\s))(?:the|how|what(?:['’]s)?|who(?:['’]s)?|when|where|why|which|many|much|did|does|were|news|about)\b"
    r"|^\W*(?:The|How|What(?:['’]s)?|Who(?:['’]s)?|When|Where|Why|Which|Did|Does|Were|News|About)\b"
)
"""Words that no other of the languages has, not capitalised within a sentence, where they may be a foreign name's. They
spare nine questions in ten the model, which takes a second and 100 MB to load."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")


def language_of(text: str) -> str:
    """Give the ISO 639-1 code of the language that a question is in; `en` where no other is plain.

    A false alarm costs a figure, an overlooked language only what an English search makes of it: hence the doubt.
    """
    words = _WORD.findall(text)
    if not words or _ENGLISH.search(text):
        return "en"
    code, probability = _identifier().classify(text)
    letters = "".join(words)
    if 2 * len(_LATIN.findall(letters)) < len(letters):
        return code  # because in another script it cannot be English
    is_spelled = "¿" in text or any(word[0].islower() and not word.isascii() for word in words)
    return code if probability >= (SURE_ENOUGH if is_spelled else SURE) else "en"


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
