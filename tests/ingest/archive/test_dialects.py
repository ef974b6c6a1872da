"""What the databases are told in words of their own: by which way they look for it."""

from pathlib import Path

import pytest
from sqlalchemy import Delete, Select, delete, select

from ingest.archive.dialects import among
from ingest.archive.schema import fingerprints, outbox, vectors
from tests.archives import empty_archive

IDS = among(vectors.c.passage, [1, 2])


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(select(vectors.c.vector).where(IDS).order_by(vectors.c.passage), id="chosen"),
        pytest.param(select(vectors.c.vector).where(IDS, vectors.c.passage > 2), id="chosen among others"),
        pytest.param(select(vectors.c.vector).where(IDS | (vectors.c.passage == 2)), id="chosen, or another"),
        pytest.param(delete(outbox).where(among(outbox.c.passage, [1, 2])), id="deleted"),
        pytest.param(
            select(fingerprints.c.article).where(among(fingerprints.c.fingerprint, ["a", "b"])), id="chosen by words"
        ),
    ],
)
def test_any_number_of_rows_are_looked_up_and_not_looked_through_for(
    tmp_path: Path, statement: Select[tuple[object]] | Delete
) -> None:
    with empty_archive(tmp_path) as archive, archive.database.reading() as connection:
        asked = statement.compile(connection, compile_kwargs={"literal_binds": True})

        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")

        assert not [row.detail for row in plan if row.detail.startswith("SCAN ") and "json_each" not in row.detail]
