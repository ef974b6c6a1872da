"""The page of the preview: what it shows, and what is done from it. Everything runs in the Discord on loopback.

Other pages of the same browser must not act here: what names another host, or comes from another page, is refused.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from http import HTTPStatus
from importlib.resources import files
from typing import Final

from aiohttp import WSMsgType, web

from bot.preview.loopback.commands import OptionKind, OptionValue
from bot.preview.loopback.components import NotOffered
from bot.preview.loopback.discord import LoopbackDiscord
from bot.preview.loopback.errors import ApiError
from bot.preview.loopback.interactions import DEADLINES, CallbackKind, Caller, Interaction
from bot.preview.loopback.wire import Payload, Upload
from bot.preview.loopback.world import Channel
from bot.preview.scene import Person, Scene
from bot.preview.seen import seen

PAGE: Final = "/page"
_STATIC: Final = files("bot.preview") / "static"
_TYPES: Final = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
_POLICY: Final = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"
_NAMED: Final = {OptionKind.USER, OptionKind.CHANNEL, OptionKind.ROLE, OptionKind.MENTIONABLE}
_SETTLE_SECONDS: Final = 0.05
"""What comes together is shown together."""
_LOOK_SECONDS: Final = 5.0
"""That somebody stopped typing rings no bell."""
_LATE_SECONDS: Final = 0.3
"""Beyond Discord's deadline, for the way."""

Act = Callable[["Request"], Awaitable[Payload]]


@dataclass(frozen=True)
class Request:
    """What somebody did on the page: who, where, and the fields and files of the form."""

    person: Person
    channel: Channel
    fields: Payload
    uploads: Mapping[str, Sequence[Upload]]

    @property
    def caller(self) -> Caller:
        """The person, as interactions name them."""
        return Caller(self.person.user, self.channel, self.person.permissions)


