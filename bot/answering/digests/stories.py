"""A story: the articles that tell one thing, the sentence that tells it, and how many tell it of their own. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property
from itertools import combinations
from typing import Final

from bot.answering.composition.quoting import Excerpt
from bot.answering.digests.summarising import told_of
from bot.answering.retrieval.stories import Copies, is_copy, shingles_of
from ingest import DatePrecision, Opening, StoredArticle, find_dates, is_of_statement

LATE: Final = timedelta(days=3)
"""So long after an event a sentence that names its day is news of it. A weekday before that is rather the next one."""


@dataclass(frozen=True)
class Story:
    """Articles that tell one thing."""

    openings: tuple[Opening, ...]
    """The middle one first."""
    independent: int
    """Publishers that tell it of their own: copies of one text count once."""

    @cached_property
    def told(self) -> Excerpt:
        """The sentence that tells it."""
        return told_of(self.openings)

    @property
    def articles(self) -> tuple[StoredArticle, ...]:
        """The articles, the quoted one first, then by publication, newest first."""
        others = (opening.passage.stored for opening in self.openings)
        newest = sorted(others, key=lambda stored: stored.article.published, reverse=True)
        return (self.told.stored, *(stored for stored in newest if stored.revision != self.told.stored.revision))

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who tells it, each once, the quoted one first."""
        return tuple(dict.fromkeys(stored.article.publisher for stored in self.articles))

    @property
    def newest(self) -> datetime:
        """When its newest article was published."""
        return max(opening.published for opening in self.openings)

    @property
    def oldest(self) -> datetime:
        """When its first article was published."""
        return min(opening.published for opening in self.openings)

    def published(self, zone: tzinfo) -> date:
        """Give the day on which its sentence was published."""
        return self.told.stored.article.published.astimezone(zone).date()

    def day(self, zone: tzinfo) -> date:
        """Give the day that its sentence is of: the one that it names, else that of its article."""
        published = self.published(zone)
        named = (
            mention.first
            for mention in find_dates(self.told.text, today=published)
            if mention.precision is DatePrecision.DAY and not is_of_statement(self.told.text, mention)
        )
        return next((day for day in named if published - LATE <= day <= published), published)


def story_of(openings: Sequence[Opening], copies: Copies) -> Story:
    """Make a story of articles, the middle one first; `copies` are those pairs of which one repeats the other."""
    return Story(tuple(openings), _voices(openings, copies) if len(openings) > 1 else 1)


def _voices(openings: Sequence[Opening], copies: Copies) -> int:
    """Count who tells of their own: articles of one publisher, and copies of one text, are one voice."""
    texts = [(shingles_of(opening.passage.text), opening.passage.text) for opening in openings]
    voice = list(range(len(openings)))
    for one, other in combinations(range(len(openings)), 2):
        if voice[one] == voice[other]:
            continue
        ours, theirs = (openings[position].passage.stored for position in (one, other))
        is_repeated = (ours.revision, theirs.revision) in copies or (theirs.revision, ours.revision) in copies
        is_same = ours.article.publisher == theirs.article.publisher
        if is_same or is_repeated or is_copy(*texts[one], *texts[other]):
            joined, left = voice[one], voice[other]
            voice = [joined if each == left else each for each in voice]
    return len(set(voice))
