"""Reading anew: what an older version read of stored texts is read by this one, the newest first, batch by batch."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import structlog

from ingest.archive import Archive, Behind, Reading
from ingest.confinement import Reader, Unread
from ingest.extracting import EXTRACTOR, extract
from ingest.refusals import Refused

BATCH: Final = 64
"""Texts in one transaction. A kill loses their reading: 0.2 s for summaries, 2.5 s for articles of 4,000 characters; of
the longest texts that are taken in they are 320 MB."""
_TURN_SECONDS: Final = 0.2
"""Between two looks whether another process, which reads anew as well, is done with its batch."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of texts that were read anew."""

    texts: int = 0
    tallies: int = 0
    """That are other than before."""
    reports: int = 0
    """That are other than before."""
    unreadable: tuple[Refused, ...] = field(default=())
    """Counted among the texts: they keep what was read of them before."""

    def __add__(self, other: "Reread") -> "Reread":
        return Reread(
            self.texts + other.texts,
            self.tallies + other.tallies,
            self.reports + other.reports,
            self.unreadable + other.unreadable,
        )


def _nobody(_: Reread) -> None:
    """Tell nobody."""


def left_to_reread(archive: Archive) -> int:
    """How many stored texts, in all revisions, an older version read."""
    return archive.count_behind(EXTRACTOR)


async def reread_all(archive: Archive, reader: Reader, *, tell: Callable[[Reread], None] = _nobody) -> Reread:
    """Read anew all that an older version read; `tell` after each batch what became of all so far.

    Ended anywhere, the next one goes on where it ended. Others may do the same meanwhile, and take in news.
    """
    done = Reread()
    while await asyncio.to_thread(left_to_reread, archive):
        batch = await reread(archive, reader)
        if not batch.texts:
            await asyncio.sleep(_TURN_SECONDS)
        done += batch
        tell(done)
    return done


async def reread(archive: Archive, reader: Reader, *, limit: int = BATCH) -> Reread:
    """Read anew the newest texts that an older version read; none, while another process does the same."""
    with archive.rereading() as is_free:
        if not is_free:
            return Reread()
        texts = await asyncio.to_thread(archive.behind, EXTRACTOR, limit=limit)
        if not texts:
            return Reread()
        outcomes = await asyncio.gather(*(_read(reader, text) for text in texts))
        read = [outcome for outcome in outcomes if isinstance(outcome, Reading)]
        unread = {
            text.stored.revision: Refused(text.stored.article.origin, outcome.reason)
            for text, outcome in zip(texts, outcomes, strict=True)
            if isinstance(outcome, Unread)
        }
        replaced = await asyncio.to_thread(archive.replace, read, unreadable=unread, extractor=EXTRACTOR)
    for refused in unread.values():
        log.warning("text_not_read_anew", origin=refused.origin, reason=refused.reason)
    return Reread(replaced.texts, replaced.tallies, replaced.reports, tuple(unread.values()))


async def _read(reader: Reader, text: Behind) -> Reading | Unread:
    """Read one text; twice, if need be, because its process may have died of something else, such as a shutdown."""
    article = text.stored.article
    read = partial(extract, as_english=text.as_english)
    outcome = await reader.run(read, article)
    if isinstance(outcome, Unread):
        outcome = await reader.run(read, article)
    if isinstance(outcome, Unread):
        return outcome
    return Reading(
        text.stored.revision,
        outcome.tallies,
        outcome.reports,
        is_english=article.is_english,
        sentences=outcome.sentences,
    )
