"""Messages: drafts that arrive, what becomes of them, and who is told."""

import mimetypes
import re
import struct
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.preview.loopback.components import buttons, numbered, shown_text
from bot.preview.loopback.errors import InvalidForm, UnknownMessage
from bot.preview.loopback.gateway import Event, Gateway
from bot.preview.loopback.limits import check_message
from bot.preview.loopback.wire import Intent, MessageFlag, Payload, Permission, Upload
from bot.preview.loopback.world import Channel, ChannelKind, User, World

_DEFAULT, _REPLY = 0, 19
_PNG = b"\x89PNG\r\n\x1a\n"
_MENTION = re.compile(r"<@!?(\d+)>")
_PING_EVERYONE = ("@everyone", "@here")
_SENDABLE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.EPHEMERAL | MessageFlag.COMPONENTS_V2
_NONCE_SECONDS = 180.0
_LASTING = MessageFlag.EPHEMERAL | MessageFlag.COMPONENTS_V2


@dataclass(frozen=True)
class Draft:
    """A message as its body asks for it."""

    content: str = ""
    components: Sequence[Payload] = ()
    flags: MessageFlag = MessageFlag.NONE
    allowed_mentions: Payload | None = None
    reply_to: str | None = None
    alt_texts: Mapping[str, str | None] = field(default_factory=dict)
    kept: frozenset[str] | None = None  # the attachments that stay; none said: all of them
    nonce: str | None = None  # said with `enforce_nonce`: whoever says it again within minutes posts nothing

    @classmethod
    def parse(cls, body: Payload) -> "Draft":
        """Read a message's body; the bot shows layouts, so that embeds are refused."""
        if body.get("embeds"):
            raise InvalidForm("embeds", "The Discord on loopback shows no embeds")
        return cls(
            nonce=str(body["nonce"]) if body.get("nonce") and body.get("enforce_nonce") else None,
            content=body.get("content") or "",
            components=body.get("components") or (),
            flags=MessageFlag(body.get("flags") or 0) & _SENDABLE,
            allowed_mentions=body.get("allowed_mentions"),
            reply_to=str(body["message_reference"]["message_id"]) if body.get("message_reference") else None,
            alt_texts={str(meta["id"]): meta.get("description") for meta in body.get("attachments") or ()},
            kept=frozenset(str(meta["id"]) for meta in body["attachments"] or ()) if "attachments" in body else None,
        )

    @classmethod
    def revise(cls, message: "Message", body: Payload) -> "Draft":
        """Give what `message` becomes; what `body` does not name stays, and some flags stay for ever."""
        before = {"content": message.content, "components": message.components}
        flags = MessageFlag(body["flags"] or 0) if body.get("flags") is not None else message.flags
        lasting = message.flags & _LASTING
        return cls.parse({**before, **body, "flags": int((flags & ~MessageFlag.EPHEMERAL) | lasting)})


@dataclass(frozen=True)
class Attachment:
    """A file of a message, at its address."""

    id: str
    name: str
    content: bytes
    url: str
    alt_text: str | None = None

    def payload(self) -> Payload:
        """Give the file as a message names it."""
        width, height = _size(self.content)
        return {
            "id": self.id,
            "filename": self.name,
            "size": len(self.content),
            "url": self.url,
            "proxy_url": self.url,
            "description": self.alt_text,
            "content_type": mimetypes.guess_type(self.name)[0],
            "width": width,
            "height": height,
            "flags": 0,
        }


