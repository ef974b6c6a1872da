"""What a person sees at a moment: places, commands, messages, as the page draws them. Pure but for what it looks at."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from bot.preview.loopback.commands import CommandKind, OptionKind
from bot.preview.loopback.discord import LoopbackDiscord
from bot.preview.loopback.messages import Message
from bot.preview.loopback.wire import Payload, Permission
from bot.preview.loopback.world import Channel, ChannelKind
from bot.preview.scene import Person, Scene

_TYPING: Final = timedelta(seconds=10)
"""So long Discord shows that somebody types."""
_GROUPS: Final = (1, 2)
"""Kinds of options that are commands, or groups of them."""


def seen(discord: LoopbackDiscord, scene: Scene, person: Person, channel: Channel, ahead: timedelta) -> Payload:
    """Give all that the page shows to `person` in `channel`; the bot's clock is `ahead` of Discord's."""
    began = discord.messages.typing.get(channel.id)
    return {
        "server": scene.guild.name,
        "you": person.user.id,
        "bot": {"id": discord.bot.id, "name": discord.bot.name},
        "people": [
            {"id": each.user.id, "name": each.user.name, "standing": each.standing} for each in scene.people.values()
        ],
        "roles": [{"id": role.id, "name": role.name} for role in scene.guild.roles],
        "channel": channel.id,
        "channels": [_place(each) for each in discord.world.channels.values() if _is_open_to(person, each)],
        "commands": [*_commands(discord, person, channel)],
        "menus": [
            command["name"]
            for command in discord.commands.registered
            if command["type"] == CommandKind.MESSAGE_MENU and _may(person, command)
        ],
        "messages": [_message(each, ahead) for each in discord.messages.seen_by(person.user, channel)],
        "is_typing": began is not None and discord.world.clock() - began < _TYPING,
        "ahead_seconds": ahead.total_seconds(),
    }


def _is_open_to(person: Person, channel: Channel) -> bool:
    return channel.kind is not ChannelKind.DIRECT or channel.recipient == person.user


def _place(channel: Channel) -> Payload:
    name = channel.name or "Direct message with the bot"
    return {
        "id": channel.id,
        "name": name,
        "kind": channel.kind.name.lower(),
        "parent": channel.parent.id if channel.parent else None,
    }


def _message(message: Message, ahead: timedelta) -> Payload:
    return {
        **message.payload(),
        "written": (message.written + ahead).timestamp(),
        "is_only_for_you": message.ephemeral,
        "is_loading": message.loading,
    }


def _commands(discord: LoopbackDiscord, person: Person, channel: Channel) -> Iterator[Payload]:
    """Give every slash command that the person may give there, by its whole name, such as `sources add`."""
    for command in discord.commands.registered:
        is_here = channel.guild is not None or command.get("dm_permission") is not False
        if command["type"] == CommandKind.SLASH and is_here and _may(person, command):
            yield from _leaves(command, command["name"], command["id"])


def _leaves(node: Payload, path: str, number: str) -> Iterator[Payload]:
    inner = [option for option in node.get("options", ()) if option["type"] in _GROUPS]
    for option in inner:
        yield from _leaves(option, f"{path} {option['name']}", number)
    if not inner:
        options = [{**option, "kind": OptionKind(option["type"]).name.lower()} for option in node.get("options", ())]
        yield {"path": path, "id": number, "description": node["description"], "options": options}


def _may(person: Person, command: Payload) -> bool:
    needed = Permission(int(command.get("default_member_permissions") or 0))
    return needed in person.permissions
