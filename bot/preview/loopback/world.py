"""Who and where: users, guilds, channels, and what the bot may do in each. It knows of no request and no socket."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count

from bot.preview.loopback.errors import UnknownChannel, UnknownUser
from bot.preview.loopback.wire import Payload, Permission
from ingest import Clock

_EPOCH_MS = 1_420_070_400_000
_JOINED = "2026-01-01T00:00:00+00:00"
_MEMBERS = 2

EVERYONE = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
)
INVITED = (
    EVERYONE
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)


class ChannelKind(IntEnum):
    """What sort of place it is."""

    TEXT = 0
    DIRECT = 1
    THREAD = 11
    FORUM = 15


@dataclass(frozen=True)
class Role:
    """What several members of a server are."""

    id: str
    name: str
    permissions: Permission = Permission.NONE

    def payload(self) -> Payload:
        """Give the role."""
        return {"id": self.id, "name": self.name, "permissions": str(int(self.permissions))}


@dataclass(frozen=True)
class User:
    """A person, or the bot."""

    id: str
    name: str
    bot: bool = False
    locale: str = "en-US"
    roles: tuple[str, ...] = ()

    @property
    def mention(self) -> str:
        """The user's mention, as it is written."""
        return f"<@{self.id}>"

    def payload(self) -> Payload:
        """Give the user."""
        return {
            "id": self.id,
            "username": self.name,
            "global_name": self.name,
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
            "locale": self.locale,
        }

    def membership(self) -> Payload:
        """Give the user as a member of a guild, less the user."""
        return {"roles": list(self.roles), "joined_at": _JOINED, "deaf": False, "mute": False, "flags": 0}

    def member(self, permissions: Permission) -> Payload:
        """Give the user as the member who acts somewhere, where `permissions` are theirs."""
        return {"user": self.payload(), **self.membership(), "permissions": str(int(permissions))}


@dataclass(eq=False)
class Guild:
    """A server."""

    id: str
    name: str
    bot: User
    channels: list["Channel"] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    locale: str = "en-US"

    def payload(self) -> Payload:
        """Give what GUILD_CREATE says when the bot has just joined."""
        return {
            "id": self.id,
            "name": self.name,
            "owner_id": "1",
            "joined_at": _JOINED,
            "preferred_locale": self.locale,
            "member_count": _MEMBERS,
            "roles": [role.payload() for role in (Role(self.id, "@everyone", INVITED), *self.roles)],
            "members": [{"user": self.bot.payload(), **self.bot.membership()}],
            "channels": [
                channel.payload() for channel in self.channels if channel.kind in {ChannelKind.TEXT, ChannelKind.FORUM}
            ],
            "threads": [channel.payload() for channel in self.channels if channel.kind is ChannelKind.THREAD],
        }


@dataclass(eq=False)
class Channel:
    """A place for messages: a text channel of a guild, a thread of one, or a direct message with a user."""

    id: str
    kind: ChannelKind
    name: str = ""
    guild: Guild | None = None
    recipient: User | None = None
    parent: "Channel | None" = None
    app_permissions: Permission = INVITED
    opened_by: str = ""

    @property
    def mention(self) -> str:
        """The channel's mention, as it is written."""
        return f"<#{self.id}>"

    @property
    def speaking(self) -> Permission:
        """The permission to post here."""
        return Permission.SEND_MESSAGES_IN_THREADS if self.kind is ChannelKind.THREAD else Permission.SEND_MESSAGES

    def payload(self) -> Payload:
        """Give the channel."""
        common: Payload = {"id": self.id, "type": int(self.kind), "last_message_id": None, "flags": 0}
        match self.kind:
            case ChannelKind.DIRECT:
                return {**common, "recipients": [self.recipient.payload()] if self.recipient else []}
            case ChannelKind.TEXT:
                return {
                    **common,
                    **self._place(),
                    "position": 0,
                    "topic": None,
                    "permission_overwrites": self._bounds(),
                }
            case ChannelKind.FORUM:
                bounds = self._bounds()
                return {**common, **self._place(), "position": 1, "permission_overwrites": bounds, "available_tags": []}
            case ChannelKind.THREAD:
                return {**common, **self._place(), **self._thread()}

    def _place(self) -> Payload:
        return {
            "guild_id": self.guild.id if self.guild else None,
            "name": self.name,
            "parent_id": self.parent.id if self.parent else None,
            "rate_limit_per_user": 0,
            "nsfw": False,
        }

    def _bounds(self) -> list[Payload]:
        """Give the overwrite by which a client finds `app_permissions` itself."""
        if self.guild is None or self.app_permissions == INVITED:
            return []
        allowed, denied = self.app_permissions & ~INVITED, INVITED & ~self.app_permissions
        return [{"id": self.guild.bot.id, "type": 1, "allow": str(int(allowed)), "deny": str(int(denied))}]

    def _thread(self) -> Payload:
        return {
            "owner_id": self.opened_by,
            "message_count": 0,
            "member_count": 1,
            "thread_metadata": {
                "archived": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": _JOINED,
                "locked": False,
            },
        }


