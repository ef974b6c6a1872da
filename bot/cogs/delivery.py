"""How an answer gets to where it was asked for: after a wait that is told, and when the usual way is closed too."""

from typing import Any, Final

import discord
import structlog
from discord import ui

from bot.cogs.turns import Turn
from bot.languages import say, say_number
from bot.rendering.discord.notices import notice_view
from bot.views.pressing import may_write

_TOKEN_ENDED: Final = {10015, 50027}
"""Unknown webhook, invalid webhook token: fifteen minutes have passed."""

log = structlog.get_logger(__name__)


async def come(interaction: discord.Interaction[Any], turn: Turn) -> None:
    """Wait for a turn; where that is long, its place in the queue stands where the answer will."""
    if turn.is_worth_a_word:
        told = say(
            "Busy: {ahead} before you, about {seconds} s.",
            ahead=say_number(turn.ahead),
            seconds=say_number(round(turn.seconds)),
        )
        await interaction.edit_original_response(view=notice_view(told))
    await turn.come()


async def show(
    interaction: discord.Interaction[Any], view: ui.LayoutView, *, is_private: bool = False
) -> discord.Message | None:
    """Show a view where the interaction was deferred; if that has ended, in the channel, if that is allowed.

    What is private, for the one who asked alone, has no other place to go to: then no message is given.
    """
    try:
        return await interaction.edit_original_response(view=view)
    except discord.HTTPException as failure:
        if failure.code not in _TOKEN_ENDED:
            raise
        channel = interaction.channel
        is_open = not is_private and may_write(interaction.app_permissions, channel)
        if is_open and isinstance(channel, discord.abc.Messageable):
            return await channel.send(view=view)
        log.warning("answer_came_too_late", interaction=interaction.id)
        return None
