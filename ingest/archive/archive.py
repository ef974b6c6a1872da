"""The archive: everything that is known of the news, in one directory.

What takes one step is a room's function in a transaction of its own; its contract stands there.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray
from pydantic import SecretStr

from ingest.archive import (
    arrivals,
    beating,
    copying,
    encoded,
    outbox,
    purging,
    readings,
    reencoding,
    ruling,
    searching,
    subscribing,
    writing,
)
from ingest.archive.checking import Finding, check
from ingest.archive.chroma_access import ChromaAccess, Role
from ingest.archive.chroma_index import ChromaIndex
from ingest.archive.chroma_server import ChromaAddress, ChromaUnavailable
from ingest.archive.database import ARCHIVE_FILE_NAME, BUSY_SECONDS, Database
from ingest.archive.encoder import Encoder, claim, recorded, refuse_another, refuse_misfits
from ingest.archive.moving import refuse_unfinished
from ingest.archive.outlines import OutlineKeeper
from ingest.archive.postings import Postings
from ingest.archive.report_shelf import ReportShelf
from ingest.archive.searching import Count
from ingest.archive.sources import SourcesArchive
from ingest.archive.timeline import TimelineKeeper
from ingest.archive.transactions import reads, writes
from ingest.archive.vectors import READ_LIMIT, VectorSearch
from ingest.archive.words import count_holders, in_languages, score_beginnings, score_words
from ingest.archive.writing import Stored
from ingest.articles import (
    FoundPassage,
    FoundReport,
    FoundTally,
    Prepared,
    Sought,
    SourceId,
    View,
    Window,
)
from ingest.clock import Clock, utc_now
from ingest.errors import ArchiveReadOnly
from ingest.ownership import OWNERS_FILE, make_folder
from ingest.rulings import Proposal, Ruling, VisibleRuling
from ingest.subscriptions import OPERATOR, Subscriber

_ANY_TIME = Window()


class Archive(SourcesArchive):
    """All news that was read, for any number of threads and processes at once.

    What is found depends on the view alone: articles published later, and revisions that became known later,
    change no result, not even its score. (Where Chroma proposes, it may overlook a neighbour, as every
    approximate index may.)
    """

    encoded = reads(encoded.vectors_of)
    count_behind = reads(readings.count_behind)
    behind = reads(readings.behind)
    replace = writes(readings.replace)
    beat = writes(beating.beat)
    occupy = writes(beating.occupy)
    leave = writes(beating.leave)
    beats = reads(beating.beats)
    buried = reads(purging.buried)
    what_goes = reads(purging.what_goes)
    purge = writes(purging.purge)
    openings = reads(searching.openings)
    quantities_in = reads(searching.quantities_in)
    copies = reads(copying.pairs)
    undo_ruling = writes(ruling.undo)
    rulings_made = reads(ruling.made)
    newest = reads(searching.newest)
    arrived = reads(arrivals.arrived)
    standing = reads(arrivals.standing)
    holding = reads(arrivals.held)
    reading_since = reads(arrivals.reading_since)
    begin_reencoding = writes(reencoding.begin)
    count_lacking = reads(reencoding.lacking)
    texts_lacking = reads(reencoding.texts_lacking)
    add_reencoded = writes(reencoding.add)
    _switch_encoder = writes(reencoding.switch)

    def __init__(
        self, directory: Path, database: Database, chroma: ChromaAccess, vectors: VectorSearch, clock: Clock
    ) -> None:
        super().__init__(database, clock)
        self._directory = directory
        self._chroma = chroma
        self._timeline = TimelineKeeper()
        self._postings = Postings()
        self._reports = ReportShelf()
        self._outlines = OutlineKeeper()
        self._vectors = vectors
        self._claimed: Encoder | None = None

    @classmethod
    def open(  # noqa: PLR0913 because each is one fact of the deployment or one knob of the tests
        cls,
        directory: Path,
        *,
        database_url: SecretStr | None = None,
        chroma: ChromaAddress | None = None,
        role: Role = Role.ONE_SHOT,
        busy_seconds: float = BUSY_SECONDS,
        read_limit: int = READ_LIMIT,
        clock: Clock = utc_now,
    ) -> "Archive":
        """Create the archive if it is missing, migrate an older one.

        With `database_url` its tables are in PostgreSQL, and in the directory are what one machine's processes share.
        Raises `ArchiveTooNew`, `ArchiveDamaged`, `ArchiveLocked` or `StorageFull`.
        """
        database = Database.open(database_url or directory / ARCHIVE_FILE_NAME, busy_seconds=busy_seconds)
        try:
            refuse_unfinished(database)
            make_folder(directory)
        except BaseException:
            database.close()
            raise
        access = ChromaAccess(database, directory, served=chroma, role=role)
        access.begin()
        return cls(directory, database, access, VectorSearch(database, access, read_limit=read_limit), clock)

    def warm_up(self) -> None:
        """Have in memory what searches by vector need: contract in `VectorSearch.warm_up`."""
        self._vectors.warm_up()

    def close(self) -> None:
        """Stop what this process started."""
        self._chroma.close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def encoder(self) -> Encoder | None:
        """The embedding model that the archive's vectors were made with; `None` while there are none."""
        with self.database.reading() as connection:
            return recorded(connection)

    def claim_encoder(self, name: str, dimension: int) -> None:
        """Record the model before the first vector; `ModelError` if the archive has another one's already."""
        encoder = Encoder(name, dimension)
        if self.encoder != encoder:  # looked at first, because a reader need not wait for a writer
            with self.database.writing() as connection:
                claim(connection, encoder)
        self._claimed = encoder

    def switch_encoder(self, encoder: Encoder) -> bool:
        """Put the coming vectors in the place of those in use; contract: `reencoding.switch`."""
        is_done = self._switch_encoder(encoder)
        self._vectors.forget()
        return is_done

    def store(self, source: SourceId, batch: Sequence[Prepared], *, seen: datetime) -> Stored:
        """Store a batch in one transaction: all of it, or on any error nothing.

        `seen` is when the documents were first seen; it dates a revision that does not date itself.
        Raises `ModelError` unless every vector has the recorded encoder's dimension.
        """
        with self.database.writing() as connection:
            known = recorded(connection)
            refuse_another(known, than=self._claimed)
            refuse_misfits(known, batch)
            return writing.store(connection, source, batch, seen=seen)

    @contextmanager
    def rereading(self) -> Iterator[bool]:
        """Tell whether no other process of this machine reads texts anew; until the end, none begins to.

        It spares work and is no safeguard: a text that two read anew is stored once. Raises `ArchiveReadOnly`.
        """
        lock = FileLock(self._directory / "reindex.lock", mode=OWNERS_FILE, timeout=0, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        except OSError as cause:
            raise ArchiveReadOnly(
                f"{self._directory} can only be read, and what is read anew is stored there: {cause.strerror}."
            ) from cause
        try:
            yield True
        finally:
            lock.release()

    @property
    def chroma(self) -> str:
        """How it stands with Chroma for this process, in words."""
        return self._chroma.state.value

    def forget_in_chroma(self) -> None:
        """Throw Chroma's files away if something was purged and this process runs its server; they are filled anew."""
        self._chroma.forget()

    def compact(self) -> bool:
        """Leave nothing in the file that was deleted: seconds per gigabyte, in which nobody else can write.

        Tells whether its log could be emptied too; while another process reads, it cannot.
        """
        return self.database.compact()

    def search_words(
        self, view: View, words: Sequence[str], *, window: Window = _ANY_TIME, limit: int
    ) -> tuple[FoundPassage, ...]:
        """Passages that hold any of the words, ranked by BM25. A word may be a phrase; no syntax is read in it."""
        with self.database.reading() as connection:
            timeline = self._timeline.at(connection)
            scores = score_words(connection, self._postings, timeline, view, words, within=timeline.within(window))
            return searching.found_passages(connection, view, *searching.best(scores, limit))

    def held(self, view: View, words: Collection[str]) -> Mapping[str, int]:
        """Tell how many visible passages hold each of these words; a word may be a phrase."""
        with self.database.reading() as connection:
            return count_holders(connection, self._timeline.at(connection), view, words)

    def writings(self, view: View, word: str) -> Mapping[str, int]:
        """Tell how visible passages write this very word, none of its other forms: by each case, how often.

        The newest are read; bodies count more than titles.
        """
        with self.database.reading() as connection:
            return searching.writings(connection, self._timeline.at(connection), view, word.casefold())

    def spellings(self, view: View, word: str, *, edits: int) -> tuple[str, ...]:
        """Give visible words that lie at most so many edits from `word`, as they are mostly written; unordered."""
        with self.database.reading() as connection:
            return searching.spellings(connection, self._timeline.at(connection), view, word.casefold(), edits=edits)

    def alike(self, view: View, letters: str, is_alike: Callable[[str], bool], *, nearest: str) -> tuple[str, ...]:
        """Give visible words that begin with one of `letters` and that `is_alike` takes, the nearest first."""
        with self.database.reading() as connection:
            return searching.alike(connection, self._timeline.at(connection), view, letters, is_alike, nearest=nearest)

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
        with self.database.reading() as connection:
            timeline = self._timeline.at(connection)
            among = in_languages(connection, timeline, view, languages) & timeline.within(window)
            scores = score_beginnings(connection, self._postings, timeline, view, beginnings, among=among)
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
        with self.database.reading() as connection:
            timeline = self._timeline.at(connection)
            mask = timeline.visible(view) & timeline.within(window)
            if languages is not None:
                mask &= in_languages(connection, timeline, view, languages)
            return searching.found_passages(connection, view, *self._vectors.nearest(connection, mask, vector, limit))

    def newest_passages(
        self, view: View, *, languages: Collection[str], window: Window = _ANY_TIME, limit: int
    ) -> tuple[FoundPassage, ...]:
        """Passages in these languages, those of the newest articles first, an article's in reading order."""
        with self.database.reading() as connection:
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
        with self.database.reading() as connection:
            timeline = self._timeline.at(connection)
            within = timeline.within(window) & timeline.counts(view)
            scores = score_words(connection, self._postings, timeline, view, words, within=within)
            return searching.found_tallies(connection, timeline, view, scores, measures, limit=limit)

    def reports(
        self, view: View, *, window: Window = _ANY_TIME, sought: Sought | None = None
    ) -> tuple[FoundReport, ...]:
        """Give the reports of events whose days (not whose publication) overlap the window, newest event first.

        As those who moderate where the asker is corrected them, else as the operator did. Of those that are `sought`
        by what was read in them; what was corrected by hand is among them whatever it tells.
        """
        with self.database.reading() as connection:
            ids = self._outlines.at(connection).sought(sought) if sought else None
            chosen = searching.report_ids(connection, view, window, kinds=sought.kinds if sought else None, among=ids)
            return ruling.reports(connection, self._reports, view, window, chosen)

    def rulings(self, view: View) -> tuple[VisibleRuling, ...]:
        """Give the standing rulings about reports that the view shows on both sides, for the fold.

        The asker's own go before the operator's.
        A ruling made today applies to a view of the past as well: it corrects our reading and is no news.
        """
        with self.database.reading() as connection:
            return ruling.visible(connection, self._reports, view)

    def rule(self, proposal: Proposal, subscriber: Subscriber = OPERATOR, *, now: datetime) -> Ruling:
        """Store what the subscriber rules, for itself alone; of the operator, for everybody.

        `RulingOpposed` where a standing ruling of its own says the opposite.
        """
        with self.database.writing() as connection:
            view = subscribing.view(connection, now, None if subscriber == OPERATOR else subscriber)
            return ruling.make(connection, self._reports, view, proposal)

    def count(self, view: View) -> Count:
        """How many articles and passages are visible."""
        with self.database.reading() as connection:
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
        with self.database.reading() as connection:
            ids, vectors = outbox.first_pending(connection, limit)
        if not len(ids):
            return 0
        index.add(ids, vectors)
        with self.database.writing() as connection:  # only now, because a crash in between sends them once more
            return outbox.strike_out(connection, ids)

    def _withdraw(self, index: ChromaIndex) -> int:
        with self.database.reading() as connection:
            ids = outbox.first_withdrawn(connection, outbox.BATCH)
        if not len(ids):
            return 0
        index.remove(ids)
        with self.database.writing() as connection:  # only now, because of the same
            return outbox.strike_out_withdrawn(connection, ids)

    def check(self) -> tuple[Finding, ...]:
        """Say what is wrong and what to do; for `sitrep doctor`."""
        return check(self.database, self._chroma)
