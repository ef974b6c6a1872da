"""A damaged index is noticed, put aside and built anew, while questions are answered."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
import pytest
from chromadb.api.client import Client

from ingest.archive import Archive, Role
from ingest.articles import View
from tests.chroma import finding, found
from tests.ingest.archive.conftest import prepared
from tests.processes import waiting

NOW = View(datetime(2024, 1, 1, tzinfo=UTC))
VECTORS = 2_400
"""More than a thousand, because Chroma writes its files only then."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("whole") / "archive"
    with Archive.open(directory) as archive:
        archive.claim_encoder("test", 8)
        bodies = ("\n\n".join(f"Line {line} of {n}." for line in range(100)) for n in range(VECTORS // 100))
        batch = [prepared(body, url=f"https://e.example/{n}") for n, body in enumerate(bodies)]
        archive.store(archive.source("wire"), batch, seen=NOW.now)
        while archive.drain_outbox():
            pass
    assert files(directory, "link_lists.bin")
    return directory


@pytest.fixture
def filled(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "archive"))


def files(directory: Path, name: str) -> list[Path]:
    return sorted((directory / "chroma").glob(f"*/{name}"))


def truncated(directory: Path) -> None:
    for path in files(directory, "data_level0.bin"):
        os.truncate(path, path.stat().st_size // 3)


def garbled(directory: Path) -> None:
    for path in files(directory, "link_lists.bin"):
        path.write_bytes(b"\xff\xfe garbage" * (path.stat().st_size // 8 + 1))


def swollen(directory: Path) -> None:
    for path in files(directory, "link_lists.bin"):
        os.truncate(path, 100_000_000)


def no_database(directory: Path) -> None:
    (directory / "chroma" / "chroma.sqlite3").write_bytes(b"no database at all " * 1_000)


@pytest.mark.parametrize("damage", [truncated, garbled, swollen, no_database])
def test_a_damaged_index_is_built_anew_while_questions_are_answered(
    filled: Path, damage: Callable[[Path], None]
) -> None:
    with Archive.open(filled) as archive:
        expected = found(archive)
    damage(filled)

    with Archive.open(filled, role=Role.LONG_LIVED, read_limit=20) as archive:
        sent = 0
        for _ in waiting():
            assert found(archive) == expected
            sent += archive.drain_outbox(limit=500)
            if sent >= VECTORS:
                break
        assert sent == VECTORS
        assert found(archive) == expected
        assert "a damaged index was set aside" in finding(archive).message
        assert (filled / "chroma-damaged").exists()


@contextmanager
def stored(folder: Path) -> Iterator[Client]:
    """Open what Chroma wrote into an archive's folder."""
    client: Any = chromadb.PersistentClient(folder / "chroma")  # declared as what cannot be closed
    with client:
        yield client


def collection_of(client: Client) -> chromadb.Collection:
    (collection,) = client.list_collections()
    return collection


def test_right_numbers_of_wrong_vectors_are_put_right(filled: Path) -> None:
    with stored(filled) as client:
        collection_of(client).delete(ids=["7", "8"])
        collection_of(client).upsert(ids=["40001", "40002"], embeddings=np.eye(2, 8, dtype=np.float32))
        assert collection_of(client).count() == VECTORS

    with Archive.open(filled, role=Role.LONG_LIVED) as archive:
        assert next(filter(None, (archive.drain_outbox() for _ in waiting()))) == 2

    with stored(filled) as client:
        ids = collection_of(client).get(include=[])["ids"]
        assert sorted(ids, key=int) == [str(number) for number in range(1, VECTORS + 1)]
