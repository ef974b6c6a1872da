"""A server's news sources, for its moderators.

Who may use these commands is Discord's to say: `default_permissions` asks for Manage Server, and a server's
administrators may grant or take the commands by role, member and channel. To check Manage Server here once more
would overrule what they granted.
"""

import asyncio
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import MayNotAttach, WrongInput
from bot.inputs.addresses import page_address
from bot.inputs.descriptions import LONGEST, description
from bot.inputs.sources import ALL, TAG, Nameable, are_several, meant_by, the_one, those, told_apart
from bot.languages import say, say_name
from bot.newsroom import Newsroom
from bot.rendering.discord.notices import notice_view
from bot.rendering.discord.offers import offers_view
from bot.rendering.discord.sources import (
    changed_together_view,
    changed_view,
    changes_view,
    described_view,
    notices_view,
    polling_view,
    source_view,
    whys_view,
)
from bot.rendering.exports import sources_opml
from bot.rendering.source_words import may_be_polled
from bot.views.importing import look_through
from bot.views.offers import tell_first_articles, tell_polled
from bot.views.pressing import here
from bot.views.sources import AddressesForm, look_at, removal_page, restored_page, sources_page
from ingest import Action, RemovedSource, SourceHalted, SourceKind, SourceSummary, Standing

SUGGESTIONS: Final = 25
CHOICE_CHARACTERS: Final = 100
ADDRESS_CHARACTERS: Final = 2_048
SHOWN_CHANGES: Final = 25
UPLOAD_BYTES: Final = 25 << 20
"""Of one file: some ten thousand articles, in memory while it is stored."""
TAKEN_BACK: Final = "none"
"""What a moderator writes to take back what was said of a source."""

_WHICH: Final = "Which one; choose from what is suggested"
_WHICH_ONES: Final = "Which; choose from what is suggested, or write several with commas between them"


