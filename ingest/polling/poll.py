"""One poll of one source: ask, read, store, decide when to ask again."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Final

import structlog

from ingest.archive import Archive
from ingest.articles import Article, Document
from ingest.clock import Clock
from ingest.confinement import Unread
from ingest.desk import Desk
from ingest.errors import SitrepError
from ingest.live import (
    Entry,
    EntryOutcome,
    Failure,
    FailureKind,
    Feed,
    Fetched,
    LiveSource,
    NotModified,
    Outcome,
    PollState,
    Resource,
    SourceKind,
    Taken,
    Validators,
)
from ingest.pipeline import Progress
from ingest.polling import schedule, triage
from ingest.polling.listing import Fetches, read_listing
from ingest.polling.outage import Outage
from ingest.polling.webpages import length_of, read_entry, read_on_page, read_page
from ingest.reading import read
from ingest.reading.addresses import canonical
from ingest.refusals import Refused
from ingest.sources import content_digest, read_upload
from ingest.subscriptions import Limits

MOST_PAGES: Final = 30
"""That one poll asks for; with two seconds between them, that is a minute of a publisher's patience."""
PAGES_WITHIN: Final = 90.0
"""Seconds after which a poll asks for no more of them: pages that hang shall not keep it for the rest of the day."""
SLICE: Final = 4
"""Entries stored at a time: the newest are found some ten seconds after a feed was added, long before its last page has
come; a poll that is stopped repeats little, and no source keeps the desk for more than a few seconds."""
_NOTHING_KNOWN: Final = Validators()

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Polled:
    """What came of one poll."""

    source: LiveSource
    state: PollState
    """What the schedule decided."""
    outcome: Outcome
    """A `Failure` also where an answer came that could not be read."""
    new: int = 0
    revised: int = 0
    skipped: int = 0
    """Entries left out: older ones than a first poll takes, and those without title and text."""


@dataclass(frozen=True, slots=True)
class Poller:
    """Polls with these means under the name `worker`; `chance` gives a number in [0, 1), by which waits are spread."""

    archive: Archive
    fetcher: Fetches
    desk: Desk
    worker: str
    clock: Clock
    limits: Limits | None = None
    """What goes beyond those of all readers of a source waits for the next day."""
    outage: Outage = field(default_factory=Outage)
    chance: Callable[[], float] = random.random

    async def poll(self, source: LiveSource) -> Polled | None:
        """Ask a source once, take what is new or changed, write down when to ask again.

        Killed anywhere and repeated, it loses nothing and doubles nothing: entries are noted after they were stored,
        the feed's validators after all of them. Whatever is wrong with the source, be it a bug of ours, becomes its
        state; only what is wrong with the archive or the model is raised. `None` if another worker polls the source by
        now, because this one lost its lease.
        """
        step = _Poll(source, self, self.desk.on_behalf_of(source.readers), self.clock(), self.chance())
        try:
            polled = await _way_of(source.kind)(step)
        except _LeaseLost:
            return None
        except SitrepError:
            raise
        except Exception as bug:
            log.exception("poll_met_a_bug", source=source.url)
            polled = step.after(Failure(FailureKind.TRANSIENT, f"sitrep met a bug of its own ({type(bug).__name__})"))
        held = await asyncio.to_thread(
            self.archive.polled, source.id, polled.state, {}, now=step.now, worker=self.worker
        )
        if held:
            await _follow(step, polled)
        return polled if held else None


def _way_of(kind: SourceKind) -> "Callable[[_Poll], Awaitable[Polled]]":
    match kind:
        case SourceKind.ARTICLE:
            return _poll_article
        case SourceKind.UPLOAD:
            return _poll_upload
        case _:
            return _poll_feed


class _LeaseLost(Exception):
    """Another worker polls the source by now."""


@dataclass(frozen=True, slots=True)
class _Poll:
    """What the steps of one poll share."""

    source: LiveSource
    by: Poller
    desk: Desk
    now: datetime
    jitter: float

    @property
    def publisher(self) -> str:
        return self.source.title

    async def room(self) -> int | None:
        """How many more articles may be taken today; `None` for any number."""
        if self.by.limits is None:
            return None
        return await asyncio.to_thread(self.by.archive.allowance, self.source.id, self.by.limits, now=self.now)

    def after(self, outcome: Outcome, feed: Feed | None = None) -> Polled:
        outcome = self.by.outage.judged(self.source, outcome)
        state = schedule.after(self.source.state, outcome, feed=feed, now=self.now, jitter=self.jitter)
        return Polled(self.source, state, outcome)

    async def take(self, outcomes: Sequence[Article | Refused]) -> Progress:
        return await self.desk.take(outcomes, source=self.source.url, seen=self.now)

    async def note(self, taken: Mapping[str, Taken]) -> None:
        """Remember what became of entries, while the rest of the poll is still to come."""
        if not await asyncio.to_thread(
            self.by.archive.note, self.source.id, taken, now=self.now, worker=self.by.worker
        ):
            raise _LeaseLost


