"""Where the preview plays: one server with its channels, a member and a moderator. Their ids never change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.preview.loopback.wire import Permission
from bot.preview.loopback.world import EVERYONE, Guild, Role, User, World

SERVER: Final = "1000000000000000001"
_MEMBER, _MODERATOR, _MODERATORS = "1000000000000000002", "1000000000000000003", "1000000000000000004"
_CHANNELS: Final = {
    "general": "1000000000000000005",
    "news": "1000000000000000006",
    "moderators": "1000000000000000007",
}
_MODERATES: Final = EVERYONE | Permission.MANAGE_GUILD | Permission.MANAGE_MESSAGES


@dataclass(frozen=True)
class Person:
    """Somebody whom the page can act as."""

    user: User
    permissions: Permission
    standing: str
    """What they are in the server, in a word."""


@dataclass(frozen=True)
class Scene:
    """The server, and who is in it."""

    guild: Guild
    people: Mapping[str, Person]
    """By id, the member first."""


def set_scene(world: World) -> Scene:
    """Found the server, to which the bot is not invited yet."""
    moderators = Role(_MODERATORS, "Moderators", _MODERATES)
    guild = Guild(SERVER, "Harbour watch", world.bot, roles=[moderators])
    for name, number in _CHANNELS.items():
        world.add_channel(guild, name, id=number)
    people = (
        Person(world.add_user("mia", id=_MEMBER), EVERYONE, "member"),
        Person(world.add_user("otto", id=_MODERATOR, roles=[moderators]), _MODERATES, "moderator"),
    )
    return Scene(guild, {person.user.id: person for person in people})