class Sources(commands.Cog):
    """Adds, shows, checks, polls, explains, pauses, mutes, resumes, removes, restores and describes sources."""

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

    @sources.command(name="import")
    @app_commands.describe(file="A list of feeds (OPML), as feed readers and other bots export it, of at most 2 MB")
    async def take_list(self, interaction: discord.Interaction[Any], file: discord.Attachment) -> None:
        """Add the feeds of a list: each is looked at first, then you choose."""
        await look_through(interaction, self._newsroom, file)

    @sources.command(name="export")
    async def give_list(self, interaction: discord.Interaction[Any]) -> None:
        """Get this server's own feeds as a list (OPML) that feed readers and other bots import."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        if not interaction.app_permissions.attach_files:
            raise MayNotAttach
        own = [source for source in await self._newsroom.sources(here(interaction)) if not source.shared]
        file = discord.File(BytesIO(sources_opml(own)), filename="sources.opml")
        told = say("This server's own feeds, with their whole addresses: keep to yourselves those that hold a key.")
        await interaction.edit_original_response(content=told, attachments=[file])

    @sources.command(name="list")
    async def listed(self, interaction: discord.Interaction[Any]) -> None:
        """Show what this server reads and how each source fares."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        server = here(interaction)
        page = await sources_page(self._newsroom, server, 0)
        if notices := await asyncio.to_thread(self._newsroom.archive.notices, server):
            names = {source.id: source.name for source in await self._seen_here(interaction)}
            told = [replace(notice, name=names.get(notice.source, notice.name)) for notice in notices]
            await interaction.edit_original_response(view=notices_view(told))
            await asyncio.to_thread(self._newsroom.archive.told, [notice.id for notice in notices], server)
            await interaction.followup.send(view=page, ephemeral=True)
        else:
            await interaction.edit_original_response(view=page)

    @sources.command()
    @app_commands.describe(source=_WHICH)
    async def show(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Show all that is known of a source: how it fares and why, what it holds, how often it is cited."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        found = the_one(source, await self._seen_here(interaction), listing=listing())
        await interaction.edit_original_response(view=source_view(found, self._newsroom.clock()))

    @sources.command()
    @app_commands.describe(source="A source, or an address that may become one")
    async def check(
        self, interaction: discord.Interaction[Any], source: app_commands.Range[str, 1, ADDRESS_CHARACTERS]
    ) -> None:
        """Ask a source now, and say what it gives: nothing is stored, and nothing is added."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        seen = await self._seen_here(interaction)
        is_address = "." in source and not meant_by(source, seen)
        found = None if is_address else the_one(source, seen, listing=listing())
        address = source if found is None else _polled_address(found)
        scouted = await self._newsroom.engine.scout([address])
        known = {each.url for each in seen if each.url}
        await interaction.edit_original_response(view=offers_view(scouted, known, ()))

    @sources.command()
    @app_commands.describe(source=_WHICH_ONES)
    async def poll(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Fetch a source now instead of when it is due, and say what came of it."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        server, now = here(interaction), self._newsroom.clock()
        chosen = await self._own_ones(interaction, source)
        due = {each.id: each for each in chosen if may_be_polled(each, now=now)}
        for each in due:
            await asyncio.to_thread(self._newsroom.archive.ask, each, server, now=now)
        await interaction.edit_original_response(
            view=polling_view(tuple(due.values()), [each for each in chosen if each.id not in due])
        )
        if due:
            with suppress(discord.NotFound):  # because whoever dismissed the message has read enough
                await tell_polled(interaction, self._newsroom, due, asked=now)

    @sources.command()
    @app_commands.describe(url="The address of an article that you miss, or that you found")
    async def why(
        self, interaction: discord.Interaction[Any], url: app_commands.Range[str, 4, ADDRESS_CHARACTERS]
    ) -> None:
        """Tell what became of an article: stored, left out and why, or never offered."""
        whole, address = page_address(url)
        await interaction.response.defer(thinking=True, ephemeral=True)
        traces = await asyncio.to_thread(self._newsroom.archive.trace, whole, here(interaction), canonical=address)
        await interaction.edit_original_response(view=whys_view(address, traces, await self._seen_here(interaction)))

    @sources.command()
    @app_commands.describe(source=_WHICH_ONES)
    async def pause(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Leave sources out until they are resumed: neither fetched nor searched."""
        await self._stand(interaction, source, Action.PAUSE)

    @sources.command()
    @app_commands.describe(source=_WHICH_ONES)
    async def mute(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Go on fetching and storing sources, but show nothing of them until they are resumed."""
        await self._stand(interaction, source, Action.MUTE)

    @sources.command()
    @app_commands.describe(source=_WHICH_ONES)
    async def resume(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Fetch and search paused or muted sources again, at once."""
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
        view = await restored_page(interaction, self._newsroom, the_one(source, removed, listing=listing()).id)
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
        names = {source.id: source.name for source in await self._seen_here(interaction)}
        told = [replace(change, name=names.get(change.source, change.name)) for change in changes]
        await interaction.edit_original_response(view=changes_view(told))

    @show.autocomplete("source")
    @check.autocomplete("source")
    async def _seen(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return suggested(await self._seen_here(interaction), typed)

    @pause.autocomplete("source")
    async def _not_paused(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggested_ones(interaction, typed, {Standing.ACTIVE, Standing.MUTED})

    @mute.autocomplete("source")
    async def _not_muted(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggested_ones(interaction, typed, {Standing.ACTIVE, Standing.PAUSED})

    @resume.autocomplete("source")
    async def _aside(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggested_ones(interaction, typed, {Standing.MUTED, Standing.PAUSED})

    @poll.autocomplete("source")
    async def _polled(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggested_ones(interaction, typed, {Standing.ACTIVE, Standing.MUTED})

    @remove.autocomplete("source")
    @edit.autocomplete("source")
    async def _any_own(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return suggested(await self._own_here(interaction, set(Standing)), typed)

    @restore.autocomplete("source")
    async def _removed(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return suggested(await self._restorable(interaction), typed)

    async def _suggested_ones(
        self, interaction: discord.Interaction[Any], typed: str, standings: Collection[Standing]
    ) -> list[app_commands.Choice[str]]:
        sources = await self._own_here(interaction, standings)
        return [*suggested_at_once(sources, typed), *suggested(sources, typed)][:SUGGESTIONS]

    async def _seen_here(self, interaction: discord.Interaction[Any]) -> tuple[SourceSummary, ...]:
        return told_apart(await self._newsroom.sources(here(interaction)))

    async def _own_here(
        self, interaction: discord.Interaction[Any], standings: Collection[Standing]
    ) -> list[SourceSummary]:
        sources = await self._seen_here(interaction)
        return [each for each in sources if not each.shared and each.standing in standings]

    async def _restorable(self, interaction: discord.Interaction[Any]) -> tuple[RemovedSource, ...]:
        now = self._newsroom.clock()
        return told_apart(await asyncio.to_thread(self._newsroom.archive.restorable, here(interaction), now=now))

    async def _stand(self, interaction: discord.Interaction[Any], source: str, action: Action) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        chosen = await self._own_ones(interaction, source)
        if action is Action.RESUME and any(each.halted for each in chosen):
            raise SourceHalted
        by, now, stand = str(interaction.user.id), self._newsroom.clock(), self._newsroom.archive.stand
        server = here(interaction)
        news = [await asyncio.to_thread(stand, each.id, server, action, by=by, now=now) for each in chosen]
        if len(chosen) == 1:
            view = changed_view(action, chosen[0], is_new=news[0])
        else:
            changed = [each for each, is_new in zip(chosen, news, strict=True) if is_new]
            view = changed_together_view(action, changed, len(chosen))
        await interaction.edit_original_response(view=view)

    async def _own_ones(self, interaction: discord.Interaction[Any], chosen: str) -> list[SourceSummary]:
        """Give the server's own sources that are meant; of what the operator shares none."""
        seen = await self._seen_here(interaction)
        own = [source for source in seen if not source.shared]
        if not own:
            raise WrongInput(say("This server has no sources of its own yet. Add some with /sources add."))
        if not are_several(chosen):
            _refuse_shared(meant_by(chosen, seen))
        return those(chosen, own, listing=listing())

    async def _own(self, interaction: discord.Interaction[Any], chosen: str) -> SourceSummary:
        """Give the server's own source that is meant; what the operator shares is not."""
        meant = meant_by(chosen, await self._seen_here(interaction))
        _refuse_shared(meant)
        return the_one(chosen, [source for source in meant if not source.shared], listing=listing())


def _refuse_shared(meant: Sequence[SourceSummary]) -> None:
    if meant and all(source.shared for source in meant):
        raise WrongInput(
            say("{name} is shared by whoever runs this bot, and only they can change it.", name=meant[0].name)
        )


def listing(group: str = "sources") -> str:
    """Name the command that lists what a group of commands is about."""
    return f"/{say_name(group)} {say_name('list')}"


def suggested(sources: Sequence[Nameable], typed: str) -> list[app_commands.Choice[str]]:
    """Give the sources whose name or address holds what was typed; pure."""
    wanted = typed.casefold()
    return [
        app_commands.Choice(name=_choice_name(source), value=str(source.id))
        for source in sources
        if wanted in f"{source.name} {source.url}".casefold()
    ][:SUGGESTIONS]


def suggested_at_once(sources: Sequence[SourceSummary], typed: str) -> list[app_commands.Choice[str]]:
    """Give what names several sources together, all or those of a tag, if it holds what was typed; pure."""
    tags = Counter(tag for source in sources for tag in source.tags)
    together = [(say("All {count}", count=len(sources)), ALL)] if len(sources) > 1 else []
    together += [
        (say("Tag {tag} ({count})", tag=tag, count=count), f"{TAG}{tag}") for tag, count in sorted(tags.items())
    ]
    wanted = typed.casefold()
    return [
        app_commands.Choice(name=_short(name), value=value)
        for name, value in together
        if wanted in f"{name} {value}".casefold()
    ]


def _polled_address(source: SourceSummary) -> str:
    if source.url is None or source.kind is SourceKind.UPLOAD:
        raise WrongInput(say("{name} is a file: there is nothing to ask for.", name=source.name))
    return source.url


def _choice_name(source: Nameable) -> str:
    return _short(" ".join(source.name.split()) or source.url or "untitled")


def _short(name: str) -> str:
    return name if len(name) <= CHOICE_CHARACTERS else name[: CHOICE_CHARACTERS - 1] + "…"


def _typed(text: str | None) -> str | None:
    return "" if text and text.strip().casefold() == TAKEN_BACK else text
