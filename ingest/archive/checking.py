"""What is wrong with an archive, and what to do about it."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import text

from ingest.archive import outbox
from ingest.archive.chroma_access import ChromaAccess, ChromaState
from ingest.archive.database import Database
from ingest.archive.schema import NEWEST_REVISION

_LITTLE_SPACE: Final = 1_000_000_000
_FAR_BEHIND: Final = 20_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    ok: bool
    message: str
    remedy: str = ""
    """What to do; empty where nothing is wrong."""


def check(database: Database, chroma: ChromaAccess) -> tuple[Finding, ...]:
    """Look at the database, the disk and Chroma. Reads the whole database: seconds per gigabyte."""
    return (
        _integrity(database),
        _schema(database),
        _contents(database),
        _space(database),
        _chroma(chroma),
        _outbox(database),
    )


def _integrity(database: Database) -> Finding:
    verdict = database.verdict()
    if verdict == "ok":
        return Finding("database", ok=True, message=f"{database.name} is intact")
    return Finding("database", ok=False, message=f"{database.name}: {verdict}", remedy="restore a backup")


def _schema(database: Database) -> Finding:
    revision = database.schema_revision()
    return Finding("schema", ok=revision == NEWEST_REVISION, message=f"version {revision}", remedy="")


def _contents(database: Database) -> Finding:
    with database.reading() as connection:
        numbers = {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608 because the names are constants
            for table in ("sources", "articles", "revisions", "passages", "tallies", "reports")
        }
    return Finding("contents", ok=True, message=", ".join(f"{table}: {number:,}" for table, number in numbers.items()))


def _space(database: Database) -> Finding:
    free = database.keeper.free_bytes()
    if free is None:
        return Finding("disk", ok=True, message=f"how much room is left for {database.name}, its server knows")
    message = f"{free / 1e9:.1f} GB free beside {database.name}"
    if free >= _LITTLE_SPACE:
        return Finding("disk", ok=True, message=message)
    return Finding("disk", ok=False, message=message, remedy="free some space: a full disk stops ingesting")


def _chroma(chroma: ChromaAccess) -> Finding:
    chroma.index()
    message = f"Chroma: {chroma.state.value}" + (f", at {chroma.elsewhere}" if chroma.elsewhere else "")
    if chroma.damaged_on:
        message += f"; a damaged index was set aside on {chroma.damaged_on:%d %b %Y} in chroma-damaged, and built anew"
    match chroma.state:
        case ChromaState.READY | ChromaState.UNTRIED | ChromaState.STARTING:
            return Finding("chroma", ok=True, message=message)
        case ChromaState.ELSEWHERE:
            remedy = "stop that process, or let it be: answers go on by an exact scan of the database"
        case ChromaState.UNREACHABLE:
            message = f"{message}: {chroma.trouble}"
            where = "mend that, or CHROMA_URL" if chroma.elsewhere else "look at chroma.log"
            remedy = f"{where}; nothing is lost, and answers go on by an exact scan of the database"
    return Finding("chroma", ok=False, message=message, remedy=remedy)


def _outbox(database: Database) -> Finding:
    with database.reading() as connection:
        waiting = len(outbox.pending(connection))
    message = f"{waiting} vectors are not in Chroma yet" if waiting else "every vector is in Chroma"
    if waiting <= _FAR_BEHIND:
        return Finding("outbox", ok=True, message=message)
    return Finding("outbox", ok=False, message=message, remedy="let the worker run; searches are slower until then")
