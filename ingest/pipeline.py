"""The story of ingest on one screen: read, extract, split, embed, store."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

import structlog

from ingest.archive import Archive, Stored
from ingest.articles import DateQuality, Document, Prepared
from ingest.confinement import Reader, Unread
from ingest.copies import imprint
from ingest.embedding import Embedder
from ingest.errors import SitrepError
from ingest.extracting import EXTRACTOR, Extract, extract_from
from ingest.reading import fingerprint, split
from ingest.refusals import Refused
from ingest.sources import Arrival

BATCH_DOCUMENTS = 256
"""Documents per transaction: long enough for batches sorted by length, short enough to lose little to a kill."""

log = structlog.get_logger(__name__)


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
        read = partial(extract_from, seen=seen, as_english=archive.is_called_english(source))
        outcomes = [*refused, *_read(unread, reader, read)]
        taken = take(outcomes, archive=archive, embedder=embedder, source=source, seen=seen)
        skipped = len(documents) - len(unread)
        progress = replace(
            progress + taken + Progress(read=skipped, unchanged=skipped), bytes_read=batch[-1].bytes_read
        )
        yield progress
    while archive.drain_outbox():
        yield progress


def take(
    outcomes: Sequence[Extract | Refused], *, archive: Archive, embedder: Embedder, source: str, seen: datetime
) -> Progress:
    """Store what was read, in one transaction; what was purged is refused, and an article that we fail at.

    That is logged; the others are stored one by one, because they are fine without it.
    """
    try:
        return _take(outcomes, archive=archive, embedder=embedder, source=source, seen=seen)
    except (SitrepError, MemoryError):  # because neither is about one article
        raise
    except Exception:
        if len(outcomes) > 1:
            each = partial(take, archive=archive, embedder=embedder, source=source, seen=seen)
            return sum((each([outcome]) for outcome in outcomes), Progress())
        origin = _origin(outcomes[0])
        log.exception("article_met_a_bug", source=source, origin=origin)
        return Progress(read=1, refused=(Refused(origin, "met a bug of ours"),))


def _take(
    outcomes: Sequence[Extract | Refused], *, archive: Archive, embedder: Embedder, source: str, seen: datetime
) -> Progress:
    outcomes = _without_purged(outcomes, archive=archive, source=source)
    extracts = [outcome for outcome in outcomes if isinstance(outcome, Extract)]
    stored = Stored()
    if extracts:
        stored = archive.store(archive.source(source), prepare(extracts, archive=archive, embedder=embedder), seen=seen)
    archive.drain_outbox()
    return Progress(
        read=len(outcomes),
        new=stored.new,
        revised=stored.revised,
        unchanged=stored.unchanged,
        undated=sum(extract.article.date_quality is not DateQuality.STATED for extract in extracts),
        refused=tuple(outcome for outcome in outcomes if isinstance(outcome, Refused)),
    )


def _origin(outcome: Extract | Refused) -> str:
    return outcome.origin if isinstance(outcome, Refused) else outcome.article.origin


def _without_purged(outcomes: Sequence[Extract | Refused], *, archive: Archive, source: str) -> list[Extract | Refused]:
    buried = archive.buried(source, [outcome.article for outcome in outcomes if isinstance(outcome, Extract)])
    return [
        Refused(outcome.article.origin, "was purged, and is not taken again")
        if isinstance(outcome, Extract) and outcome.article.fingerprint in buried
        else outcome
        for outcome in outcomes
    ]


def _read(
    documents: Sequence[Document], reader: Reader | None, read: Callable[[Document], Extract | Refused]
) -> list[Extract | Refused]:
    if reader is None:
        return [read(document) for document in documents]
    outcomes = reader.each(read, [(document,) for document in documents])
    return [
        Refused(document.origin, outcome.reason) if isinstance(outcome, Unread) else outcome
        for document, outcome in zip(documents, outcomes, strict=True)
    ]


def prepare(extracts: Sequence[Extract], *, archive: Archive, embedder: Embedder) -> list[Prepared]:
    """Split and embed. One call of the encoder for all passages, so that it can sort them by length."""
    split_articles = [split(each.article, embedder.count_tokens, limit=embedder.max_tokens) for each in extracts]
    texts = [
        [each.article.encoded(passage) for passage in passages]
        for each, passages in zip(extracts, split_articles, strict=True)
    ]
    vectors = _vectors([text for of_article in texts for text in of_article], archive=archive, embedder=embedder)
    return [
        Prepared(
            each.article,
            passages,
            tuple(vectors[text] for text in of_article),
            each.tallies,
            each.reports,
            imprint(each.article.text),
            EXTRACTOR,
        )
        for each, passages, of_article in zip(extracts, split_articles, texts, strict=True)
    ]


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
