"""What a person finds on the screen to press: the button with a label, the one select."""

from collections.abc import Iterable

from bot.preview.loopback.components import LINK_STYLE, SELECTS, ComponentKind, NotOffered, buttons, walk
from bot.preview.loopback.wire import Payload


def selects(components: Iterable[Payload]) -> list[Payload]:
    """Give every select."""
    return [
        component
        for component in walk(components)
        if component["type"] in SELECTS and component["type"] != ComponentKind.TEXT_INPUT
    ]


def pressable_button(components: Iterable[Payload], label: str) -> Payload:
    """Give the button with this label; `NotOffered` where it cannot be pressed."""
    offered = {button.get("label", ""): button for button in buttons(components)}
    if label not in offered:
        raise NotOffered(f"no button {label!r} among {sorted(offered)}")
    if offered[label].get("disabled") or offered[label]["style"] == LINK_STYLE:
        raise NotOffered(f"the button {label!r} is disabled, or a link")
    return offered[label]


def open_select(components: Iterable[Payload], placeholder: str | None) -> Payload:
    """Give the select with `placeholder`, or the only one."""
    offered = [
        select
        for select in selects(components)
        if placeholder in {None, select.get("placeholder")} and not select.get("disabled")
    ]
    if len(offered) != 1:
        raise NotOffered(f"{len(offered)} open selects with the placeholder {placeholder!r}")
    return offered[0]
