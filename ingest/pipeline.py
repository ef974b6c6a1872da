"""The story of ingest on one screen: read, split, embed, extract, store."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from ingest.archive import Archive, Stored
from ingest.articles import Article, DateQuality, Document, Prepared
from ingest.confinement import Reader, Unread
from ingest.copies import imprint
from ingest.embedding import Embedder
from ingest.events.reports import find_reports
from ingest.events.tallies import find_tallies
from ingest.reading import fingerprint, read, split
from ingest.refusals import Refused
from ingest.sources import Arrival

BATCH_DOCUMENTS = 256
"""Documents per transaction: long enough for batches sorted by length, short enough to lose little to a kill."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest has come."""

    bytes_read: int = 0
    read: int = 0
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    undated: int = 0
    """Taken without a usable date of publication: the time of first sight stands in."""
    refused: tuple[Refused, ...] = field(default=())

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(
            bytes_read=self.bytes_read + other.bytes_read,
            read=self.read + other.read,
            new=self.new + other.new,
            revised=self.revised + other.revised,
            unchanged=self.unchanged + other.unchanged,
            undated=self.undated + other.undated,
            refused=self.refused + other.refused,
        )


def ingest(  # noqa: PLR0913 because the pipeline needs every collaborator
    arrivals: Iterable[Arrival],
    *,
    archive: Archive,
    embedder: Embedder,
    source: str,
    seen: datetime,
    reader: Reader | None = None,
) -> Iterator[Progress]:
    """Take `arrivals` into `archive` under the name `source`; yield the progress after each transaction.

    Stopping anywhere and running again ends in the same archive. `seen` is the time of first sight, UTC. Documents are
    read by `reader`; without one, here, which none should be that somebody else wrote.
    """
    archive.claim_encoder(embedder.name, embedder.dimension)
    progress = Progress()
    for batch in _batches(arrivals):
        documents = [arrival.document for arrival in batch if isinstance(arrival.document, Document)]
        refused = [arrival.document for arrival in batch if isinstance(arrival.document, Refused)]
        known = archive.known(source, [fingerprint(document) for document in documents])
        unread = [document for document in documents if fingerprint(document) not in known]
        outcomes = [*refused, *_read(unread, reader, seen)]
        taken = take(outcomes, archive=archive, embedder=embedder, source=source, seen=seen)
        skipped = len(documents) - len(unread)
        progress = replace(
            progress + taken + Progress(read=skipped, unchanged=skipped), bytes_read=batch[-1].bytes_read
        )
        yield progress
    while archive.drain_outbox():
        yield progress


def take(
    outcomes: Sequence[Article | Refused], *, archive: Archive, embedder: Embedder, source: str, seen: datetime
) -> Progress:
    """Store what was read, in one transaction; what was purged is refused."""
    outcomes = _without_purged(outcomes, archive=archive, source=source)
    articles = [outcome for outcome in outcomes if isinstance(outcome, Article)]
    stored = Stored()
    if articles:
        number = archive.source(source)
        as_english = archive.is_called_english(number)
        batch = prepare(articles, archive=archive, embedder=embedder, as_english=as_english)
        stored = archive.store(number, batch, seen=seen)
    archive.drain_outbox()
    return Progress(
        read=len(outcomes),
        new=stored.new,
        revised=stored.revised,
        unchanged=stored.unchanged,
        undated=sum(article.date_quality is not DateQuality.STATED for article in articles),
        refused=tuple(outcome for outcome in outcomes if isinstance(outcome, Refused)),
    )


def _without_purged(outcomes: Sequence[Article | Refused], *, archive: Archive, source: str) -> list[Article | Refused]:
    buried = archive.buried(source, [outcome for outcome in outcomes if isinstance(outcome, Article)])
    return [
        Refused(outcome.origin, "was purged, and is not taken again")
        if isinstance(outcome, Article) and outcome.fingerprint in buried
        else outcome
        for outcome in outcomes
    ]


def _read(documents: Sequence[Document], reader: Reader | None, seen: datetime) -> list[Article | Refused]:
    if reader is None:
        return [read(document, seen=seen) for document in documents]
    outcomes = reader.each(partial(read, seen=seen), [(document,) for document in documents])
    return [
        Refused(document.origin, outcome.reason) if isinstance(outcome, Unread) else outcome
        for document, outcome in zip(documents, outcomes, strict=True)
    ]


def prepare(
    articles: Sequence[Article], *, archive: Archive, embedder: Embedder, as_english: bool = False
) -> list[Prepared]:
    """Split, embed and extract. One call of the encoder for all passages, so that it can sort them by length.

    `as_english` reads figures and events of texts in whatever language they seem to be.
    """
    split_articles = [split(article, embedder.count_tokens, limit=embedder.max_tokens) for article in articles]
    texts = [
        [article.encoded(passage) for passage in passages]
        for article, passages in zip(articles, split_articles, strict=True)
    ]
    vectors = _vectors([text for of_article in texts for text in of_article], archive=archive, embedder=embedder)
    return [
        Prepared(
            article,
            passages,
            tuple(vectors[text] for text in of_article),
            find_tallies(_in_english(article) if as_english else article),
            find_reports(_in_english(article) if as_english else article),
            imprint(article.text),
        )
        for article, passages, of_article in zip(articles, split_articles, texts, strict=True)
    ]


def _in_english(article: Article) -> Article:
    return article if article.is_english else replace(article, language="en")


def _vectors(texts: Sequence[str], *, archive: Archive, embedder: Embedder) -> dict[str, bytes]:
    """Encode what was never encoded: of a live blog that grew, the paragraph that is new."""
    vectors = archive.encoded(texts)
    fresh = [text for text in dict.fromkeys(texts) if text not in vectors]
    if fresh:
        encoded = embedder.encode(fresh).astype("<f2")
        vectors |= {text: vector.tobytes() for text, vector in zip(fresh, encoded, strict=True)}
    return vectors


def _batches(arrivals: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    batch = []
    for arrival in arrivals:
        batch.append(arrival)
        if len(batch) == BATCH_DOCUMENTS:
            yield batch
            batch = []
    if batch:
        yield batch
