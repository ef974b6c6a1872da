"""A Discord on loopback that a test opens, acts in as its people do, looks into and disturbs."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any

import discord
import pytest

from bot.preview.loopback.commands import Options
from bot.preview.loopback.components import chosen_values
from bot.preview.loopback.discord import LoopbackDiscord
from bot.preview.loopback.gateway import Event
from bot.preview.loopback.interactions import DEADLINES, Caller, Choice, Deadlines, Interaction
from bot.preview.loopback.messages import Message
from bot.preview.loopback.rate_limits import BUCKETS, Bucket, refusal
from bot.preview.loopback.seams import client_addresses
from bot.preview.loopback.server import TOO_MANY_REQUESTS, Answer, Call, Endpoint, Server
from bot.preview.loopback.wire import Intent, Permission
from bot.preview.loopback.world import EVERYONE, Channel, Guild, User
from ingest import utc_now
from tests.fakediscord.faults import Fault, Faults
from tests.fakediscord.offered import open_select, pressable_button
from tests.fakediscord.record import Request, unsafe_bodies
from tests.processes import PATIENCE

TOKEN = "fake.bot.token"  # noqa: S105 because it opens nothing


class DisturbedServer(Server):
    """Answers as ordered, and otherwise as Discord would."""

    def __init__(self, **rooms: Any) -> None:  # noqa: ANN401 because they are its base's own
        super().__init__(**rooms)
        self.faults = Faults()
        self.requests: list[Request] = []
        self.bugs: list[Exception] = []

    def answer(self, call: Call, endpoint: Endpoint) -> Answer:
        try:
            answer = self._ordered(call) or super().answer(call, endpoint)
        except Exception as bug:
            self.bugs.append(bug)
            raise
        files = tuple(upload.name for upload in call.uploads.values())
        self.requests.append(Request(time.perf_counter(), call.method, call.path, answer.status, call.body, files))
        return answer

    def _ordered(self, call: Call) -> Answer | None:
        fault = self.faults.strike(call.method, call.path)
        if fault is None:
            return None
        if fault.status == TOO_MANY_REQUESTS:
            return Answer(fault.status, *refusal(fault.retry_after, everywhere=fault.everywhere))
        return Answer(fault.status, {"message": "ordered by the test", "code": fault.code})


class FakeDiscord(LoopbackDiscord):
    """A Discord with one server of one channel, `general`, and whoever a test adds.

    Open it with `async with`; then `patch` points clients of this process at it, and `child_command` those of another.
    """

    server_class = DisturbedServer
    _server: DisturbedServer

    def __init__(
        self,
        *,
        approved_intents: Intent = Intent.NONE,
        deadlines: Deadlines = DEADLINES,
        buckets: Sequence[Bucket] = BUCKETS,
    ) -> None:
        super().__init__(
            token=TOKEN,
            clock=utc_now,
            approved_intents=approved_intents,
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

    @asynccontextmanager
    async def hosting(self, client: discord.Client, *, sessions: int = 1) -> AsyncIterator[None]:
        """Have a client of this process here for as long as the block runs."""
        running = asyncio.create_task(client.start(TOKEN))
        try:
            await self.gateway.connected(sessions=sessions)
            await client.wait_until_ready()
            yield
        finally:
            await client.close()
            await running

    def child_command(self, module: str, *arguments: str) -> list[str]:
        """Give the command that runs `module` in another process, from the repository's root, with its client here."""
        seams = [self.rest_url, self.gateway.url]
        return [sys.executable, "-m", "tests.fakediscord.child", *seams, module, *arguments]

    @property
    def general(self) -> Channel:
        """The first channel of the first server."""
        return next(iter(self.world.guilds.values())).channels[0]

    def user(self, name: str, *, locale: str = "en-US") -> User:
        """Let a person join."""
        return self.world.add_user(name, locale=locale)

    def direct(self, user: User) -> Channel:
        """Give the direct messages between the bot and `user`."""
        return self.world.direct_channel(user)

    async def join_guild(self, name: str) -> Guild:
        """Let someone invite the bot to a new server."""
        return await self.enter(self.world.add_guild(name))

    async def remove_from_guild(self, guild: Guild) -> None:
        """Let someone remove the bot from a server."""
        self.world.remove_guild(guild)
        await self._tell(Event("GUILD_DELETE", {"id": guild.id}, Intent.GUILDS))

    async def permit(self, channel: Channel, permissions: Permission) -> None:
        """Let the bot do exactly this in `channel`."""
        channel.app_permissions = permissions
        if channel.guild is not None:
            await self._tell(Event("CHANNEL_UPDATE", channel.payload(), Intent.GUILDS))

    async def slash(
        self,
        path: str,
        options: Options | None = None,
        *,
        user: User,
        channel: Channel | None = None,
        permissions: Permission = EVERYONE,
    ) -> Interaction:
        """Let `user` send a command, as `sources add`, where its options are as strict as in the client."""
        body = self.commands.fill_in(path, options or {})
        return await self.command(body, Caller(user, channel or self.general, permissions))

    async def autocomplete(
        self, path: str, options: Options, focused: str, *, user: User, channel: Channel | None = None
    ) -> list[Choice]:
        """Let `user` type in the option `focused`, and give what is suggested."""
        body = self.commands.fill_in(path, options, focused=focused)
        return await self.suggestions(body, Caller(user, channel or self.general))

    async def context_menu(
        self, name: str, message: Message, *, user: User, permissions: Permission = EVERYONE
    ) -> Interaction:
        """Let `user` choose an app's command for `message`."""
        return await self.command(self.commands.aim(name, message), Caller(user, message.channel, permissions))

    async def click(
        self, message: Message, label: str, *, user: User, permissions: Permission = EVERYONE
    ) -> Interaction:
        """Let `user` press the button that bears `label`."""
        caller = Caller(user, message.channel, permissions)
        return await self._use(message, pressable_button(message.components, label), caller)

    async def choose(
        self, message: Message, choices: Sequence[str], *, user: User, placeholder: str | None = None
    ) -> Interaction:
        """Let `user` choose by labels or values in the only select, or in the one with `placeholder`."""
        select = open_select(message.components, placeholder)
        return await self._use(message, select, Caller(user, message.channel), chosen_values(select, choices))

    async def reply_to(self, message: Message, *, within: float = PATIENCE) -> Message:
        """Wait for the bot's reply to `message`."""
        return await self.bell.until(
            lambda: self.messages.reply_to(message), what=f"a reply to {message.content!r}", within=within
        )

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

    def fail(self, method: str, pattern: str, status: int, *, times: int = 1, code: int = 0) -> None:
        """Answer the next `times` requests where `pattern` is in the path with a bare `status`; `*` is any method."""
        self._server.faults.order(Fault(method, pattern, status, times, code))

    def limit(self, method: str, pattern: str, *, retry_after: float, everywhere: bool = False) -> None:
        """Answer the next such request with 429."""
        fault = Fault(method, pattern, 429, 1, retry_after=retry_after, everywhere=everywhere)
        self._server.faults.order(fault)
