"""The latest incidents, filtered and paged."""

from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering.incidents.latest import Filters
from bot.cogs.audience import Audiences, tell_why
from bot.cogs.days import read_day, suggested_days
from bot.cogs.delivery import show
from bot.inputs.places import read_place
from bot.languages import speak
from bot.newsroom import Newsroom
from bot.views.incidents import PLACE_CHARACTERS, latest_page, nothing_latest
from bot.views.locales import language_of_server
from bot.views.pressing import server_of
from ingest import IncidentKind

KINDS: Final = [
    app_commands.Choice(name=kind.value.replace("_", " ").capitalize(), value=kind.value) for kind in IncidentKind
]


class LatestIncidents(commands.Cog):
    """Lists incidents."""

    def __init__(self, *, newsroom: Newsroom, audiences: Audiences) -> None:
        self._newsroom = newsroom
        self._audiences = audiences

    @app_commands.command()
    @app_commands.describe(
        place="A base, town, region or country, such as Iraq",
        kind="What kind of incident",
        since="First day, such as 2023-10-17",
        until="Last day, such as 2023-11-22",
    )
    @app_commands.choices(kind=KINDS)
    async def latest(
        self,
        interaction: discord.Interaction[Any],
        place: app_commands.Range[str, 1, PLACE_CHARACTERS] | None = None,
        kind: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> None:
        """List the latest incidents: what, where, when, killed and injured, and who reports it."""
        filters = Filters(
            place=read_place(place) if place else None, kind=kind, since=read_day(since), until=read_day(until)
        )
        audience = self._audiences.of(interaction, only_me=None)
        await interaction.response.defer(thinking=True, ephemeral=audience.is_asker_alone)
        now, server = self._newsroom.clock(), server_of(interaction)
        found = await self._newsroom.latest(filters, server, now=now)
        if not audience.is_asker_alone:
            speak(language_of_server(interaction))
        if found.incidents:
            told = latest_page(found, filters, now, 0)
        else:
            told = await nothing_latest(self._newsroom, filters, server)
        await show(interaction, told, is_private=audience.is_asker_alone)
        await tell_why(interaction, audience)

    @latest.autocomplete("since")
    @latest.autocomplete("until")
    async def _days(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        zone = await self._newsroom.zone(server_of(interaction))
        return suggested_days(typed, today=self._newsroom.clock().astimezone(zone).date())
