"""Names to addresses, each looked up in a thread: a name server that hangs makes nothing wait but its own names."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final

from aiohttp.abc import AbstractResolver, ResolveResult

_THREADS: Final = 256
"""Made as they are needed, and each rests in the system's resolver. A lookup that hangs holds its thread for some ten
seconds, so that hundreds of dead name servers still leave room for the living."""


class Resolver(AbstractResolver):
    """Asks the system, as `getaddrinfo` does. aiohttp's own shares the loop's six threads with all else that blocks."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="lookup")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Give the host's addresses, or raise `OSError`."""
        ask = partial(
            socket.getaddrinfo, host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
        )
        found = await asyncio.get_running_loop().run_in_executor(self._threads, ask)
        return [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=int(address[1]),
                family=kind,
                proto=protocol,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, _, protocol, _, address in found
        ]

    async def close(self) -> None:
        """Wait for no lookup that is under way."""
        self._threads.shutdown(wait=False, cancel_futures=True)
