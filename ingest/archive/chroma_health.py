"""Whether Chroma's index is what it should be. Its count can be right while it finds nothing (upstream issue 7678).

Whoever asks is never harmed: the index is only ever opened by a server, a process of its own, which may crash over it.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np

from ingest.archive import outbox
from ingest.archive.chroma_index import ChromaIndex
from ingest.archive.chroma_server import ChromaUnavailable
from ingest.archive.database import Database
from ingest.archive.partitions import PARTITION
from ingest.archive.timeline import Ids

_CANARIES: Final = 5
"""Of each partition, spread over it: vectors that must find themselves."""
_AT_ITSELF: Final = 0.01
"""Cosine distance to a stored vector by which it is found: rounding, and copies of one text."""
_LINK_BYTES: Final = 16
"""A vector's share of `link_lists.bin`, at most, with 24 neighbours."""
_SWOLLEN: Final = 10
_LENGTH: Final = 4
_SMALL: Final = 10_000_000
"""Bytes that the files may have whatever is in them."""


class ChromaDamaged(ChromaUnavailable):
    """The index gives wrong answers, or kills who opens it; it is to be built anew."""


def examine(index: ChromaIndex, database: Database, directory: Path | None) -> None:
    """Compare the index with the database, id by id; what it lost is sent again, what it should not hold is dropped.

    Raises `ChromaDamaged` where that would not help. `directory` is where its files lie, if they are ours.
    """
    with database.reading() as connection:
        counts = outbox.expected_counts(connection)
    if directory and any(_is_swollen(path) for path in directory.glob("*/link_lists.bin")):
        raise ChromaDamaged("its link lists grew beyond all measure")
    for partition in counts:
        held = index.ids(partition)
        with database.writing() as connection:
            expected = outbox.sent(connection, partition)
            missing = np.setdiff1d(expected, held)
            # what another process has sent and not struck out yet is no stranger
            strangers = np.setdiff1d(held, np.union1d(expected, outbox.pending(connection)))
            outbox.correct(connection, missing=missing, strangers=strangers)
        _ask_canaries(index, database, partition, np.intersect1d(expected, held))


def _ask_canaries(index: ChromaIndex, database: Database, partition: int, held: Ids) -> None:
    if not len(held):
        return
    chosen = held[np.unique(np.linspace(0, len(held) - 1, _CANARIES, dtype=np.int64))]
    with database.reading() as connection:
        vectors = outbox.vectors_of(connection, chosen)
    for number, vector in zip(chosen.tolist(), vectors, strict=True):
        found = index.nearest(vector, [partition], 1)
        if not len(found.ids) or found.distances[0] > _AT_ITSELF:
            raise ChromaDamaged(f"vector {number} does not find itself")


def are_torn(directory: Path) -> bool:
    """Tell whether link lists in a directory that nobody has open break off or hold garbage.

    Each is a length and so many bytes, one after the other: hnswlib follows them wherever they lead.
    """
    return any(not _is_whole(path.read_bytes()) for path in directory.glob("*/link_lists.bin") if not _is_swollen(path))


def _is_whole(lists: bytes) -> bool:
    position = 0
    while position + _LENGTH <= len(lists):
        position += _LENGTH + int.from_bytes(lists[position : position + _LENGTH], "little")
    return position == len(lists)


def _is_swollen(path: Path) -> bool:
    return path.stat().st_size > _SMALL + _SWOLLEN * _LINK_BYTES * PARTITION


def set_aside(directory: Path) -> Path:
    """Move a damaged index out of the way, in place of the one before; gives where it lies."""
    aside = aside_of(directory)
    shutil.rmtree(aside, ignore_errors=True)
    if directory.exists():
        directory.rename(aside)
    return aside


def throw_away(directory: Path) -> None:
    """Delete an index that nobody has open, and the one that was set aside; raises `OSError` if that fails."""
    for each in (directory, aside_of(directory)):
        if each.exists():
            shutil.rmtree(each)


def aside_of(directory: Path) -> Path:
    """Where a damaged index is set aside."""
    return directory.with_name(f"{directory.name}-damaged")


def set_aside_on(directory: Path) -> datetime | None:
    """When an index was last set aside; `None` if none lies there."""
    aside = aside_of(directory)
    return datetime.fromtimestamp(aside.stat().st_ctime, UTC) if aside.exists() else None
