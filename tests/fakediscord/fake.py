"""A Discord on loopback: what people do in it, what the bot answers, and how a test disturbs it."""

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import pytest
from aiohttp import web

from tests.fakediscord.commands import Commands, Options
from tests.fakediscord.components import chosen_values, open_select, pressable_button
from tests.fakediscord.faults import Fault
from tests.fakediscord.gateway import Event, Gateway
from tests.fakediscord.interactions import (
    DEADLINES,
    Caller,
    Choice,
    Deadlines,
    Interaction,
    InteractionKind,
    Interactions,
)
from tests.fakediscord.messages import Draft, Message, Messages
from tests.fakediscord.modals import Entries, filled_in
from tests.fakediscord.rate_limits import BUCKETS, Bucket, RateLimits
from tests.fakediscord.record import Request, unsafe_bodies
from tests.fakediscord.seams import client_addresses
from tests.fakediscord.server import API, FILES, GATEWAY, Server
from tests.fakediscord.waiting import Bell
from tests.fakediscord.wire import Intent, Payload, Permission, Upload
from tests.fakediscord.world import EVERYONE, Channel, Guild, User, World
from tests.processes import PATIENCE

TOKEN = "fake.bot.token"  # noqa: S105 because it opens nothing
_LOOPBACK = "127.0.0.1"
_HEARTBEAT_SECONDS = 41.25


class FakeDiscord:
    """A Discord with one server of one channel, `general`, and whoever a test adds.

    Open it with `async with`; then `patch` points clients of this process at it, and `child_command` those of another.
    """

    def __init__(
        self,
        *,
        shards: int = 1,
        approved_intents: Intent = Intent.NONE,
        heartbeat_seconds: float = _HEARTBEAT_SECONDS,
        deadlines: Deadlines = DEADLINES,
        buckets: Sequence[Bucket] = BUCKETS,
    ) -> None:
        self._bell = Bell()
        self.world = World(shards=shards)
        self.gateway = Gateway(
            self.world,
            self._bell,
            token=TOKEN,
            heartbeat_seconds=heartbeat_seconds,
            approved=approved_intents,
        )
        self.messages = Messages(self.world, self.gateway)
        self.commands = Commands(self.world, self.messages)
        self.interactions = Interactions(self.world, self.messages, self.gateway, self._bell, deadlines)
        self._server = Server(
            world=self.world,
            gateway=self.gateway,
            messages=self.messages,
            commands=self.commands,
            interactions=self.interactions,
            rate_limits=RateLimits(buckets),
            bell=self._bell,
            token=TOKEN,
        )
        self._runner = web.AppRunner(self._server.application(), shutdown_timeout=1.0)
        self.guild = self.world.add_guild("Newsroom")
        self.general = self.guild.channels[0]
        self.rest_url = ""

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, _LOOPBACK, 0).start()
        port = self._runner.addresses[0][1]
        self.rest_url = f"http://{_LOOPBACK}:{port}{API}"
        self.messages.files_url = f"http://{_LOOPBACK}:{port}{FILES}"
        self.gateway.url = f"ws://{_LOOPBACK}:{port}{GATEWAY}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.gateway.shut()
        await self._runner.cleanup()
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
    def bot(self) -> User:
        return self.world.bot

    @property
    def requests(self) -> list[Request]:
        """Everything that was asked, and how it was answered."""
        return self._server.requests

    def unsafe_bodies(self) -> list[Request]:
        """Give the requests that wrote a message without forbidding every mention."""
        return unsafe_bodies(self.requests)

    async def request(self, method: str, path_end: str, *, within: float = PATIENCE) -> Request:
        """Wait for the first request whose path ends so."""
        return await self._bell.until(
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

    def user(self, name: str, *, locale: str = "en-US") -> User:
        """Let a person join."""
        return self.world.add_user(name, locale=locale)

    def direct(self, user: User) -> Channel:
        """Give the direct messages between the bot and `user`."""
        return self.world.direct_channel(user)

    async def join_guild(self, name: str, *, shard: int = 0) -> Guild:
        """Let someone invite the bot to a new server."""
        guild = self.world.add_guild(name, shard=shard)
        await self._tell(Event("GUILD_CREATE", guild.payload(), guild, Intent.GUILDS))
        return guild

    async def remove_from_guild(self, guild: Guild) -> None:
        """Let someone remove the bot from a server."""
        self.world.remove_guild(guild)
        await self._tell(Event("GUILD_DELETE", {"id": guild.id}, guild, Intent.GUILDS))

    async def permit(self, channel: Channel, permissions: Permission) -> None:
        """Let the bot do exactly this in `channel`."""
        channel.app_permissions = permissions
        if channel.guild is not None:
            await self._tell(Event("CHANNEL_UPDATE", channel.payload(), channel.guild, Intent.GUILDS))

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
        return await self._act(InteractionKind.COMMAND, body, Caller(user, channel or self.general, permissions))

    async def autocomplete(
        self, path: str, options: Options, focused: str, *, user: User, channel: Channel | None = None
    ) -> list[Choice]:
        """Let `user` type in the option `focused`, and give what is suggested."""
        body = self.commands.fill_in(path, options, focused=focused)
        interaction = await self._act(InteractionKind.AUTOCOMPLETE, body, Caller(user, channel or self.general))
        return await interaction.suggestions()

    async def context_menu(
        self, name: str, message: Message, *, user: User, permissions: Permission = EVERYONE
    ) -> Interaction:
        """Let `user` choose an app's command for `message`."""
        caller = Caller(user, message.channel, permissions)
        return await self._act(InteractionKind.COMMAND, self.commands.aim(name, message), caller)

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
        chosen = {"values": chosen_values(select, choices)}
        return await self._use(message, select, Caller(user, message.channel), chosen)

    async def submit(self, interaction: Interaction, entries: Entries) -> Interaction:
        """Let whoever was shown the modal of `interaction` fill it in, by its labels, and send it."""
        body = filled_in(await interaction.modal(), entries, self.messages.attach)
        return await self._act(InteractionKind.MODAL, body, interaction.caller, source=interaction.source)

    async def message(
        self,
        channel: Channel,
        content: str,
        user: User,
        *,
        reply_to: Message | None = None,
        uploads: Sequence[Upload] = (),
    ) -> Message:
        """Let `user` write in `channel`; a reply mentions whom it replies to."""
        draft = Draft(content=content, reply_to=reply_to.id if reply_to else None)
        files = {str(number): upload for number, upload in enumerate(uploads)}
        message = self.messages.post(draft, author=user, channel=channel, uploads=files)
        await self.gateway.delivered()
        return message

    async def reply_to(self, message: Message, *, within: float = PATIENCE) -> Message:
        """Wait for the bot's reply to `message`."""
        return await self._bell.until(
            lambda: self.messages.reply_to(message), what=f"a reply to {message.content!r}", within=within
        )

    async def _use(
        self, message: Message, component: Payload, caller: Caller, chosen: Payload | None = None
    ) -> Interaction:
        body = {"custom_id": component["custom_id"], "component_type": component["type"], "id": component["id"]}
        return await self._act(InteractionKind.COMPONENT, {**body, **(chosen or {})}, caller, source=message)

    async def _act(
        self, kind: InteractionKind, body: Payload, caller: Caller, *, source: Message | None = None
    ) -> Interaction:
        interaction = self.interactions.begin(kind, body, caller, source=source)
        await self.gateway.delivered()
        return interaction

    async def _tell(self, event: Event) -> None:
        self.gateway.emit(event)
        await self.gateway.delivered()
