"""A Discord on loopback that a test opens, looks into and disturbs."""

import sys
from collections.abc import Sequence
from types import TracebackType

import pytest

from bot.preview.loopback.discord import HEARTBEAT_SECONDS, LoopbackDiscord
from bot.preview.loopback.interactions import DEADLINES, Deadlines
from bot.preview.loopback.rate_limits import BUCKETS, Bucket
from bot.preview.loopback.seams import client_addresses
from bot.preview.loopback.wire import Intent
from ingest import utc_now
from tests.fakediscord.faults import Fault
from tests.fakediscord.record import Request, unsafe_bodies
from tests.fakediscord.server import DisturbedServer
from tests.processes import PATIENCE

TOKEN = "fake.bot.token"  # noqa: S105 because it opens nothing


class FakeDiscord(LoopbackDiscord):
    """A Discord with one server of one channel, `general`, and whoever a test adds.

    Open it with `async with`; then `patch` points clients of this process at it, and `child_command` those of another.
    """

    server_class = DisturbedServer
    _server: DisturbedServer

    def __init__(
        self,
        *,
        shards: int = 1,
        approved_intents: Intent = Intent.NONE,
        heartbeat_seconds: float = HEARTBEAT_SECONDS,
        deadlines: Deadlines = DEADLINES,
        buckets: Sequence[Bucket] = BUCKETS,
    ) -> None:
        super().__init__(
            token=TOKEN,
            clock=utc_now,
            shards=shards,
            approved_intents=approved_intents,
            heartbeat_seconds=heartbeat_seconds,
            deadlines=deadlines,
            buckets=buckets,
        )
        self.guild = self.world.add_guild("Newsroom")

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await super().__aexit__(kind, error, traceback)
        if self._server.bugs and error is None:
            raise ExceptionGroup("the fake itself failed", self._server.bugs)

    def patch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Point every client of this process here until the test ends."""
        for owner, name, address in client_addresses(rest_url=self.rest_url, gateway_url=self.gateway.url):
            monkeypatch.setattr(owner, name, address)

    def child_command(self, module: str, *arguments: str) -> list[str]:
        """Give the command that runs `module` in another process, from the repository's root, with its client here."""
        seams = [self.rest_url, self.gateway.url]
        return [sys.executable, "-m", "tests.fakediscord.child", *seams, module, *arguments]

    @property
    def requests(self) -> list[Request]:
        """Everything that was asked, and how it was answered."""
        return self._server.requests

    def unsafe_bodies(self) -> list[Request]:
        """Give the requests that wrote a message without forbidding every mention."""
        return unsafe_bodies(self.requests)

    async def request(self, method: str, path_end: str, *, within: float = PATIENCE) -> Request:
        """Wait for the first request whose path ends so."""
        return await self.bell.until(
            lambda: next(
                (each for each in self.requests if each.method == method and each.path.endswith(path_end)), None
            ),
            what=f"{method} …{path_end}",
            within=within,
        )

    def fail(self, method: str, pattern: str, status: int, *, times: int = 1) -> None:
        """Answer the next `times` requests where `pattern` is in the path with a bare `status`; `*` is any method."""
        self._server.faults.order(Fault(method, pattern, status, times))

    def limit(self, method: str, pattern: str, *, retry_after: float, everywhere: bool = False) -> None:
        """Answer the next such request with 429."""
        fault = Fault(method, pattern, 429, 1, retry_after=retry_after, everywhere=everywhere)
        self._server.faults.order(fault)
