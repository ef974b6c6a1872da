"""Which words of the evidence are names, and which of these are of places, by how its sentences write them. Pure.

A capital letter tells nothing at the beginning of a sentence or in a headline: there a word is a name if no other
sentence writes it in lower case (truecasing: Lita et al., ACL 2003). A place stands behind "in" or "off" somewhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bot.answering.question.dictionaries import saying_nothing
from ingest import Span

HEADLINE: Final = 0.6
"""More of its longer words than this begin with a capital letter: a headline in title case."""
LONG: Final = 4
"""Letters of a word that title case capitalises; shorter ones are articles and prepositions."""
_WORD: Final = re.compile(r"\w[\w-]*")
_BEGINNING: Final = re.compile(r"(?:^|[.!?:])[\s“”\"'‘’()]*$")
_LOCATIVES: Final = frozenset("in at near off outside inside around across".split())
_BESIDE: Final = frozenset("the northern southern eastern western central greater downtown nearby".split())
"""What may stand between the preposition and the name."""
_TIMES: Final = frozenset(
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    written: str
    is_cased: bool
    """Whether it has a capital letter that neither the beginning of a sentence nor a headline gives it."""
    is_located: bool
    """Whether it, or the name that it is a part of, stands behind a locative preposition."""

    @property
    def is_capital(self) -> bool:
        return self.written[0].isupper()

    @property
    def lower(self) -> str:
        return self.written.lower()


class Names:
    """The names in the sentences of one question's evidence."""

    def __init__(self, sentences: Iterable[str]) -> None:
        words = [word for sentence in sentences for word in _words(sentence)]
        self._common = saying_nothing("en").union(word.written for word in words if not word.is_capital)
        self._places = {word.lower for word in words if word.is_located and word.is_cased}

    def of(self, sentence: str) -> Iterator[Span]:
        """Give the words of `sentence` that are names or parts of names."""
        return (word.span for word in self._names(sentence))

    def of_places(self, sentence: str) -> Iterator[Span]:
        """Give those that name places, or others that this cannot tell from them: "at Ada Quill's"."""
        return (word.span for word in self._names(sentence) if word.is_located or word.lower in self._places)

    def _names(self, sentence: str) -> Iterator[_Word]:
        for word in _words(sentence):
            if word.is_cased or (word.is_capital and word.lower not in self._common):
                yield word


def _words(sentence: str) -> Iterator[_Word]:
    found = [*_WORD.finditer(sentence)]
    long = [word[0][0].isupper() for word in found[1:] if len(word[0]) >= LONG]
    is_headline = sum(long) > HEADLINE * len(long)
    is_behind = False
    for word in found:
        written = word[0]
        is_capital = written[0].isupper()
        is_cased = is_capital and not is_headline and not _BEGINNING.search(sentence, 0, word.start())
        yield _Word(Span(*word.span()), written, is_cased, is_capital and is_behind and written.lower() not in _TIMES)
        is_behind = written.lower() in _LOCATIVES or (is_behind and (is_capital or written.lower() in _BESIDE))
