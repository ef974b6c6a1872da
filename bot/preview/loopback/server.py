"""The REST interface: which route does what, and what befalls every request on its way."""

import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from bot.preview.loopback.commands import Commands
from bot.preview.loopback.errors import (
    ApiError,
    Forbidden,
    HistoryNotReadable,
    MissingAccess,
    MissingPermissions,
    NotImitated,
    Unauthorized,
)
from bot.preview.loopback.gateway import Event, Gateway
from bot.preview.loopback.interactions import Interactions
from bot.preview.loopback.messages import Draft, Message, Messages, missing_permission
from bot.preview.loopback.rate_limits import VIA, RateLimits, refusal
from bot.preview.loopback.waiting import Bell
from bot.preview.loopback.wire import Body, Intent, Payload, Permission, Upload
from bot.preview.loopback.world import Channel, ChannelKind, World

API = "/api/v10"
GATEWAY = "/gateway"
FILES = "/attachments"
TOO_MANY_REQUESTS: Final = 429
_TOKENLESS = ("/interactions/", "/webhooks/")
_REQUEST_SIZE = 25 * 1024 * 1024
_PAGE = 50


@dataclass(frozen=True)
class Call:
    """A request, read."""

    method: str
    path: str
    names: Mapping[str, str]
    query: Mapping[str, str]
    authorization: str | None
    body: Body = None
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    @property
    def form(self) -> Payload:
        """The body, where it is an object."""
        return self.body if isinstance(self.body, dict) else {}

    @property
    def sequence(self) -> list[Payload]:
        """The body, where it is a list."""
        return self.body if isinstance(self.body, list) else []


@dataclass(frozen=True)
class Answer:
    """How a call is answered."""

    status: int
    payload: object = None
    headers: Mapping[str, str] = field(default_factory=dict)


Endpoint = Callable[[Call], object]
Handler = Callable[[web.Request], Awaitable[web.Response]]


