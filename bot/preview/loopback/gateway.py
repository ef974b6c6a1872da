"""The gateway: sessions over websockets, their events, and what is replayed after a cut.

Every event of a session is kept, in order; a connection is sent them from where its client says it stopped.
So a live connection and a resumed one are the same loop, and nothing is lost between them.
"""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum

from aiohttp import WSMsgType, web

from bot.preview.loopback.waiting import PATIENCE, Bell
from bot.preview.loopback.wire import Intent, Payload
from bot.preview.loopback.world import World

PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT
_HEARTBEAT_MS = 41_250
_ECHO_SECONDS = (
    0.02  # the client notes that it sent a beat after it sent it: an echo at once seems to be the last one's
)
_GOODBYE_SECONDS = 1.0  # for a client that was stopped and will not answer a close


class Op(IntEnum):
    """What a frame is."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    RESUME = 6
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class CloseCode(IntEnum):
    """Why a socket was closed."""

    UNKNOWN_ERROR = 4000
    AUTHENTICATION_FAILED = 4004
    DISALLOWED_INTENTS = 4014


@dataclass(frozen=True)
class Event:
    """Something that happened, for the sessions that asked for it."""

    name: str
    payload: Payload
    needs: Intent = Intent.NONE
    censored: Payload | None = None  # what those without MESSAGE_CONTENT get instead


class Connection:
    """One websocket, which compresses as its client asked."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self._request = request
        self._compressor = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None

    async def send(self, op: Op, payload: object) -> None:
        """Send a frame that is no event."""
        await self.send_frame({"op": op, "d": payload, "s": None, "t": None})

    async def send_frame(self, frame: Payload) -> None:
        """Send a frame, compressed if that was asked for."""
        text = json.dumps(frame)
        if self._compressor is None:
            await self.socket.send_str(text)
        else:
            compressed = self._compressor.compress(text.encode()) + self._compressor.flush(zlib.Z_SYNC_FLUSH)
            await self.socket.send_bytes(compressed)

    def abort(self) -> None:
        """Cut the line: no close frame, no goodbye."""
        if self._request.transport is not None:
            self._request.transport.abort()


@dataclass(eq=False)
class Session:
    """What one IDENTIFY began: its events so far, and the connection they go to."""

    id: str
    shard: Sequence[int]
    """Its number, and how many there are."""
    intents: Intent
    bell: Bell
    frames: list[Payload] = field(default_factory=list)
    sent: int = 0
    connection: Connection | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _pump: asyncio.Task[None] | None = None

    def dispatch(self, name: str, payload: Payload) -> None:
        """Note an event, to be sent in its turn."""
        self.frames.append({"op": Op.DISPATCH, "t": name, "s": len(self.frames) + 1, "d": payload})
        self._news.set()

    def attach(self, connection: Connection, *, seen: int) -> None:
        """Send `connection` every event after the first `seen`, from now on."""
        if self._pump is not None:
            self._pump.cancel()
        self.connection, self.sent = connection, seen
        self._pump = asyncio.create_task(self._send_on(connection))

    async def detach(self) -> None:
        """Forget the connection; events wait for the next."""
        self.connection, pump, self._pump = None, self._pump, None
        if pump is not None:
            pump.cancel()
            await asyncio.gather(pump, return_exceptions=True)

    def asked_for(self, event: Event) -> bool:
        """Tell whether the event is for this session."""
        return event.needs in self.intents

    async def _send_on(self, connection: Connection) -> None:
        while True:
            while self.sent < len(self.frames):
                await connection.send_frame(self.frames[self.sent])
                self.sent += 1
                self.bell.ring()
            self._news.clear()
            await self._news.wait()


