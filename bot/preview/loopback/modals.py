"""Filling in a modal as a person does: by the labels on the screen."""

from collections.abc import Callable, Mapping, Sequence

from bot.preview.loopback.components import ComponentKind, NotOffered, chosen_values
from bot.preview.loopback.interactions import Modal
from bot.preview.loopback.messages import Attachment
from bot.preview.loopback.wire import Payload, Upload

Entry = str | bool | Sequence[str] | Sequence[Upload]
Entries = Mapping[str, Entry]
Attach = Callable[[Upload], Attachment]
Resolve = Callable[[Sequence[str]], dict[str, dict[str, Payload]]]
"""Gives what the ids stand for that were chosen."""

_CHOOSING = {ComponentKind.STRING_SELECT, ComponentKind.CHECKBOX_GROUP}


def filled_in(modal: Modal, entries: Entries, attach: Attach, resolve: Resolve) -> Payload:
    """Give what a client sends for `modal` with `entries` by label."""
    fields = {_label(component): component for component in modal.components}
    if unknown := entries.keys() - fields.keys():
        raise NotOffered(f"{modal.title!r} has no {sorted(unknown)}, but {sorted(fields)}")
    attached: list[Attachment] = []

    def keep(upload: Upload) -> Attachment:
        attached.append(attach(upload))
        return attached[-1]

    components = [_filled_component(fields[label], entries.get(label), keep) for label in fields]
    resolved = resolve([value for component in components for value in _chosen(component)])
    if attached:
        resolved["attachments"] = {attachment.id: attachment.payload() for attachment in attached}
    return {"custom_id": modal.custom_id, "components": components, "resolved": resolved}


def _chosen(component: Payload) -> list[str]:
    values: list[str] = component.get("component", component).get("values") or []
    return values


def _label(component: Payload) -> str:
    """Give what stands above a field; until 2025 fields stood in rows and bore their label themselves."""
    match component["type"]:
        case ComponentKind.LABEL:
            label: str = component["label"]
        case ComponentKind.ACTION_ROW:
            label = component["components"][0]["label"]
        case _:
            label = component["content"]
    return label


def _filled_component(component: Payload, entry: Entry | None, attach: Attach) -> Payload:
    identity = {"type": component["type"], "id": component.get("id", 1)}
    match component["type"]:
        case ComponentKind.LABEL:
            return {**identity, "component": _field(component["component"], entry, attach)}
        case ComponentKind.ACTION_ROW:
            return {**identity, "components": [_field(component["components"][0], entry, attach)]}
        case _:
            return identity


def _field(field: Payload, entry: Entry | None, attach: Attach) -> Payload:
    if entry is None and field.get("required", field["type"] != ComponentKind.CHECKBOX):
        raise NotOffered(f"the field {field['custom_id']!r} must be filled in")
    identity = {"type": field["type"], "id": field.get("id", 1), "custom_id": field["custom_id"]}
    return {**identity, **_entered(field, entry, attach)}


def _entered(field: Payload, entry: Entry | None, attach: Attach) -> Payload:
    match field["type"]:
        case ComponentKind.TEXT_INPUT:
            return {"value": entry or ""}
        case ComponentKind.RADIO_GROUP:
            return {"value": entry}
        case ComponentKind.CHECKBOX:
            return {"value": bool(entry)}
        case ComponentKind.FILE_UPLOAD:
            return {"values": [attach(upload).id for upload in _uploads(entry)]}
        case kind if kind in _CHOOSING:
            return {"values": chosen_values(field, _words(entry)) if entry is not None else []}
        case _:
            return {"values": _words(entry)}


def _uploads(entry: Entry | None) -> list[Upload]:
    return [] if isinstance(entry, str | bool | None) else [each for each in entry if isinstance(each, Upload)]


def _words(entry: Entry | None) -> list[str]:
    return [] if isinstance(entry, str | bool | None) else [each for each in entry if isinstance(each, str)]
