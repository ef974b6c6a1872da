"""A server's settings: the page for its moderators, the first word on joining, and leaving without a trace."""

import asyncio
from collections.abc import Callable
from typing import Any

import discord
import structlog
from discord import app_commands, ui
from discord.ext import commands, tasks

from bot.cogs.noticing import writable
from bot.inputs.zones import read_zone, suggested_zones
from bot.languages import say, say_number, speaking
from bot.newsroom import Newsroom
from bot.rendering.discord.layout import LISTED, card, lines
from bot.views.locales import language_of_guild
from bot.views.pressing import here
from bot.views.settings import OpenSetup, show_settings
from bot.views.told import CommandIds, command_mention
from ingest import ArchiveError, ArchiveReadOnly

log = structlog.get_logger(__name__)


class Settings(commands.Cog):
    """Sets a server up, and forgets it. `command_ids` gives Discord's ids of the commands."""

    def __init__(self, *, client: discord.Client, newsroom: Newsroom, command_ids: Callable[[], CommandIds]) -> None:
        self._client = client
        self._newsroom = newsroom
        self._command_ids = command_ids

    async def cog_load(self) -> None:
        """Begin."""
        self.forget_absent.add_exception_type(ArchiveError)  # is tried again, where others would end the loop
        self.forget_absent.start()

    async def cog_unload(self) -> None:
        """End."""
        self.forget_absent.cancel()

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.describe(zone="The time zone whose days “today” means here, such as Europe/Kyiv")
    async def settings(self, interaction: discord.Interaction[Any], zone: str | None = None) -> None:
        """Choose where and to whom I answer, who moderates me, what I keep, and news to start with."""
        name = read_zone(zone) if zone else None
        await interaction.response.defer(thinking=True, ephemeral=True)
        if name:
            await self._newsroom.choose(here(interaction), zone=name)
        await show_settings(interaction, self._newsroom)

    @settings.autocomplete("zone")
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
        channel = next(writable(guild.system_channel, *guild.text_channels), None)
        if channel is None:
            log.info("joined_without_a_channel_to_write_in", server=guild.id)
            return
        with speaking(language_of_guild(guild, self._newsroom)):
            await _greet(channel, self._command_ids())

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget at once what was asked in a server that removed the bot; the rest follows when its grace is over."""
        await self._newsroom.part(str(guild.id), now=self._newsroom.clock())
        log.info("server_left", server=guild.id)

    @tasks.loop(hours=1)
    async def forget_absent(self) -> None:
        """Forget the servers whose grace is over."""
        present = [str(guild.id) for guild in self._client.guilds]
        try:
            gone = await self._newsroom.leave_for_good(present, now=self._newsroom.clock())
        except ArchiveReadOnly as error:  # no use in trying again every few seconds
            log.warning("absent_servers_not_forgotten", reason=str(error))
            return
        for server in gone:
            log.info("server_forgotten", server=server)

    @forget_absent.before_loop
    async def _until_servers_are_known(self) -> None:
        await self._client.wait_until_ready()


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
