"""A small web server on loopback that behaves, or misbehaves, as it is told."""

import asyncio
import gzip
import ssl
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Network
from types import TracebackType
from typing import Self, TypeAlias

from aiohttp import web

from tests.processes import PATIENCE

LOOPBACK = (IPv4Network("127.0.0.0/8"),)
"""What a `Fetcher` has to be allowed so that it comes here."""

Behaviour: TypeAlias = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
FOR_ROBOTS = ("/robots.txt", "/.well-known/tdmrep.json")
HTML = "text/html; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"


@dataclass(frozen=True)
class Received:
    """A request as it came; header names compare without regard to case."""

    path: str
    """With its query."""
    headers: Mapping[str, str]


class WebServer:
    """Serves from a thread of its own, so that tests with and without a loop, and other processes, can ask it.

    Used with `with` or `async with`, or by `start` and `stop`. What was not told about a path answers 404.
    `name` is what its addresses call it; whoever asks has to find it under that.
    """

    def __init__(self, *, tls: ssl.SSLContext | None = None, name: str = "127.0.0.1") -> None:
        self._name = name
        self.requests: list[Received] = []
        self._tls = tls
        self._behaviours: dict[str, Behaviour] = {}
        self._port = 0
        self._loop = asyncio.new_event_loop()
        self._stopping = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Return when requests are answered."""
        self._thread.start()
        assert self._ready.wait(timeout=PATIENCE), "the web server did not start"

    def stop(self) -> None:
        """Return when the port is closed."""
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(timeout=PATIENCE)
        assert not self._thread.is_alive(), "the web server did not stop"

    def url(self, path: str = "/") -> str:
        """Give the address of a path, which may carry a query."""
        return f"http{'s' if self._tls else ''}://{self._name}:{self._port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order, what sites state to robots aside."""
        return [request.path for request in self.requests if request.path not in FOR_ROBOTS]

    def give(
        self,
        path: str,
        body: str | bytes = "",
        *,
        content_type: str = HTML,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Answer thus; or 304 to whoever sends back the `ETag` or `Last-Modified` among the headers."""
        content = body.encode() if isinstance(body, str) else body
        stated = {"Content-Type": content_type, **(headers or {})}

        async def answer(request: web.BaseRequest) -> web.Response:
            if _is_current(request.headers, stated):
                return web.Response(status=304, headers=headers)
            return web.Response(body=content, status=status, headers=stated)

        self.behave(path, answer)

    def redirect(self, path: str, to: str, *, status: int = 302) -> None:
        """Send whoever comes to `to`, an address or a path."""
        self.give(path, status=status, headers={"Location": to})

    def hang(self, path: str) -> None:
        """Take the request and say nothing."""

        async def answer(_: web.BaseRequest) -> web.Response:
            await asyncio.Event().wait()
            raise AssertionError

        self.behave(path, answer)

    def drip(self, path: str, *, every: float = 1.0) -> None:
        """Send a byte, and another after so many seconds, without an end."""

        async def answer(request: web.BaseRequest) -> web.StreamResponse:
            response = web.StreamResponse(headers={"Content-Type": HTML})
            await response.prepare(request)
            with suppress(ConnectionError):
                while True:
                    await response.write(b".")
                    await asyncio.sleep(every)
            return response

        self.behave(path, answer)

    def bomb(self, path: str, size: int, *, content_type: str = HTML) -> None:
        """Send so many zeros, of which a thousandth is on the wire."""
        self.give(path, gzip.compress(bytes(size)), content_type=content_type, headers={"Content-Encoding": "gzip"})

    def raw(self, path: str, answer: bytes) -> None:
        """Put these bytes on the wire, status line and all, and hang up."""

        async def send(request: web.BaseRequest) -> web.StreamResponse:
            assert request.transport
            request.transport.write(answer)
            request.transport.close()
            return web.Response()

        self.behave(path, send)

    def behave(self, path: str, behaviour: Behaviour) -> None:
        """Answer as the coroutine function does; it runs in the server's thread."""
        self._behaviours[path] = behaviour

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        return self.__enter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.stop)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        server = web.Server(self._answer)
        runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=self._tls)
        await site.start()
        self._port = int(runner.addresses[0][1])
        self._ready.set()
        await self._stopping.wait()
        transports = [connection.transport for connection in server.connections if connection.transport]
        await runner.cleanup()
        for transport in transports:
            transport.abort()  # because one with unread bytes stays open until its client has read them
        await asyncio.sleep(0)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.requests.append(Received(request.path_qs, request.headers))
        behaviour = self._behaviours.get(request.path_qs)
        return await behaviour(request) if behaviour else web.Response(status=404)


def _is_current(asked: Mapping[str, str], stated: Mapping[str, str]) -> bool:
    conditions = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}
    return any(name in asked and asked[name] == stated.get(mark) for name, mark in conditions.items())
