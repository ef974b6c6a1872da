"""Discord's limits: which bodies it refuses, and with which complaint."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from bot.preview.loopback.components import LINK_STYLE, SELECTS, ComponentKind, shown_text, walk
from bot.preview.loopback.errors import EmptyMessage, InvalidForm
from bot.preview.loopback.wire import MessageFlag, Payload

if TYPE_CHECKING:
    from bot.preview.loopback.messages import Draft

CONTENT = 2000

V2_COMPONENTS = 40
V2_TEXT = 4000
ACTION_ROWS = 5
ROW_BUTTONS = 5
GALLERY_PICTURES = 10
OPTIONS = 25
CUSTOM_ID = 100
BUTTON_LABEL = 80
LINK = 512
PLACEHOLDER = 150
OPTION_PARTS = {"label": 100, "value": 100}
OPTION_DESCRIPTION = 100
LARGEST_ID = 2**31 - 1
LARGEST_COLOUR = 0xFFFFFF
ALT_TEXT = 1024
_ATTACHED = "attachment://"

MODAL_TITLE = 45
MODAL_COMPONENTS = 5
MODAL_LABEL = 45

CHOICE_NAME = 100
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100

_SELECTING = {*SELECTS} - {ComponentKind.TEXT_INPUT}
_IN_BOXES = {ComponentKind.TEXT_DISPLAY, ComponentKind.MEDIA_GALLERY, ComponentKind.SEPARATOR}
_IN_LAYOUTS = {ComponentKind.ACTION_ROW, *_IN_BOXES}
_V2_ONLY = {ComponentKind.CONTAINER, *_IN_BOXES}
_WITHIN: dict[int, Collection[int]] = {
    ComponentKind.ACTION_ROW: {ComponentKind.BUTTON, *_SELECTING},
    ComponentKind.CONTAINER: _IN_LAYOUTS,
}
"""What may stand in what."""


def check_message(draft: "Draft", attached: Collection[str]) -> None:
    """Refuse a message that Discord would refuse; `attached` are the names of its files."""
    _at_most(CONTENT, draft.content, "content")
    _check_components(draft.components)
    _check_pictures(draft.components, attached)
    if MessageFlag.COMPONENTS_V2 in draft.flags:
        _check_v2(draft)
    else:
        _check_v1(draft)
        if not (draft.content or draft.components or attached):
            raise EmptyMessage


def check_modal(modal: Payload) -> None:
    """Refuse a form that Discord would refuse."""
    _between(1, MODAL_TITLE, modal.get("title", ""), "data.title")
    _between(1, CUSTOM_ID, modal.get("custom_id", ""), "data.custom_id")
    _between(1, MODAL_COMPONENTS, modal.get("components", ()), "data.components")
    for component in walk(modal["components"]):
        _at_most(MODAL_LABEL, component.get("label") or "", "data.components.label")
    _check_custom_ids(modal["components"])


def check_choices(choices: Sequence[Payload]) -> None:
    """Refuse suggestions that Discord would refuse."""
    _at_most(OPTIONS, choices, "data.choices")
    for choice in choices:
        _between(1, CHOICE_NAME, choice["name"], "data.choices.name")


def check_commands(commands: Iterable[Payload]) -> None:
    """Refuse commands with too long or missing words, too many options, or one name twice."""
    names = Counter((command.get("type", 1), command["name"]) for command in commands)
    if names and max(names.values()) > 1:
        raise InvalidForm("name", "Application command names must be unique")
    for command in commands:
        _between(1, COMMAND_NAME, command["name"], "name")
        if command.get("type", 1) == 1:
            _check_described(command)


def _check_described(command: Payload) -> None:
    _between(1, COMMAND_DESCRIPTION, command.get("description", ""), "description")
    _at_most(OPTIONS, command.get("options", ()), "options")
    for option in command.get("options", ()):
        _at_most(OPTIONS, option.get("choices", ()), "options.choices")
        _check_described(option)


def _check_components(components: Sequence[Payload]) -> None:
    _check_custom_ids(components)
    _check_ids(components)
    for component in walk(components):
        _check_kinds(component.get("components", ()), _WITHIN.get(component["type"], ()), "components.components")
        match component["type"]:
            case ComponentKind.ACTION_ROW:
                _check_row(component["components"])
            case ComponentKind.BUTTON:
                _check_button(component)
            case kind if kind in _SELECTING:
                _check_select(component)
            case ComponentKind.CONTAINER if not 0 <= (component.get("accent_color") or 0) <= LARGEST_COLOUR:
                raise InvalidForm("components.accent_color", f"Must be between 0 and {LARGEST_COLOUR}.")
            case ComponentKind.MEDIA_GALLERY:
                _between(1, GALLERY_PICTURES, component["items"], "components.items")
            case ComponentKind.TEXT_DISPLAY:
                _between(1, V2_TEXT, component["content"], "components.content")


def _check_custom_ids(components: Iterable[Payload]) -> None:
    ids = Counter(component["custom_id"] for component in walk(components) if "custom_id" in component)
    for custom_id, times in ids.items():
        _between(1, CUSTOM_ID, custom_id, "components.custom_id")
        if times > 1:
            raise InvalidForm("components.custom_id", "Component custom id cannot be duplicated")


def _check_ids(components: Iterable[Payload]) -> None:
    ids = [component["id"] for component in walk(components) if component.get("id")]
    if any(not 1 <= each <= LARGEST_ID for each in ids) or len(set(ids)) < len(ids):
        raise InvalidForm("components.id", "Component ids must be unique numbers of 32 bits")


def _check_kinds(components: Iterable[Payload], allowed: Collection[int], place: str) -> None:
    for component in components:
        if component["type"] not in allowed:
            raise InvalidForm(place, f"A component of the type {component['type']} cannot stand here")


def _check_button(button: Payload) -> None:
    _at_most(BUTTON_LABEL, button.get("label") or "", "components.label")
    if not (button.get("label") or button.get("emoji")):
        raise InvalidForm("components.label", "A button needs a label or an emoji")
    if button["style"] != LINK_STYLE:
        _between(1, CUSTOM_ID, button.get("custom_id") or "", "components.custom_id")
    else:
        _between(1, LINK, button.get("url") or "", "components.url")
        if "custom_id" in button:
            raise InvalidForm("components.custom_id", "A link has no custom id")


def _check_select(select: Payload) -> None:
    _at_most(PLACEHOLDER, select.get("placeholder") or "", "components.placeholder")
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if not 0 <= least <= most <= OPTIONS:
        raise InvalidForm("components.max_values", f"Must be between the least and {OPTIONS}.")
    if select["type"] != ComponentKind.STRING_SELECT:
        return
    _between(1, OPTIONS, select["options"], "components.options")
    for option in select["options"]:
        for part, limit in OPTION_PARTS.items():
            _between(1, limit, option[part], f"components.options.{part}")
        _at_most(OPTION_DESCRIPTION, option.get("description") or "", "components.options.description")
    if len({option["value"] for option in select["options"]}) < len(select["options"]):
        raise InvalidForm("components.options.value", "The specified option value is already used")
    if most > len(select["options"]):
        raise InvalidForm("components.max_values", "There are fewer options")


def _check_row(row: Sequence[Payload]) -> None:
    _between(1, ROW_BUTTONS, row, "components.components")
    if len(row) > 1 and any(component["type"] in SELECTS for component in row):
        raise InvalidForm("components.components", "A select stands alone in its row")


def _check_pictures(components: Iterable[Payload], attached: Collection[str]) -> None:
    galleries = (each for each in walk(components) if each["type"] == ComponentKind.MEDIA_GALLERY)
    for picture in (item for gallery in galleries for item in gallery["items"]):
        _at_most(ALT_TEXT, picture.get("description") or "", "components.description")
        url: str = picture["media"]["url"]
        if url.startswith(_ATTACHED) and url.removeprefix(_ATTACHED) not in attached:
            raise InvalidForm("components.media.url", "The referenced attachment was not found")


def _check_v1(draft: "Draft") -> None:
    _at_most(ACTION_ROWS, draft.components, "components")
    if any(component["type"] in _V2_ONLY for component in walk(draft.components)):
        raise InvalidForm("components", "This component needs the flag IS_COMPONENTS_V2")
    _check_kinds(draft.components, {ComponentKind.ACTION_ROW}, "components")


def _check_v2(draft: "Draft") -> None:
    if draft.content:
        raise InvalidForm("content", "The content field cannot be used with IS_COMPONENTS_V2")
    if not draft.components:
        raise EmptyMessage
    _check_kinds(draft.components, {ComponentKind.CONTAINER, *_IN_LAYOUTS}, "components")
    _at_most(V2_COMPONENTS, list(walk(draft.components)), "components")
    _at_most(V2_TEXT, "".join(shown_text(draft.components)), "components")


def _at_most(limit: int, words: Sequence[object], place: str) -> None:
    if len(words) > limit:
        raise InvalidForm(place, f"Must be {limit} or fewer in length.")


def _between(least: int, limit: int, words: Sequence[object], place: str) -> None:
    if not least <= len(words) <= limit:
        raise InvalidForm(place, f"Must be between {least} and {limit} in length.")
