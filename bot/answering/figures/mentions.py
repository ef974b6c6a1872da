"""Every number in the best stories near a question: what a figure may be chosen from. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isclose

from bot.answering.retrieval.stories import sentences_in
from ingest import FoundPassage, FoundTally, Number, Span, Stance, Tally, find_numbers

ROUNDED = 0.15
"""A headline's "nearly 70" may lie this far from its body's figure."""


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
    """Give the numbers in the titles and passages of `stories`, best first; `tallies` are what was read there.

    Left out is what its text does not state as a fact: denied, feared, supposed.
    """
    read: defaultdict[tuple[int, int], list[Tally]] = defaultdict(list)
    for found in tallies:
        read[found.stored.revision, found.tally.quote.start].append(found.tally)
    return tuple(
        mention
        for rank, passage in enumerate(stories)
        for mention in _of_story(rank, passage, read)
        if mention.tally is None or mention.tally.stance is Stance.STATED
    )


def same(value: float, other: float) -> bool:
    """Tell whether two values are one, however they were computed."""
    return isclose(value, other, rel_tol=1e-6)


def is_rounded(value: float, exact: float) -> bool:
    """Tell whether `value` may be `exact` in fewer digits: 100 for 102, not 60 for 102 nor 103."""
    return abs(exact - value) <= ROUNDED * exact and len(f"{value:.0f}".rstrip("0")) < len(f"{exact:.0f}".rstrip("0"))


def _of_story(rank: int, passage: FoundPassage, read: defaultdict[tuple[int, int], list[Tally]]) -> Iterator[Mention]:
    for place, sentence in enumerate(sentences_in(passage)):
        told = passage.stored.article.text[sentence.start : sentence.end]
        known = read[passage.stored.revision, sentence.start]
        numbers = find_numbers(told)
        unwritten = [tally for tally in known if not any(same(tally.value, number.value) for number in numbers)]
        for number in numbers:
            tally = next((tally for tally in known if same(tally.value, number.value)), None)
            yield Mention(passage, rank, place, sentence, number, len(numbers), tally)
        for tally in unwritten:
            yield Mention(passage, rank, place, sentence, _read_number(told, tally), len(numbers) + 1, tally)


def _read_number(told: str, tally: Tally) -> Number:
    """Give a figure that is written as no number of its own: "271-230", "no one was hurt", a sum of parts."""
    start = max(told.find(tally.counts), 0)
    return Number(Span(start, start + len(tally.counts)), tally.value, tally.qualifier)
