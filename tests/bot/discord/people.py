"""People who use the bot in the Discord on loopback: whatever one does, the bot is done with it before they go on."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.client import SitrepBot
from bot.preview.loopback.commands import OptionValue
from bot.preview.loopback.components import usable
from bot.preview.loopback.gateway import Event
from bot.preview.loopback.interactions import CallbackKind, Caller, Interaction, Modal
from bot.preview.loopback.wire import Intent, Permission, Upload
from bot.preview.loopback.world import EVERYONE, INVITED, Channel, Guild, Role, User
from tests.fakediscord import TOKEN, FakeDiscord, Message, NotOffered
from tests.fakediscord.offered import open_select
from tests.processes import PATIENCE

BUSY = ("discord.py: on_", "CommandTree-invoker", "discord-ui-")
"""How discord.py names the tasks in which it lets the bot answer."""
RESTS = 1.0
"""Seconds; who sleeps so long waits for time to pass, and is awakened when it does."""


@dataclass
class Done:
    """What came of one act."""

    interaction: Interaction

    @property
    def response(self) -> Message:
        """The answer: beside a message that stays as it is, the first that follows."""
        act = self.interaction
        is_beside = act.acknowledged_as is CallbackKind.DEFERRED_UPDATE and not act.answered
        shown = act.followups[0] if is_beside and act.followups else act.original
        assert shown, "nothing was answered"
        return shown

    @property
    def ephemeral(self) -> bool:
        return self.response.ephemeral

    @property
    def followups(self) -> list[Message]:
        return self.interaction.followups

    @property
    def form(self) -> Modal:
        assert self.interaction.shown, "no form was shown"
        return self.interaction.shown


@dataclass
class House:
    """A Discord with one bot in it."""

    discord: FakeDiscord
    client: SitrepBot
    granted: dict[tuple[str, str], bool] = field(default_factory=dict)
    """What administrators said of a command (its name) for a member (their id)."""
    _running: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Let the bot come."""
        self._running = asyncio.create_task(self.client.start(TOKEN))
        await self.discord.gateway.connected()
        await self.client.wait_until_ready()
        await self.settle()

    async def close(self) -> None:
        """Let the bot go."""
        await self.client.close()
        if self._running:
            await self._running
        await self.discord.gateway.disconnected()

    async def restart_bot(self, client: SitrepBot) -> None:
        """Let another process of the bot take its place."""
        await self.close()
        self.client = client
        await self.open()

    async def settle(self) -> None:
        """Wait until the bot has heard everything, and works on nothing, but for what waits for time to pass."""
        async with asyncio.timeout(PATIENCE):
            await self.discord.gateway.delivered()
            while True:
                if self._unheard():
                    await asyncio.sleep(0.001)
                elif busy := [task for task in _tasks() if not _sleep_of(task)]:
                    await asyncio.wait(busy, timeout=0.02)
                else:
                    return

    async def pass_time(self) -> None:
        """Let as much time pass as those who sleep wait for."""
        for future in filter(None, map(_sleep_of, _tasks())):
            if not future.done():
                future.set_result(None)
        await asyncio.sleep(0)
        await self.settle()

    def emit(self, name: str, payload: dict[str, Any]) -> None:
        """Let the bot be told what somebody did outside of it."""
        self.discord.gateway.emit(Event(name, payload, Intent.GUILDS))

    def _unheard(self) -> bool:
        """Tell whether the client has not read all that was sent to it."""
        sent = max((len(each.frames) for each in self.discord.gateway.sessions.values() if each.connection), default=0)
        (shard,) = self.client.shards.values()
        return (shard._parent.ws.sequence or 0) < sent  # noqa: SLF001 because discord.py tells nobody what it has read


@dataclass
class Place:
    """A channel, as who reads in it sees it."""

    house: House
    channel: Channel

    @property
    def id(self) -> str:
        return self.channel.id

    def history(self) -> list[Message]:
        """Give what everybody reads, oldest first."""
        return self.house.discord.messages.of(self.channel)

    @property
    def last_message(self) -> Message | None:
        return next(reversed(self.history()), None)


@dataclass
class Town:
    """A server that somebody furnishes."""

    house: House
    guild: Guild

    @property
    def id(self) -> str:
        return self.guild.id

    def create_text_channel(self, name: str, *, lacking: Permission = Permission.NONE) -> Place:
        """Open a channel in which the bot lacks some permissions."""
        channel = self.house.discord.world.add_channel(self.guild, name)
        channel.app_permissions = INVITED & ~lacking
        self.house.emit("CHANNEL_CREATE", channel.payload())
        return Place(self.house, channel)

    def create_role(self, name: str, *, permissions: Permission = Permission.NONE) -> Role:
        role = Role(self.house.discord.world.snowflake(), name, permissions)
        self.guild.roles.append(role)
        self.house.emit("GUILD_ROLE_CREATE", {"guild_id": self.guild.id, "role": role.payload()})
        return role

    def add_member(self, name: str, *, roles: Sequence[Role] = ()) -> "Person":
        user = self.house.discord.world.add_user(name, roles=roles)
        permissions = EVERYONE
        for role in roles:
            permissions |= role.permissions
        return Person(self.house, user, permissions)


