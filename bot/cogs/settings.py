"""A server's settings: the panel for its moderators, the first word on joining, and leaving without a trace."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import discord
import structlog
from discord import app_commands, ui
from discord.ext import commands

from bot.inputs.zones import read_zone, suggested_zones
from bot.languages import say, say_number, speaking
from bot.newsroom import Newsroom
from bot.rendering.discord.layout import LISTED, card, lines
from bot.views.locales import code_of
from bot.views.pressing import here
from bot.views.setup import OpenSetup, change, show_setup
from bot.views.told import CommandIds, command_mention

log = structlog.get_logger(__name__)


class Settings(commands.Cog):
    """Sets a server up, and forgets it. `command_ids` gives Discord's ids of the commands."""

    def __init__(self, *, newsroom: Newsroom, command_ids: Callable[[], CommandIds]) -> None:
        self._newsroom = newsroom
        self._command_ids = command_ids

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.describe(zone="The time zone whose days “today” means here, such as Europe/Kyiv")
    async def setup(self, interaction: discord.Interaction[Any], zone: str | None = None) -> None:
        """Choose my channel, the time zone, and news to start with."""
        name = read_zone(zone) if zone else None
        await interaction.response.defer(thinking=True, ephemeral=True)
        if name:
            await change(self._newsroom, here(interaction), zone=name)
        await show_setup(interaction, self._newsroom)

    @setup.autocomplete("zone")
    async def _zones(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        del interaction
        return [app_commands.Choice(name=zone, value=zone) for zone in suggested_zones(typed)]

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def forget(self, interaction: discord.Interaction[Any]) -> None:
        """Forget what was asked here: questions with their answers. Their buttons show nothing any more."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        count = await asyncio.to_thread(self._newsroom.records.forget_kept, here(interaction))
        told = say(
            "Forgotten: {count} of what I kept for buttons here, questions with their answers among it.",
            count=say_number(count),
        )
        await interaction.edit_original_response(content=told)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Say hello where the server's newcomers are greeted, or in the first channel that lets the bot write."""
        channel = next(_open_channels(guild), None)
        if channel is None:
            log.info("joined_without_a_channel_to_write_in", server=guild.id)
            return
        with speaking(code_of(guild.preferred_locale)):
            await _greet(channel, self._command_ids())

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget what belongs to a server that removed the bot."""
        await self._newsroom.leave(str(guild.id), now=self._newsroom.clock())
        log.info("server_forgotten", server=guild.id)


async def _greet(channel: discord.TextChannel, ids: CommandIds) -> None:
    told = lines(
        say(
            "Hello. I answer questions from the news, with the source quoted and linked: try {ask}.",
            ask=command_mention("ask", ids),
        ),
        say("If you manage this server: set me up first. Without sources of its own it sees the shared ones only."),
    )
    if channel.permissions_for(channel.guild.me).embed_links:
        await channel.send(view=card([told], accent=LISTED, buttons=[OpenSetup()]))
    else:
        await channel.send(told, view=ui.View(timeout=None).add_item(OpenSetup()))


def _open_channels(guild: discord.Guild) -> Iterator[discord.TextChannel]:
    for channel in [guild.system_channel, *guild.text_channels]:
        mine = channel.permissions_for(guild.me) if channel else discord.Permissions.none()
        if channel and mine.view_channel and mine.send_messages:
            yield channel