@dataclass(eq=False)
class Message:
    """A message as its readers see it."""

    id: str
    channel: Channel
    author: User
    written: datetime
    content: str = ""
    components: list[Payload] = field(default_factory=list)
    flags: MessageFlag = MessageFlag.NONE
    attachments: list[Attachment] = field(default_factory=list)
    allowed_mentions: Payload | None = None
    mentions: list[User] = field(default_factory=list)
    rings_everyone: bool = False
    reference: "Message | None" = None
    answers: Payload = field(default_factory=dict)  # what its payload says of the interaction it answers
    edited: datetime | None = None
    deleted: bool = False

    @property
    def ephemeral(self) -> bool:
        """Whether one person alone sees it."""
        return MessageFlag.EPHEMERAL in self.flags

    @property
    def loading(self) -> bool:
        """Whether it says "thinking…" still."""
        return MessageFlag.LOADING in self.flags

    def is_for(self, user: User) -> bool:
        """Tell whether `user` sees it."""
        return not self.ephemeral or self.answers["interaction_metadata"]["user"]["id"] == user.id

    @property
    def text(self) -> str:
        """Everything there is to read: content, and text displays, a line each."""
        return "\n".join(line for line in [self.content, *shown_text(self.components)] if line)

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons that can be pressed."""
        return [button.get("label", "") for button in buttons(self.components) if not button.get("disabled")]

    def payload(self) -> Payload:
        """Give the message as its readers get it."""
        return {
            "id": self.id,
            "channel_id": self.channel.id,
            "author": self.author.payload(),
            "content": self.content,
            "timestamp": self.written.isoformat(),
            "edited_timestamp": self.edited.isoformat() if self.edited else None,
            "tts": False,
            "mention_everyone": self.rings_everyone,
            "mentions": [self._mentioned(user) for user in self.mentions],
            "mention_roles": [],
            "attachments": [attachment.payload() for attachment in self.attachments],
            "embeds": [],
            "components": self.components,
            "pinned": False,
            "type": _DEFAULT if self.reference is None else _REPLY,
            "flags": int(self.flags),
            **self._reply(),
            **self.answers,
        }

    def censored(self) -> Payload | None:
        """Give what the bot reads of it without the MESSAGE_CONTENT intent, if that is less."""
        bot = self.channel.guild.bot if self.channel.guild else None
        if bot is None or self.author == bot or bot in self.mentions:
            return None
        return {**self.payload(), "content": "", "components": [], "attachments": []}

    def _mentioned(self, user: User) -> Payload:
        return {**user.payload(), "member": user.membership()} if self.channel.guild else user.payload()

    def _reply(self) -> Payload:
        if self.reference is None:
            return {}
        reference = {"type": 0, "message_id": self.reference.id, "channel_id": self.reference.channel.id}
        if self.channel.guild:
            reference["guild_id"] = self.channel.guild.id
        referenced = None if self.reference.deleted else self.reference.censored() or self.reference.payload()
        return {"message_reference": reference, "referenced_message": referenced}


class Messages:
    """Posts, edits and deletes messages, and tells the gateway."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway
        self._messages: dict[str, Message] = {}
        self._attachments: dict[str, Attachment] = {}
        self._nonces: dict[tuple[str, str], tuple[float, Message]] = {}
        self.files_url = ""
        self.nonce_seconds = _NONCE_SECONDS
        self.typing: dict[str, datetime] = {}
        """Since when the bot types, by channel."""

    def of(self, channel: Channel) -> list[Message]:
        """Give what can be read in `channel`, oldest first."""
        return [message for message in self._messages.values() if message.channel is channel and _readable(message)]

    def seen_by(self, user: User, channel: Channel) -> list[Message]:
        """Give what `user` sees in `channel`, oldest first: what all read, and what is for them alone."""
        return [
            message
            for message in self._messages.values()
            if message.channel is channel and not message.deleted and message.is_for(user)
        ]

    def seen(self, message_id: str, user: User) -> Message:
        """Give a message that `user` sees; raises `UnknownMessage`."""
        message = self._messages.get(message_id)
        if message is None or message.deleted or not message.is_for(user):
            raise UnknownMessage
        return message

    def find(self, channel: Channel, message_id: str) -> Message:
        """Give a message that anybody may read; raises `UnknownMessage`."""
        message = self._messages.get(message_id)
        if message is None or message.channel is not channel or not _readable(message):
            raise UnknownMessage
        return message

    def reply_to(self, message: Message) -> Message | None:
        """Give the bot's reply to `message`, if there is one."""
        for reply in self.of(message.channel):
            if reply.reference is message and reply.author == self._world.bot:
                return reply
        return None

    def attachment(self, attachment_id: str) -> Attachment | None:
        """Give an attached file by its id."""
        return self._attachments.get(attachment_id)

    def attach(self, upload: Upload, alt_text: str | None = None) -> Attachment:
        """Take a file in."""
        attachment_id = self._world.snowflake()
        url = f"{self.files_url}/{attachment_id}/{upload.name}"
        self._attachments[attachment_id] = Attachment(attachment_id, upload.name, upload.content, url, alt_text)
        return self._attachments[attachment_id]

    def post(  # noqa: PLR0913 because a message has an author, a place, files and a number
        self,
        draft: Draft,
        *,
        author: User,
        channel: Channel,
        uploads: Mapping[str, Upload] | None = None,
        answers: Payload | None = None,
        id: str | None = None,  # noqa: A002 because a forum post's first message has its thread's id
    ) -> Message:
        """Post `draft`, whose files are numbered as its body numbers them."""
        if known := self._said(author, draft.nonce):
            return known
        check_message(draft, [upload.name for upload in (uploads or {}).values()])
        message = Message(id or self._world.snowflake(), channel, author, self._world.clock(), answers=answers or {})
        if draft.reply_to is not None:
            message.reference = self._referenced(channel, draft.reply_to)
        self._write(message, draft, uploads or {})
        self._messages[message.id] = message
        if draft.nonce:
            self._nonces[author.id, draft.nonce] = time.monotonic(), message
        if author == self._world.bot:
            self.typing.pop(channel.id, None)
        self._tell("MESSAGE_CREATE", message)
        return message

    def _said(self, author: User, nonce: str | None) -> Message | None:
        """Give what `author` posted with this nonce in the last minutes."""
        at, message = self._nonces.get((author.id, nonce or ""), (0.0, None))
        return message if time.monotonic() - at < self.nonce_seconds else None

    def post_loading(self, *, channel: Channel, flags: MessageFlag, answers: Payload) -> Message:
        """Post the bot's "thinking…", which an edit will replace."""
        message = Message(self._world.snowflake(), channel, self._world.bot, self._world.clock(), answers=answers)
        message.flags = flags & MessageFlag.EPHEMERAL | MessageFlag.LOADING
        self._messages[message.id] = message
        self._tell("MESSAGE_CREATE", message)
        return message

    def edit(self, message: Message, body: Payload, uploads: Mapping[str, Upload] | None = None) -> Message:
        """Change what `body` names."""
        if message.deleted:
            raise UnknownMessage
        draft = Draft.revise(message, body)
        kept = [old for old in message.attachments if draft.kept is None or old.id in draft.kept]
        check_message(draft, [old.name for old in kept] + [upload.name for upload in (uploads or {}).values()])
        message.attachments = kept
        message.edited = None if message.loading else self._world.clock()
        self._write(message, draft, uploads or {})
        self._tell("MESSAGE_UPDATE", message)
        return message

    def delete(self, message: Message) -> None:
        """Delete a message."""
        if message.deleted:
            raise UnknownMessage
        message.deleted = True
        if not message.ephemeral:
            where = {"guild_id": message.channel.guild.id} if message.channel.guild else {}
            payload = {"id": message.id, "channel_id": message.channel.id, **where}
            self._gateway.emit(Event("MESSAGE_DELETE", payload, _intent(message.channel)))

    def _referenced(self, channel: Channel, message_id: str) -> Message:
        try:
            return self.find(channel, message_id)
        except UnknownMessage as unknown:
            raise InvalidForm("message_reference", str(unknown)) from unknown

    def _write(self, message: Message, draft: Draft, uploads: Mapping[str, Upload]) -> None:
        message.attachments += [self.attach(upload, draft.alt_texts.get(key)) for key, upload in uploads.items()]
        addresses = {f"attachment://{attachment.name}": attachment.url for attachment in message.attachments}
        message.content = draft.content
        message.components = numbered([_addressed(component, addresses) for component in draft.components])
        message.flags = draft.flags
        message.allowed_mentions = draft.allowed_mentions
        self._ring(message, draft)

    def _ring(self, message: Message, draft: Draft) -> None:
        """Find who `message` mentions, as far as its author may and its body allows."""
        allowed = {"everyone", "users"} if draft.allowed_mentions is None else {*draft.allowed_mentions["parse"]}
        named = {str(user_id) for user_id in (draft.allowed_mentions or {}).get("users", ())}
        text = message.text
        mentioned = [self._world.users[each] for each in _MENTION.findall(text) if each in self._world.users]
        message.mentions = [user for user in dict.fromkeys(mentioned) if "users" in allowed or user.id in named]
        if message.reference is not None and (draft.allowed_mentions or {}).get(
            "replied_user", not draft.allowed_mentions
        ):
            message.mentions = list(dict.fromkeys([*message.mentions, message.reference.author]))
        mentions_everyone = any(word in text for word in _PING_EVERYONE)
        message.rings_everyone = mentions_everyone and "everyone" in allowed and message.author == self._world.bot

    def _tell(self, name: str, message: Message) -> None:
        if message.ephemeral:
            return
        guild = message.channel.guild
        where: Payload = {"guild_id": guild.id, "member": message.author.membership()} if guild else {}
        censored = message.censored()
        self._gateway.emit(
            Event(
                name,
                {**message.payload(), **where},
                _intent(message.channel),
                {**censored, **where} if censored else None,
            )
        )


