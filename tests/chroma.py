"""A Chroma server as its own documentation starts one, for tests of servers that stand elsewhere."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import text

from ingest import Archive, ChromaAddress
from ingest.archive.chroma_index import ChromaIndex
from ingest.archive.chroma_server import answers
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
    with archive.database.reading() as connection:
        name = connection.execute(text("SELECT value FROM meta WHERE name = 'archive'")).scalar_one()
    with closing(ChromaIndex.served_at(address, f"sitrep-{name}")) as index:
        return index.counts([0])[0]
