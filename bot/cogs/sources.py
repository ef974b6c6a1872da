"""A server's news sources, for its moderators.

Who may use these commands is Discord's to say: `default_permissions` asks for Manage Server, and a server's
administrators may grant or take the commands by role, member and channel. To check Manage Server here once more
would overrule what they granted.
"""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import WrongInput
from bot.inputs.addresses import page_address
from bot.inputs.descriptions import LONGEST, description
from bot.inputs.sources import Nameable, meant_by, the_one
from bot.languages import say, say_name
from bot.newsroom import Newsroom
from bot.rendering.discord import (
    changed_view,
    changes_view,
    described_view,
    notice_view,
    notices_view,
    source_view,
    whys_view,
)
from bot.views.offers import tell_first_articles
from bot.views.pressing import here
from bot.views.sources import AddressesForm, look_at, removal_page, restored_page, sources_page
from ingest import Action, RemovedSource, SourceSummary, Standing

SUGGESTIONS: Final = 25
CHOICE_CHARACTERS: Final = 100
ADDRESS_CHARACTERS: Final = 2_048
SHOWN_CHANGES: Final = 25
UPLOAD_BYTES: Final = 25 << 20
"""Of one file: some ten thousand articles, in memory while it is stored."""
TAKEN_BACK: Final = "none"
"""What a moderator writes to take back what was said of a source."""

_WHICH: Final = "Which one; choose from what is suggested"


