"""Read an archive anew, and die on the way. Run as a script: `rereading_child.py DIRECTORY STAGE NUMBER`.

It kills itself, as `kill -9` does, when the stage is reached for the NUMBER-th time; without a stage it says how many
texts it read anew.
"""

import asyncio
import sys
from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, event

from ingest.archive import Archive, Behind, Reading, Replaced
from ingest.articles import RevisionId
from ingest.confinement import Reader
from ingest.rereading import reread_all
from tests.processes import Death

STAGES: Final = ("chosen", "read", "noted", "replaced", "stored")


class DyingArchive(Archive):
    def behind(self, extractor: int, *, limit: int) -> tuple[Behind, ...]:
        texts = super().behind(extractor, limit=limit)
        Death.may_come("chosen")
        return texts

    def replace(self, fresh: Sequence[Reading], *, unreadable: Collection[RevisionId] = (), extractor: int) -> Replaced:
        Death.may_come("read")
        replaced = super().replace(fresh, unreadable=unreadable, extractor=extractor)
        Death.may_come("stored")
        return replaced


def die_within_a_transaction(_: object, __: object, statement: str, *___: object) -> None:
    if statement.startswith("UPDATE revisions"):
        Death.may_come("noted")
    if statement.startswith("INSERT INTO reports"):
        Death.may_come("replaced")


async def main(directory: str, stage: str = "", number: str = "1") -> None:
    Death.stage, Death.times = stage, int(number)
    event.listen(Engine, "after_cursor_execute", die_within_a_transaction)
    with DyingArchive.open(Path(directory)) as archive, closing(Reader(processes=2)) as reader:
        done = await reread_all(archive, reader)
    print(done.texts)  # noqa: T201 because the parent waits for it


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
