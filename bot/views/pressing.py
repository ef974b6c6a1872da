"""How a press reaches the newsroom, and what becomes of an error on the way."""

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self, TypeAlias, TypeVar

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.languages import say, speak
from bot.newsroom import Newsroom, ServerId
from bot.views.errors import excuse
from bot.views.locales import language_of_member
from bot.views.pages import Page
from ingest import Subscriber

ItemT = TypeVar("ItemT", bound=ui.Item[Any])


Readers: TypeAlias = Mapping[str, Callable[[str], Any]]
"""How what a template names and is no text is read, by its name."""


class NewsroomClient(commands.AutoShardedBot):
    """A client through which a button, made anew from its custom id, finds the newsroom."""

    newsroom: Newsroom


Press: TypeAlias = discord.Interaction[NewsroomClient]
Button: TypeAlias = ui.Button[ui.LayoutView]


class Pressable(ui.DynamicItem[ItemT], template=r"(?!)"):
    """Something to press or to choose from, whose state is all in its custom id. Subclasses name the template."""

    reads: ClassVar[Readers] = {
        "page": lambda digits: Page(int(digits)),
        "source": int,
        "ruling": int,
        "to": lambda word: word == "on",
    }

    @classmethod
    def restored(cls, state: re.Match[str]) -> Self:
        """Make it anew from its custom id, after a restart for instance; here of what the template names in it."""
        return cls(**{name: cls.reads.get(name, str)(written) for name, written in state.groupdict().items()})

    async def pressed(self, press: Press) -> None:
        """Answer a press. What it raises, the error door answers."""
        raise NotImplementedError

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Do what discord.py asks for: make it anew."""
        del interaction, item
        return cls.restored(match)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what discord.py asks for: answer a press. Of errors it would only write to the log."""
        speak(language_of_member(interaction))
        try:
            await self.pressed(interaction)
        except Exception as error:  # noqa: BLE001 because the door tells the known ones from bugs
            await excuse(interaction, error)


class OfKept(Pressable[Button], template=r"(?!)"):
    """A button that opens something of what was kept, an answer for instance, by its name."""

    _does: ClassVar[str]
    _label: ClassVar[str]

    def __init_subclass__(cls, *, does: str, label: str) -> None:
        """Begin custom ids with what it `does`, and bear a `label` that is said in the reader's language."""
        super().__init_subclass__(template=rf"{does}:(?P<name>[\w-]{{1,24}})")
        cls._does, cls._label = does, label

    def __init__(self, name: str, label: str = "") -> None:
        self._name = name
        super().__init__(ui.Button(label=label or say(self._label), custom_id=f"{self._does}:{name}"))


class Form(ui.Modal):
    """A form to fill in."""

    async def filled_in(self, press: Press) -> None:
        """Answer a filled-in form. What it raises, the error door answers."""
        raise NotImplementedError

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Do what discord.py asks for: answer a form."""
        speak(language_of_member(interaction))
        try:
            await self.filled_in(interaction)
        except Exception as error:  # noqa: BLE001 because the door tells the known ones from bugs
            await excuse(interaction, error)


def moderates(interaction: discord.Interaction[Any], newsroom: Newsroom) -> bool:
    """Tell whether whoever acts moderates the bot in this server: by Manage Server, or by a role that was chosen."""
    if interaction.guild_id is None:
        return False
    roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else []
    chosen = newsroom.chosen(here(interaction))
    return interaction.permissions.manage_guild or chosen.is_moderated_by(*(role.id for role in roles))


def refuse_others(interaction: discord.Interaction[Any], newsroom: Newsroom) -> None:
    """Let pass who moderates the bot here; raises `MissingPermissions`.

    Commands are Discord's to show and to hide; a button outlives the role of whoever opened its message.
    """
    if not moderates(interaction, newsroom):
        raise app_commands.MissingPermissions(["manage_guild"])


def may_write(mine: discord.Permissions, place: object) -> bool:
    """Tell whether the bot, whose permissions in a channel or thread these are, may write there."""
    speaks = mine.send_messages_in_threads if isinstance(place, discord.Thread) else mine.send_messages
    return mine.view_channel and speaks


def server_of(interaction: discord.Interaction[Any]) -> ServerId:
    """Give the server that somebody acts in."""
    return str(interaction.guild_id) if interaction.guild_id else None


def here(interaction: discord.Interaction[Any]) -> Subscriber:
    """Give the server of what is offered in servers alone, by which its sources and settings are kept."""
    if interaction.guild_id is None:
        raise app_commands.NoPrivateMessage
    return Subscriber(str(interaction.guild_id))
