"""What the two databases do differently, SQLite and PostgreSQL, each thing once. Knows no news.

`speaking.py` is what a statement asks of either; `keeping.py` is what a database as a whole is asked. Nothing outside
this room names one of the two, but what copies SQLite's file (tests/test_repository.py).
"""

from ingest.archive.dialects.expressions import among as among
from ingest.archive.dialects.keeping import DatabasePlace as DatabasePlace, Keeper as Keeper, keeper_of as keeper_of
from ingest.archive.dialects.speaking import dialect_of as dialect_of, put as put, upsert as upsert
