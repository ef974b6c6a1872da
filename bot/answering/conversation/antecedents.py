"""Antecedents: whom and what an answer named, for "he", "she" and "they" to mean. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from bot.answering.answers import Answer
from bot.answering.checking.names import ORGANISATIONAL
from bot.answering.conversation.topics import is_place
from bot.answering.question.terms import STOP_WORDS
from ingest import country_of

_PARTICLE = r"(?:de|da|di|du|do|dos|del|der|van|von|le|la|al|el|bin|ibn|ben)\s"
_FULL_NAME = re.compile(
    rf"(?<![\w-])[^\W\d_a-z][\w’'-]*[a-zß-ÿ](?:\s(?:{_PARTICLE})?[^\W\d_a-z][\w’'-]*[a-zß-ÿ]){{1,2}}(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_TOKEN = re.compile(r"[^\W_][\w’'.-]*")
_LINKS = frozenset("a an and de of the".split())
"""Words within a name that are written small."""
_LONGEST = 5
"""Words of a name."""
_AGREED = 2
"""Quotes that must have a name: the last word of a person's in headlines alone, all of a thing's."""
_TITLED = 0.7
"""Share of the longer words in capitals from which a quote is a headline, in which capitals name nobody."""


def people_named(answer: Answer, is_name: Callable[[str], bool]) -> tuple[str, ...]:
    """Give the people whom the quotes name and the question does not: first whom the most quotes name."""
    quotes = [citation.quote for citation in answer.citations]
    named = dict.fromkeys(re.sub(r"['’]s$", "", name) for quote in quotes for name in _names(quote))
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


def agreed_on(answer: Answer) -> tuple[str, ...]:
    """Give what is written as a name in several quotes or their titles, and the question has no word of.

    First what most of them have, of those the longest.
    """
    asked = {word.lower() for word in _TOKEN.findall(answer.understood)} - STOP_WORDS
    told: Counter[str] = Counter()
    written: dict[str, str] = {}
    for citation in answer.citations:
        names = {name.lower(): name for text in (citation.quote, citation.title) for name in _capitalised(text)}
        told.update(names.keys())
        written = names | written
    agreed = [name for name, times in told.items() if times >= _AGREED and not asked & set(name.split())]
    return tuple(written[name] for name in sorted(agreed, key=lambda name: (-told[name], -len(name))))


def _capitalised(text: str) -> Iterator[str]:
    """Give each stretch of two to five words that begins and ends with a capital and may be a name."""
    tokens = list(_TOKEN.finditer(text))
    for first, token in enumerate(tokens):
        for last in tokens[first + 1 : first + _LONGEST]:
            name = text[token.start() : last.end()]
            words = name.split()
            if not all(word[0].isupper() or word[0].isdigit() or word in _LINKS for word in words):
                break
            if not {words[0].lower(), words[-1].lower()} & _LINKS and words[0][0].isupper():
                yield name


def _names(quote: str) -> list[str]:
    """Give what may be a person's full name; of a headline each two words in capitals that stand side by side."""
    if not _is_headline(quote):
        return [found[0] for found in _FULL_NAME.finditer(quote)]
    words = quote.split()
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    return [pair for pair in pairs if _FULL_NAME.fullmatch(pair)]


def _is_person(name: str, is_name: Callable[[str], bool]) -> bool:
    words = [word for word in name.split() if word[0].isupper()]
    if ORGANISATIONAL & {word.lower() for word in words} or any(re.search(r"['’]s$", word) for word in words):
        return False
    return not is_place(name, is_name) and not country_of(words[-1]) and all(map(is_name, words))


def _is_headline(quote: str) -> bool:
    words = _WORD.findall(quote)
    in_capitals = sum(1 for word in words if word[0].isupper())
    return in_capitals >= _TITLED * len(words)
