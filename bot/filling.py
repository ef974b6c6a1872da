"""Files into an archive, one after the other; one that cannot be read does not stop the rest."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from ingest import Archive, Arrival, Clock, Document, Embedder, InputError, Progress, Reader, ingest, read_file


@dataclass(frozen=True, slots=True)
class Stated:
    """What the person who brings the files says about them."""

    source: str | None = None
    """The source's name; without it, each file's own."""
    published: datetime | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """What has become of one file so far."""

    file: Path
    progress: Progress = field(default_factory=Progress)
    problem: str | None = None
    """Why the file could not be read at all."""
    notes: tuple[str, ...] = ()
    """What was amiss in rows that were taken all the same."""

    @property
    def holds_something(self) -> bool:
        """Whether the archive now holds anything of this file."""
        return self.progress.new + self.progress.revised + self.progress.unchanged > 0


def fill(
    files: Sequence[Path], stated: Stated, *, archive: Archive, load_embedder: Callable[[], Embedder], clock: Clock
) -> Iterator[Intake]:
    """Take `files` in; yield each one's state after every transaction. The model is loaded when first needed."""
    embedder = cache(load_embedder)
    with closing(Reader()) as reader:
        for file in files:
            try:
                arrivals = _opened(file, stated)
            except InputError as error:
                yield Intake(file, problem=str(error))
                continue
            notes: list[str] = []
            for progress in ingest(
                _noting(arrivals, notes),
                archive=archive,
                embedder=embedder(),
                source=stated.source or file.name,
                seen=clock(),
                reader=reader,
            ):
                yield Intake(file, progress, notes=tuple(notes))


def _opened(file: Path, stated: Stated) -> Iterator[Arrival]:
    if file.is_dir():
        raise InputError(f"{file} is a directory. Name the files in it, for instance: {file / '*.jsonl'}")
    return read_file(file, published=stated.published, url=stated.url, publisher=stated.source)


def _noting(arrivals: Iterable[Arrival], notes: list[str]) -> Iterator[Arrival]:
    for arrival in arrivals:
        if arrival.note and isinstance(arrival.document, Document):
            notes.append(f"{arrival.document.origin}: {arrival.note}")
        yield arrival
