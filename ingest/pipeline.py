"""The story of ingest on one screen: read, extract, split, embed, store."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar

import structlog

from ingest.ahead import ahead
from ingest.archive import Archive, Stored
from ingest.articles import DateQuality, Document, Imprint, Passage, Prepared
from ingest.confinement import Reader, Unread
from ingest.copies import imprint
from ingest.embedding import Embedder
from ingest.errors import ArchiveError, SitrepError
from ingest.extracting import EXTRACTOR, Extract, extract_from
from ingest.reading import fingerprint, split
from ingest.refusals import Refused
from ingest.sources import Arrival

BATCH_DOCUMENTS = 128
"""Documents per transaction: enough for batches of texts of like length, little to lose to a kill. Seven of these are
under way at most; of the longest documents, 180 MB."""

Outcome = TypeVar("Outcome", bound="Extract | Split | Prepared | Refused")
Item = TypeVar("Item")
Next = TypeVar("Next")

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
class Split:
    """An article in the pieces that are encoded, with all that is stored but their vectors."""

    extract: Extract
    passages: tuple[Passage, ...]
    texts: tuple[str, ...]
    """The passages as they are encoded."""
    imprint: Imprint | None


@dataclass(frozen=True, slots=True)
class _Batch(Generic[Item]):
    """What came of the documents of one transaction."""

    outcomes: Sequence[Item]
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

    While one batch is stored, by whoever iterates, the next is encoded, and the one after that is read. Stopping
    anywhere and running again ends in the same archive. `seen` is the time of first sight, UTC. Documents are read by
    `reader`; without one, here, which none should be that somebody else wrote.
    """
    archive.claim_encoder(embedder.name, embedder.dimension)
    read = ahead(_read_batches(arrivals, archive=archive, source=source, seen=seen, reader=reader))
    divided = ahead(_each_batch(read, partial(divide, archive=archive, embedder=embedder, source=source)))
    encoded = ahead(_each_batch(divided, partial(encode, archive=archive, embedder=embedder, source=source)))
    progress = Progress()
    with closing(Draining(archive)) as draining, closing(encoded):
        for batch in encoded:
            taken = store(batch.outcomes, archive=archive, source=source, seen=seen)
            draining.begin()
            skipped = Progress(read=batch.skipped, unchanged=batch.skipped)
            progress = replace(progress + taken + skipped, bytes_read=batch.bytes_read)
            yield progress
    while archive.drain_outbox():
        yield progress


