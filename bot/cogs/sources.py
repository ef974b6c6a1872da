"""A server's news sources, for its moderators.

Who may use these commands is Discord's to say: `default_permissions` asks for Manage Server, and a server's
administrators may grant or take the commands by role, member and channel. To check Manage Server here once more
would overrule what they granted.
"""

from collections.abc import Sequence
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.refusals import Refusal
from bot.newsroom import Newsroom
from bot.rendering.discord import notice_view
from bot.views.pressing import here
from bot.views.sources import AddressesForm, look_at, removal_view, sources_page
from ingest import SourceSummary

SUGGESTIONS: Final = 25
CHOICE_CHARACTERS: Final = 100


class Sources(commands.Cog):
    """Adds, lists, pauses, resumes and removes sources."""

    sources = app_commands.Group(
        name="sources",
        description="Manage this server's news sources.",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, *, newsroom: Newsroom) -> None:
        self._newsroom = newsroom

    @sources.command()
    @app_commands.describe(address="A feed, a news site or a single article; leave it out to add many at once")
    async def add(self, interaction: discord.Interaction[Any], address: str | None = None) -> None:
        """Add news sources: each is looked at first, then you choose."""
        if address is None:
            await interaction.response.send_modal(AddressesForm())
            return
        await interaction.response.defer(thinking=True, ephemeral=True)
        await look_at(interaction, self._newsroom, address)

    @sources.command(name="list")
    async def show(self, interaction: discord.Interaction[Any]) -> None:
        """Show what this server reads and how each source fares."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        await interaction.edit_original_response(view=await sources_page(self._newsroom, here(interaction), 0))

    @sources.command()
    @app_commands.describe(source="Which one; choose from what is suggested")
    async def pause(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Leave a source out until it is resumed: neither fetched nor searched."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        found = await self._own(interaction, source)
        by, now = str(interaction.user.id), interaction.created_at
        is_new = await self._newsroom.pause(found.id, here(interaction), by=by, now=now)
        told = "is paused: it is neither fetched nor searched until you resume it." if is_new else "was paused already."
        await interaction.edit_original_response(view=notice_view(f"{found.name} {told}"))

    @sources.command()
    @app_commands.describe(source="Which one; choose from what is suggested")
    async def resume(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Fetch and search a paused source again, at once."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        found = await self._own(interaction, source)
        by, now = str(interaction.user.id), interaction.created_at
        is_new = await self._newsroom.resume(found.id, here(interaction), by=by, now=now)
        told = "is searched again, and fetched now." if is_new else "was not paused."
        await interaction.edit_original_response(view=notice_view(f"{found.name} {told}"))

    @sources.command()
    @app_commands.describe(source="Which one; choose from what is suggested")
    async def remove(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Remove a source: what will go is shown first."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        await interaction.edit_original_response(view=removal_view(await self._own(interaction, source)))

    @pause.autocomplete("source")
    async def _not_paused(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        sources = await self._newsroom.sources(here(interaction))
        return suggested([source for source in sources if not source.paused], typed)

    @resume.autocomplete("source")
    async def _paused(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        sources = await self._newsroom.sources(here(interaction))
        return suggested([source for source in sources if source.paused], typed)

    @remove.autocomplete("source")
    async def _removable(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return suggested(await self._newsroom.sources(here(interaction)), typed)

    async def _own(self, interaction: discord.Interaction[Any], chosen: str) -> SourceSummary:
        """Give the server's own source of this id, else of this name or address."""
        sources = await self._newsroom.sources(here(interaction))
        wanted = chosen.strip().casefold()
        meant = [source for source in sources if str(source.id) == wanted] or [
            source for source in sources if wanted in {source.name.casefold(), (source.url or "").casefold()}
        ]
        own = [source for source in meant if not source.shared]
        if len(own) > 1:
            raise Refusal(f"{len(own)} sources here are called “{chosen}”. Choose from what is suggested.")
        if own:
            return own[0]
        if meant:
            raise Refusal(f"{meant[0].name} is shared by whoever runs this bot, and only they can change it.")
        raise Refusal(f"This server has no source “{chosen}”. Choose from what is suggested, or see /sources list.")


def suggested(sources: Sequence[SourceSummary], typed: str) -> list[app_commands.Choice[str]]:
    """Give the server's own sources whose name or address holds what was typed; pure."""
    wanted = typed.casefold()
    return [
        app_commands.Choice(name=_choice_name(source), value=str(source.id))
        for source in sources
        if not source.shared and wanted in f"{source.name} {source.url}".casefold()
    ][:SUGGESTIONS]


def _choice_name(source: SourceSummary) -> str:
    name = " ".join(source.name.split()) or source.url or "untitled"
    return name if len(name) <= CHOICE_CHARACTERS else name[: CHOICE_CHARACTERS - 1] + "…"
