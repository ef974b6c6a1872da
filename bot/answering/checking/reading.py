"""A statement and its passages, read once: sentences with their words, quantities, dates and places."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from bot.answering.checking.measurements import Measurement, measurements_of
from bot.answering.checking.words import FUNCTION_WORDS, Word, meaning, words_of
from ingest import DateMention, PlaceMention, Span, find_dates, find_places, split_sentences

ANY_DAY: Final = date(2000, 12, 31)
"""Dates are compared with dates read from the same day; what a relative day is, nobody here knows."""
_HEADLINE: Final = 0.85
"""Share of capitals among the words of content from which on a text is a headline."""
_FEWEST: Final = 4
"""Words of content of what may be told for a headline."""
_COMPANY: Final = 3
"""Words of content on either side of a word that are its company."""
_NEIGHBOURS: Final = 2
"""Sentences beside each other that are one place."""
_NEARLY_AS_MANY: Final = 0.7
"""Of the words that the nearest sentence shares."""


@dataclass(frozen=True)
class Sentence:
    """A sentence with what can be read in it, each when it is first asked for."""

    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words, in order."""
        return words_of(self.text)

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """Words that say something by themselves, in order; those of quantities and dates are read apart."""
        apart = [quantity.number.span for quantity in self.quantities] + [mention.span for mention in self.dates]
        return tuple(
            word
            for word in self.words
            if word.is_content and not any(span.start <= word.span.start < span.end for span in apart)
        )

    @cached_property
    def forms(self) -> frozenset[str]:
        """The normal forms of its words."""
        return frozenset(word.form for word in self.words)

    @cached_property
    def spelled(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset(word.text.lower() for word in self.words)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that begin with a capital, in lower case, those aside that carry no content."""
        return frozenset(word.text.lower() for word in self.content if word.is_capital)

    @cached_property
    def initials(self) -> frozenset[str]:
        """The first letters of its capitals behind one another: an abbreviation is a part of one, as "WHO" is."""
        letters = (
            word.text[0] if word.is_capital else " "
            for word in self.words
            if word.is_capital or word.text.lower() not in FUNCTION_WORDS
        )
        return frozenset("".join(letters).split())

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The days and stretches of days that it names."""
        return find_dates(self.text, today=ANY_DAY)

    @cached_property
    def quantities(self) -> tuple[Measurement, ...]:
        """Its numbers with what they count, those of dates left out."""
        return measurements_of(self.text, tuple(mention.span for mention in self.dates))

    @cached_property
    def placed(self) -> tuple[tuple[Span, str], ...]:
        """What it says and where, in order: forms of words, values of quantities, days."""
        found = [(word.span, word.form) for word in self.content]
        found += [(quantity.number.span, f"#{quantity.value:g}") for quantity in self.quantities]
        found += [(mention.span, f"@{mention.first}/{mention.last}") for mention in self.dates]
        return tuple(sorted(found, key=lambda item: item[0].start))

    @cached_property
    def items(self) -> tuple[str, ...]:
        """What it says, in order."""
        return tuple(item for _, item in self.placed)

    @cached_property
    def places(self) -> tuple[PlaceMention, ...]:
        """The places that it names."""
        return find_places(self.text)

    def company(self, position: int) -> frozenset[str]:
        """Give the forms of the nearest words of content on either side of the word at `position`."""
        place = self.words[position].span.start
        before = [word.form for word in self.content if word.span.start < place][-_COMPANY:]
        after = [word.form for word in self.content if word.span.start > place][:_COMPANY]
        return frozenset(before + after)

    @cached_property
    def is_headline(self) -> bool:
        """Whether its words begin with capitals as those of headlines do, so that capitals tell no names."""
        if self.text.endswith("."):
            return False
        capitals = [word.is_capital for word in self.content if word.text[0].isalpha()]
        return len(capitals) >= _FEWEST and sum(capitals) >= _HEADLINE * len(capitals)


def _of_all(read: Callable[[Sentence], Iterable[str]]) -> "cached_property[frozenset[str]]":
    """Give what all sentences of the evidence have of one kind, read when it is first asked for."""
    return cached_property(lambda evidence: frozenset[str]().union(*map(read, evidence.sentences)))


@dataclass(frozen=True)
class Evidence:
    """The sentences of passages, and all that they name together."""

    passages: tuple[tuple[Sentence, ...], ...]
    items = _of_all(lambda sentence: sentence.items)
    forms = _of_all(lambda sentence: sentence.forms)
    spelled = _of_all(lambda sentence: sentence.spelled)
    names = _of_all(lambda sentence: sentence.names)
    initials = _of_all(lambda sentence: sentence.initials)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of every passage, in order."""
        return tuple(sentence for passage in self.passages for sentence in passage)

    def says(self, item: str) -> bool:
        """Tell whether it has an item, or a word that means as much."""
        return item in self.items or not self.forms.isdisjoint(meaning(item))

    def coverage(self, statement: Sentence, *, left_out: frozenset[str] = frozenset()) -> float:
        """Give the share of the words of `statement`, but for those left out, that one place has or means: 0 to 1.

        A place is two neighbouring sentences of a passage, under its first.
        """
        wanted = frozenset(word.form for word in statement.content) - left_out
        places = (
            Evidence(((passage[0], *passage[at : at + _NEIGHBOURS]),))
            for passage in self.passages
            for at in range(min(1, len(passage) - 1), max(2, len(passage) - _NEIGHBOURS + 1))
        )
        return max((sum(map(place.says, wanted)) for place in places), default=0) / len(wanted) if wanted else 1.0

    @cached_property
    def text(self) -> str:
        """The whole text, a sentence a line."""
        return "\n".join(sentence.text for sentence in self.sentences)

    def nearest(self, statement: Sentence, *, at_least: float = _NEARLY_AS_MANY) -> tuple[Sentence, ...]:
        """Give the sentences that share most words of content with `statement`, or `at_least` such a share of them."""
        wanted = {word.form for word in statement.content}
        shared = [len(wanted & sentence.forms) for sentence in self.sentences]
        least = max(max(shared, default=0) * at_least, 1)
        return tuple(sentence for sentence, many in zip(self.sentences, shared, strict=True) if many >= least)


@lru_cache(maxsize=256)
def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Give the sentences of `text`, in order, those parted by semicolons apart."""
    return tuple(
        Sentence(part) for span in split_sentences(text) for part in text[span.start : span.end].split("; ") if part
    )


def statements_of(text: str) -> tuple[Sentence, ...]:
    """Give the sentences of a statement, in order; those of one quotation together."""
    parts: list[str] = []
    for span in split_sentences(text):
        if parts and _is_open(parts[-1]):
            parts[-1] = text[text.rindex(parts[-1], 0, span.start) : span.end]
        else:
            parts.append(text[span.start : span.end])
    return tuple(map(Sentence, parts))


def _is_open(part: str) -> bool:
    """Tell whether a quotation goes on behind `part`."""
    pairs = (("“", "”"), ("``", "''"))
    return part.count('"') % 2 == 1 or any(part.count(opening) > part.count(closing) for opening, closing in pairs)


def evidence_of(passages: Sequence[str]) -> Evidence:
    """Read passages."""
    return Evidence(tuple(sentences_of(passage) for passage in passages))
