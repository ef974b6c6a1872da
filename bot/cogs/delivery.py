"""How an answer gets to where it was asked for, when the usual way is closed too."""

from typing import Any, Final

import discord
import structlog
from discord import ui

_TOKEN_ENDED: Final = {10015, 50027}
"""Unknown webhook, invalid webhook token: fifteen minutes have passed."""

log = structlog.get_logger(__name__)


async def show(interaction: discord.Interaction[Any], view: ui.LayoutView) -> None:
    """Show a view where the interaction was deferred; if that has ended, in the channel, if that is allowed."""
    try:
        await interaction.edit_original_response(view=view)
    except discord.HTTPException as failure:
        if failure.code not in _TOKEN_ENDED:
            raise
        await _show_in_channel(interaction, view)


async def _show_in_channel(interaction: discord.Interaction[Any], view: ui.LayoutView) -> None:
    channel = interaction.channel
    may_write = interaction.app_permissions.send_messages and interaction.app_permissions.view_channel
    if may_write and isinstance(channel, discord.abc.Messageable):
        await channel.send(view=view)
    else:
        log.warning("answer_came_too_late", interaction=interaction.id)
