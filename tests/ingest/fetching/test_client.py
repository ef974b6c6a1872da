import asyncio
import gzip
import shutil
import socket
import ssl
import struct
import subprocess
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.fetching import Fetcher
from ingest.live import Failure, FailureKind, Fetched, NotModified, Resource, Validators
from tests.ingest.fetching.conftest import NO_PACE, SHORT, Names, lines, named
from tests.webserver import LOOPBACK, RSS, WebServer

MEBIBYTE = 2**20


async def test_an_answer_comes_whole(server: WebServer, fetcher: Fetcher) -> None:
    server.give("/feed", "<rss/>", content_type=RSS, headers=lines(ETag='"1"', Cache_Control="max-age=60"))

    outcome = await fetcher.fetch(server.url("/feed#top"), Resource.FEED)

    assert outcome == Fetched(
        url=server.url("/feed"),
        body=b"<rss/>",
        content_type=RSS,
        validators=Validators(etag='"1"'),
        max_age=timedelta(minutes=1),
    )


async def test_a_publisher_sees_who_asks(server: WebServer) -> None:
    async with Fetcher(
        user_agent="sitrep/1.2", contact="+https://bot.example; me@bot.example", allowed_networks=LOOPBACK
    ) as fetcher:
        await fetcher.fetch(server.url("/robots.txt"), Resource.ROBOTS)

    assert server.requests[0].headers["User-Agent"] == "sitrep/1.2 (+https://bot.example; me@bot.example)"
    assert server.requests[0].headers["Accept-Encoding"].startswith("gzip, deflate")


async def test_cookies_are_not_kept(server: WebServer, fetcher: Fetcher) -> None:
    server.give("/", headers=lines(Set_Cookie="visitor=7"))

    await fetcher.fetch(named(server, "localhost"), Resource.PAGE)
    await fetcher.fetch(named(server, "localhost"), Resource.PAGE)

    assert len(server.paths) == 2
    assert not any("Cookie" in request.headers for request in server.requests)


@pytest.mark.parametrize(
    "mark", [lines(ETag='W/"1"'), lines(Last_Modified="Tue, 03 Nov 2026 11:00:00 GMT")], ids=["etag", "date"]
)
async def test_what_has_not_changed_is_not_sent_again(
    server: WebServer, fetcher: Fetcher, mark: dict[str, str]
) -> None:
    server.give("/feed", "<rss/>", headers=mark)

    first = await fetcher.fetch(server.url("/feed"), Resource.FEED)
    assert isinstance(first, Fetched)
    second = await fetcher.fetch(server.url("/feed"), Resource.FEED, first.validators)

    assert second == NotModified(first.validators)


async def test_compressed_answers_are_unpacked(server: WebServer, fetcher: Fetcher) -> None:
    server.give("/", gzip.compress(b"news" * 1000), headers=lines(Content_Encoding="gzip"))

    outcome = await fetcher.fetch(server.url(), Resource.PAGE)

    assert isinstance(outcome, Fetched)
    assert outcome.body == b"news" * 1000


@pytest.mark.parametrize(("resource", "mebibytes"), [(Resource.FEED, 10), (Resource.PAGE, 5)])
async def test_a_body_over_the_cap_is_refused_and_one_at_it_is_not(
    server: WebServer, fetcher: Fetcher, resource: Resource, mebibytes: int
) -> None:
    server.bomb("/fits", mebibytes * MEBIBYTE)
    server.bomb("/bursts", mebibytes * MEBIBYTE + 1)
    server.bomb("/bomb", 100 * MEBIBYTE)

    fitting = await fetcher.fetch(server.url("/fits"), resource)

    assert isinstance(fitting, Fetched)
    assert len(fitting.body) == mebibytes * MEBIBYTE
    for path in ("/bursts", "/bomb"):
        assert await fetcher.fetch(server.url(path), resource) == Failure(
            FailureKind.MALFORMED, f"127.0.0.1 sends more than {mebibytes} MiB"
        )


async def test_of_an_endless_body_little_more_than_the_cap_is_read(server: WebServer, fetcher: Fetcher) -> None:
    sent: list[int] = []

    async def pour(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with suppress(ConnectionError):
            while True:
                await response.write(bytes(MEBIBYTE))
                sent.append(MEBIBYTE)
        return response

    server.behave("/", pour)

    outcome = await fetcher.fetch(server.url(), Resource.FEED)

    assert outcome == Failure(FailureKind.MALFORMED, "127.0.0.1 sends more than 10 MiB")
    assert sum(sent) < 30 * MEBIBYTE  # the sockets hold some of it


@pytest.mark.parametrize(
    ("answer", "kind", "reason"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc", "transient", "broke the connection off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "transient", "broke the connection off"),
        (b"HTTP/1.1 200 O", "transient", "broke the connection off"),
        (b"", "transient", "broke the connection off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab", "malformed", "does not answer in HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\nabcd", "malformed", "does not answer in HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", "malformed", "does not answer in HTTP"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "malformed", "does not answer in HTTP"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Encoding: gzip\r\n\r\nabcd",
            "malformed",
            "sends what cannot be decompressed",
        ),
    ],
    ids="short torn-chunk torn-status nothing bad-chunk bad-length huge-header ssh bad-gzip".split(),
)
async def test_a_broken_answer_has_its_name(
    server: WebServer, fetcher: Fetcher, answer: bytes, kind: str, reason: str
) -> None:
    server.raw("/", answer)

    outcome = await fetcher.fetch(server.url(), Resource.FEED)

    assert outcome == Failure(FailureKind(kind), f"127.0.0.1 {reason}")


