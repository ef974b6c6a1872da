"""What a server's moderators look through: how answers were taken, and what they corrected of incidents."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.delivery import show
from bot.newsroom import Newsroom
from bot.views.feedback import review_page
from bot.views.pressing import here
from bot.views.rulings import rulings_page


class Overseeing(commands.Cog):
    """Shows moderators what nothing answered, what members say of answers, and what was ruled of incidents."""

    def __init__(self, *, newsroom: Newsroom) -> None:
        self._newsroom = newsroom

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def review(self, interaction: discord.Interaction[Any]) -> None:
        """See which questions were not answered here, and what members say of answers."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        review = await self._newsroom.review(here(interaction))
        await interaction.edit_original_response(view=review_page(review, 0))

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def corrections(self, interaction: discord.Interaction[Any]) -> None:
        """Show what moderators here corrected of incidents; undo it, or correct another one."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        await show(interaction, await rulings_page(self._newsroom, here(interaction), 0), is_private=True)
