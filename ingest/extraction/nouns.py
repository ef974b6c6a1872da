"""The noun phrase that follows a number."""

import re
from typing import Final

from ingest.extraction.measures import PEOPLE, SETS

MOST_NOUNS = 6
"""No head of a noun phrase stands further off."""
TOKEN = re.compile(r"[\w’'-]+|[^\s\w]")
"""A word or a mark."""
_WORD = re.compile(r"\s*(?:(?P<word>[A-Za-z][\w'’.&-]*)|(?P<mark>\S))")
_OF_THE = re.compile(r"\s+of\s+(?:(?:the|its|their|these|those|our)\s+)?", re.IGNORECASE)
BOUNDARY: Final = SETS["boundary"]
"""Words that end a noun phrase."""
_PLURAL_ENDING = re.compile(r"(?:[a-z]{2}|[A-Z])s$")
_SINGULAR_ENDING = re.compile(r"(?:ss|us|['’]s|\b[a-z]\w*is)$")
"""A capital in "-is" is a people: Israelis, Iraqis."""


def noun_phrase(after: str) -> tuple[list[str], str]:
    """Read the counted noun phrase at the start of `after`; give its words, head last, and what follows."""
    words: list[str] = []
    opening = _OF_THE.match(after)
    position = opening.end() if opening else 0
    while (match := _WORD.match(after, position)) and (word := match["word"]) and len(words) <= MOST_NOUNS:
        folded = word.lower().rstrip(".")
        is_and = folded in {"and", "or"}
        if folded in BOUNDARY or (words and is_plural(words[-1]) and (is_and or not words[-1][0].isupper())):
            break
        if is_and and (not words or words[-1].lower() in PEOPLE):
            break
        words.append(word)
        position = match.end()
        if word.endswith((".", "'", "’")) and not (word.endswith(".") and word[-2:-1].isupper()):
            break
    while words and words[-1].lower() in {"and", "or"}:
        words.pop()
    if words:
        words[-1] = re.sub(r"['’]s?$", "", words[-1]).rstrip(".")
    return _up_to_head(words), after[position:]


def _up_to_head(words: list[str]) -> list[str]:
    """Cut after the first plural, or in a title, whose every word is capital, after the last."""
    plurals = [position for position, word in enumerate(words, start=1) if is_plural(word)]
    if not plurals:
        return words
    lower = next((position for position in plurals if not words[position - 1][0].isupper()), plurals[-1])
    return words[:lower]


def is_plural(word: str) -> bool:
    """Tell whether `word` can stand after a number above one: "troops", "Israelis", "dead"."""
    folded = word.lower()
    if folded in SETS["plurals"] or folded.endswith(("people", "women", "smen", "nmen", "emen")):
        return True
    if word.isupper() or "." in word or folded in SETS["singulars"]:
        return False
    return bool(_PLURAL_ENDING.search(word)) and not _SINGULAR_ENDING.search(word)