def missing_permission(uploads: Mapping[str, Upload], channel: Channel) -> Permission:
    """Give what the bot would need to post in `channel`, with these files, and lacks."""
    needed = Permission.NONE
    if channel.kind is not ChannelKind.DIRECT:
        needed |= channel.speaking
        needed |= Permission.ATTACH_FILES if uploads else Permission.NONE
    return needed & ~channel.app_permissions


def _readable(message: Message) -> bool:
    return not (message.deleted or message.ephemeral)


def _intent(channel: Channel) -> Intent:
    return Intent.DIRECT_MESSAGES if channel.kind is ChannelKind.DIRECT else Intent.GUILD_MESSAGES


def _addressed(part: Payload, addresses: Mapping[str, str]) -> Payload:
    """Give `part` with the addresses of attached files where it named them."""
    return {key: _address(value, addresses) for key, value in part.items()}


def _address(value: object, addresses: Mapping[str, str]) -> object:
    match value:
        case str():
            return addresses.get(value, value)
        case dict():
            return _addressed(value, addresses)
        case list():
            return [_address(each, addresses) for each in value]
        case _:
            return value


def _size(content: bytes) -> tuple[int, int] | tuple[None, None]:
    """Give the width and height of a PNG."""
    if not content.startswith(_PNG):
        return None, None
    width, height = struct.unpack(">II", content[16:24])
    return width, height
