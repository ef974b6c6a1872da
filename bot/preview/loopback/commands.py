"""The bot's commands: as it registered them, and as a person's client fills them in."""

from collections.abc import Mapping, Sequence
from enum import IntEnum

from bot.preview.loopback.components import NotOffered
from bot.preview.loopback.limits import check_commands
from bot.preview.loopback.messages import Attachment, Message, Messages
from bot.preview.loopback.wire import Payload, Upload
from bot.preview.loopback.world import Channel, Role, User, World

OptionValue = str | int | float | bool | User | Channel | Role | Upload
Options = Mapping[str, OptionValue]


class CommandKind(IntEnum):
    """What a command hangs on."""

    SLASH = 1
    USER_MENU = 2
    MESSAGE_MENU = 3


class OptionKind(IntEnum):
    """What a command's option takes."""

    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


class Commands:
    """What the bot registered."""

    def __init__(self, world: World, messages: Messages) -> None:
        self._world = world
        self._messages = messages
        self.registered: list[Payload] = []

    def overwrite(self, commands: Sequence[Payload]) -> list[Payload]:
        """Replace every command; a command that was there keeps its id."""
        check_commands(commands)
        known = {_key(command): command["id"] for command in self.registered}
        self.registered = [self._register(command, known.get(_key(command))) for command in commands]
        return self.registered

    def find(self, name: str, kind: CommandKind = CommandKind.SLASH) -> Payload:
        """Give a command by its name; raises `NotOffered`."""
        for command in self.registered:
            if _key(command) == (kind, name):
                return command
        raise NotOffered(f"the bot registered no command {name!r}")

    def leaf(self, path: str) -> Payload:
        """Give what a `path` names, a command or one within it; raises `NotOffered`."""
        return self._nodes(path)[-1]

    def _nodes(self, path: str) -> list[Payload]:
        name, *inner = path.split()
        nodes = [self.find(name)]
        for step in inner:
            nodes.append(_option(nodes[-1], step))
        return nodes

    def fill_in(self, path: str, options: Options, *, focused: str | None = None) -> Payload:
        """Give what a client sends for a `path` with `options`; it is as strict as the client."""
        command, *groups = self._nodes(path)
        sent, attached = self._filled([command, *groups][-1], options, focused)
        chosen = [value.id for value in options.values() if isinstance(value, User | Channel | Role)]
        for group in reversed(groups):
            sent = [{"name": group["name"], "type": group["type"], "options": sent}]
        return {
            "id": command["id"],
            "name": command["name"],
            "type": int(CommandKind.SLASH),
            "options": sent,
            "resolved": self._world.resolved(chosen) | ({"attachments": attached} if attached else {}),
        }

    def aim(self, name: str, target: Message) -> Payload:
        """Give what a client sends for a message's context menu."""
        command = self.find(name, CommandKind.MESSAGE_MENU)
        return {
            "id": command["id"],
            "name": name,
            "type": int(CommandKind.MESSAGE_MENU),
            "target_id": target.id,
            "resolved": {"messages": {target.id: target.payload()}},
        }

    def _register(self, command: Payload, known_id: str | None) -> Payload:
        return {
            "type": int(CommandKind.SLASH),
            "description": "",
            "default_member_permissions": None,
            "options": [],
            **command,
            "id": known_id or self._world.snowflake(),
            "application_id": self._world.application_id,
            "version": self._world.snowflake(),
        }

    def _filled(self, node: Payload, options: Options, focused: str | None) -> tuple[list[Payload], dict[str, Payload]]:
        """Give the options as they are sent, and the files among them."""
        filled: list[Payload] = []
        attached: dict[str, Payload] = {}
        if focused is None:
            _check_complete(node, options)
        for name, value in options.items():
            option = _option(node, name)
            if name != focused:
                _check_value(option, value)
            sent = self._messages.attach(value) if isinstance(value, Upload) else value
            if isinstance(sent, Attachment):
                attached[sent.id] = sent.payload()
            plain = sent if isinstance(sent, str | int | float) else sent.id
            told = {"name": name, "type": option["type"], "value": plain}
            filled.append({**told, "focused": True} if name == focused else told)
        return filled, attached


_TYPES: dict[int, type | tuple[type, ...]] = {
    OptionKind.STRING: str,
    OptionKind.INTEGER: int,
    OptionKind.BOOLEAN: bool,
    OptionKind.USER: User,
    OptionKind.CHANNEL: Channel,
    OptionKind.ROLE: Role,
    OptionKind.MENTIONABLE: (User, Role),
    OptionKind.NUMBER: (int, float),
    OptionKind.ATTACHMENT: Upload,
}


def _key(command: Payload) -> tuple[int, str]:
    return command.get("type", int(CommandKind.SLASH)), command["name"]


def _option(node: Payload, name: str) -> Payload:
    options: dict[str, Payload] = {option["name"]: option for option in node.get("options", ())}
    if name not in options:
        raise NotOffered(f"{node['name']!r} has no {name!r}, but {sorted(options)}")
    return options[name]


def _check_complete(node: Payload, options: Options) -> None:
    missing = [
        option["name"] for option in node.get("options", ()) if option.get("required") and option["name"] not in options
    ]
    if missing:
        raise NotOffered(f"{node['name']!r} needs {missing}")


def _check_value(option: Payload, value: OptionValue) -> None:
    if not isinstance(value, _TYPES[option["type"]]):
        raise NotOffered(f"{value!r} is not of the type of the option {option['name']!r}")
    choices = [choice["value"] for choice in option.get("choices", ())]
    if choices and value not in choices:
        raise NotOffered(f"{value!r} is none of {choices}")
    size = len(value) if isinstance(value, str) else value
    for bound, wrong in (("min_length", -1), ("min_value", -1), ("max_length", 1), ("max_value", 1)):
        if option.get(bound) is not None and isinstance(size, int | float) and (size - option[bound]) * wrong > 0:
            raise NotOffered(f"{value!r} is beyond the {bound} {option[bound]} of {option['name']!r}")