class World:
    """Everyone and every place there is."""

    def __init__(self, *, clock: Clock) -> None:
        self.clock = clock
        self._numbers = count(1)
        self.application_id = self.snowflake()
        self.bot = User(self.snowflake(), "sitrep", bot=True)
        self.owner = User(self.snowflake(), "owner")
        self.users = {user.id: user for user in (self.bot, self.owner)}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}

    def snowflake(self) -> str:
        """Give a fresh id that tells its time."""
        milliseconds = int(self.clock().timestamp() * 1000) - _EPOCH_MS
        return str(milliseconds << 22 | next(self._numbers) & 0x3FFFFF)

    def add_user(
        self,
        name: str,
        *,
        locale: str = "en-US",
        roles: Sequence[Role] = (),
        id: str | None = None,  # noqa: A002 because some are to be known again
    ) -> User:
        """Let somebody join."""
        user = User(id or self.snowflake(), name, locale=locale, roles=tuple(role.id for role in roles))
        self.users[user.id] = user
        return user

    def add_guild(self, name: str) -> Guild:
        """Give a new guild with one channel, `general`."""
        guild = Guild(self.snowflake(), name, self.bot)
        self.guilds[guild.id] = guild
        self.add_channel(guild, "general")
        return guild

    def add_channel(self, guild: Guild, name: str, *, id: str | None = None) -> Channel:  # noqa: A002 because some are to be known again
        """Add a text channel."""
        return self._add(Channel(id or self.snowflake(), ChannelKind.TEXT, name, guild))

    def add_forum(self, guild: Guild, name: str) -> Channel:
        """Give a new forum, in which every post is a thread."""
        return self._add(Channel(self.snowflake(), ChannelKind.FORUM, name, guild))

    def add_thread(self, parent: Channel, name: str, *, id: str | None = None) -> Channel:  # noqa: A002 because a thread's id is its message's
        """Add a thread, which the bot opened."""
        thread = Channel(
            id or self.snowflake(),
            ChannelKind.THREAD,
            name,
            parent.guild,
            parent=parent,
            app_permissions=parent.app_permissions,
            opened_by=self.bot.id,
        )
        return self._add(thread)

    def remove_guild(self, guild: Guild) -> None:
        """Remove a guild with all its channels."""
        del self.guilds[guild.id]
        for channel in guild.channels:
            del self.channels[channel.id]

    def user(self, user_id: str) -> User:
        """Give a user; raises `UnknownUser`."""
        if user_id not in self.users:
            raise UnknownUser
        return self.users[user_id]

    def channel(self, channel_id: str) -> Channel:
        """Give a channel; raises `UnknownChannel`."""
        if channel_id not in self.channels:
            raise UnknownChannel
        return self.channels[channel_id]

    def resolved(self, ids: Iterable[str]) -> dict[str, dict[str, Payload]]:
        """Give what ids stand for, as interactions bring it: members, channels and roles."""
        roles = {role.id: role for guild in self.guilds.values() for role in guild.roles}
        found: dict[str, dict[str, Payload]] = {}
        for each in ids:
            if user := self.users.get(each):
                found.setdefault("users", {})[each] = user.payload()
                found.setdefault("members", {})[each] = {**user.membership(), "permissions": "0"}
            elif channel := self.channels.get(each):
                permissions = str(int(Permission.VIEW_CHANNEL))
                found.setdefault("channels", {})[each] = {**channel.payload(), "permissions": permissions}
            elif each in roles:
                found.setdefault("roles", {})[each] = roles[each].payload()
        return found

    def direct_channel(self, user: User) -> Channel:
        """Give the direct messages between the bot and `user`."""
        for channel in self.channels.values():
            if channel.recipient == user:
                return channel
        return self._add(Channel(self.snowflake(), ChannelKind.DIRECT, recipient=user))

    def _add(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        if channel.guild is not None:
            channel.guild.channels.append(channel)
        return channel