@dataclass
class Person:
    """Somebody who may do what their roles let them."""

    house: House
    user: User
    permissions: Permission = EVERYONE

    @property
    def id(self) -> str:
        return self.user.id

    async def send(self, place: Place, text: str, *, reply_to: Message | None = None) -> Message:
        message = await self.house.discord.message(place.channel, text, self.user, reply_to=reply_to)
        await self.house.settle()
        return message

    async def send_dm(self, text: str) -> Message:
        return await self.send(Place(self.house, self.house.discord.direct(self.user)), text)

    async def slash(self, place: Place, path: str, /, **options: OptionValue | tuple[str, bytes] | Place) -> Done:
        """Give a command; files are tuples of name and content."""
        if path not in self.available_commands(place):
            raise NotOffered(f"{self.user.name} may not use /{path}")
        filled = {name: _option(value) for name, value in options.items()}
        discord_ = self.house.discord
        act = discord_.slash(path, filled, user=self.user, channel=place.channel, permissions=self.permissions)
        return await self._done(await act)

    async def autocomplete(
        self, place: Place, path: str, option: str, typed: str, /, **others: OptionValue
    ) -> list[dict[str, Any]]:
        """Type into an option, and give what is suggested."""
        body = self.house.discord.commands.fill_in(path, {**others, option: typed}, focused=option)
        offered = await self.house.discord.suggestions(body, Caller(self.user, place.channel, self.permissions))
        await self.house.settle()
        return [{"name": choice.name, "value": choice.value} for choice in offered]

    async def context_menu(self, name: str, message: Message) -> Done:
        act = self.house.discord.context_menu(name, message, user=self.user, permissions=self.permissions)
        return await self._done(await act)

    async def click(self, message: Message | None, *, label: str = "", custom_id: str = "") -> Done:
        assert message
        if custom_id:
            caller = Caller(self.user, message.channel, self.permissions)
            return await self._done(await self.house.discord.use(message, custom_id, None, caller))
        act = self.house.discord.click(message, label, user=self.user, permissions=self.permissions)
        return await self._done(await act)

    async def select(self, message: Message, values: Iterable[str | Place | Role], *, custom_id: str = "") -> Done:
        """Choose values, labels, channels or roles in a message's only select, or in the one of this custom id."""
        select = usable(message.components, custom_id) if custom_id else open_select(message.components, None)
        chosen = [value if isinstance(value, str) else value.id for value in values]
        caller = Caller(self.user, message.channel, self.permissions)
        return await self._done(await self.house.discord.use(message, select["custom_id"], chosen, caller))

    async def submit_modal(self, form: Done, entries: Mapping[str, Any]) -> Done:
        """Fill in a form by its fields' custom ids."""
        labels = {}
        for component in form.form.components:
            labels[component["component"]["custom_id"]] = component["label"]
        filled = {labels[name]: value for name, value in entries.items()}
        return await self._done(await self.house.discord.submit(form.interaction, filled))

    def available_commands(self, _: Place) -> set[str]:
        """Give the paths of the commands that Discord shows this person."""
        shown: set[str] = set()
        for command in self.house.discord.commands.registered:
            needed = command["default_member_permissions"]
            may = needed is None or int(needed) & self.permissions == int(needed)
            if self.house.granted.get((command["name"], self.id), may):
                shown.update(_paths(command))
        return shown

    async def _done(self, interaction: Interaction) -> Done:
        await self.house.settle()
        return Done(interaction)


def _tasks() -> list[asyncio.Task[Any]]:
    return [task for task in asyncio.all_tasks() if task.get_name().startswith(BUSY) and not task.done()]


def _sleep_of(task: asyncio.Task[Any]) -> asyncio.Future[None] | None:
    """Give what a task that sleeps long waits for."""
    inner: Any = task.get_coro()
    while awaited := getattr(inner, "cr_await", None):
        if getattr(awaited, "cr_code", None) is None:
            break
        inner = awaited
    frame = getattr(inner, "cr_frame", None)
    if frame is None or inner.cr_code is not asyncio.sleep.__code__ or frame.f_locals["delay"] < RESTS:
        return None
    future: asyncio.Future[None] | None = frame.f_locals.get("future")
    return future


def _paths(command: dict[str, Any], above: str = "") -> Iterator[str]:
    path = f"{above} {command['name']}".strip()
    inner = [option for option in command.get("options", ()) if option["type"] in {1, 2}]
    if not inner:
        yield path
    for option in inner:
        yield from _paths(option, path)


def _option(value: OptionValue | tuple[str, bytes] | Place) -> OptionValue:
    match value:
        case Place():
            return value.channel
        case tuple():
            return Upload(*value)
        case _:
            return value
