"""Store batches of three until killed, saying so after each. Run as a script: `writing_child.py DIRECTORY FIRST`."""

import sys
from itertools import count
from pathlib import Path

from conftest import moment, prepared  # type: ignore[import-not-found] # because a script finds it beside itself

from ingest.archive import Archive


def main(directory: str, first: str) -> None:
    with Archive.open(Path(directory)) as archive:
        wire = archive.source("wire")
        for batch in count(int(first)):
            documents = [
                prepared("Troops left.\n\nTroops came.", url=f"https://e.example/{batch}/{each}") for each in range(3)
            ]
            archive.store(wire, documents, seen=moment("2024-01-01"))
            print(batch, flush=True)  # noqa: T201 because the parent waits for it


main(*sys.argv[1:])
