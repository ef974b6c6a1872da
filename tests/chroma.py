"""A Chroma server as its own documentation starts one, for tests of servers that stand elsewhere."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from ingest import Archive, ChromaAddress, View
from ingest.archive import Finding
from ingest.archive.chroma_index import ChromaIndex
from ingest.archive.chroma_server import answers
from ingest.archive.notes import noted
from tests.processes import eventually


@contextmanager
def chroma_run(directory: Path, port: int) -> Iterator[ChromaAddress]:
    """Run `chroma run` on loopback until the end."""
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen([*command, "--path", str(directory)], stdout=subprocess.DEVNULL) as process:  # noqa: S603 because it is ours
        try:
            assert eventually(lambda: answers(f"127.0.0.1:{port}"))
            yield ChromaAddress(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()


def count_at(address: ChromaAddress, archive: Archive) -> int:
    """How many vectors of an archive lie there, by the server's own count."""
    with closing(index_at(address, archive)) as index:
        return index.counts([0])[0]


def index_at(address: ChromaAddress, archive: Archive) -> ChromaIndex:
    """Open what lies there of an archive."""
    with archive.database.reading() as connection:
        return ChromaIndex.served_at(address, f"sitrep-{noted(connection, 'archive')}")


def found(archive: Archive) -> list[str]:
    """Give the five passages nearest to the first axis."""
    view = View(datetime(2024, 1, 1, tzinfo=UTC))
    return [passage.text for passage in archive.search_vectors(view, np.eye(1, 8, dtype=np.float32)[0], limit=5)]


def finding(archive: Archive, subject: str = "chroma") -> Finding:
    """Give what a check finds of one thing."""
    return next(each for each in archive.check() if each.subject == subject)
