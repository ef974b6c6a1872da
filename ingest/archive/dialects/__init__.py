"""What the two databases do differently, SQLite and PostgreSQL, each thing once. Knows no news.

`speaking.py` is what a statement asks of either; `keeping.py` is what a database as a whole is asked. Nothing outside
this room names one of the two, but what copies SQLite's file (tests/test_repository.py).
"""

from ingest.archive.dialects.expressions import among
from ingest.archive.dialects.keeping import DatabasePlace, Keeper, keeper_of
from ingest.archive.dialects.speaking import Dialect, dialect_of, upsert

__all__ = [
    "DatabasePlace",
    "Dialect",
    "Keeper",
    "among",
    "dialect_of",
    "keeper_of",
    "upsert",
]