class Page:
    """Adds its routes to the Discord's application; `ahead` is how far the bot's clock is ahead of Discord's."""

    def __init__(self, discord: LoopbackDiscord, scene: Scene, *, ahead: timedelta) -> None:
        self._discord = discord
        self._scene = scene
        self._ahead = ahead
        self._asked: dict[str, Interaction] = {}
        """The interactions that showed a form, by id."""
        router = discord.application.router
        router.add_get("/", self._static)
        router.add_get(PAGE + "/news", self._news)
        router.add_get(PAGE + "/{name:[a-z]+[.](js|css)}", self._static)
        acts = {
            "say": self._say,
            "command": self._command,
            "suggest": self._suggest,
            "menu": self._menu,
            "use": self._use,
            "submit": self._submit,
            "dismiss": self._dismiss,
            "direct": self._direct,
        }
        for name, act in acts.items():
            router.add_post(f"{PAGE}/{name}", self._handler(act))
        discord.application.middlewares.append(self._guarded)

    @web.middleware
    async def _guarded(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Refuse what another page, or another name for this machine, sends."""
        origin = request.headers.get("Origin", self._discord.address)
        if f"http://{request.host}" != self._discord.address or origin != self._discord.address:
            return web.Response(status=HTTPStatus.FORBIDDEN, text=f"This page is at {self._discord.address}/ alone.")
        return await handler(request)

    async def _static(self, request: web.Request) -> web.Response:
        name = request.match_info.get("name", "index.html")
        part = _STATIC / name
        if not part.is_file():
            raise web.HTTPNotFound
        headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        kind = _TYPES[name[name.rindex(".") :]]
        return web.Response(text=part.read_text(encoding="utf-8"), content_type=kind, headers=headers)

    async def _news(self, request: web.Request) -> web.WebSocketResponse:
        """Send what the person sees, whenever it changed, until they look elsewhere."""
        person = self._scene.people.get(request.query.get("you", ""))
        channel = self._discord.world.channels.get(request.query.get("channel", ""), self._scene.guild.channels[0])
        socket = web.WebSocketResponse(heartbeat=30.0)
        await socket.prepare(request)
        telling = asyncio.create_task(self._tell(socket, person or next(iter(self._scene.people.values())), channel))
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
        telling.cancel()
        await asyncio.wait([telling])
        return socket

    async def _tell(self, socket: web.WebSocketResponse, person: Person, channel: Channel) -> None:
        told = None
        with suppress(ConnectionError):
            while True:
                rings = self._discord.bell.rings
                shown = seen(self._discord, self._scene, person, channel, self._ahead)
                if shown != told:
                    await socket.send_json(shown)
                    told = shown
                await self._discord.bell.ringing(rings, within=_LOOK_SECONDS)
                await asyncio.sleep(_SETTLE_SECONDS)

    def _handler(self, act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            try:
                return web.json_response(await act(await self._read(request)))
            except (NotOffered, ApiError) as refusal:
                return web.json_response({"refused": str(refusal)})

        return handle

    async def _read(self, request: web.Request) -> Request:
        form, uploads = {}, dict[str, list[Upload]]()
        for name, part in (await request.post()).items():
            if isinstance(part, web.FileField):
                uploads.setdefault(name, []).append(Upload(part.filename, part.file.read()))
            else:
                form[name] = str(part)
        person = self._scene.people[form["you"]]
        person = replace(person, user=replace(person.user, locale=form["locale"]))
        return Request(person, self._discord.world.channel(form["channel"]), json.loads(form["fields"]), uploads)

    async def _say(self, request: Request) -> Payload:
        """Write a message, as a reply if `reply_to` is given; `@sitrep` mentions the bot."""
        text = request.fields["text"].replace(f"@{self._discord.bot.name}", self._discord.bot.mention)
        answered = request.fields.get("reply_to")
        original = self._discord.messages.find(request.channel, answered) if answered else None
        uploads = request.uploads.get("files", [])
        await self._discord.message(request.channel, text, request.person.user, reply_to=original, uploads=uploads)
        return {}

    async def _command(self, request: Request) -> Payload:
        """Give a slash command."""
        path = request.fields["path"]
        body = self._discord.commands.fill_in(path, self._options(request))
        return await self._outcome(await self._discord.command(body, request.caller))

    async def _suggest(self, request: Request) -> Payload:
        """Give what autocompletion offers for the option that is typed in."""
        focused = request.fields["focused"]
        options = self._options(request, focused) | {focused: request.fields["options"].get(focused, "")}
        body = self._discord.commands.fill_in(request.fields["path"], options, focused=focused)
        choices = await self._discord.suggestions(body, request.caller)
        return {"choices": [choice._asdict() for choice in choices]}

    async def _menu(self, request: Request) -> Payload:
        """Choose an app's command for a message."""
        message = self._discord.messages.seen(request.fields["message"], request.person.user)
        body = self._discord.commands.aim(request.fields["name"], message)
        return await self._outcome(await self._discord.command(body, request.caller))

    async def _use(self, request: Request) -> Payload:
        """Press a button, or choose in a select."""
        message = self._discord.messages.seen(request.fields["message"], request.person.user)
        used = await self._discord.use(
            message, request.fields["custom_id"], request.fields.get("values"), request.caller
        )
        return await self._outcome(used)

    async def _submit(self, request: Request) -> Payload:
        """Send a form that was filled in."""
        asked = self._asked[request.fields["form"]]
        return await self._outcome(await self._discord.submit(asked, request.fields["entries"]))

    async def _dismiss(self, request: Request) -> Payload:
        """Take what one sees alone off the screen."""
        message = self._discord.messages.seen(request.fields["message"], request.person.user)
        if message.ephemeral:
            self._discord.messages.delete(message)
            self._discord.bell.ring()
        return {}

    async def _direct(self, request: Request) -> Payload:
        """Open the direct messages with the bot."""
        return {"channel": self._discord.world.direct_channel(self._scene.people[request.person.user.id].user).id}

    async def _outcome(self, interaction: Interaction) -> Payload:
        """Wait for the acknowledgement, and give the form that it shows, if it shows one."""
        try:
            kind = await interaction.acknowledgement(DEADLINES.acknowledge + _LATE_SECONDS)
        except TimeoutError:
            return {"refused": "The application did not respond."}
        if kind is not CallbackKind.MODAL:
            return {}
        form = await interaction.modal()
        self._asked[interaction.id] = interaction
        return {"form": interaction.id, "title": form.title, "components": list(form.components)}

    def _options(self, request: Request, focused: str | None = None) -> dict[str, OptionValue]:
        kinds = {
            option["name"]: OptionKind(option["type"])
            for option in self._discord.commands.leaf(request.fields["path"]).get("options", ())
        }
        typed = {name: value for name, value in request.fields["options"].items() if name != focused}
        chosen = {name: self._value(kinds[name], value) for name, value in typed.items()}
        return chosen | {name: uploads[0] for name, uploads in request.uploads.items()}

    def _value(self, kind: OptionKind, sent: str | float) -> OptionValue:
        """Give what the page sent as the option takes it: members, channels and roles come by their ids."""
        if kind not in _NAMED:
            return sent
        roles = {role.id: role for role in self._scene.guild.roles}
        things: dict[str, OptionValue] = {**self._discord.world.users, **self._discord.world.channels, **roles}
        return things[str(sent)]
