"""Fetchers to ask a server with, quick enough for tests."""

import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from ingest.fetching import Fetcher, Pace, Timeouts
from tests.webserver import LOOPBACK, WebServer


@dataclass
class Clock:
    """Stands still until it is set."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


NO_PACE = Pace(feed=0, page=0)
SHORT = Timeouts(connect=0.5, silence=0.5, total=1)


class Names(AbstractResolver):
    """Answers with what it was told about a name; with the first answer first, with the last one ever after."""

    def __init__(self, **answers: Sequence[Sequence[str]]) -> None:
        self._answers = {name.replace("_", "."): chain(said, repeat(said[-1])) for name, said in answers.items()}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host not in self._answers:
            raise OSError(None, "no such name")
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in next(self._answers[host])
        ]

    async def close(self) -> None:
        pass


@pytest.fixture
async def hasty() -> AsyncIterator[Fetcher]:
    """A fetcher for servers that are slow on purpose."""
    async with Fetcher(user_agent="sitrep/0", allowed_networks=LOOPBACK, pace=NO_PACE, timeouts=SHORT) as opened:
        yield opened


@pytest.fixture
async def outsider() -> AsyncIterator[Fetcher]:
    """A fetcher as it is deployed: no network but the public one."""
    async with Fetcher(user_agent="sitrep/0", pace=NO_PACE) as opened:
        yield opened


def named(server: WebServer, host: str, path: str = "/") -> str:
    """Give a server's address under another name."""
    return server.url(path).replace("127.0.0.1", host)


def lines(**headers: str) -> Mapping[str, str]:
    """Give headers by names that are words of Python."""
    return {name.replace("_", "-"): value for name, value in headers.items()}
