"""What of a message is checked: all that it tells, wherever in it that stands."""

from typing import Any

import discord
import pytest

from bot.cogs.claims import told_in

TITLE, MORE = "Two bridges fell in Tamra", "A flood took them on Monday."
EMBED = {"type": "rich", "title": TITLE, "description": MORE, "fields": [{"name": "Hurt", "value": "Nobody"}]}
LAYOUT = {"type": 17, "id": 1, "components": [{"type": 10, "id": 2, "content": TITLE}]}


def message(
    content: str = "", *, embeds: tuple[Any, ...] = (), components: tuple[Any, ...] = ()
) -> discord.MessageSnapshot:
    """Build a message as Discord forwards it: of what is read here it has what one that is written has."""
    data: Any = {"type": 0, "content": content, "embeds": [*embeds], "components": [*components], "attachments": []}
    rest = {"mentions": [], "mention_roles": [], "flags": 0, "timestamp": "2023-11-22T08:00:00+00:00"}
    data |= {**rest, "edited_timestamp": None}
    return discord.MessageSnapshot(None, data)  # type: ignore[arg-type]  # because it has no client


@pytest.mark.parametrize(
    ("posted", "told"),
    [
        pytest.param(message(TITLE), TITLE, id="what somebody wrote"),
        pytest.param(message(embeds=(EMBED,)), f"{TITLE}\n{MORE}\nNobody", id="an embed of a bot that posts news"),
        pytest.param(message(TITLE, embeds=(EMBED,)), f"{TITLE}\n{MORE}\nNobody", id="a title that is said twice"),
        pytest.param(message(components=(LAYOUT,)), TITLE, id="a layout"),
        pytest.param(message(), "", id="a picture alone"),
    ],
)
def test_all_that_a_message_tells_is_checked(posted: discord.MessageSnapshot, told: str) -> None:
    assert told_in(posted) == told