class Sources(commands.Cog):
    """Adds, shows, explains, pauses, mutes, resumes, removes, restores and describes sources."""

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

    @sources.command()
    @app_commands.describe(file="News in a file: .jsonl, .html, .htm, .txt or .md, of at most 25 MB")
    async def upload(self, interaction: discord.Interaction[Any], file: discord.Attachment) -> None:
        """Add news from a file; one of the same name takes its place."""
        if file.size > UPLOAD_BYTES:
            raise WrongInput(say("{file} is too large: 25 MB at most. Split it.", file=file.filename))
        await interaction.response.defer(thinking=True, ephemeral=True)
        by, now = str(interaction.user.id), self._newsroom.clock()
        address = await self._newsroom.hand_in(file.filename, await file.read(), here(interaction), by=by, now=now)
        with suppress(discord.NotFound):  # because whoever dismissed the message has read enough
            await interaction.edit_original_response(
                view=notice_view(say("{file} was taken and is being read.", file=file.filename))
            )
            await tell_first_articles(interaction, self._newsroom, {address: None})

    @sources.command(name="list")
    async def listed(self, interaction: discord.Interaction[Any]) -> None:
        """Show what this server reads and how each source fares."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        server = here(interaction)
        page = await sources_page(self._newsroom, server, 0)
        if notices := await asyncio.to_thread(self._newsroom.archive.notices, server):
            await interaction.edit_original_response(view=notices_view(notices))
            await asyncio.to_thread(self._newsroom.archive.told, [notice.id for notice in notices], server)
            await interaction.followup.send(view=page, ephemeral=True)
        else:
            await interaction.edit_original_response(view=page)

    @sources.command()
    @app_commands.describe(source=_WHICH)
    async def show(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Show all that is known of a source: how it fares and why, what it holds, how often it is cited."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        found = the_one(source, await self._newsroom.sources(here(interaction)), listing=_listing())
        await interaction.edit_original_response(view=source_view(found, self._newsroom.clock()))

    @sources.command()
    @app_commands.describe(url="The address of an article that you miss, or that you found")
    async def why(
        self, interaction: discord.Interaction[Any], url: app_commands.Range[str, 4, ADDRESS_CHARACTERS]
    ) -> None:
        """Tell what became of an article: stored, left out and why, or never offered."""
        whole, address = page_address(url)
        await interaction.response.defer(thinking=True, ephemeral=True)
        traces = await asyncio.to_thread(self._newsroom.archive.trace, whole, here(interaction), canonical=address)
        sources = await self._newsroom.sources(here(interaction))
        await interaction.edit_original_response(view=whys_view(address, traces, sources))

    @sources.command()
    @app_commands.describe(source=_WHICH)
    async def pause(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Leave a source out until it is resumed: neither fetched nor searched."""
        await self._stand(interaction, source, Action.PAUSE)

    @sources.command()
    @app_commands.describe(source=_WHICH)
    async def mute(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Go on fetching and storing a source, but show nothing of it until it is resumed."""
        await self._stand(interaction, source, Action.MUTE)

    @sources.command()
    @app_commands.describe(source=_WHICH)
    async def resume(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Fetch and search a paused or muted source again, at once."""
        await self._stand(interaction, source, Action.RESUME)

    @sources.command()
    @app_commands.describe(source=_WHICH)
    async def remove(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Remove a source: what will go is shown first, and for 7 days it can be restored."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        found = await self._own(interaction, source)
        await interaction.edit_original_response(view=await removal_page(interaction, self._newsroom, found))

    @sources.command()
    @app_commands.describe(source=_WHICH)
    async def restore(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Undo the removal of a source, for 7 days after it."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        removed = await self._restorable(interaction)
        view = await restored_page(interaction, self._newsroom, the_one(source, removed, listing=_listing()).id)
        await interaction.edit_original_response(view=view)

    @sources.command()
    @app_commands.describe(
        source=_WHICH,
        publisher=f"Who is named in citations, whoever its items name; “{TAKEN_BACK}” takes it back",
        tags=f"Words to sort it by, with commas between them; “{TAKEN_BACK}” takes them back",
        language=f"What its texts are taken for, such as en, de or ar; “{TAKEN_BACK}” lets each text show",
    )
    async def edit(
        self,
        interaction: discord.Interaction[Any],
        source: str,
        publisher: app_commands.Range[str, 1, LONGEST] | None = None,
        tags: app_commands.Range[str, 1, 500] | None = None,
        language: app_commands.Range[str, 1, 10] | None = None,
    ) -> None:
        """Change what is said of a source, on this server alone."""
        words = _typed(tags)
        listed = None if words is None else words.split(",")
        said = description(publisher=_typed(publisher), tags=listed, language=_typed(language))
        await interaction.response.defer(thinking=True, ephemeral=True)
        found, server = await self._own(interaction, source), here(interaction)
        by, now = str(interaction.user.id), self._newsroom.clock()
        await asyncio.to_thread(self._newsroom.archive.describe, found.id, server, said, by=by, now=now)
        await interaction.edit_original_response(view=described_view(await self._own(interaction, str(found.id))))

    @sources.command()
    async def log(self, interaction: discord.Interaction[Any]) -> None:
        """Show who changed what about this server's sources."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        changes = await asyncio.to_thread(self._newsroom.archive.audit, here(interaction), SHOWN_CHANGES)
        await interaction.edit_original_response(view=changes_view(changes))

    @show.autocomplete("source")
    async def _seen(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return suggested(await self._newsroom.sources(here(interaction)), typed)

    @pause.autocomplete("source")
    async def _not_paused(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggested_own(interaction, typed, {Standing.ACTIVE, Standing.MUTED})

    @mute.autocomplete("source")
    async def _not_muted(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggested_own(interaction, typed, {Standing.ACTIVE, Standing.PAUSED})

    @resume.autocomplete("source")
    async def _aside(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggested_own(interaction, typed, {Standing.MUTED, Standing.PAUSED})

    @remove.autocomplete("source")
    @edit.autocomplete("source")
    async def _any_own(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggested_own(interaction, typed, set(Standing))

    @restore.autocomplete("source")
    async def _removed(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return suggested(await self._restorable(interaction), typed)

    async def _suggested_own(
        self, interaction: discord.Interaction[Any], typed: str, standings: Iterable[Standing]
    ) -> list[app_commands.Choice[str]]:
        sources = await self._newsroom.sources(here(interaction))
        return suggested([each for each in sources if not each.shared and each.standing in standings], typed)

    async def _restorable(self, interaction: discord.Interaction[Any]) -> tuple[RemovedSource, ...]:
        now = self._newsroom.clock()
        return await asyncio.to_thread(self._newsroom.archive.restorable, here(interaction), now=now)

    async def _stand(self, interaction: discord.Interaction[Any], source: str, action: Action) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        found = await self._own(interaction, source)
        by, now, stand = str(interaction.user.id), self._newsroom.clock(), self._newsroom.archive.stand
        is_new = await asyncio.to_thread(stand, found.id, here(interaction), action, by=by, now=now)
        await interaction.edit_original_response(view=changed_view(action, found, is_new=is_new))

    async def _own(self, interaction: discord.Interaction[Any], chosen: str) -> SourceSummary:
        """Give the server's own source that is meant; what the operator shares is not."""
        sources = await self._newsroom.sources(here(interaction))
        meant = meant_by(chosen, sources)
        own = [source for source in meant if not source.shared]
        if meant and not own:
            raise WrongInput(
                say("{name} is shared by whoever runs this bot, and only they can change it.", name=meant[0].name)
            )
        return the_one(chosen, own, listing=_listing())


def _listing() -> str:
    return f"/{say_name('sources')} {say_name('list')}"


def suggested(sources: Sequence[Nameable], typed: str) -> list[app_commands.Choice[str]]:
    """Give the sources whose name or address holds what was typed; pure."""
    wanted = typed.casefold()
    return [
        app_commands.Choice(name=_choice_name(source), value=str(source.id))
        for source in sources
        if wanted in f"{source.name} {source.url}".casefold()
    ][:SUGGESTIONS]


def _choice_name(source: Nameable) -> str:
    name = " ".join(source.name.split()) or source.url or "untitled"
    return name if len(name) <= CHOICE_CHARACTERS else name[: CHOICE_CHARACTERS - 1] + "…"


def _typed(text: str | None) -> str | None:
    return "" if text and text.strip().casefold() == TAKEN_BACK else text
