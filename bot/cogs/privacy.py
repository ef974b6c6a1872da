"""What is kept of whoever asks, and how they have it deleted."""

import asyncio
from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.languages import say, say_count
from bot.newsroom import Newsroom
from bot.views.model import writes_to
from bot.views.pressing import server_of
from bot.views.told import CommandIds, privacy_view


class Privacy(commands.Cog):
    """Tells what is kept, and forgets it. `command_ids` gives Discord's ids of the commands."""

    def __init__(self, *, newsroom: Newsroom, command_ids: Callable[[], CommandIds]) -> None:
        self._newsroom = newsroom
        self._command_ids = command_ids

    @app_commands.command()
    async def privacy(self, interaction: discord.Interaction[Any]) -> None:
        """Show what is kept of you, for how long, and which texts leave this bot's machine."""
        newsroom, server = self._newsroom, server_of(interaction)
        view = privacy_view(newsroom.keeps(server), writes_to=writes_to(newsroom, server), ids=self._command_ids())
        await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command(name="forget-me")
    async def forget_me(self, interaction: discord.Interaction[Any]) -> None:
        """Delete at once what is kept of you, in every server: your questions with their answers."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        records = self._newsroom.records
        count = await asyncio.to_thread(records.forget_asker, interaction.user.id)
        deleted = say_count(
            "Deleted: {count} question of yours with its answer, from every server and from direct messages.",
            "Deleted: {count} questions of yours with their answers, from every server and from direct messages.",
            count,
        )
        remains = say(
            "What remains: my messages in Discord, without buttons that work, until somebody deletes them there; and, "
            "if you moderate me, what you did to sources, until the server removes me."
        )
        await interaction.edit_original_response(content=f"{deleted}\n{remains}")
