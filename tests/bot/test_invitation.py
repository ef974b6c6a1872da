import base64
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.invitation import client_id_of, invite_url

CLIENT = "1234567890123456789"


def token_of(client: str) -> str:
    first = base64.urlsafe_b64encode(client.encode()).decode().rstrip("=")
    return f"{first}.GabcdE.{'x' * 38}"


def test_the_link_asks_for_the_bot_and_its_commands_alone() -> None:
    asked = parse_qs(urlsplit(invite_url(CLIENT)).query)

    assert asked["client_id"] == [CLIENT]
    assert asked["scope"] == ["bot applications.commands"]


def test_the_link_asks_for_exactly_the_permissions_that_are_needed() -> None:
    from discord import Permissions

    (asked,) = parse_qs(urlsplit(invite_url(CLIENT)).query)["permissions"]

    assert {name for name, granted in Permissions(int(asked)) if granted} == {
        "read_messages",  # discord.py's name for VIEW_CHANNEL
        "send_messages",
        "send_messages_in_threads",
        "embed_links",
        "attach_files",
        "read_message_history",
    }


@pytest.mark.parametrize("client", ["", "12", "1" * 21, "1234567890123456x89", CLIENT + "\n", "&scope=admin"])
def test_what_is_no_id_makes_no_link(client: str) -> None:
    with pytest.raises(ValueError, match="a number of 17 to 20 digits"):
        invite_url(client)


@pytest.mark.parametrize("client", ["12345678901234567", CLIENT, "12345678901234567890"])
def test_the_id_is_the_tokens_first_part(client: str) -> None:
    assert client_id_of(token_of(client)) == client


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("", id="empty"),
        pytest.param("Bot " + token_of(CLIENT), id="with the header's word"),
        pytest.param(token_of(CLIENT) + "\n", id="with a line's end"),
        pytest.param(token_of(CLIENT).rpartition(".")[0], id="cut off"),
        pytest.param(token_of("not a number at all"), id="another text inside"),
        pytest.param("____" * 6 + ".GabcdE." + "x" * 38, id="no text inside"),
        pytest.param("0123456789abcdef0123456789abcdef", id="a client secret"),
        pytest.param("é" * 24 + ".GabcdE." + "x" * 38, id="other letters"),
    ],
)
def test_what_is_no_token_has_no_id(token: str) -> None:
    assert client_id_of(token) is None
