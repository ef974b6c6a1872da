"""An archive as an older version would have filled it: what was read of its texts is wrong, or is not there."""

import sqlite3
from contextlib import closing
from pathlib import Path


def age(directory: Path) -> int:
    """Have every text read by an older version; gives how many figures and reports are other than they should be."""
    with closing(sqlite3.connect(directory / "archive.sqlite3")) as database, database:
        database.execute("UPDATE revisions SET extractor = 0")
        database.execute("DELETE FROM quantities WHERE revision % 2")
        database.execute("UPDATE quantities SET sentences = '[]' WHERE revision % 3")
        wrong = database.execute("UPDATE tallies SET value = value + 1000 WHERE revision % 2").rowcount
        wrong += database.execute("UPDATE reports SET kind = 'riot' WHERE revision % 3 = 0").rowcount
        wrong += database.execute("DELETE FROM reports WHERE revision % 3 = 1").rowcount
        return wrong
