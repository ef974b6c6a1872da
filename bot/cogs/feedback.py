"""What a server's moderators look through: what nothing answered, and what members say of answers."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.newsroom import Newsroom
from bot.views.feedback import review_page
from bot.views.pressing import here


class Reviews(commands.Cog):
    """Shows moderators how answers are taken."""

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
