"""What keeps a passage with a claim's words from bearing it out: it has them of the future, or of some. Pure."""

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from bot.answering.checking.reading import Evidence, Sentence
from bot.answering.claims.opposing import denies
from bot.answering.passages.sentences import AHEAD

_Proviso: TypeAlias = Callable[[Sentence, Evidence], bool]
_ALL: Final = re.compile(r"\b(?:all|every|everybody|everyone|whole|entire)\b", re.IGNORECASE)
_INFINITIVE: Final = re.compile(
    r"(?<!began )(?<!begun )(?<!begins )(?<!started )(?<!starts )(?<!continued )(?<!managed )(?<!helped )\bto\s+$"
    r"|\blet(?:s|ting)?\s+(?:\w+\s+){1,3}$",
    re.IGNORECASE,
)
"""What stands before a verb that only may come true: "its bid to join", "time to let them join"."""


def _is_yet_to_come(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a passage tells only of what may come, where the claim has it happened: "landed", "to land".

    Of titles, whose nouns tell no time ("the landing"), that counts only where nothing else has the word.
    """
    if AHEAD.search(claim.text):
        return False
    happened = {word.form for word in claim.content if word.is_past and not word.is_capital}
    told = [sentence for sentence in evidence.sentences if sentence.forms & happened]
    in_text = [sentence for sentence in told if sentence is not evidence.sentences[0]]
    return bool(told) and all(_is_ahead(sentence, happened) for sentence in in_text or told)


def _is_ahead(sentence: Sentence, happened: set[str]) -> bool:
    """Tell whether a sentence has the words in view of the future alone: as infinitives, or all of it is."""
    if AHEAD.search(sentence.text):
        return True
    places = [word.span.start for word in sentence.words if word.form in happened]
    return all(_INFINITIVE.search(sentence.text[:place]) for place in places)


def _is_denial_alone(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a claim denies something and the sentence nearest to it denies nothing."""
    if not any(word.is_negation for word in claim.words):
        return False
    nearest = max(evidence.nearest(claim), key=lambda near: len(near.forms & claim.forms), default=None)
    return nearest is None or not denies(nearest)


def _is_of_some(claim: Sentence, evidence: Evidence) -> bool:
    """Tell whether a claim says something of all, and the sentences nearest to it not so."""
    return bool(_ALL.search(claim.text)) and not any(_ALL.search(near.text) for near in evidence.nearest(claim))


FALLING_SHORT: Final[tuple[_Proviso, ...]] = (_is_yet_to_come, _is_denial_alone, _is_of_some)