class Gateway:
    """Every session, and the ways in which a gateway disturbs them."""

    def __init__(self, world: World, bell: Bell, *, token: str, approved: Intent) -> None:
        self._world = world
        self._bell = bell
        self._token = token
        self._approved = approved
        self._open = asyncio.Event()
        self._open.set()
        self._connections: set[Connection] = set()
        self.sessions: dict[str, Session] = {}
        self.url = ""
        self.identifies = 0
        self.resumes = 0

    def emit(self, event: Event) -> None:
        """Tell every session that asked for it, now or when it resumes."""
        for session in self.sessions.values():
            if session.asked_for(event):
                uncensored = event.censored is None or Intent.MESSAGE_CONTENT in session.intents
                session.dispatch(event.name, event.payload if uncensored else event.censored or {})

    async def connected(self, *, sessions: int = 1, within: float = PATIENCE) -> None:
        """Wait for so many live sessions that were told of everything."""
        await self._bell.until(
            lambda: (
                sum(each.connection is not None and each.sent >= len(each.frames) for each in self.sessions.values())
                >= sessions
                or None
            ),
            what=f"a connection of {sessions} session(s)",
            within=within,
        )

    async def disconnected(self, *, within: float = PATIENCE) -> None:
        """Wait until nobody is connected, as before a bot is started anew."""
        await self._bell.until(lambda: not self._connections or None, what="the end of every connection", within=within)

    async def delivered(self) -> None:
        """Wait until every event so far is on the wire, except for who is not connected."""
        due = {name: len(session.frames) for name, session in self.sessions.items()}
        await self._bell.until(
            lambda: (
                all(each.connection is None or each.sent >= due.get(name, 0) for name, each in self.sessions.items())
                or None
            ),
            what="the delivery of every event",
            within=PATIENCE,
        )

    async def cut(self) -> None:
        """Break every connection off without a word; their clients will want to resume."""
        for connection in list(self._connections):
            connection.abort()
        await self.disconnected()

    @asynccontextmanager
    async def outage(self) -> AsyncIterator[None]:
        """Cut every connection, and let nobody in until the block ends; what happens meanwhile is replayed."""
        self._open.clear()
        await self.cut()
        try:
            yield
        finally:
            self._open.set()

    async def close(self, code: int = CloseCode.UNKNOWN_ERROR) -> None:
        """Close every connection."""
        for connection in list(self._connections):
            await connection.socket.close(code=code)

    async def shut(self) -> None:
        """End every session for good."""
        self._open.set()
        await self.close(1001)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one websocket until it ends."""
        await self._open.wait()
        socket = web.WebSocketResponse(compress=False, timeout=_GOODBYE_SECONDS)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self._connections.add(connection)
        try:
            await connection.send(Op.HELLO, {"heartbeat_interval": _HEARTBEAT_MS})
            while (message := await socket.receive()).type is WSMsgType.TEXT:
                await self._receive(connection, json.loads(message.data))
        except ConnectionResetError:
            pass  # as after `cut`: the client comes back
        finally:
            await self._forget(connection)
        return socket

    async def _receive(self, connection: Connection, frame: Payload) -> None:
        match frame["op"]:
            case Op.HEARTBEAT:
                await asyncio.sleep(_ECHO_SECONDS)
                await connection.send(Op.HEARTBEAT_ACK, None)
            case Op.IDENTIFY:
                await self._identify(connection, frame["d"])
            case Op.RESUME:
                await self._resume(connection, frame["d"])

    async def _identify(self, connection: Connection, identity: Payload) -> None:
        intents = Intent(identity["intents"])
        if identity["token"] != self._token:
            await connection.socket.close(code=CloseCode.AUTHENTICATION_FAILED)
        elif intents & PRIVILEGED & ~self._approved:
            await connection.socket.close(code=CloseCode.DISALLOWED_INTENTS)
        else:
            self.identifies += 1
            session = Session(self._world.snowflake(), identity.get("shard", (0, 1)), intents, self._bell)
            self.sessions[session.id] = session
            self._welcome(session)
            session.attach(connection, seen=0)

    def _welcome(self, session: Session) -> None:
        greetings = [
            Event("GUILD_CREATE", {**guild.payload(), "unavailable": False}, Intent.GUILDS)
            for guild in self._world.guilds.values()
        ]
        greetings = [greeting for greeting in greetings if session.asked_for(greeting)]
        session.dispatch("READY", self._ready(session, greetings))
        for greeting in greetings:
            session.dispatch(greeting.name, greeting.payload)

    def _ready(self, session: Session, greetings: list[Event]) -> Payload:
        return {
            "v": 10,
            "user": self._world.bot.payload(),
            "guilds": [{"id": greeting.payload["id"], "unavailable": True} for greeting in greetings],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "application": {"id": self._world.application_id, "flags": 0},
        }

    async def _resume(self, connection: Connection, past: Payload) -> None:
        session = self.sessions.get(past["session_id"])
        if session is None or past["token"] != self._token:
            await connection.send(Op.INVALID_SESSION, payload=False)
            return
        self.resumes += 1
        session.attach(connection, seen=past["seq"])
        session.dispatch("RESUMED", {})

    async def _forget(self, connection: Connection) -> None:
        self._connections.discard(connection)
        for session in self.sessions.values():
            if session.connection is connection:
                await session.detach()
        self._bell.ring()