class Draining:
    """Brings to Chroma what was stored, on a thread of its own: who stores never waits for it.

    Vectors that cannot be brought there now wait in the archive. Closed by whoever made it.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="draining")
        self._next: Future[None] | None = None

    def begin(self) -> None:
        """Have brought there what is stored by now."""
        if self._next is None or self._next.running() or self._next.done():
            self._next = self._thread.submit(self._drain)

    def close(self) -> None:
        """Finish what was begun."""
        self._thread.shutdown()

    def _drain(self) -> None:
        try:
            self._archive.drain_outbox()
        except ArchiveError as error:
            log.warning("vectors_wait_for_chroma", reason=str(error))


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


def _each_batch(
    batches: Generator[_Batch[Item], None, None], stage: Callable[[Sequence[Item]], Sequence[Next]]
) -> Generator[_Batch[Next], None, None]:
    with closing(batches):
        for batch in batches:
            yield _Batch(stage(batch.outcomes), batch.skipped, batch.bytes_read)


def divide(
    outcomes: Sequence[Extract | Refused], *, archive: Archive, embedder: Embedder, source: str
) -> list[Split | Refused]:
    """Split what was read, in order; refused is what was purged, and an article that we fail at."""
    kept = _without_purged(outcomes, archive=archive, source=source)
    return _but_bugs(partial(_divided, embedder=embedder), kept, source)


def _divided(extracts: Sequence[Extract | Refused], *, embedder: Embedder) -> list[Split | Refused]:
    return [each if isinstance(each, Refused) else _split(each, embedder) for each in extracts]


def _split(extract: Extract, embedder: Embedder) -> Split:
    article = extract.article
    passages = split(article, embedder.count_tokens, limit=embedder.max_tokens)
    texts = tuple(article.encoded(passage) for passage in passages)
    return Split(extract, passages, texts, imprint(article.text))


def encode(
    outcomes: Sequence[Split | Refused], *, archive: Archive, embedder: Embedder, source: str
) -> list[Prepared | Refused]:
    """Embed what was split, in order; refused is an article that we fail at."""
    return _but_bugs(partial(_encoded, archive=archive, embedder=embedder), outcomes, source)


def _encoded(outcomes: Sequence[Split | Refused], *, archive: Archive, embedder: Embedder) -> list[Prepared | Refused]:
    """Call the encoder once for all passages, so that it can sort them by length."""
    texts = [text for outcome in outcomes if isinstance(outcome, Split) for text in outcome.texts]
    vectors = _vectors(texts, archive=archive, embedder=embedder)
    return [outcome if isinstance(outcome, Refused) else _prepared(outcome, vectors) for outcome in outcomes]


def _vectors(texts: Sequence[str], *, archive: Archive, embedder: Embedder) -> dict[str, bytes]:
    """Encode what was never encoded: of a live blog that grew, the paragraph that is new."""
    vectors = archive.encoded(texts)
    fresh = [text for text in dict.fromkeys(texts) if text not in vectors]
    if fresh:
        encoded = embedder.encode(fresh).astype("<f2")
        vectors |= {text: vector.tobytes() for text, vector in zip(fresh, encoded, strict=True)}
    return vectors


def _prepared(article: Split, vectors: Mapping[str, bytes]) -> Prepared:
    extract = article.extract
    return Prepared(
        extract.article,
        article.passages,
        tuple(vectors[text] for text in article.texts),
        extract.tallies,
        extract.reports,
        article.imprint,
        extract.sentences,
        EXTRACTOR,
    )


def store(outcomes: Sequence[Prepared | Refused], *, archive: Archive, source: str, seen: datetime) -> Progress:
    """Store what was encoded, in one transaction, or, if we fail at one of them, one by one."""
    done = _but_bugs(lambda these: [_store(these, archive=archive, source=source, seen=seen)], outcomes, source)
    return sum((each if isinstance(each, Progress) else _refusal(each) for each in done), Progress())


def _store(outcomes: Sequence[Prepared | Refused], *, archive: Archive, source: str, seen: datetime) -> Progress:
    prepared = [outcome for outcome in outcomes if isinstance(outcome, Prepared)]
    stored = archive.store(archive.source(source), prepared, seen=seen) if prepared else Stored()
    return Progress(
        read=len(outcomes),
        new=stored.new,
        revised=stored.revised,
        unchanged=stored.unchanged,
        undated=sum(each.article.date_quality is not DateQuality.STATED for each in prepared),
        refused=tuple(outcome for outcome in outcomes if isinstance(outcome, Refused)),
    )


def _refusal(refused: Refused) -> Progress:
    return Progress(read=1, refused=(refused,))


def _but_bugs(
    stage: Callable[[Sequence[Outcome]], list[Next]], outcomes: Sequence[Outcome], source: str
) -> list[Next | Refused]:
    """Have a stage done; where it fails at one of several, one by one, because the others are fine without it.

    What it fails at alone is logged and refused.
    """
    try:
        return [*stage(outcomes)]
    except (SitrepError, MemoryError):  # because neither is about one article
        raise
    except Exception:
        if len(outcomes) > 1:
            return [done for outcome in outcomes for done in _but_bugs(stage, [outcome], source)]
        origin = _origin(outcomes[0])
        log.exception("article_met_a_bug", source=source, origin=origin)
        return [Refused(origin, "met a bug of ours")]


def _origin(outcome: Extract | Split | Prepared | Refused) -> str:
    match outcome:
        case Refused():
            return outcome.origin
        case Split():
            return outcome.extract.article.origin
        case _:
            return outcome.article.origin


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


def _batches(arrivals: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    batch = []
    for arrival in arrivals:
        batch.append(arrival)
        if len(batch) == BATCH_DOCUMENTS:
            yield batch
            batch = []
    if batch:
        yield batch