async def _follow(poll: _Poll, polled: Polled) -> None:
    """Ask the source from now on where its server says that it is, if it said so often and no other source is there."""
    address = schedule.new_address(polled.state)
    if address is None:
        return
    if await asyncio.to_thread(poll.by.archive.readdress, poll.source.id, address, now=poll.now):
        log.info("source_moved", source=poll.source.url, to=address)


async def _poll_article(poll: _Poll) -> Polled:
    page = await poll.by.fetcher.fetch(poll.source.url, Resource.PAGE, _NOTHING_KNOWN)
    if not isinstance(page, Fetched):
        return poll.after(page)
    outcome = await poll.desk.reader.run(partial(read_page, origin=poll.source.url, seen=poll.now), page)
    if not isinstance(outcome, Article):
        return poll.after(Failure(FailureKind.MALFORMED, f"the page {outcome.reason}"))
    taken = await poll.take([outcome])
    state = schedule.done(poll.source.state, now=poll.now)
    return Polled(poll.source, state, page, new=taken.new, revised=taken.revised)


async def _poll_upload(poll: _Poll) -> Polled:
    """Read a file that somebody handed in, once; what exceeds its reader's day is left out, and said."""
    body = await asyncio.to_thread(poll.by.archive.handed_in, poll.source.id)
    documents = [arrival.document for arrival in read_upload(poll.source.title, body)] if body else []
    within = documents[: await poll.room()]
    taken = Progress()
    for start in range(0, len(within), SLICE):
        outcomes = [await _read_document(poll, document) for document in within[start : start + SLICE]]
        taken += await poll.take(outcomes)
        await poll.note({})
    problem = _shortfall(taken, beyond=len(documents) - len(within))
    state = replace(schedule.done(poll.source.state, now=poll.now), problem=problem)
    return Polled(poll.source, state, NotModified(), new=taken.new, revised=taken.revised, skipped=len(taken.refused))


async def _read_document(poll: _Poll, document: Document | Refused) -> Article | Refused:
    if isinstance(document, Refused):
        return document
    outcome = await poll.desk.reader.run(partial(read, seen=poll.now), document)
    return Refused(document.origin, outcome.reason) if isinstance(outcome, Unread) else outcome


def _shortfall(taken: Progress, *, beyond: int) -> str | None:
    """Say what of a file was not taken; `None` if all of it was."""
    said = []
    if taken.refused:
        first = taken.refused[0]
        said.append(
            f"{len(taken.refused):,} of {taken.read:,} articles were left out, the first: {first.origin} {first.reason}"
        )
    if beyond:
        said.append(f"{beyond:,} more are beyond what may be taken in a day; hand those in tomorrow")
    return "; ".join(said) or None


async def _poll_feed(poll: _Poll) -> Polled:
    answer = _news(await poll.by.fetcher.fetch(poll.source.url, Resource.FEED, poll.source.state.validators), poll)
    if not isinstance(answer, Fetched):
        return poll.after(answer)
    feed = await read_listing(answer, fetcher=poll.by.fetcher, reader=poll.desk.reader)
    if isinstance(feed, Failure):
        return poll.after(feed)
    if feed.parts:
        answer = replace(answer, validators=_NOTHING_KNOWN)
    sifted = await _sifted(poll, feed.newest_first)
    taken = await _take(poll, sifted.taken, pages=_Pages(poll, shared=triage.several_on_a_page(feed.entries)))
    await poll.note({entry.key: _taken(entry, EntryOutcome.TOO_OLD) for entry in sifted.too_old})
    await poll.note({entry.key: _taken(entry, EntryOutcome.CAPPED) for entry in sifted.capped})
    polled = poll.after(answer, feed)
    state = schedule.capped(polled.state, now=poll.now, jitter=poll.jitter) if sifted.capped else polled.state
    left_out = len(sifted.too_old) + len(sifted.capped) + len(taken.refused)
    return replace(polled, state=state, new=taken.new, revised=taken.revised, skipped=left_out)


