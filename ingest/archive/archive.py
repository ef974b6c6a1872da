"""The archive: everything that is known of the news, in one directory."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from ingest.archive import beating, copying, encoded, outbox, purging, readings, ruling, searching, subscribing, writing
from ingest.archive.beating import Beat
from ingest.archive.checking import Finding, check
from ingest.archive.chroma_access import ChromaAccess, Role
from ingest.archive.chroma_index import ChromaIndex
from ingest.archive.chroma_server import ChromaUnavailable
from ingest.archive.database import BUSY_SECONDS, FILE_NAME, Database
from ingest.archive.encoder import Encoder, claim, recorded, refuse_misfits
from ingest.archive.exact_scan import EXACT_SCAN_LIMIT, KEPT_ALONE, KEPT_BESIDE_CHROMA
from ingest.archive.purging import Purged, Target
from ingest.archive.readings import Behind, Reading, Replaced
from ingest.archive.report_shelf import ReportShelf
from ingest.archive.searching import Count
from ingest.archive.sources import SourcesArchive
from ingest.archive.timeline import TimelineKeeper
from ingest.archive.vectors import VectorSearch
from ingest.archive.words import in_languages, score_beginnings, score_words
from ingest.archive.writing import Stored
from ingest.articles import (
    Article,
    FoundPassage,
    FoundReport,
    FoundTally,
    Prepared,
    Region,
    RevisionId,
    SourceId,
    StoredArticle,
    View,
    Window,
)
from ingest.errors import ArchiveReadOnly
from ingest.ownership import OWNERS_FILE
from ingest.rulings import Proposal, Ruling, RulingId, VisibleRuling

_ANY_TIME = Window()


class Archive(SourcesArchive):
    """All news that was read, for any number of threads and processes at once.

    What is found depends on the view alone: articles published later, and revisions that became known later,
    change no result, not even its score. (Where Chroma proposes, it may overlook a neighbour, as every
    approximate index may.)
    """

    def __init__(self, database: Database, chroma: ChromaAccess, vectors: VectorSearch) -> None:
        super().__init__(database)
        self._chroma = chroma
        self._timeline = TimelineKeeper()
        self._reports = ReportShelf()
        self._vectors = vectors

    @classmethod
    def open(
        cls,
        directory: Path,
        *,
        chroma_url: str | None = None,
        role: Role = Role.ONE_SHOT,
        busy_seconds: float = BUSY_SECONDS,
        exact_scan_limit: int = EXACT_SCAN_LIMIT,
    ) -> "Archive":
        """Create the archive if it is missing, migrate an older one.

        Raises `ArchiveTooNew`, `ArchiveDamaged`, `ArchiveLocked` or `StorageFull`.
        """
        database = Database.open(directory / FILE_NAME, busy_seconds=busy_seconds)
        chroma = ChromaAccess(database, directory, url=chroma_url, role=role)
        chroma.begin()
        kept = KEPT_ALONE if role is Role.ONE_SHOT else KEPT_BESIDE_CHROMA
        vectors = VectorSearch(database, chroma, exact_scan_limit=exact_scan_limit, kept=kept)
        return cls(database, chroma, vectors)

    def close(self) -> None:
        """Stop what this process started."""
        self._chroma.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def encoder(self) -> Encoder | None:
        """The embedding model that the archive's vectors were made with; `None` while there are none."""
        with self._database.reading() as connection:
            return recorded(connection)

    def claim_encoder(self, name: str, dimension: int) -> None:
        """Record the model before the first vector; `ModelError` if the archive has another one's already."""
        encoder = Encoder(name, dimension)
        if self.encoder != encoder:  # looked at first, because a reader need not wait for a writer
            with self._database.writing() as connection:
                claim(connection, encoder)

    def encoded(self, texts: Collection[str]) -> dict[str, bytes]:
        """Give the vectors of those texts that were encoded before, so that no text is encoded twice."""
        with self._database.reading() as connection:
            return encoded.vectors_of(connection, texts)

    def store(self, source: SourceId, batch: Sequence[Prepared], *, seen: datetime) -> Stored:
        """Store a batch in one transaction: all of it, or on any error nothing.

        `seen` is when the documents were first seen; it dates a revision that does not date itself.
        Raises `ModelError` unless every vector has the recorded encoder's dimension.
        """
        with self._database.writing() as connection:
            refuse_misfits(recorded(connection), batch)
            return writing.store(connection, source, batch, seen=seen)

    @contextmanager
    def rereading(self) -> Iterator[bool]:
        """Tell whether no other process of this machine reads texts anew; until the end, none begins to.

        It spares work and is no safeguard: a text that two read anew is stored once. Raises `ArchiveReadOnly`.
        """
        lock = FileLock(self._database.path.with_name("reindex.lock"), mode=OWNERS_FILE, timeout=0, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        except OSError as cause:
            raise ArchiveReadOnly(
                f"{self._database.path} can only be read, and what is read anew is stored there: {cause.strerror}."
            ) from cause
        try:
            yield True
        finally:
            lock.release()

    def count_behind(self, extractor: int) -> int:
        """How many texts an older version of the extractor read, in all revisions."""
        with self._database.reading() as connection:
            return readings.count_behind(connection, extractor)

    def behind(self, extractor: int, *, limit: int) -> tuple[Behind, ...]:
        """Give the newest texts that an older version of the extractor read, in all revisions."""
        with self._database.reading() as connection:
            return readings.behind(connection, extractor, limit=limit)

    def replace(self, fresh: Sequence[Reading], *, unreadable: Collection[RevisionId] = (), extractor: int) -> Replaced:
        """Store what was read anew in one transaction; what could not be read keeps what was read of it before.

        What was purged meanwhile stays gone, what somebody else read anew stays as it is.
        """
        with self._database.writing() as connection:
            return readings.replace(connection, fresh, unreadable=unreadable, extractor=extractor)

    def beat(self, sign: Beat) -> None:
        """Note a sign of life of a part of the service."""
        with self._database.writing() as connection:
            beating.beat(connection, sign)

    def leave(self, part: str) -> None:
        """Note that a part ended as it was told to."""
        with self._database.writing() as connection:
            beating.leave(connection, part)

    def beats(self) -> tuple[Beat, ...]:
        """Every part's last sign of life."""
        with self._database.reading() as connection:
            return beating.beats(connection)

    def buried(self, source: str, these: Sequence[Article]) -> set[str]:
        """Which of these articles of the source of this name were purged and are not taken again, by fingerprint."""
        with self._database.reading() as connection:
            return purging.buried(connection, source, these)

    def what_goes(self, target: Target) -> Purged:
        """Look at what a purge would take."""
        with self._database.reading() as connection:
            return purging.what_goes(connection, target)

    def purge(self, target: Target, *, now: datetime) -> Purged:
        """Delete all that was stored or made of what the target names; it never comes back.

        Chroma's files are thrown away and made anew by whoever runs its server (`forget_in_chroma`); the file forgets
        with `compact`.
        """
        with self._database.writing() as connection:
            return purging.purge(connection, target, now=now)

    def forget_in_chroma(self) -> None:
        """Throw Chroma's files away if something was purged and this process runs its server; they are filled anew."""
        self._chroma.forget()

    def compact(self) -> bool:
        """Leave nothing in the file that was deleted: seconds per gigabyte, in which nobody else can write.

        Tells whether its log could be emptied too; while another process reads, it cannot.
        """
        return self._database.compact()

    def search_words(
        self, view: View, words: Sequence[str], *, window: Window = _ANY_TIME, limit: int
    ) -> tuple[FoundPassage, ...]:
        """Passages that hold any of the words, ranked by BM25. A word may be a phrase; no syntax is read in it."""
        with self._database.reading() as connection:
            timeline = self._timeline.at(connection)
            scores = score_words(connection, timeline, view, words)
            scores[~timeline.within(window)] = 0
            return searching.found_passages(connection, view, *searching.best(scores, limit))

    def search_beginnings(
        self,
        view: View,
        beginnings: Sequence[str],
        *,
        languages: Collection[str],
        window: Window = _ANY_TIME,
        limit: int,
    ) -> tuple[FoundPassage, ...]:
        """Passages in these languages with words that begin so, ranked by BM25: ISO 639-1 codes, `und` among them.

        What the asker says of a source's language counts. Full text stems English alone, hence beginnings.
        """
        with self._database.reading() as connection:
            timeline = self._timeline.at(connection)
            among = in_languages(connection, timeline, view, languages) & timeline.within(window)
            scores = score_beginnings(connection, timeline, view, beginnings, among=among)
            return searching.found_passages(connection, view, *searching.best(scores, limit))

    def search_vectors(
        self,
        view: View,
        vector: NDArray[np.float32],
        *,
        window: Window = _ANY_TIME,
        languages: Collection[str] | None = None,
        limit: int,
    ) -> tuple[FoundPassage, ...]:
        """Passages nearest to a vector of unit length, ranked by cosine similarity; without `languages`, in any."""
        with self._database.reading() as connection:
            timeline = self._timeline.at(connection)
            mask = timeline.visible(view) & timeline.within(window)
            if languages is not None:
                mask &= in_languages(connection, timeline, view, languages)
            return searching.found_passages(connection, view, *self._vectors.nearest(connection, mask, vector, limit))

    def newest_passages(
        self, view: View, *, languages: Collection[str], window: Window = _ANY_TIME, limit: int
    ) -> tuple[FoundPassage, ...]:
        """Passages in these languages, those of the newest articles first, an article's in reading order."""
        with self._database.reading() as connection:
            timeline = self._timeline.at(connection)
            mask = timeline.visible(view) & timeline.within(window)
            ids = np.flatnonzero(mask & in_languages(connection, timeline, view, languages))
            newest = ids[np.lexsort((ids, timeline.revision[ids], -timeline.published[ids]))][:limit]
            return searching.found_passages(connection, view, newest, np.zeros(len(newest)))

    def tallies(
        self,
        view: View,
        *,
        words: Sequence[str],
        measures: Collection[str],
        window: Window = _ANY_TIME,
        limit: int,
    ) -> tuple[FoundTally, ...]:
        """Tallies of these measures (none given: of any) in articles that hold any of the words.

        The `limit` best by words and the `limit` newest by publication, together, best first.
        """
        with self._database.reading() as connection:
            timeline = self._timeline.at(connection)
            scores = score_words(connection, timeline, view, words)
            scores[~(timeline.within(window) & timeline.counts(view))] = 0
            return searching.found_tallies(connection, timeline, view, scores, measures, limit=limit)

    def tallies_in(self, view: View, articles: Sequence[StoredArticle]) -> tuple[FoundTally, ...]:
        """Every tally, of whatever measure, that these visible articles report, each article's in reading order."""
        with self._database.reading() as connection:
            return searching.tallies_in(connection, view, articles)

    def copies(self, among: Collection[RevisionId]) -> frozenset[tuple[RevisionId, RevisionId]]:
        """Give the pairs of these revisions of which one repeats the other's text, the copy first."""
        with self._database.reading() as connection:
            return copying.pairs(connection, among)

    def reports(self, view: View, *, window: Window = _ANY_TIME) -> tuple[FoundReport, ...]:
        """Give the reports of events whose days (not whose publication) overlap the window, newest event first."""
        with self._database.reading() as connection:
            return self._reports.get(connection, view, searching.report_ids(connection, view, window))

    def regions_told(self, view: View, publishers: Collection[str]) -> Mapping[str, Mapping[Region, int]]:
        """Give how many of each publisher's visible reports are in which region."""
        with self._database.reading() as connection:
            return searching.regions_told(connection, view, publishers)

    def rulings(self, view: View) -> tuple[VisibleRuling, ...]:
        """Give the operator's standing rulings about reports that the view shows on both sides: for the fold.

        A ruling made today applies to a view of the past as well: it corrects our reading and is no news.
        """
        with self._database.reading() as connection:
            return ruling.visible(connection, self._reports, view)

    def rule(self, proposal: Proposal, *, now: datetime) -> Ruling:
        """Store what the operator rules; `RulingRefused` where a standing ruling says the opposite."""
        with self._database.writing() as connection:
            view = subscribing.view(connection, now, None)
            return ruling.make(connection, self._reports, view, proposal)

    def undo_ruling(self, number: RulingId, *, by: str, now: datetime) -> Ruling:
        """Take a ruling back; `RulingRefused` if there is none, or it was taken back before."""
        with self._database.writing() as connection:
            return ruling.undo(connection, number, by=by, now=now)

    def rulings_made(self) -> tuple[Ruling, ...]:
        """Give every ruling that was ever made, also those taken back, oldest first."""
        with self._database.reading() as connection:
            return ruling.made(connection)

    def newest(self, view: View) -> datetime | None:
        """When the newest visible article was published."""
        with self._database.reading() as connection:
            return searching.newest(connection, view)

    def count(self, view: View) -> Count:
        """How many articles and passages are visible."""
        with self._database.reading() as connection:
            return searching.count(connection, self._timeline.at(connection), view)

    def drain_outbox(self, *, limit: int = 2_000) -> int:
        """Bring up to `limit` new vectors to Chroma, and have it drop those of passages that are gone.

        Tells how many were brought: 0 if there are none, or no Chroma here and now.
        """
        index = self._chroma.index()
        sent = 0
        try:
            while index and self._withdraw(index):
                pass
            while index and sent < limit and (batch := self._send(index, min(outbox.BATCH, limit - sent))):
                sent += batch
        except ChromaUnavailable as error:
            self._chroma.failed(error)
        return sent

    def _send(self, index: ChromaIndex, limit: int) -> int:
        with self._database.reading() as connection:
            ids, vectors = outbox.first_pending(connection, limit)
        if not len(ids):
            return 0
        index.add(ids, vectors)
        with self._database.writing() as connection:  # only now, because a crash in between sends them once more
            return outbox.strike_out(connection, ids)

    def _withdraw(self, index: ChromaIndex) -> int:
        with self._database.reading() as connection:
            ids = outbox.first_withdrawn(connection, outbox.BATCH)
        if not len(ids):
            return 0
        index.remove(ids)
        with self._database.writing() as connection:  # only now, because of the same
            return outbox.strike_out_withdrawn(connection, ids)

    def check(self) -> tuple[Finding, ...]:
        """Say what is wrong and what to do; for `sitrep doctor`."""
        return check(self._database, self._chroma)
