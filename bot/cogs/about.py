"""What the bot is, and how to ask it."""

from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.newsroom import Newsroom
from bot.views.model import writes_to
from bot.views.pressing import server_of
from bot.views.told import Command, CommandIds, about_view, help_view


class About(commands.Cog):
    """Tells of the bot itself. `known_commands` gives what it can do, with Discord's ids of it."""

    def __init__(self, *, newsroom: Newsroom, known_commands: Callable[[], tuple[list[Command], CommandIds]]) -> None:
        self._newsroom = newsroom
        self._known_commands = known_commands

    @app_commands.command()
    async def about(self, interaction: discord.Interaction[Any]) -> None:
        """Show what this bot is, what it keeps, and what it has read."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        server = server_of(interaction)
        holdings = await self._newsroom.holdings(server)
        model = writes_to(self._newsroom, server)
        _, ids = self._known_commands()
        view = about_view(holdings, self._newsroom.keeps(server), writes_to=model, ids=ids)
        await interaction.edit_original_response(view=view)

    @app_commands.command()
    async def help(self, interaction: discord.Interaction[Any]) -> None:
        """Show how to ask, and all commands."""
        await interaction.response.send_message(view=help_view(*self._known_commands()), ephemeral=True)
