"""What the two databases do differently, SQLite and PostgreSQL, each thing once. Knows no news.

`speaking.py` is what a statement asks of either; `keeping.py` is what a database as a whole is asked. Nothing outside
this room names one of the two, but what copies SQLite's file (tests/test_repository.py).
"""

from ingest.archive.dialects.expressions import among, joined_values, listed
from ingest.archive.dialects.keeping import DatabasePlace, Keeper, keeper_of
from ingest.archive.dialects.speaking import Dialect, catch_up_ids, dialect_of, upsert

__all__ = [
    "DatabasePlace",
    "Dialect",
    "Keeper",
    "among",
    "catch_up_ids",
    "dialect_of",
    "joined_values",
    "keeper_of",
    "listed",
    "upsert",
]
