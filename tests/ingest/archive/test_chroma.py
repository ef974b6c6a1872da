import fcntl
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from ingest.archive import Archive, Page, Role
from ingest.archive.chroma_server import ChromaAddress, ChromaServer, DirectoryLock, answers
from ingest.articles import View
from tests.chroma import finding, found
from tests.ingest.archive.conftest import Make, vector_of
from tests.processes import alive, eventually, waiting

NOW = View(datetime(2024, 1, 1, tzinfo=UTC))
QUERY = np.array([1, 0, 0, 0, 0, 0, 0, 0], dtype=np.float32)


@pytest.fixture
def filled(tmp_path: Path, make: Make) -> Path:
    with Archive.open(tmp_path / "archive") as archive:
        archive.claim_encoder("test", 8)
        batch = [make(f"Text {n}.\n\nMore {n}.", url=f"https://e.example/{n}") for n in range(60)]
        archive.store(archive.source("wire"), batch, seen=NOW.now)
    return tmp_path / "archive"


def drained(archive: Archive) -> int:
    """Drain as soon as the server has started."""
    return next(filter(None, (archive.drain_outbox() for _ in waiting())))


def recorded_pid(directory: Path) -> int:
    database = sqlite3.connect(directory / "archive.sqlite3")
    (record,) = database.execute("SELECT value FROM meta WHERE name = 'chroma_server'").fetchone()
    database.close()
    return int(json.loads(record)["pid"])


def test_the_outbox_is_drained_once_and_again_after_a_restart(filled: Path, make: Make) -> None:
    with Archive.open(filled) as archive:
        assert archive.drain_outbox(limit=50) == 50
        assert archive.drain_outbox() == 70
        assert archive.drain_outbox() == 0
        archive.store(archive.source("wire"), [make("New.")], seen=NOW.now)
    with Archive.open(filled) as archive:
        assert archive.drain_outbox() == 1
        assert archive.drain_outbox() == 0


def test_what_chroma_proposes_is_what_an_exact_scan_finds(filled: Path, make: Make) -> None:
    with Archive.open(filled) as archive:
        exact = found(archive)
    with Archive.open(filled, read_limit=20) as archive:
        assert archive.drain_outbox() == 120
        assert found(archive) == exact
        archive.store(archive.source("wire"), [make("Unsent.")], seen=NOW.now)
        nearest = archive.search_vectors(NOW, vector_of("Unsent."), limit=1)
        assert [passage.text for passage in nearest] == ["Unsent."]


def test_what_is_in_memory_is_not_asked_of_chroma(filled: Path) -> None:
    with Archive.open(filled) as archive:
        exact = found(archive)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        silent = ChromaAddress(f"http://127.0.0.1:{server.getsockname()[1]}")
        with Archive.open(filled, read_limit=20, chroma=silent) as archive:
            archive.warm_up()
            assert found(archive) == exact
        with pytest.raises(BlockingIOError):
            server.accept()


def test_others_use_the_server_of_the_first_long_lived_process(filled: Path) -> None:
    with Archive.open(filled, role=Role.LONG_LIVED, read_limit=20) as owner:
        assert drained(owner) == 120
        with Archive.open(filled, read_limit=20) as command, Archive.open(filled, role=Role.LONG_LIVED) as other:
            assert found(command) == found(owner) == found(other)
            assert finding(command, "chroma").message == finding(other, "chroma").message == "Chroma: ready"
        server = recorded_pid(filled)
        assert alive({server})
    assert not alive({server})


def test_the_next_long_lived_process_takes_over(filled: Path) -> None:
    first = Archive.open(filled, role=Role.LONG_LIVED)
    with Archive.open(filled, role=Role.LONG_LIVED) as second:
        first.close()
        assert drained(second) == 120


