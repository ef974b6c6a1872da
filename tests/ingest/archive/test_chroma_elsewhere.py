"""A Chroma server that somebody else runs: shared by processes, behind a token, down, or of another version."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pydantic import SecretStr
from sqlalchemy import text
from structlog.testing import capture_logs

from ingest.archive import Archive, ChromaAddress, Page, Role, chroma_access
from ingest.archive.chroma_health import examine
from ingest.archive.chroma_server import ChromaUnavailable
from ingest.articles import View
from tests.archives import put_empty_archive
from tests.chroma import chroma_run, count_at, finding, found, index_at
from tests.ingest.archive.conftest import Make
from tests.ports import free_port
from tests.webserver import WebServer

NOW = View(datetime(2024, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaAddress]:
    with chroma_run(tmp_path_factory.mktemp("chroma"), free_port()) as address:
        yield address


@pytest.fixture
def filled(tmp_path: Path, make: Make) -> Path:
    folder = tmp_path / "archive"
    put_empty_archive(folder)
    with Archive.open(folder, chroma=ChromaAddress("http://127.0.0.1:1")) as archive:
        archive.claim_encoder("test", 8)
        batch = [make(f"Text {n}.\n\nMore {n}.", url=f"https://e.example/{n}") for n in range(60)]
        archive.store(archive.source("wire"), batch, seen=NOW.now)
    return folder


def opened(folder: Path, there: ChromaAddress, role: Role = Role.LONG_LIVED) -> Archive:
    return Archive.open(folder, chroma=there, role=role, read_limit=20)


def test_processes_share_it_and_none_starts_one_of_its_own(filled: Path, chroma: ChromaAddress) -> None:
    with opened(filled, chroma) as worker, opened(filled, chroma) as answering:
        assert worker.drain_outbox() == 120
        with opened(filled, chroma, Role.ONE_SHOT) as command:
            assert found(worker) == found(answering) == found(command)
            assert finding(command).message == f"Chroma: ready, at {chroma.host}:{chroma.port}"
        assert answering.drain_outbox() == 0
        assert count_at(chroma, worker) == 120
    assert not (filled / "chroma").exists()


def test_while_it_is_down_answers_stand_and_it_is_said_once(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    there = ChromaAddress(f"http://127.0.0.1:{port}")
    monkeypatch.setattr(chroma_access, "_RETRY_SECONDS", 0.0)
    with opened(filled, there) as archive:
        with capture_logs() as logs:
            before = found(archive)
            assert (len(before), found(archive), archive.drain_outbox()) == (5, before, 0)
        assert [line["event"] for line in logs] == ["chroma_failed_searches_scan_the_database"]
        assert f"no server answers at 127.0.0.1:{port}" in finding(archive).message
        assert "answers go on" in finding(archive).remedy
        assert archive.chroma == "it cannot be used"

        with chroma_run(tmp_path / "chroma", port):
            assert archive.drain_outbox() == 120
            assert (found(archive), archive.chroma) == (before, "ready")


@pytest.mark.parametrize(
    ("status", "version", "sentence"),
    [
        pytest.param(200, '"0.6.3"', "is of version 0.6.3, where version 1 is needed", id="older"),
        pytest.param(200, '"2.0.0"', "is of version 2.0.0, where version 1 is needed", id="newer"),
        pytest.param(200, "<html>", "is of version nobody knows which", id="no version"),
        pytest.param(404, "", "is no Chroma server of version 1 (HTTP 404)", id="another program"),
        pytest.param(401, "", "wants a CHROMA_TOKEN (HTTP 401)", id="no token"),
    ],
)
def test_what_does_not_fit_is_one_sentence_and_loses_nothing(
    filled: Path, server: WebServer, status: int, version: str, sentence: str
) -> None:
    server.give("/api/v2/version", version, status=status)
    with opened(filled, ChromaAddress(server.url(""))) as archive:
        assert len(found(archive)) == 5
        assert sentence in finding(archive).message
        assert not finding(archive).ok
        assert "120 vectors" in finding(archive, "outbox").message


class Doorman(BaseHTTPRequestHandler):
    """A proxy before a Chroma server: lets in who has the token."""

    protocol_version = "HTTP/1.1"
    behind = ""

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, reply = 403, b"{}"
        if self.headers["Authorization"] == "Bearer let-me-in":
            connection = HTTPConnection(self.behind)
            connection.request(self.command, self.path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            status, reply = response.status, response.read()
            connection.close()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    do_POST = do_GET  # noqa: N815 because the base class calls it so
    do_DELETE = do_GET  # noqa: N815 because of the same

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def test_a_token_opens_the_proxy_in_front_of_it(filled: Path, chroma: ChromaAddress) -> None:
    behind = type("Guarded", (Doorman,), {"behind": f"{chroma.host}:{chroma.port}"})
    with ThreadingHTTPServer(("127.0.0.1", 0), behind) as door:
        Thread(target=door.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{door.server_port}"
        with opened(filled, ChromaAddress(url, SecretStr("let-me-in"))) as archive:
            assert archive.drain_outbox() == 120
        with opened(filled, ChromaAddress(url, SecretStr("wrong"))) as archive:
            assert "wants another CHROMA_TOKEN (HTTP 403)" in finding(archive).message
            assert "wrong" not in finding(archive).message
        door.shutdown()


def test_a_purge_empties_the_collections_there_and_they_are_filled_anew(filled: Path, chroma: ChromaAddress) -> None:
    with opened(filled, chroma) as worker, opened(filled, chroma) as answering:
        assert worker.drain_outbox() == 120
        assert len(found(answering)) == 5
        worker.purge(Page("https://e.example/7"), now=NOW.now)
        answering.forget_in_chroma()
        assert count_at(chroma, worker) == 0
        assert len(found(worker)) == 5
        assert sum(archive.drain_outbox() for archive in (worker, answering, worker)) >= 118
        assert count_at(chroma, worker) == 118


def test_what_another_process_is_sending_is_no_stranger(filled: Path, chroma: ChromaAddress) -> None:
    with opened(filled, chroma) as archive:
        archive.drain_outbox()
        with archive.database.writing() as connection:
            connection.execute(text("INSERT INTO outbox VALUES (7)"))
        with closing(index_at(chroma, archive)) as index:
            examine(index, archive.database, None)
        with archive.database.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM withdrawals")).scalar_one() == 0


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("http://chroma/", "chroma", 80),
        ("https://chroma.example/", "chroma.example", 443),
        ("http://[::1]:8000/", "::1", 8000),
    ],
)
def test_an_address_without_a_port_has_its_schemes(url: str, host: str, port: int) -> None:
    assert (ChromaAddress(url).host, ChromaAddress(url).port) == (host, port)


def test_a_token_is_in_no_description_of_an_address() -> None:
    assert "secret" not in repr(ChromaAddress("http://chroma", SecretStr("secret")))


def test_a_host_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(ChromaUnavailable, match=r"no server answers at nowhere\.invalid:80"):
        ChromaAddress("http://nowhere.invalid").greet()
