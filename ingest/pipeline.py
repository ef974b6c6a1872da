"""The story of ingest on one screen: read, split, embed, extract, store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np

from ingest.archive import Archive, Stored
from ingest.articles import Article, DateQuality, Document, Passage, Prepared
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


def ingest(
    arrivals: Iterable[Arrival], *, archive: Archive, embedder: Embedder, source: str, seen: datetime
) -> Iterator[Progress]:
    """Take `arrivals` into `archive` under the name `source`; yield the progress after each transaction.

    Stopping anywhere and running again ends in the same archive. `seen` is the time of first sight, UTC.
    """
    archive.claim_encoder(embedder.name, embedder.dimension)
    progress = Progress()
    for batch in _batches(arrivals):
        progress = _take(batch, progress, archive=archive, embedder=embedder, source=source, seen=seen)
        archive.drain_outbox()
        yield progress
    while archive.drain_outbox():
        yield progress


def _take(  # noqa: PLR0913 because a step of the pipeline needs every collaborator
    batch: list[Arrival], progress: Progress, *, archive: Archive, embedder: Embedder, source: str, seen: datetime
) -> Progress:
    documents = [arrival.document for arrival in batch if isinstance(arrival.document, Document)]
    refused = [arrival.document for arrival in batch if isinstance(arrival.document, Refused)]
    known = archive.known(source, [fingerprint(document) for document in documents])
    outcomes = [read(document, seen=seen) for document in documents if fingerprint(document) not in known]
    refused += [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    articles = [outcome for outcome in outcomes if isinstance(outcome, Article)]
    stored = Stored()
    if articles:
        stored = archive.store(archive.source(source), prepare(articles, embedder), seen=seen)
    return replace(
        progress,
        bytes_read=batch[-1].bytes_read,
        read=progress.read + len(batch),
        new=progress.new + stored.new,
        revised=progress.revised + stored.revised,
        unchanged=progress.unchanged + stored.unchanged + len(documents) - len(outcomes),
        undated=progress.undated + sum(article.date_quality is not DateQuality.STATED for article in articles),
        refused=(*progress.refused, *refused),
    )


def prepare(articles: list[Article], embedder: Embedder) -> list[Prepared]:
    """Split, embed and extract; one call of the encoder for all passages, so that it can sort them by length."""
    split_articles = [split(article, embedder.count_tokens, limit=embedder.max_tokens) for article in articles]
    texts = [
        _encoded_text(article, passage)
        for article, passages in zip(articles, split_articles, strict=True)
        for passage in passages
    ]
    vectors = iter(embedder.encode(texts).astype("<f2")) if texts else iter(())
    return [
        Prepared(
            article,
            passages,
            tuple(np.asarray(next(vectors)).tobytes() for _ in passages),
            find_tallies(article),
            find_reports(article),
        )
        for article, passages in zip(articles, split_articles, strict=True)
    ]


def _encoded_text(article: Article, passage: Passage) -> str:
    return f"{passage.header}\n{article.text[passage.span.start : passage.span.end]}"


def _batches(arrivals: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    batch = []
    for arrival in arrivals:
        batch.append(arrival)
        if len(batch) == BATCH_DOCUMENTS:
            yield batch
            batch = []
    if batch:
        yield batch
