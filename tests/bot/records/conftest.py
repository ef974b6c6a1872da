"""The records in either database."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.records import Records
from ingest import Database
from ingest.archive.dialects import DatabasePlace


@pytest.fixture
def database(place: DatabasePlace) -> Iterator[Database]:
    with closing(Database.open(place)) as opened:
        yield opened


@pytest.fixture
def records(database: Database) -> Records:
    return Records(database)
