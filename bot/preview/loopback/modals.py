"""Filling in a modal as a person does: by the labels on the screen."""

from collections.abc import Callable, Mapping, Sequence

from bot.preview.loopback.components import ComponentKind, NotOffered, chosen_values
from bot.preview.loopback.interactions import Modal
from bot.preview.loopback.wire import Payload

Entry = str | Sequence[str]
Entries = Mapping[str, Entry]
Resolve = Callable[[Sequence[str]], dict[str, dict[str, Payload]]]
"""Gives what the ids stand for that were chosen."""


def filled_in(modal: Modal, entries: Entries, resolve: Resolve) -> Payload:
    """Give what a client sends for `modal` with `entries` by label."""
    fields = {component["label"]: component for component in modal.components}
    if unknown := entries.keys() - fields.keys():
        raise NotOffered(f"{modal.title!r} has no {sorted(unknown)}, but {sorted(fields)}")
    filled = {label: _filled(field["component"], entries.get(label)) for label, field in fields.items()}
    components = [{**_identity(fields[label]), "component": component} for label, component in filled.items()]
    resolved = resolve([value for component in filled.values() for value in component.get("values", ())])
    return {"custom_id": modal.custom_id, "components": components, "resolved": resolved}


def _filled(field: Payload, entry: Entry | None) -> Payload:
    if entry is None and field.get("required", True):
        raise NotOffered(f"the field {field['custom_id']!r} must be filled in")
    identity = {**_identity(field), "custom_id": field["custom_id"]}
    if field["type"] == ComponentKind.TEXT_INPUT:
        return {**identity, "value": entry or ""}
    return {**identity, "values": [] if entry is None else chosen_values(field, entry)}


def _identity(component: Payload) -> Payload:
    return {"type": component["type"], "id": component.get("id", 1)}
