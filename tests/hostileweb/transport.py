"""Faults beneath the feed: connections, heads, lengths, encodings, statuses."""

import asyncio
import gzip
import socket
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web

from ingest.live import FailureKind
from tests.hostileweb import Fault
from tests.ingest.newsroom import items, page, rss
from tests.webserver import HTML, RSS, WebServer

NEWS = rss(items(2))
WIRE = NEWS.encode()


def wire(head: str, body: bytes = b"") -> Callable[[WebServer], None]:
    """Answer with exactly these bytes."""

    def play(server: WebServer) -> None:
        server.raw("/feed", head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)

    return play


def answer(
    body: str | bytes = NEWS, *, status: int = 200, content_type: str = RSS, **headers: str
) -> Callable[[WebServer], None]:
    """Answer in good form."""

    def play(server: WebServer) -> None:
        stated = {name.replace("_", "-"): value for name, value in headers.items()}
        server.give("/feed", body, status=status, content_type=content_type, headers=stated)

    return play


def hang(server: WebServer) -> None:
    """Take the request and say nothing."""
    server.hang("/feed")


def hang_after_the_head(server: WebServer) -> None:
    """Promise a body and send none."""

    async def promise(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": RSS})
        await response.prepare(request)
        await asyncio.Event().wait()
        raise AssertionError

    server.behave("/feed", promise)


def head_that_drips(server: WebServer) -> None:
    """Send a letter of the head now and then."""

    async def drip(request: web.BaseRequest) -> web.StreamResponse:
        assert request.transport
        request.transport.write(b"HTTP/1.1 200 OK\r\n")
        while not request.transport.is_closing():
            request.transport.write(b"X")
            await asyncio.sleep(0.2)
        raise ConnectionResetError

    server.behave("/feed", drip)


def body_that_drips(server: WebServer) -> None:
    """Send a byte of the body now and then: never silent, never done."""
    server.drip("/feed", every=0.2)


def reset_in_the_body(server: WebServer) -> None:
    """Hang up with an RST half way."""

    async def reset(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": RSS, "Content-Length": "10000"})
        await response.prepare(request)
        await response.write(WIRE[:200])
        assert request.transport
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
        return response

    server.behave("/feed", reset)


def endless_body(server: WebServer) -> None:
    """Send for ever, as fast as it goes."""

    async def pour(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": RSS})
        await response.prepare(request)
        with suppress(ConnectionError):
            while True:
                await response.write(b"<item/>" * 100_000)
        return response

    server.behave("/feed", pour)


def bomb(server: WebServer) -> None:
    """Send a hundred megabytes of nothing in a hundred kilobytes."""
    server.bomb("/feed", 100 * 1024 * 1024, content_type=RSS)


def cookie_wall(server: WebServer) -> None:
    """Send whoever brings no cookie back to where they are."""
    server.give("/feed", status=302, headers={"Location": "/feed", "Set-Cookie": "seen=1"})


OK = "HTTP/1.1 200 OK\nContent-Type: application/rss+xml\n"
AN_HOUR_AGO = format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)
TRANSIENT, THROTTLED, BLOCKED = FailureKind.TRANSIENT, FailureKind.THROTTLED, FailureKind.BLOCKED
MALFORMED = FailureKind.MALFORMED

FAULTS = (
    Fault("hang", hang, TRANSIENT),
    Fault("hang-after-the-head", hang_after_the_head, TRANSIENT),
    Fault("head-that-drips", head_that_drips, TRANSIENT),
    Fault("body-that-drips", body_that_drips, TRANSIENT),
    Fault("reset-in-the-body", reset_in_the_body, TRANSIENT),
    Fault("hang-up-at-once", lambda server: server.raw("/feed", b""), TRANSIENT),
    Fault("length-too-long", wire(OK + "Content-Length: 100000", WIRE), TRANSIENT),
    Fault("length-too-short", wire(OK + "Content-Length: 60\nConnection: close", WIRE), MALFORMED),
    Fault("length-zero", wire(OK + "Content-Length: 0", WIRE), MALFORMED),
    Fault("length-negative", wire(OK + "Content-Length: -5", WIRE), MALFORMED),
    Fault("two-lengths", wire(OK + "Content-Length: 5\nContent-Length: 7", WIRE), MALFORMED),
    Fault("no-length", wire(OK + "Connection: close", WIRE), 2),
    Fault("chunks-torn", wire(OK + "Transfer-Encoding: chunked", b"5\r\n<rss"), TRANSIENT),
    Fault("chunks-garbage", wire(OK + "Transfer-Encoding: chunked", b"zz\r\n<rss"), MALFORMED),
    Fault("head-of-70-kB", wire(OK + "X-Filler: " + "a" * 70_000, WIRE), MALFORMED),
    Fault("another-protocol", lambda server: server.raw("/feed", b"SSH-2.0-OpenSSH_9.2\r\n"), MALFORMED),
    Fault("gzip", answer(gzip.compress(WIRE), Content_Encoding="gzip"), 2),
    Fault("gzip-bomb", bomb, MALFORMED),
    Fault("gzip-broken", answer(gzip.compress(WIRE)[:40] + b"\xff" * 100, Content_Encoding="gzip"), MALFORMED),
    Fault("gzip-torn", answer(gzip.compress(WIRE)[:-20], Content_Encoding="gzip"), 2),
    Fault("gzip-in-name-alone", answer(WIRE, Content_Encoding="gzip"), 2),
    Fault("gzip-twice", answer(gzip.compress(gzip.compress(WIRE)), Content_Encoding="gzip"), 2),
    Fault("gzip-unannounced", answer(gzip.compress(WIRE)), 2),
    Fault("deflate", answer(zlib.compress(WIRE), Content_Encoding="deflate"), 2),
    Fault("encoding-unknown", answer(WIRE, Content_Encoding="rot13"), 2),
    Fault("oversize", endless_body, MALFORMED),
    Fault("204", answer("", status=204), MALFORMED),
    Fault("206", answer(status=206), MALFORMED),
    Fault("304-unasked", wire("HTTP/1.1 304 Not Modified\nContent-Length: 0"), MALFORMED),
    Fault("401", answer(status=401), BLOCKED),
    Fault("403", answer(status=403), BLOCKED),
    Fault("404", answer(status=404), FailureKind.MISSING),
    Fault("410", answer(status=410), FailureKind.GONE),
    Fault("429", answer(status=429), THROTTLED),
    Fault("429-wait-two-minutes", answer(status=429, Retry_After="120"), THROTTLED),
    Fault("429-wait-until-an-hour-ago", answer(status=429, Retry_After=AN_HOUR_AGO), THROTTLED),
    Fault("429-wait-less-than-nothing", answer(status=429, Retry_After="-5"), THROTTLED),
    Fault("429-wait-for-ever", answer(status=429, Retry_After="9" * 30), THROTTLED),
    Fault("500", answer(status=500), TRANSIENT),
    Fault("503", answer(status=503), TRANSIENT),
    Fault("503-wait-an-hour", answer(status=503, Retry_After="3600"), THROTTLED),
    Fault("999", wire("HTTP/1.1 999 Request Denied\nContent-Length: 0"), TRANSIENT),
    Fault("challenge", answer(page("Just a moment"), status=403, cf_mitigated="challenge"), BLOCKED),
    Fault("challenge-with-200", answer(page("Just a moment"), content_type=HTML, cf_mitigated="challenge"), BLOCKED),
    Fault("captive-portal", answer(page("Welcome to the airport's network"), content_type=HTML), MALFORMED),
    Fault("soft-404", answer(page("Not found"), content_type=HTML), MALFORMED),
    Fault("cookie-wall", cookie_wall, MALFORMED),
    Fault("fresh-for-a-century", answer(Cache_Control="max-age=3155760000"), 2),
    Fault("stale-at-once", answer(Expires="0", Cache_Control="max-age=0"), 2),
    Fault("etag-that-cannot-be-sent-back", answer(ETag="é" * 2000), 2),
)