async def test_a_server_that_says_nothing_is_given_up(server: WebServer, hasty: Fetcher) -> None:
    server.hang("/")

    assert await hasty.fetch(server.url(), Resource.FEED) == Failure(FailureKind.TRANSIENT, "127.0.0.1 fell silent")


async def test_a_server_that_drips_is_cut_off_in_the_end(server: WebServer, hasty: Fetcher) -> None:
    server.drip("/", every=0.05)
    began = time.monotonic()

    outcome = await hasty.fetch(server.url(), Resource.FEED)

    assert outcome == Failure(FailureKind.TRANSIENT, "127.0.0.1 takes too long to answer")
    assert time.monotonic() - began >= 0.9


async def test_a_head_that_drips_is_cut_off_as_well(server: WebServer, hasty: Fetcher) -> None:
    async def drip(request: web.BaseRequest) -> web.Response:
        assert request.transport
        request.transport.write(b"HTTP/1.1 200 OK\r\n")
        while not request.transport.is_closing():
            request.transport.write(b"X: 1\r\n")
            await asyncio.sleep(0.05)
        return web.Response()

    server.behave("/", drip)

    assert await hasty.fetch(server.url(), Resource.FEED) == Failure(
        FailureKind.TRANSIENT, "127.0.0.1 takes too long to answer"
    )


async def test_a_connection_that_is_reset_in_the_middle_breaks_off(server: WebServer, fetcher: Fetcher) -> None:
    async def reset(request: web.BaseRequest) -> web.Response:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        await response.prepare(request)
        await response.write(b"half")
        assert request.transport
        linger = struct.pack("ii", 1, 0)  # so that closing resets
        request.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        request.transport.abort()
        return web.Response()

    server.behave("/", reset)

    assert await fetcher.fetch(server.url(), Resource.FEED) == Failure(
        FailureKind.TRANSIENT, "127.0.0.1 broke the connection off"
    )


async def test_a_name_without_an_address_cannot_be_found() -> None:
    async with Fetcher(user_agent="sitrep/0", resolver=Names()) as fetcher:
        outcome = await fetcher.fetch("https://nowhere.example/feed", Resource.ROBOTS)

    assert outcome == Failure(FailureKind.UNREACHABLE, "nowhere.example cannot be found: its name has no address")


async def test_a_closed_port_refuses(fetcher: Fetcher) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        outcome = await fetcher.fetch(f"http://127.0.0.1:{unused.getsockname()[1]}/", Resource.ROBOTS)

    assert outcome == Failure(FailureKind.UNREACHABLE, "127.0.0.1 cannot be reached: it refuses the connection")


async def test_a_port_that_nobody_answers_on_is_given_up(hasty: Fetcher) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        outcome = await hasty.fetch(f"https://127.0.0.1:{deaf.getsockname()[1]}/", Resource.ROBOTS)

    assert outcome == Failure(FailureKind.UNREACHABLE, "127.0.0.1 cannot be reached: no connection in time")


async def test_a_server_without_tls_is_told_from_one_that_is_down(server: WebServer, fetcher: Fetcher) -> None:
    outcome = await fetcher.fetch(server.url().replace("http:", "https:"), Resource.ROBOTS)

    assert outcome == Failure(FailureKind.TRANSIENT, "127.0.0.1 does not speak TLS as it should")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(fetcher: Fetcher, tmp_path: Path) -> None:
    with WebServer(tls=self_signed(tmp_path)) as server:
        outcome = await fetcher.fetch(server.url(), Resource.ROBOTS)

        assert isinstance(outcome, Failure)
        assert outcome.kind is FailureKind.TRANSIENT
        assert outcome.reason.startswith("127.0.0.1 has a certificate that cannot be trusted (self")
        assert server.requests == []


def self_signed(folder: Path) -> ssl.SSLContext:
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=127.0.0.1"
    files = "-addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem"
    subprocess.run([*command.split(), *files.split()], cwd=folder, check=True, capture_output=True)  # noqa: S603 because it is our own command
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


HEADS = [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\nLocation: ", b"HTTP/1.0 429 \r\nRetry-After: ", b"HTTP/1.1 "]
BITS = [b"\r\n", b"\r\n\r\n", b":", b"Content-Length: ", b"Transfer-Encoding: chunked\r\n\r\n", b"Content-Encoding: "]
BITS += [
    b"gzip",
    b"deflate",
    b"br",
    b"5\r\n",
    b"0\r\n\r\n",
    b"\x1f\x8b\x08",
    b"ETag: ",
    b"http://",
    b"\xff\xfe",
    b"\x00",
]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(HEADS), st.lists(st.sampled_from(BITS) | st.binary(max_size=20), max_size=12))
async def test_no_answer_makes_the_fetcher_raise(server: WebServer, head: bytes, bits: list[bytes]) -> None:
    server.raw("/robots.txt", head + b"".join(bits))

    async with Fetcher(user_agent="sitrep/0", allowed_networks=LOOPBACK, pace=NO_PACE, timeouts=SHORT) as fetcher:
        outcome = await fetcher.fetch(server.url("/robots.txt"), Resource.ROBOTS)

    assert isinstance(outcome, Fetched | Failure)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
async def test_no_address_makes_the_fetcher_raise(text: str) -> None:
    async with Fetcher(user_agent="sitrep/0", resolver=Names()) as fetcher:
        for url in (text, f"http://{text}/", f"https://{text}.example/{text}?{text}", f"http://[{text}]/"):
            assert isinstance(await fetcher.fetch(url, Resource.FEED), Failure)
