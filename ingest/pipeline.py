"""The story of ingest on one screen: read, extract, split, embed, store."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Final, Generic, TypeVar

import structlog

from ingest.ahead import ahead
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

BATCH_DOCUMENTS = 128
"""Documents per transaction: enough for batches of texts of like length, little to lose to a kill. Four of these are
under way at a time; of the longest documents, 100 MB."""

_OUR_BUG: Final = "met a bug of ours"

Outcome = TypeVar("Outcome")

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


@dataclass(frozen=True, slots=True)
class _Batch(Generic[Outcome]):
    """What came of the documents of one transaction."""

    outcomes: Sequence[Outcome]
    skipped: int
    """Documents that were stored before."""
    bytes_read: int


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

    One batch is read and the next encoded while one is stored, by whoever iterates. Stopping anywhere and running again
    ends in the same archive. `seen` is the time of first sight, UTC. Documents are read by `reader`; without one, here,
    which none should be that somebody else wrote.
    """
    archive.claim_encoder(embedder.name, embedder.dimension)
    read = ahead(_read_batches(arrivals, archive=archive, source=source, seen=seen, reader=reader))
    encoded = ahead(_encoded_batches(read, archive=archive, embedder=embedder, source=source))
    progress = Progress()
    with closing(encoded):
        for batch in encoded:
            taken = store(batch.outcomes, archive=archive, source=source, seen=seen)
            skipped = Progress(read=batch.skipped, unchanged=batch.skipped)
            progress = replace(progress + taken + skipped, bytes_read=batch.bytes_read)
            yield progress
    while archive.drain_outbox():
        yield progress


def _read_batches(
    arrivals: Iterable[Arrival], *, archive: Archive, source: str, seen: datetime, reader: Reader | None
) -> Generator[_Batch[Extract | Refused], None, None]:
    """Read what is not stored yet."""
    for batch in _batches(arrivals):
        documents = [arrival.document for arrival in batch if isinstance(arrival.document, Document)]
        refused = [arrival.document for arrival in batch if isinstance(arrival.document, Refused)]
        known = archive.known(source, [fingerprint(document) for document in documents])
        unread = [document for document in documents if fingerprint(document) not in known]
        read = partial(extract_from, seen=seen, as_english=archive.is_called_english(source))
        outcomes = [*refused, *_read(unread, reader, read)]
        yield _Batch(outcomes, len(documents) - len(unread), batch[-1].bytes_read)


def _encoded_batches(
    batches: Generator[_Batch[Extract | Refused], None, None], *, archive: Archive, embedder: Embedder, source: str
) -> Generator[_Batch[Prepared | Refused], None, None]:
    with closing(batches):
        for batch in batches:
            outcomes = encode(batch.outcomes, archive=archive, embedder=embedder, source=source)
            yield _Batch(outcomes, batch.skipped, batch.bytes_read)


def encode(
    outcomes: Sequence[Extract | Refused], *, archive: Archive, embedder: Embedder, source: str
) -> list[Prepared | Refused]:
    """Split and embed what was read, in order; refused is what was purged, and an article that we fail at.

    That is logged; the others are encoded one by one, because they are fine without it.
    """
    try:
        kept = _without_purged(outcomes, archive=archive, source=source)
        prepared = iter(
            prepare([each for each in kept if isinstance(each, Extract)], archive=archive, embedder=embedder)
        )
        return [each if isinstance(each, Refused) else next(prepared) for each in kept]
    except (SitrepError, MemoryError):  # because neither is about one article
        raise
    except Exception:
        if len(outcomes) > 1:
            each = partial(encode, archive=archive, embedder=embedder, source=source)
            return [encoded for outcome in outcomes for encoded in each([outcome])]
        log.exception("article_met_a_bug", source=source, origin=_origin(outcomes[0]))
        return [Refused(_origin(outcomes[0]), _OUR_BUG)]


def store(outcomes: Sequence[Prepared | Refused], *, archive: Archive, source: str, seen: datetime) -> Progress:
    """Store what was encoded, in one transaction; refused is an article that we fail at, as by `encode`."""
    try:
        return _store(outcomes, archive=archive, source=source, seen=seen)
    except (SitrepError, MemoryError):  # because of the same
        raise
    except Exception:
        if len(outcomes) > 1:
            each = partial(store, archive=archive, source=source, seen=seen)
            return sum((each([outcome]) for outcome in outcomes), Progress())
        log.exception("article_met_a_bug", source=source, origin=_origin(outcomes[0]))
        return Progress(read=1, refused=(Refused(_origin(outcomes[0]), _OUR_BUG),))


def _store(outcomes: Sequence[Prepared | Refused], *, archive: Archive, source: str, seen: datetime) -> Progress:
    prepared = [outcome for outcome in outcomes if isinstance(outcome, Prepared)]
    stored = archive.store(archive.source(source), prepared, seen=seen) if prepared else Stored()
    archive.drain_outbox()
    return Progress(
        read=len(outcomes),
        new=stored.new,
        revised=stored.revised,
        unchanged=stored.unchanged,
        undated=sum(each.article.date_quality is not DateQuality.STATED for each in prepared),
        refused=tuple(outcome for outcome in outcomes if isinstance(outcome, Refused)),
    )


def _origin(outcome: Extract | Prepared | Refused) -> str:
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
