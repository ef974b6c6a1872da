from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import Connection, create_engine

from ingest.archive.partitions import PARTITION
from ingest.archive.schema import vectors
from ingest.archive.vector_codes import Query, VectorCodes
from ingest.archive.vector_scan import VectorScan

DIMENSION = 70  # no multiple of a word's bits
EACH = 300


def units(count: int, *, seed: int = 1) -> NDArray[np.float32]:
    """Give vectors in clumps, as those of news lie."""
    chance = np.random.default_rng(seed)
    clumps = chance.standard_normal((10, DIMENSION))
    raw = clumps[chance.integers(10, size=count)] + chance.standard_normal((count, DIMENSION))
    stored: NDArray[np.float32] = (raw / np.linalg.norm(raw, axis=1, keepdims=True)).astype("<f2").astype(np.float32)
    return stored


STORED = units(3 * EACH)
IDS = np.concatenate([partition * PARTITION + np.arange(EACH) for partition in range(3)])
QUERIES = units(8, seed=2)


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        vectors.create(connection)
        rows = [{"passage": int(number), "vector": row.astype("<f2").tobytes()} for number, row in zip(IDS, STORED)]  # noqa: B905 because both are of one length
        connection.execute(vectors.insert(), rows)
        yield connection
    engine.dispose()


def nearest(query: NDArray[np.float32], among: NDArray[np.int64], limit: int) -> list[int]:
    """Compare all, one by one."""
    similarity = (STORED[np.isin(IDS, among)].astype(np.float64) * query.astype(np.float64)).sum(axis=1)
    found: list[int] = among[np.lexsort((among, -similarity))][:limit].tolist()
    return found


def test_of_candidates_that_are_all_estimated_none_is_overlooked(connection: Connection) -> None:
    scan = VectorScan(DIMENSION)
    for query in QUERIES:
        for among in (IDS, IDS[::7], IDS[EACH:], IDS[:3]):
            assert scan.nearest(connection, among, query, 20)[0].tolist() == nearest(query, among, 20)


def test_of_many_candidates_those_with_the_most_signs_in_common_are_compared(connection: Connection) -> None:
    scan = VectorScan(DIMENSION, estimated=len(IDS) // 5)
    for place in range(0, len(IDS), 100):
        found = scan.nearest(connection, IDS, STORED[place], 20)[0].tolist()
        assert found[0] == IDS[place]
        assert len(set(found) & set(nearest(STORED[place], IDS, 20))) >= 16


def test_what_else_is_in_memory_changes_nothing(connection: Connection) -> None:
    among, query = IDS[::3], QUERIES[0]
    fresh = VectorScan(DIMENSION, estimated=50).nearest(connection, among, query, 20)
    used = VectorScan(DIMENSION, estimated=50, kept=1)  # which pushes out each partition for the next
    for other in QUERIES[1:]:
        used.nearest(connection, IDS, other, 5)
    again = used.nearest(connection, among, query, 20)
    assert again[0].tolist() == fresh[0].tolist()
    assert again[1].tobytes() == fresh[1].tobytes()


def test_what_is_loaded_lacks_no_more_and_no_more_is_loaded_than_there_is_room_for(connection: Connection) -> None:
    scan = VectorScan(DIMENSION, kept=2)
    assert scan.lacking(IDS) == 3 * EACH
    assert scan.load(connection, IDS[:EACH])
    assert scan.lacking(IDS) == 2 * EACH
    assert scan.load(connection, IDS[EACH : 2 * EACH])
    assert not scan.load(connection, IDS[2 * EACH :])
    assert scan.lacking(IDS) == EACH


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(STORED[:50], id="news"),
        pytest.param(np.eye(DIMENSION, dtype=np.float32)[:5], id="one coordinate"),
        pytest.param(np.zeros((1, DIMENSION), dtype=np.float32), id="nothing"),
        pytest.param(STORED[:50] * 1_000, id="long"),
    ],
)
def test_an_estimate_is_off_by_no_more_than_it_says(rows: NDArray[np.float32]) -> None:
    codes, slots = VectorCodes(DIMENSION), np.arange(len(rows))
    codes.keep(slots, rows)
    for query in QUERIES:
        similarity, error = codes.estimates(slots, Query.of(query))
        assert (np.abs(similarity - rows.astype(np.float64) @ query) <= error).all()


def test_signs_do_not_depend_on_what_is_kept_together() -> None:
    slots = np.arange(100)
    together, apart = VectorCodes(DIMENSION), VectorCodes(DIMENSION)
    together.keep(slots, STORED[:100])
    for slot in slots[::-1]:
        apart.keep(np.array([slot]), STORED[slot : slot + 1])
    query = Query.of(QUERIES[0])
    assert together.differing_signs(slots, query).tolist() == apart.differing_signs(slots, query).tolist()
    assert together.differing_signs(slots[:3], query).tolist() == apart.differing_signs(slots, query)[:3].tolist()