class Server:
    """Answers requests out of the rooms it is given, and tells whoever waits."""

    def __init__(  # noqa: PLR0913 because it is where the rooms meet
        self,
        *,
        world: World,
        gateway: Gateway,
        messages: Messages,
        commands: Commands,
        interactions: Interactions,
        rate_limits: RateLimits,
        bell: Bell,
        token: str,
    ) -> None:
        self._world = world
        self._gateway = gateway
        self._messages = messages
        self._commands = commands
        self._interactions = interactions
        self._rate_limits = rate_limits
        self._bell = bell
        self._authorization = f"Bot {token}"

    def application(self) -> web.Application:
        """Give the routes."""
        application = web.Application(client_max_size=_REQUEST_SIZE)
        application.router.add_get(GATEWAY, self._gateway.serve)
        application.router.add_get(FILES + "/{attachment}/{name}", self._file)
        for route, endpoint in self._routes().items():
            method, path = route.split()
            application.router.add_route(method, API + path, self._handler(endpoint))
        application.router.add_route("*", API + "/{path:.*}", self._handler(_not_imitated))
        return application

    def _routes(self) -> dict[str, Endpoint]:
        return {
            "GET /users/@me": lambda _: self._world.bot.payload(),
            "GET /oauth2/applications/@me": lambda _: self._application_info(),
            "GET /gateway": lambda _: {"url": self._gateway.url},
            "GET /gateway/bot": lambda _: self._gateway_info(),
            "GET /guilds/{guild}/members/{user}": self._member,
            "POST /users/@me/channels": self._open_direct_channel,
            "GET /applications/{application}/commands": lambda _: self._commands.registered,
            "PUT /applications/{application}/commands": lambda call: self._commands.overwrite(call.sequence),
            "POST /interactions/{interaction}/{token}/callback": self._call_back,
            "POST /webhooks/{application}/{token}": self._follow_up,
            "PATCH /webhooks/{application}/{token}/messages/{message}": self._edit_answer,
            "GET /channels/{channel}": lambda call: self._visible(call).payload(),
            "POST /channels/{channel}/typing": self._type,
            "POST /channels/{channel}/threads": self._open_thread,
            "GET /channels/{channel}/messages": self._list_messages,
            "POST /channels/{channel}/messages": self._post,
            "GET /channels/{channel}/messages/{message}": lambda call: _read(self._message(call)),
            "PATCH /channels/{channel}/messages/{message}": self._edit,
            "POST /channels/{channel}/messages/{message}/threads": self._open_thread,
        }

    def _handler(self, endpoint: Endpoint) -> Handler:
        async def handle(request: web.Request) -> web.Response:
            call = await _read_call(request)
            answer = self.answer(call, endpoint)  # nothing waits in here
            self._bell.ring()
            return _response(answer)

        return handle

    def answer(self, call: Call, endpoint: Endpoint) -> Answer:
        """Answer one call: limits first, then who asks, then what is asked."""
        verdict = self._rate_limits.count(call.method, call.path, time.perf_counter())
        if verdict.wait is not None:
            payload, headers = refusal(verdict.wait, everywhere=verdict.everywhere)
            return Answer(TOO_MANY_REQUESTS, payload, {**verdict.headers, **headers})
        try:
            self._check_token(call)
            payload_or_none = endpoint(call)
        except ApiError as error:
            return Answer(error.status, error.payload(), verdict.headers)
        return Answer(204 if payload_or_none is None else 200, payload_or_none, verdict.headers)

    def _check_token(self, call: Call) -> None:
        if not call.path.startswith(_TOKENLESS) and call.authorization != self._authorization:
            raise Unauthorized

    def _application_info(self) -> Payload:
        return {
            "id": self._world.application_id,
            "name": self._world.bot.name,
            "icon": None,
            "description": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "00",
            "owner": self._world.owner.payload(),
            "team": None,
            "flags": 0,
            "summary": "",
            "bot": self._world.bot.payload(),
            "rpc_origins": [],
        }

    def _gateway_info(self) -> Payload:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {"url": self._gateway.url, "shards": 1, "session_start_limit": limit}

    def _member(self, call: Call) -> Payload:
        user = self._world.user(call.names["user"])
        return {"user": user.payload(), **user.membership()}

    def _open_direct_channel(self, call: Call) -> Payload:
        return self._world.direct_channel(self._world.user(str(call.form["recipient_id"]))).payload()

    def _call_back(self, call: Call) -> Payload | None:
        names = call.names
        response = self._interactions.acknowledge(names["interaction"], names["token"], call.form, call.uploads)
        return response if call.query.get("with_response", "").lower() in {"1", "true"} else None

    def _follow_up(self, call: Call) -> Payload:
        return self._interactions.follow_up(call.names["token"], call.form, call.uploads).payload()

    def _edit_answer(self, call: Call) -> Payload:
        names = call.names
        return self._interactions.edit(names["token"], names["message"], call.form, call.uploads).payload()

    def _type(self, call: Call) -> None:
        channel = self._visible(call)
        _demand(channel.speaking, channel)
        self._messages.typing[channel.id] = self._world.clock()

    def _list_messages(self, call: Call) -> list[Payload]:
        channel = self._visible(call)
        _demand(Permission.READ_MESSAGE_HISTORY, channel)
        after = int(call.query.get("after", 0))
        newest_first = [message for message in self._messages.of(channel) if int(message.id) > after][::-1]
        return [_read(message) for message in newest_first[: int(call.query.get("limit", _PAGE))]]

    def _post(self, call: Call) -> Payload:
        channel, draft = self._visible(call), Draft.parse(call.form)
        if missing_permission(call.uploads, channel):
            raise MissingPermissions
        if draft.reply_to and channel.guild and Permission.READ_MESSAGE_HISTORY not in channel.app_permissions:
            raise HistoryNotReadable
        return self._messages.post(draft, author=self._world.bot, channel=channel, uploads=call.uploads).payload()

    def _edit(self, call: Call) -> Payload:
        message = self._message(call)
        if message.author != self._world.bot:
            raise Forbidden
        return self._messages.edit(message, call.form, call.uploads).payload()

    def _open_thread(self, call: Call) -> Payload:
        channel = self._visible(call)
        is_forum = channel.kind is ChannelKind.FORUM
        _demand(Permission.SEND_MESSAGES if is_forum else Permission.CREATE_PUBLIC_THREADS, channel)
        message_id = self._message(call).id if "message" in call.names else None
        opened = self._world.add_thread(channel, call.form["name"], id=message_id)
        thread = opened.payload()
        created = Event("THREAD_CREATE", {**thread, "newly_created": True}, Intent.GUILDS)
        self._gateway.emit(created)
        if is_forum:
            draft = Draft.parse(call.form["message"])
            first = self._messages.post(draft, author=self._world.bot, channel=opened, id=opened.id)
            return {**thread, "message": first.payload()}
        return thread

    def _visible(self, call: Call) -> Channel:
        channel = self._world.channel(call.names["channel"])
        if channel.guild is not None and Permission.VIEW_CHANNEL not in channel.app_permissions:
            raise MissingAccess
        return channel

    def _message(self, call: Call) -> Message:
        return self._messages.find(self._visible(call), call.names["message"])

    async def _file(self, request: web.Request) -> web.Response:
        attachment = self._messages.attachment(request.match_info["attachment"])
        return web.Response(status=404) if attachment is None else web.Response(body=attachment.content)


def _not_imitated(_: Call) -> None:
    raise NotImitated


def _read(message: Message) -> Payload:
    """Give `message` as a bot without the MESSAGE_CONTENT intent reads it."""
    return message.censored() or message.payload()


def _demand(permission: Permission, channel: Channel) -> None:
    if channel.guild is not None and permission not in channel.app_permissions:
        raise MissingPermissions


async def _read_call(request: web.Request) -> Call:
    body, uploads = await _read_body(request)
    return Call(
        method=request.method,
        path=request.path.removeprefix(API),
        names=dict(request.match_info),
        query=dict(request.query),
        authorization=request.headers.get("Authorization"),
        body=body,
        uploads=uploads,
    )


async def _read_body(request: web.Request) -> tuple[Body, dict[str, Upload]]:
    if not request.content_type.startswith("multipart/"):
        text = await request.text()
        return json.loads(text) if text else None, {}
    body: Body = None
    uploads: dict[str, Upload] = {}
    form = await request.post()
    for name, part in form.items():
        if isinstance(part, web.FileField):
            uploads[name.removeprefix("files[").removesuffix("]")] = Upload(part.filename, part.file.read())
        else:
            body = json.loads(str(part))
    return body, uploads


def _response(answer: Answer) -> web.Response:
    headers = {**VIA, **answer.headers}
    if answer.payload is None:
        return web.Response(status=answer.status, headers=headers)
    # The client compares the type to exactly this; aiohttp would add a charset.
    headers["Content-Type"] = "application/json"
    return web.Response(body=json.dumps(answer.payload).encode(), status=answer.status, headers=headers)