def test_the_server_dies_with_a_killed_owner(filled: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from ingest.archive import Archive, Role;"
        "archive = Archive.open(Path(sys.argv[1]), role=Role.LONG_LIVED); print(flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(filled)], stdout=subprocess.PIPE) as owner:  # noqa: S603 because it is ours
        assert owner.stdout
        owner.stdout.readline()
        server = recorded_pid(filled)
        assert alive({server})
        owner.kill()
    assert eventually(lambda: not alive({server}))
    with Archive.open(filled) as archive:
        assert archive.drain_outbox() == 120


@pytest.mark.parametrize("role", Role)
def test_a_deleted_chroma_directory_is_filled_again(filled: Path, role: Role) -> None:
    with Archive.open(filled) as archive:
        expected = found(archive)
        archive.drain_outbox()
    shutil.rmtree(filled / "chroma")
    with Archive.open(filled, role=role, read_limit=20) as archive:
        assert found(archive) == expected
        assert drained(archive) == 120
        assert found(archive) == expected
        shutil.rmtree(filled / "chroma")
        assert found(archive) == expected
        assert drained(archive) == 120


def test_a_directory_in_foreign_hands_is_left_alone_and_reported(filled: Path) -> None:
    with (filled / "chroma.lock").open("w") as lock, Archive.open(filled, read_limit=20) as archive:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert len(found(archive)) == 5
        assert archive.drain_outbox() == 0
        chroma = finding(archive, "chroma")
        assert (chroma.ok, "held by another process" in chroma.message, bool(chroma.remedy)) == (False, True, True)


def test_a_server_that_hangs_costs_seconds_not_the_answer(filled: Path) -> None:
    with Archive.open(filled, role=Role.LONG_LIVED, read_limit=20) as archive:
        drained(archive)
        expected = found(archive)
        server = recorded_pid(filled)
        os.kill(server, signal.SIGSTOP)
        try:
            assert found(archive) == expected
            began = time.monotonic()
            assert found(archive) == expected
            assert time.monotonic() - began < 1
            assert not finding(archive, "chroma").ok
        finally:
            os.kill(server, signal.SIGCONT)


def test_two_archives_may_share_one_configured_server(filled: Path, tmp_path: Path, make: Make) -> None:
    server = started(tmp_path / "shared")
    there = ChromaAddress(f"http://{server.address}")
    with Archive.open(filled, chroma=there) as one, Archive.open(tmp_path / "two", chroma=there) as two:
        two.claim_encoder("test", 8)
        two.store(two.source("wire"), [make("Alone.")], seen=NOW.now)
        assert (one.drain_outbox(), two.drain_outbox()) == (120, 1)
        assert finding(one, "chroma").ok
        assert not (filled / "chroma").exists()
    server.stop()


def test_a_server_that_is_told_to_stop_ends_well(tmp_path: Path) -> None:
    server = started(tmp_path / "chroma")
    server.stop()
    assert server.process.returncode == 0


def started(directory: Path) -> ChromaServer:
    lock = DirectoryLock.take(directory.with_suffix(".lock"))
    assert lock
    server = ChromaServer.start(directory, lock, directory.with_suffix(".log"))
    assert eventually(lambda: answers(server.address))
    return server


def test_a_small_question_never_imports_chroma(filled: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC; import numpy as np;"
        "from ingest.archive import Archive; from ingest.articles import View;"
        "archive = Archive.open(Path(sys.argv[1])); now = View(datetime(2024, 1, 1, tzinfo=UTC));"
        "found = archive.search_vectors(now, np.ones(8, dtype=np.float32), limit=5); archive.close();"
        "assert len(found) == 5; heavy = {'chromadb', 'alembic'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", program, str(filled)], check=True)  # noqa: S603 because it is ours


@pytest.mark.parametrize("purger", ["who runs the server", "another process"])
def test_of_what_is_purged_no_vector_is_left_in_any_file(filled: Path, purger: str) -> None:
    with Archive.open(filled) as archive:
        (seventh,) = archive.search_words(NOW, ["Text 7"], limit=1)
        purged = vectors_in(filled, seventh.stored.article.url or "")
    with Archive.open(filled, role=Role.LONG_LIVED) as owner:
        assert drained(owner) == 120
        assert any(vector in file.read_bytes() for vector in purged for file in files_of(filled))
        (filled / "chroma-damaged").mkdir()
        (filled / "chroma-damaged" / "data_level0.bin").write_bytes(purged[0])
        with Archive.open(filled) as other:
            (owner if purger == "who runs the server" else other).purge(
                Page(seventh.stored.article.url or ""), now=NOW.now
            )
        owner.forget_in_chroma()
        assert drained(owner) == 118
        assert owner.compact()

        assert not any(vector in file.read_bytes() for vector in purged for file in files_of(filled))
        assert owner.drain_outbox() == 0
        assert len(owner.search_vectors(NOW, QUERY, limit=9)) == 9


def vectors_in(folder: Path, url: str) -> list[bytes]:
    """Give the vectors of an article, as Chroma is sent them."""
    with sqlite3.connect(folder / "archive.sqlite3") as connection:
        rows = connection.execute(
            "SELECT vector FROM vectors JOIN passages ON passages.id = passage"
            " JOIN revisions ON revisions.id = revision WHERE url = ?",
            (url,),
        ).fetchall()
    connection.close()
    return [np.frombuffer(row[0], dtype="<f2").astype(np.float32).tobytes() for row in rows]


def files_of(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]