def _news(answer: Outcome, poll: _Poll) -> Outcome:
    """Give the answer, or, of one that repeats what was taken, that nothing is new: whatever its headers say."""
    if isinstance(answer, Fetched) and answer.digest == poll.source.state.body_digest:
        return NotModified(answer.validators, answer.max_age, answer.moved_to)
    return answer


async def _sifted(poll: _Poll, ranked: Sequence[Entry]) -> triage.Sifted:
    unseen = await asyncio.to_thread(poll.by.archive.unseen, poll.source.id, _digests(ranked))
    return triage.sift(ranked, unseen, is_first=poll.source.state.succeeded is None, room=await poll.room())


async def _take(poll: _Poll, entries: Sequence[Entry], *, pages: "_Pages") -> Progress:
    """Store entries in slices, each noted as soon as it is stored."""
    parts = []
    for start in range(0, len(entries), SLICE):
        part = entries[start : start + SLICE]
        readings = [await _read(poll, entry, pages) for entry in part]
        parts.append(await poll.take([reading.outcome for reading in readings]))
        refused = {refused.origin: refused.reason for refused in parts[-1].refused}
        await poll.note({reading.entry.key: _became(reading, refused.get(reading.entry.link)) for reading in readings})
    return sum(parts, Progress())


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read of an entry."""

    entry: Entry
    outcome: Article | Refused
    page: str | None = None
    """Why its page, asked for, was not taken; `None` where it was, or was not asked for."""


async def _read(poll: _Poll, entry: Entry, pages: "_Pages") -> _Reading:
    """Read of an entry the text that counts: the feed's, or, where that is short, its page's if it is of this story."""
    own = await poll.desk.reader.run(partial(read_entry, publisher=poll.publisher, seen=poll.now), entry)
    if isinstance(own, Unread):
        return _Reading(entry, Refused(entry.link, own.reason))
    if not entry.url or length_of(own) >= triage.LONG_TEXT:
        return _Reading(entry, own)
    page = await pages.fetch(entry.url)
    if not isinstance(page, Fetched):
        return _Reading(entry, own, page)
    whole = await poll.desk.reader.run(partial(read_on_page, publisher=poll.publisher, seen=poll.now), entry, page)
    if isinstance(whole, Unread):
        pages.stop()
    if isinstance(whole, Article) and length_of(whole) > length_of(own):
        return _Reading(entry, whole)
    reason = "holds no more than the feed" if isinstance(whole, Article) else whole.reason
    return _Reading(entry, own, f"its page {reason}")


class _Pages:
    """The pages that a poll asks for: not too many, nor for long, and none once the publisher wants none asked for."""

    def __init__(self, poll: _Poll, *, shared: frozenset[str]) -> None:
        self._fetcher = poll.by.fetcher
        self._shared = shared
        self._left = MOST_PAGES
        self._until = time.monotonic() + PAGES_WITHIN

    async def fetch(self, url: str) -> Fetched | str:
        """Give the page, or why there is none, for a person."""
        if url in self._shared:
            return "its page tells other items of the feed, too"
        if triage.is_section(url):
            return "its address is a front page"
        if not self._left or time.monotonic() > self._until:
            return "its page was not asked for: there were others before, or the publisher wants none asked for"
        self._left -= 1
        outcome = await self._fetcher.fetch(url, Resource.PAGE, _NOTHING_KNOWN)
        if isinstance(outcome, Failure) and outcome.kind in {FailureKind.BLOCKED, FailureKind.THROTTLED}:
            self.stop()
        if not isinstance(outcome, Fetched):
            return outcome.reason if isinstance(outcome, Failure) else "its page was not sent"
        leads_away = triage.is_section(outcome.url, instead_of=url)
        return "its address leads to a front page, or to that of a section" if leads_away else outcome

    def stop(self) -> None:
        """Ask for no more: they are unwelcome, or keep the reading process from everybody else."""
        self._left = 0


def _became(reading: _Reading, refusal: str | None) -> Taken:
    if refusal:
        return _taken(reading.entry, EntryOutcome.REFUSED, refusal)
    return _taken(reading.entry, EntryOutcome.STORED, reading.page)


def _taken(entry: Entry, outcome: EntryOutcome, detail: str | None = None) -> Taken:
    return Taken(content_digest(entry), canonical(entry.url), outcome, detail)


def _digests(entries: Sequence[Entry]) -> dict[str, str]:
    return {entry.key: content_digest(entry) for entry in entries}
