"""Discord's limits, at their edges."""

import pytest

from bot.preview.loopback.errors import ApiError, EmptyMessage, InvalidForm
from bot.preview.loopback.limits import check_choices, check_commands, check_message, check_modal
from bot.preview.loopback.messages import Draft
from bot.preview.loopback.wire import Payload

V2 = 1 << 15


def text(content: str) -> Payload:
    return {"type": 10, "content": content}


def button(number: int, label: str = "Next") -> Payload:
    return {"type": 2, "style": 2, "label": label, "custom_id": f"button:{number}"}


def row(*components: Payload) -> Payload:
    return {"type": 1, "components": list(components)}


def select(options: int) -> Payload:
    choices = [{"label": str(number), "value": str(number)} for number in range(options)]
    return {"type": 3, "custom_id": "select", "options": choices}


def chosen(**more: object) -> Payload:
    return {"components": [row({**select(2), **more})]}


def option(**more: object) -> Payload:
    return chosen(options=[{"label": "x", "value": "x", **more}])


def link(url: str, **more: object) -> Payload:
    return {"components": [row({"type": 2, "style": 5, "label": "Read", "url": url, **more})]}


def gallery(pictures: int, description: str = "", url: str = "https://wire.example/a.png") -> Payload:
    items = [{"media": {"url": url}, "description": description}] * pictures
    return {"type": 12, "items": items}


def layout(*components: Payload) -> Payload:
    return {"flags": V2, "components": list(components)}


ALLOWED = {
    "2000 characters": {"content": "x" * 2000},
    "five rows of five buttons": {"components": [row(*map(button, range(n, n + 5))) for n in range(0, 25, 5)]},
    "a select of 25": {"components": [row(select(25))]},
    "40 components": layout(*[text("x")] * 40),
    "4000 characters of layout": layout(text("x" * 2000), text("x" * 2000)),
    "ten pictures": layout(gallery(10, "x" * 1024)),
}
REFUSED = {
    "2001 characters": ({"content": "x" * 2001}, "content"),
    "an embed": ({"embeds": [{"title": "x"}]}, "embeds"),
    "six buttons in a row": ({"components": [row(*map(button, range(6)))]}, "components.components"),
    "six rows": ({"components": [row(button(number)) for number in range(6)]}, "components"),
    "a select beside a button": ({"components": [row(select(1), button(1))]}, "components.components"),
    "a select of 26": ({"components": [row(select(26))]}, "components.options"),
    "a long label": ({"components": [row(button(1, "x" * 81))]}, "components.label"),
    "one custom id twice": ({"components": [row(button(1), button(1))]}, "components.custom_id"),
    "a layout without its flag": ({"components": [text("x")]}, "components"),
    "a layout with content": ({**layout(text("x")), "content": "x"}, "content"),
    "41 components": (layout(*[text("x")] * 41), "components"),
    "4001 characters of layout": (layout(text("x" * 2000), text("x" * 2001)), "components"),
    "a bare button in a layout": (layout(button(1)), "components"),
    "a text in a row": (layout(row(text("x"))), "components.components"),
    "a box in a box": (layout({"type": 17, "components": [{"type": 17, "components": []}]}), "components.components"),
    "what is not shown here": (layout({"type": 9}), "components"),
    "a colour beyond white": (
        layout({"type": 17, "accent_color": 1 << 24, "components": []}),
        "components.accent_color",
    ),
    "one id twice": (layout({**text("x"), "id": 7}, {**text("x"), "id": 7}), "components.id"),
    "an id beyond 32 bits": (layout({**text("x"), "id": 1 << 31}), "components.id"),
    "a button without a word": ({"components": [row(button(1, ""))]}, "components.label"),
    "a long address": (link("https://wire.example/" + "x" * 500), "components.url"),
    "a link that can be pressed": (link("https://wire.example/", custom_id="x"), "components.custom_id"),
    "a long placeholder": (chosen(placeholder="x" * 151), "components.placeholder"),
    "more to choose than there is": (chosen(max_values=3), "components.max_values"),
    "more at least than at most": (chosen(min_values=2), "components.max_values"),
    "a long option": (option(label="x" * 101), "components.options.label"),
    "an option without a value": (option(value=""), "components.options.value"),
    "a long description of an option": (option(description="x" * 101), "components.options.description"),
    "one option twice": (chosen(options=[{"label": "x", "value": "x"}] * 2), "components.options.value"),
    "an empty text": (layout(text("")), "components.content"),
    "eleven pictures": (layout(gallery(11)), "components.items"),
    "a long alt text": (layout(gallery(1, "x" * 1025)), "components.description"),
    "a picture that was not sent": (layout(gallery(1, url="attachment://chart.png")), "components.media.url"),
}


@pytest.mark.parametrize("body", ALLOWED.values(), ids=ALLOWED.keys())
def test_a_message_at_a_limit_is_allowed(body: Payload) -> None:
    check_message(Draft.parse(body), [])


@pytest.mark.parametrize(("body", "place"), REFUSED.values(), ids=REFUSED.keys())
def test_a_message_beyond_a_limit_is_refused_at_its_place(body: Payload, place: str) -> None:
    with pytest.raises(InvalidForm) as refusal:
        check_message(Draft.parse(body), [])

    assert refusal.value.place == place


@pytest.mark.parametrize("body", [{}, {"content": ""}, layout()], ids=["nothing", "no words", "no components"])
def test_an_empty_message_is_refused(body: Payload) -> None:
    with pytest.raises(EmptyMessage):
        check_message(Draft.parse(body), [])


def test_a_file_is_a_message() -> None:
    check_message(Draft.parse({}), ["chart.png"])


@pytest.mark.parametrize(
    "modal",
    [
        {"title": "x" * 46, "custom_id": "x", "components": [text("x")]},
        {"title": "x", "custom_id": "x", "components": []},
        {"title": "x", "custom_id": "x", "components": [text("x")] * 6},
    ],
    ids=["a long title", "no components", "six components"],
)
def test_a_modal_beyond_a_limit_is_refused(modal: Payload) -> None:
    with pytest.raises(InvalidForm):
        check_modal(modal)


def test_more_than_25_suggestions_are_refused() -> None:
    with pytest.raises(InvalidForm):
        check_choices([{"name": "x", "value": "x"}] * 26)


@pytest.mark.parametrize(
    "commands",
    [
        [{"name": "ask", "description": "x"}] * 2,
        [{"name": "ask", "description": ""}],
        [{"name": "ask", "description": "x", "options": [{"name": "topic", "description": "x" * 101}]}],
        [{"name": "x" * 33, "description": "x"}],
    ],
    ids=["one name twice", "no description", "a long description of an option", "a long name"],
)
def test_commands_beyond_a_limit_are_refused(commands: list[Payload]) -> None:
    with pytest.raises(ApiError):
        check_commands(commands)
