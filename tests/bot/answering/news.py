"""News made by hand: articles as an archive would return them, with the figures that they really hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from bot.answering.question.planning import Plan, plan
from bot.answering.questions import Question
from ingest import Article, Document, FoundPassage, FoundTally, PassageId, SourceId, Span, StoredArticle, View
from ingest.articles import ArticleId, DateQuality, RevisionId
from ingest.extraction.tallies import find_quantities, tallies_in


@dataclass(frozen=True)
class Told:
    """One thing that a publisher told."""

    day: str
    text: str
    title: str = ""
    by: str = "Harbour Post"
    site: str = ""
    language: str = "en"

    @property
    def key(self) -> str:
        return sha256(repr(self).encode()).hexdigest()

    @property
    def published(self) -> datetime:
        return datetime.fromisoformat(self.day).replace(tzinfo=UTC)

    @property
    def url(self) -> str:
        return f"https://{self.site or self.by.lower().replace(' ', '-') + '.example'}/{self.key[:12]}"

    def as_document(self) -> Document:
        return Document(
            origin=f"{self.by}:{self.key[:12]}",
            body=self.text,
            url=self.url,
            title=self.title,
            published=self.published,
            publisher=self.by,
            language=self.language,
            external_id=self.key[:8],
        )

    def as_stored(self) -> StoredArticle:
        article = Article(
            fingerprint=self.key,
            url=self.url,
            title=self.title,
            text=f"{self.title}\n\n{self.text}" if self.title else self.text,
            published=self.published,
            date_quality=DateQuality.STATED,
            publisher=self.by,
            author=None,
            language=self.language,
            external_id=self.key[:8],
            origin=f"{self.by}:{self.key[:12]}",
        )
        number = int(self.key[:7], 16)
        return StoredArticle(ArticleId(number), RevisionId(number), article, SourceId(1))

    def as_passage(self, *, score: float = 1.0) -> FoundPassage:
        stored = self.as_stored()
        return FoundPassage(PassageId(stored.id), stored, stored.article.body, score)

    def as_tallies(self) -> Iterator[FoundTally]:
        stored = self.as_stored()
        return (FoundTally(tally, stored, 1.0) for tally in tallies_in(find_quantities(stored.article)))

    def span_of(self, words: str) -> Span:
        start = self.as_stored().article.text.index(words)
        return Span(start, start + len(words))


def view(day: str) -> View:
    """Give what an asker sees at the beginning of a day, or at a moment."""
    return View(datetime.fromisoformat(day).replace(tzinfo=UTC))


def planned(question: str, *, today: str) -> Plan:
    return plan(Question(question), today=date.fromisoformat(today))


def figures_for(asked: Plan, *told: Told) -> tuple[FoundTally, ...]:
    """Give what an archive would: the tallies of the asked measure."""
    return tuple(found for each in told for found in each.as_tallies() if found.tally.measure == asked.measure)


BAGHDAD = Told(
    "2021-07-03",
    "A car bomb exploded at a market in Baghdad, Iraq, on Saturday, killing five people and wounding 12 others.",
    title="Bomb in Baghdad",
)
SHOOTING = Told(
    "2021-07-05", "Gunmen shot dead two police officers in Mosul, Iraq, on Monday.", title="Officers shot in Mosul"
)
KIDNAPPING = Told(
    "2021-07-06",
    "Gunmen kidnapped 29 students from a school in Kaduna, Nigeria, on Tuesday.",
    title="Students kidnapped",
)
MOSUL = Told(
    "2021-07-08",
    "A car bomb exploded outside a bank in Mosul, Iraq, on Thursday, wounding three people.",
    title="Bomb in Mosul",
)
INCIDENTS = (BAGHDAD, SHOOTING, KIDNAPPING, MOSUL)
