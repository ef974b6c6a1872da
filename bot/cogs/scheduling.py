"""Digests by schedule, for a server's moderators: who may use these commands is Discord's to say, as of `/sources`."""

import asyncio
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.placing import Room, meant
from bot.errors import WrongInput
from bot.inputs.clock_times import read_time
from bot.languages import say
from bot.newsroom import Newsroom
from bot.records.schedules import MOST_OF_A_SERVER
from bot.rendering.discord.markup import cut
from bot.rendering.discord.watching import DAYS, EVERY_DAY, schedule_name, scheduled_view, schedules_view
from bot.views.pressing import here
from bot.watching.schedules import Paused, Schedule

CHOICE_CHARACTERS: Final = 100
TOPIC_CHARACTERS: Final = 200

_DAYS: Final = [
    app_commands.Choice(name=EVERY_DAY, value=len(DAYS)),
    *(app_commands.Choice(name=name, value=weekday) for weekday, name in enumerate(DAYS)),
]
_WHICH: Final = "Which one; choose from what is suggested"


class Scheduling(commands.Cog):
    """Adds, lists, pauses, resumes and removes scheduled digests."""

    digests = app_commands.Group(
        name="digests",
        description="Digests that I post by myself, every day or week.",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, *, newsroom: Newsroom) -> None:
        self._newsroom = newsroom

    @digests.command()
    @app_commands.describe(
        time="At what time of this server's day, such as 08:00",
        channel="Channel, thread or forum where I am to post it; without it, here",
        day="On which days; without it, every day",
        topic="What it is to be about, such as grain exports; without it, everything",
    )
    @app_commands.choices(day=_DAYS)
    async def add(
        self,
        interaction: discord.Interaction[Any],
        time: str,
        channel: Room | None = None,
        day: int | None = None,
        topic: app_commands.Range[str, 1, TOPIC_CHARACTERS] | None = None,
    ) -> None:
        """Post a digest every day or week at a time: one sentence a story, who tells it, the link."""
        at = read_time(time)
        await interaction.response.defer(thinking=True, ephemeral=True)
        target = meant(interaction, channel)
        now, server = self._newsroom.clock(), here(interaction)
        wanted = Schedule(
            id="",
            server=server,
            channel=str(target.id),
            topic=(topic or "").strip(),
            at=at,
            weekday=None if day in {None, len(DAYS)} else day,
            posted=now,
        )
        added = await asyncio.to_thread(self._newsroom.records.schedules.add, wanted)
        if added is None:
            raise WrongInput(
                say(
                    "This server has {count} scheduled digests, the most there may be. Remove one first.",
                    count=MOST_OF_A_SERVER,
                )
            )
        await interaction.edit_original_response(view=scheduled_view(added, await self._newsroom.zone(server), now))

    @digests.command(name="list")
    async def listed(self, interaction: discord.Interaction[Any]) -> None:
        """Show the digests that I post here by myself, and when each is next."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        await self._show(interaction)

    @digests.command()
    @app_commands.describe(digest=_WHICH)
    async def pause(self, interaction: discord.Interaction[Any], digest: str) -> None:
        """Post a scheduled digest no more, until it is resumed."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        schedule = await self._meant(interaction, digest)
        await asyncio.to_thread(self._newsroom.records.schedules.pause, schedule, Paused.BY_MODERATORS)
        await self._show(interaction)

    @digests.command()
    @app_commands.describe(digest=_WHICH)
    async def resume(self, interaction: discord.Interaction[Any], digest: str) -> None:
        """Post a paused digest again, from its next time on."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        schedule = await self._meant(interaction, digest)
        now = self._newsroom.clock()
        await asyncio.to_thread(self._newsroom.records.schedules.resume, schedule, now=now)
        await self._show(interaction)

    @digests.command()
    @app_commands.describe(digest=_WHICH)
    async def remove(self, interaction: discord.Interaction[Any], digest: str) -> None:
        """Remove a scheduled digest."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        schedule = await self._meant(interaction, digest)
        await asyncio.to_thread(self._newsroom.records.schedules.remove, schedule)
        await self._show(interaction)

    @pause.autocomplete("digest")
    @resume.autocomplete("digest")
    @remove.autocomplete("digest")
    async def _digests(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        theirs = await asyncio.to_thread(self._newsroom.records.schedules.of, here(interaction))
        named = [(cut(schedule_name(each), CHOICE_CHARACTERS), each.id) for each in theirs]
        return [app_commands.Choice(name=name, value=id_) for name, id_ in named if typed.casefold() in name.casefold()]

    async def _meant(self, interaction: discord.Interaction[Any], chosen: str) -> Schedule:
        theirs = await asyncio.to_thread(self._newsroom.records.schedules.of, here(interaction))
        found = next((each for each in theirs if each.id == chosen), None)
        if found is None:
            raise WrongInput(say("There is no such digest here. Choose from what is suggested, or see /digests list."))
        return found

    async def _show(self, interaction: discord.Interaction[Any]) -> None:
        server, records = here(interaction), self._newsroom.records
        theirs = await asyncio.to_thread(records.schedules.of, server)
        for schedule in theirs:
            if not schedule.is_told:  # because who reads the list reads why
                await asyncio.to_thread(records.schedules.note_told, schedule)
        zone = await self._newsroom.zone(server)
        await interaction.edit_original_response(view=schedules_view(theirs, zone, self._newsroom.clock()))
