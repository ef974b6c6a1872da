"""Antecedents: the people whom an answer named, for "he" and "she" to mean. Pure."""

import re
from collections.abc import Callable
from itertools import pairwise

from bot.answering.answers import Answer
from bot.answering.checking.names import ORGANISATIONAL
from bot.answering.conversation.topics import is_place

_FULL_NAME = re.compile(
    r"(?<![\w-])[^\W\d_a-z][\w’'-]*[a-zß-ÿ](?:\s(?:[a-z]{2,3}\s)?[^\W\d_a-z][\w’'-]*[a-zß-ÿ]){1,2}(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_AGREED = 2
"""Quotes that must have the last word of a name that stands in headlines alone."""
_TITLED = 0.7
"""Share of the longer words in capitals from which a quote is a headline, in which capitals name nobody."""


def people_named(answer: Answer, is_name: Callable[[str], bool]) -> tuple[str, ...]:
    """Give the people whom the quotes name and the question does not: first whom the most quotes name."""
    quotes = [citation.quote for citation in answer.citations]
    named = dict.fromkeys(name for quote in quotes for name in _names(quote))
    times = {
        name: sum(bool(re.search(rf"\b{re.escape(name.split()[-1])}\b", quote)) for quote in quotes) for name in named
    }
    people = [
        name
        for name in named
        if (times[name] >= _AGREED or not all(map(_is_headline, quotes)))
        and name.lower() not in answer.understood.lower()
        and _is_person(name, is_name)
    ]
    return tuple(sorted(people, key=lambda name: -times[name]))


def _names(quote: str) -> list[str]:
    """Give what may be a person's full name; of a headline each two words in capitals that stand side by side."""
    if not _is_headline(quote):
        return [found[0] for found in _FULL_NAME.finditer(quote)]
    words = quote.split()
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    return [pair for pair in pairs if _FULL_NAME.fullmatch(pair)]


def _is_person(name: str, is_name: Callable[[str], bool]) -> bool:
    words = [word for word in name.split() if word[0].isupper()]
    if ORGANISATIONAL & {word.lower() for word in words}:
        return False
    return not is_place(name, is_name) and not is_place(words[-1], is_name) and all(map(is_name, words))


def _is_headline(quote: str) -> bool:
    words = _WORD.findall(quote)
    in_capitals = sum(1 for word in words if word[0].isupper())
    return in_capitals >= _TITLED * len(words)
