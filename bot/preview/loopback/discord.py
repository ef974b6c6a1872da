"""A Discord on loopback: what people do in it, and what the bot answers."""

from collections.abc import Sequence
from types import TracebackType
from typing import ClassVar, Final, Self

from aiohttp import web

from bot.preview.loopback.commands import Commands
from bot.preview.loopback.components import ComponentKind, chosen_values, usable
from bot.preview.loopback.gateway import Event, Gateway
from bot.preview.loopback.interactions import (
    DEADLINES,
    Caller,
    Choice,
    Deadlines,
    Interaction,
    InteractionKind,
    Interactions,
)
from bot.preview.loopback.messages import Draft, Message, Messages
from bot.preview.loopback.modals import Entries, filled_in
from bot.preview.loopback.rate_limits import BUCKETS, Bucket, RateLimits
from bot.preview.loopback.server import API, FILES, GATEWAY, Server
from bot.preview.loopback.waiting import Bell
from bot.preview.loopback.wire import Intent, Payload, Upload
from bot.preview.loopback.world import Channel, Guild, User, World
from ingest import Clock

LOOPBACK: Final = "127.0.0.1"


class LoopbackDiscord:
    """A Discord without a server, and whoever is added to it. Open it with `async with`, then point the client at it.

    Only who knows `token` is let in; `port` is a free one if it is 0. Other routes are added to `application` before
    it is opened.
    """

    server_class: ClassVar[type[Server]] = Server

    def __init__(  # noqa: PLR0913 because two Discords may differ in these
        self,
        *,
        token: str,
        clock: Clock,
        port: int = 0,
        approved_intents: Intent = Intent.NONE,
        deadlines: Deadlines = DEADLINES,
        buckets: Sequence[Bucket] = BUCKETS,
    ) -> None:
        self._port = port
        self.bell = Bell()
        self.world = World(clock=clock)
        self.gateway = Gateway(self.world, self.bell, token=token, approved=approved_intents)
        self.messages = Messages(self.world, self.gateway)
        self.commands = Commands(self.world, self.messages)
        self.interactions = Interactions(self.world, self.messages, self.gateway, self.bell, deadlines)
        self._server = self.server_class(
            world=self.world,
            gateway=self.gateway,
            messages=self.messages,
            commands=self.commands,
            interactions=self.interactions,
            rate_limits=RateLimits(clock, buckets),
            bell=self.bell,
            token=token,
        )
        self.application = self._server.application()
        self._runner = web.AppRunner(self.application, shutdown_timeout=1.0, access_log=None)
        self.address = ""
        self.rest_url = ""

    async def __aenter__(self) -> Self:
        """Listen; raises `OSError` if the port is taken."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, LOOPBACK, self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        host = f"{LOOPBACK}:{self._runner.addresses[0][1]}"
        self.address = f"http://{host}"
        self.rest_url = self.address + API
        self.messages.files_url = self.address + FILES
        self.gateway.url = f"ws://{host}{GATEWAY}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Hang up on everybody."""
        await self.gateway.shut()
        await self._runner.cleanup()

    @property
    def bot(self) -> User:
        """The bot's own user."""
        return self.world.bot

    async def enter(self, guild: Guild) -> Guild:
        """Let someone invite the bot to `guild`."""
        self.world.guilds[guild.id] = guild
        await self._tell(Event("GUILD_CREATE", guild.payload(), Intent.GUILDS))
        return guild

    async def command(self, body: Payload, caller: Caller) -> Interaction:
        """Let somebody give a command that is filled in."""
        return await self._act(InteractionKind.COMMAND, body, caller)

    async def suggestions(self, body: Payload, caller: Caller) -> list[Choice]:
        """Let somebody type in an option, and give what is suggested."""
        interaction = await self._act(InteractionKind.AUTOCOMPLETE, body, caller)
        return await interaction.suggestions()

    async def use(self, message: Message, custom_id: str, values: Sequence[str] | None, caller: Caller) -> Interaction:
        """Let somebody press a button, or choose `values` in a select, by its custom id."""
        component = usable(message.components, custom_id)
        chosen = None if values is None else chosen_values(component, values)
        return await self._use(message, component, caller, chosen)

    async def submit(self, interaction: Interaction, entries: Entries) -> Interaction:
        """Let whoever was shown the modal of `interaction` fill it in, by its labels, and send it."""
        body = filled_in(await interaction.modal(), entries, self.world.resolved)
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

    async def _use(
        self, message: Message, component: Payload, caller: Caller, chosen: Sequence[str] | None = None
    ) -> Interaction:
        body = {"custom_id": component["custom_id"], "component_type": component["type"], "id": component["id"]}
        if chosen is not None:
            body["values"] = list(chosen)
            if component["type"] != ComponentKind.STRING_SELECT:
                body["resolved"] = self.world.resolved(chosen)
        return await self._act(InteractionKind.COMPONENT, body, caller, source=message)

    async def _act(
        self, kind: InteractionKind, body: Payload, caller: Caller, *, source: Message | None = None
    ) -> Interaction:
        interaction = self.interactions.begin(kind, body, caller, source=source)
        await self.gateway.delivered()
        return interaction

    async def _tell(self, event: Event) -> None:
        self.gateway.emit(event)
        await self.gateway.delivered()
