"""Claims: what a message says, checked against the news for whoever asks."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.delivery import come, show
from bot.cogs.turns import Turns
from bot.errors import WrongInput
from bot.languages import marked, say
from bot.newsroom import Newsroom
from bot.views.claims import checked_view
from bot.views.pressing import server_of

CHECK: Final = marked("Check this claim")
"""What stands in the menu of a message."""


class Claims(commands.Cog):
    """Checks the claims of a message, from its menu."""

    def __init__(self, *, tree: app_commands.CommandTree[Any], newsroom: Newsroom, turns: Turns) -> None:
        self._tree = tree
        self._newsroom = newsroom
        self._turns = turns

    async def cog_load(self) -> None:
        """Put it into the menu of messages, which no decorator of a cog can."""
        self._tree.add_command(app_commands.ContextMenu(name=CHECK, callback=self._check))

    async def cog_unload(self) -> None:
        """Take it out."""
        self._tree.remove_command(CHECK, type=discord.AppCommandType.message)

    async def _check(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        server = server_of(interaction)
        if message.author == interaction.client.user:
            raise WrongInput(say("I wrote this myself: the buttons beneath it show the quotes that it rests on."))
        with self._turns.claimed(interaction.user.id, server) as turn:
            await interaction.response.defer(thinking=True, ephemeral=True)
            await come(interaction, turn)
            checked, name = await self._newsroom.check_claims(
                told_in(message), server, written=message.created_at, now=self._newsroom.clock()
            )
        await show(interaction, checked_view(checked, name), is_private=True)


def told_in(message: discord.Message | discord.MessageSnapshot) -> str:
    """Give all that a message tells: other bots post news as embeds and layouts, and messages are forwarded."""
    return "\n".join(dict.fromkeys(filter(None, _parts(message))))


def _parts(message: discord.Message | discord.MessageSnapshot) -> Iterator[str | None]:
    yield message.content
    for embed in message.embeds:
        yield from (embed.title, embed.description, *(field.value for field in embed.fields))
    yield from _layout(message.components)
    for forwarded in message.message_snapshots if isinstance(message, discord.Message) else ():
        yield from _parts(forwarded)


def _layout(components: Iterable[object]) -> Iterator[str]:
    for each in components:
        if isinstance(each, discord.TextDisplay):
            yield each.content
        yield from _layout(getattr(each, "children", ()))
