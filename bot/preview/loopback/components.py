"""Reading the components of a message or a modal: what is shown, and what can be pressed."""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from bot.preview.loopback.wire import Payload


class ComponentKind(IntEnum):
    """The numbers of those of Discord's components that are shown here; others are refused."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    CHANNEL_SELECT = 8
    TEXT_DISPLAY = 10
    MEDIA_GALLERY = 12
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18


SELECTS = range(ComponentKind.STRING_SELECT, ComponentKind.CHANNEL_SELECT + 1)
LINK_STYLE = 5


class NotOffered(LookupError):
    """A person cannot do this: it is not on the screen, or it is disabled."""


def walk(components: Iterable[Payload]) -> Iterator[Payload]:
    """Give every component, each before those within it."""
    for component in components:
        yield component
        yield from walk(component.get("components", ()))
        yield from walk([component["component"]] if "component" in component else ())


def numbered(components: Sequence[Payload]) -> list[Payload]:
    """Give `components` with the ids that Discord adds to those without, and the ids in them as text."""
    for number, component in enumerate(walk(components), start=1):
        component["id"] = component.get("id") or number
        if chosen := component.get("default_values"):
            component["default_values"] = [{**value, "id": str(value["id"])} for value in chosen]
    return list(components)


def shown_text(components: Iterable[Payload]) -> list[str]:
    """Give every text display's text."""
    return [component["content"] for component in walk(components) if component["type"] == ComponentKind.TEXT_DISPLAY]


def buttons(components: Iterable[Payload]) -> list[Payload]:
    """Give every button."""
    return [component for component in walk(components) if component["type"] == ComponentKind.BUTTON]


def usable(components: Iterable[Payload], custom_id: str) -> Payload:
    """Give the button or select with this custom id; `NotOffered` where it is gone or disabled."""
    for component in walk(components):
        if component.get("custom_id") == custom_id and not component.get("disabled"):
            return component
    raise NotOffered("this is not offered any more")


def chosen_values(select: Payload, choices: Sequence[str]) -> list[str]:
    """Give the values of `choices`, each named by its label or its value."""
    if not select.get("min_values", 1) <= len(choices) <= select.get("max_values", 1):
        raise NotOffered(f"{len(choices)} choices are too few or too many")
    if select["type"] != ComponentKind.STRING_SELECT:
        return list(choices)
    return [_value(select["options"], choice) for choice in choices]


def _value(options: Iterable[Payload], choice: str) -> str:
    for option in options:
        if choice in {option["label"], option["value"]}:
            value: str = option["value"]
            return value
    raise NotOffered(f"no option {choice!r}")
