"""Every number in the best stories near a question: what a figure may be chosen from. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Final

from ingest import FoundPassage, FoundTally, Number, Span, Tally, find_numbers, split_sentences

STORIES: Final = 25
"""Best stories that are looked into: the right number stands in them for .95 of 363 labelled questions."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a sentence of a story."""

    passage: FoundPassage
    rank: int
    """Of its story, the best being 0."""
    place: int
    """Of its sentence in the passage, the title being 0."""
    sentence: Span
    """Within the article's text."""
    number: Number
    """Within the sentence."""
    beside: int
    """How many numbers its sentence holds, itself included."""
    tally: Tally | None
    """What was read of it when the article came in, if anything was."""

    @property
    def value(self) -> float:
        """What it amounts to, in full units."""
        return self.number.value

    @property
    def told(self) -> str:
        """The sentence."""
        return self.passage.stored.article.text[self.sentence.start : self.sentence.end]


def mentions_in(stories: Sequence[FoundPassage], tallies: Sequence[FoundTally]) -> tuple[Mention, ...]:
    """Give the numbers in the titles and passages of the best of `stories`; `tallies` are what was read there."""
    read: defaultdict[tuple[int, int], list[Tally]] = defaultdict(list)
    for found in tallies:
        read[found.stored.revision, found.tally.quote.start].append(found.tally)
    return tuple(
        mention for rank, passage in enumerate(stories[:STORIES]) for mention in _of_story(rank, passage, read)
    )


def same(value: float, other: float) -> bool:
    """Tell whether two values are one, however they were computed."""
    return isclose(value, other, rel_tol=1e-6)


def _of_story(rank: int, passage: FoundPassage, read: defaultdict[tuple[int, int], list[Tally]]) -> Iterator[Mention]:
    article = passage.stored.article
    for place, sentence in enumerate(_sentences(passage)):
        numbers = find_numbers(article.text[sentence.start : sentence.end])
        known = read[passage.stored.revision, sentence.start]
        for number in numbers:
            tally = next((tally for tally in known if same(tally.value, number.value)), None)
            yield Mention(passage, rank, place, sentence, number, len(numbers), tally)


def _sentences(passage: FoundPassage) -> Iterator[Span]:
    """Give the title, then the passage's other sentences."""
    article, start = passage.stored.article, passage.span.start
    is_titled = bool(article.title) and article.text.startswith(article.title)
    if is_titled:
        yield Span(0, len(article.title))
    for span in split_sentences(passage.text):
        if not is_titled or start + span.start > 0:
            yield Span(start + span.start, start + span.end)
