"""The language model that a server's moderators may let write."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.newsroom import Newsroom
from bot.views.model import show_model


class Model(commands.Cog):
    """Shows what a language model would do here, and lets moderators switch it."""

    def __init__(self, *, newsroom: Newsroom) -> None:
        self._newsroom = newsroom

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def model(self, interaction: discord.Interaction[Any]) -> None:
        """Let a language model write answers here, or stop it; first see where questions go."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        await show_model(interaction, self._newsroom)
