"""What moderators corrected of incidents."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.delivery import show
from bot.newsroom import Newsroom
from bot.views.pressing import here
from bot.views.rulings import rulings_page


class Corrections(commands.Cog):
    """Shows what moderators ruled of incidents, and opens what they rule with."""

    def __init__(self, *, newsroom: Newsroom) -> None:
        self._newsroom = newsroom

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def corrections(self, interaction: discord.Interaction[Any]) -> None:
        """Show what moderators here corrected of incidents; undo it, or correct another one."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        await show(interaction, await rulings_page(self._newsroom, here(interaction), 0), is_private=True)
