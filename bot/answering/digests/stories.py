"""A story: the articles that tell one thing, the sentence that tells it, and how many tell it of their own. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from bot.answering.passages.sentences import Spoken
from bot.answering.retrieval.stories import Copies, is_copy, shingles_of
from ingest import Opening, StoredArticle


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell one thing, told by one sentence of one of them."""

    openings: tuple[Opening, ...]
    """The middle one first."""
    told: Spoken
    day: date
    """When it happened as far as the sentence says, else when its article was published."""
    independent: int
    """Publishers that tell it of their own: copies of one text count once."""

    @property
    def articles(self) -> tuple[StoredArticle, ...]:
        """The articles, the one that is quoted first, then by publication, newest first."""
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
        return max(opening.passage.stored.article.published for opening in self.openings)


def independent(openings: Sequence[Opening], copies: Copies) -> int:
    """Count who tells of their own: articles of one publisher, and copies of one text, are one voice."""
    articles = [opening.passage.stored for opening in openings]
    texts = [(shingles_of(opening.passage.text), opening.passage.text) for opening in openings]
    voice = list(range(len(articles)))
    for one, other in combinations(range(len(articles)), 2):
        ours, theirs = articles[one], articles[other]
        if (
            ours.article.publisher == theirs.article.publisher
            or {(ours.revision, theirs.revision), (theirs.revision, ours.revision)} & set(copies)
            or is_copy(*texts[one], *texts[other])
        ):
            joined = voice[one]
            voice = [joined if each == voice[other] else each for each in voice]
    return len(set(voice))
