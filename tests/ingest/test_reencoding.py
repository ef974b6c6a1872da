"""An archive goes over to another embedding model while it answers from the old one."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.archive import Archive, Encoder
from ingest.articles import View
from ingest.errors import ModelError
from ingest.reencoding import BATCH, reencode
from tests.archives import empty_archive
from tests.embedders import HashingEmbedder
from tests.ingest.archive.conftest import moment, prepared

NOW = moment("2024-01-01")
EVERYTHING = View(NOW)
OLD, NEW = Encoder("test", 8), Encoder("wide", 16)


class WideEmbedder(HashingEmbedder):
    """Another model; it can be stopped after some batches."""

    name = "wide"
    dimension = 16

    def __init__(self, *, batches: int = 1_000) -> None:
        self.batches = batches
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not self.batches:
            raise KeyboardInterrupt
        self.batches -= 1
        self.encoded += texts
        return super().encode(texts)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with empty_archive(tmp_path) as opened:
        opened.claim_encoder(OLD.name, OLD.dimension)
        fill(opened, 0, 3)
        yield opened


def fill(archive: Archive, first: int, articles: int) -> None:
    batch = [
        prepared(f"Ship {number} left.\n\nPort {number} slept.", url=f"https://e.example/{number}", title="Sea")
        for number in range(first, first + articles)
    ]
    archive.store(archive.source("wire"), batch, seen=NOW)


def nearest(archive: Archive, vector: NDArray[np.float32]) -> list[str]:
    return [found.text for found in archive.search_vectors(EVERYTHING, vector, limit=9)]


def told(_: int) -> None:
    """Tell nobody."""


def test_it_answers_from_the_old_vectors_until_it_is_switched(archive: Archive) -> None:
    query = np.full(8, 8**-0.5, dtype=np.float32)
    before = nearest(archive, query)
    embedder = WideEmbedder()

    reencode(archive, embedder, tell=told)

    assert archive.encoder == OLD
    assert nearest(archive, query) == before
    assert archive.switch_encoder(NEW)
    assert archive.encoder == NEW
    asked = embedder.encode(["Sea | The Example | 2023-11-01\nPort 2 slept."])[0]
    assert nearest(archive, asked)[0] == "Port 2 slept."


def test_what_is_encoded_is_what_ingest_encodes(archive: Archive) -> None:
    embedder = WideEmbedder()

    reencode(archive, embedder, tell=told)

    assert sorted(embedder.encoded) == sorted(
        f"Sea | The Example | 2023-11-01\n{text}"
        for number in range(3)
        for text in (f"Ship {number} left.", f"Port {number} slept.")
    )


def test_stopped_anywhere_it_goes_on_where_it_ended_and_the_newest_come_first(archive: Archive) -> None:
    fill(archive, 3, BATCH)
    first, second = WideEmbedder(batches=1), WideEmbedder()

    with pytest.raises(KeyboardInterrupt):
        reencode(archive, first, tell=told)
    assert not archive.switch_encoder(NEW)
    left = archive.count_lacking()
    reencode(archive, second, tell=told)

    assert f"Port {BATCH + 2} slept." in first.encoded[0]
    assert left == len(second.encoded) == 2 * (BATCH + 3) - BATCH
    assert not set(first.encoded) & set(second.encoded)
    assert archive.switch_encoder(NEW)


def test_what_comes_in_meanwhile_is_encoded_before_it_is_switched(archive: Archive) -> None:
    came: list[int] = []

    def come(done: int) -> None:
        if not came:
            came.append(done)
            fill(archive, 10, 1)

    reencode(archive, WideEmbedder(), tell=come)
    fill(archive, 20, 1)

    assert archive.count_lacking() == 2
    assert not archive.switch_encoder(NEW)
    assert archive.encoder == OLD
    reencode(archive, WideEmbedder(), tell=told)
    assert archive.switch_encoder(NEW)


def test_what_is_deleted_meanwhile_is_deleted_of_both(archive: Archive) -> None:
    reencode(archive, WideEmbedder(), tell=told)
    archive.let_go(moment("2024-01-01"))

    with archive.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM coming_vectors").scalar() == 0


def test_who_still_works_with_the_former_model_stores_nothing(tmp_path: Path) -> None:
    narrow = Encoder("narrow", 8)
    with empty_archive(tmp_path) as archive, Archive.open(tmp_path) as other:
        archive.claim_encoder(OLD.name, OLD.dimension)
        other.claim_encoder(OLD.name, OLD.dimension)
        archive.begin_reencoding(narrow)
        assert archive.switch_encoder(narrow)

        with pytest.raises(ModelError, match="went over to the model narrow"):
            fill(other, 0, 1)
        assert other.count(EVERYTHING).articles == 0


def test_another_model_named_meanwhile_begins_anew(archive: Archive) -> None:
    reencode(archive, WideEmbedder(), tell=told)

    archive.begin_reencoding(Encoder("third", 4))

    assert archive.count_lacking() == 6
    assert not archive.switch_encoder(NEW)


def test_after_the_switch_chroma_is_filled_anew_and_nothing_is_left_beside(archive: Archive) -> None:
    reencode(archive, WideEmbedder(), tell=told)
    archive.switch_encoder(NEW)

    with archive.database.reading() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name LIKE 'coming%'").all()
        noted = connection.exec_driver_sql("SELECT name FROM meta WHERE name IN ('coming_encoder', 'chroma_condemned')")
        assert tables == []
        assert [row.name for row in noted] == ["chroma_condemned"]
