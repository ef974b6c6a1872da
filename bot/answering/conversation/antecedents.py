"""Antecedents: the people whom an answer named, for "he" and "she" to mean. Pure."""

import re
from collections import Counter
from collections.abc import Callable

from bot.answering.answers import Answer
from bot.answering.conversation.topics import is_place

_FULL_NAME = re.compile(r"(?<![\w-])[^\W\d_a-z][\w’'-]*[a-zß-ÿ](?:\s(?:[a-z]{2,3}\s)?[^\W\d_a-z][\w’'-]*[a-zß-ÿ]){1,2}(?!\w)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_TITLED = 0.7
"""Share of the longer words in capitals from which a quote is a headline, in which capitals name nobody."""


def people_named(answer: Answer, is_name: Callable[[str], bool]) -> tuple[str, ...]:
    """Give the people whom the quotes name and the question does not: first whom the most articles name."""
    times: Counter[str] = Counter()
    for citation in answer.citations:
        if not _is_headline(citation.quote):
            times.update(set(_FULL_NAME.findall(citation.quote)))
    asked = answer.understood.lower()
    people = [name for name in times if name.lower() not in asked and not is_place(name, is_name)]
    people = [name for name in people if all(is_name(word) for word in name.split() if word[0].isupper())]
    return tuple(sorted(people, key=lambda name: (-times[name], answer.answer.find(name))))


def _is_headline(quote: str) -> bool:
    words = _WORD.findall(quote)
    return sum(word[0].isupper() for word in words) >= _TITLED * len(words)
