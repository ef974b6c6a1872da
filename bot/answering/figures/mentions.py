"""Every number in the best stories near a question: what a figure may be chosen from. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose

from ingest import FoundPassage, Quantity, ReadSentence, RevisionId, Span, Stance

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
    quantity: Quantity

    @property
    def value(self) -> float:
        """What it amounts to, in full units."""
        return self.quantity.value

    def around(self, width: int) -> Span:
        """Where its sentence's words stand that are at most `width` characters away, itself included."""
        sentence, number = self.sentence, self.quantity.span
        return Span(max(sentence.start, number.start - width), min(sentence.end, number.end + width))


def mentions_in(
    stories: Sequence[FoundPassage], read: Mapping[RevisionId, Sequence[ReadSentence]]
) -> tuple[Mention, ...]:
    """Give the numbers in the titles and passages of `stories`, best first; `read` is what was read of their articles.

    Left out is what its text does not state as a fact: denied, feared, supposed.
    """
    return tuple(
        mention
        for rank, passage in enumerate(stories)
        for mention in _of_story(rank, passage, read[passage.stored.revision])
        if mention.quantity.tally is None or mention.quantity.tally.stance is Stance.STATED
    )


def same(value: float, other: float) -> bool:
    """Tell whether two values are one, however they were computed."""
    return isclose(value, other, rel_tol=1e-6)


def is_rounded(value: float, exact: float) -> bool:
    """Tell whether `value` may be `exact` in fewer digits: 100 for 102, not 60 for 102 nor 103."""
    return abs(exact - value) <= ROUNDED * exact and len(f"{value:.0f}".rstrip("0")) < len(f"{exact:.0f}".rstrip("0"))


def _of_story(rank: int, passage: FoundPassage, read: Sequence[ReadSentence]) -> Iterator[Mention]:
    of_passage = (each for each in read if _stands_in(each.span, passage))
    for place, sentence in enumerate(of_passage):
        for quantity in sentence.quantities:
            yield Mention(passage, rank, place, sentence.span, quantity)


def _stands_in(sentence: Span, passage: FoundPassage) -> bool:
    """Tell whether a sentence is the title of a passage's article, or one of the passage."""
    is_title = sentence == Span(0, len(passage.stored.article.title))
    return is_title or (passage.span.start < sentence.end and sentence.start < passage.span.end)
