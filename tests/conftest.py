"""What every test may ask for."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot import filling
from ingest import desk
from ingest.archive.dialects import DatabasePlace
from ingest.confinement import Reader
from ingest.desk import READERS
from ingest.embedding import (
    DEFAULT_MODEL,
    Embedder,
    OnnxEmbedder,
    Precision,
    SentenceTransformerEmbedder,
    open_question_embedder,
)
from ingest.polling import dry_run, scouting
from tests.archives import put_empty_archive
from tests.databases import Postgres, running_postgres
from tests.embedders import HashingEmbedder
from tests.processes import PATIENCE
from tests.readers import LentReader
from tests.webserver import WebServer

LONG = frozenset(
    "test_bot_process.py test_commands.py test_crashes.py test_dockerfile.py test_first_evening.py"
    " test_hostile_texts.py test_hostile_web.py test_limits.py test_pipeline.py test_rereading.py"
    " test_running_twice.py test_sourcing.py test_worker.py".split()
)
"""Files that take from ten seconds to minutes, whatever number of tests they hold."""

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")  # because a busy machine is slow, not wrong


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker waits for another at the end."""
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """The processes that read for this session's tests."""
    with closing(Reader(processes=READERS, seconds=int(PATIENCE))) as opened:
        yield opened


@pytest.fixture
def _reader_lent(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lend the session's reader to all that would start one of their own."""
    for borrower in (desk, dry_run, scouting, filling):
        monkeypatch.setattr(borrower, "Reader", lambda **_: LentReader(reader))


@pytest.fixture
def server() -> Iterator[WebServer]:
    """A web server to ask."""
    with WebServer() as running:
        yield running


@pytest.fixture
def hashing_embedder() -> HashingEmbedder:
    """The embedder for tests that are not about embedding."""
    return HashingEmbedder()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The PostgreSQL server of this process's tests."""
    with running_postgres() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DatabasePlace]:
    """An empty archive's database, in either kind: what promises something of storage holds in both."""
    if request.param == "sqlite":
        yield put_empty_archive(tmp_path / "archive")
    else:
        running: Postgres = request.getfixturevalue("postgres")
        with running.lent() as lent:
            yield lent


@pytest.fixture(scope="session")
def torch_embedder() -> SentenceTransformerEmbedder:
    """The default model on torch: ten seconds to build, so once a session."""
    return SentenceTransformerEmbedder(precision=Precision.FLOAT32)


@pytest.fixture(scope="session")
def bfloat16_embedder() -> SentenceTransformerEmbedder:
    """The default model as processors with matrix units run it; on others slower, otherwise the same."""
    return SentenceTransformerEmbedder(precision=Precision.BFLOAT16)


@pytest.fixture(scope="session")
def question_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder of all workers of this run, which `onnx_embedder` fills once: whoever comes second waits."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "question-cache"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def onnx_embedder(question_cache: Path) -> Embedder:
    """The default model as questions use it, exported once a run."""
    embedder = open_question_embedder(DEFAULT_MODEL, question_cache)
    assert isinstance(embedder, OnnxEmbedder)
    return embedder
