"""The panel on which moderators choose channel, time zone and the first sources."""

import asyncio
import re
from dataclasses import replace
from typing import Any, Final, Self, TypedDict, Unpack

import discord
from discord import app_commands, ui

from bot.inputs.zones import read_zone
from bot.languages import say, say_number
from bot.newsroom import Newsroom
from bot.records import Server
from bot.rendering.discord import notice_view
from bot.starters import Topic, starter_topics
from bot.views.offers import show_offers
from bot.views.pressing import Button, Form, Press, Pressable, here

_SPOKEN_IN: Final = [discord.ChannelType.text, discord.ChannelType.news]
_DESCRIPTION_CHARACTERS: Final = 100


class OpenSetup(Pressable[Button], template=r"setup:open"):
    """Opens the panel. It stands in a public message, so here, and only here, Manage Server is asked for."""

    def __init__(self) -> None:
        super().__init__(ui.Button(label=say("Set up"), style=discord.ButtonStyle.primary, custom_id="setup:open"))

    @classmethod
    def restored(cls, state: re.Match[str]) -> Self:
        """Make it anew."""
        del state
        return cls()

    async def pressed(self, press: Press) -> None:
        """Show the panel to whoever may manage the server."""
        if not press.permissions.manage_guild:
            raise app_commands.MissingPermissions(["manage_guild"])
        await press.response.defer(thinking=True, ephemeral=True)
        await show_setup(press, press.client.newsroom)


class ChooseChannel(Pressable[ui.ChannelSelect[ui.LayoutView]], template=r"setup:channel"):
    """Chooses the channel in which the bot may speak by itself."""

    def __init__(self, chosen: str | None = None) -> None:
        super().__init__(
            ui.ChannelSelect(
                custom_id="setup:channel",
                channel_types=_SPOKEN_IN,
                placeholder=say("The channel I may speak in by myself"),
                default_values=[discord.SelectDefaultValue.from_channel(discord.Object(int(chosen)))] if chosen else [],
            )
        )

    @classmethod
    def restored(cls, state: re.Match[str]) -> Self:
        """Make it anew."""
        del state
        return cls()

    async def pressed(self, press: Press) -> None:
        """Keep the channel, if the bot may write there."""
        await press.response.defer()
        chosen = self.item.values[0]
        newsroom = press.client.newsroom
        if not _may_speak(press.guild, chosen.id):
            told = say(
                "I may not write in #{channel}: allow me View Channel and Send Messages there, or choose another.",
                channel=chosen.name,
            )
            await show_setup(press, newsroom, told=told)
            return
        await change(newsroom, here(press), channel=str(chosen.id))
        await show_setup(press, newsroom)


class OpenZone(Pressable[Button], template=r"setup:zone"):
    """Asks for the time zone."""

    def __init__(self) -> None:
        super().__init__(ui.Button(label=say("Time zone"), custom_id="setup:zone"))

    @classmethod
    def restored(cls, state: re.Match[str]) -> Self:
        """Make it anew."""
        del state
        return cls()

    async def pressed(self, press: Press) -> None:
        """Open the form."""
        await press.response.send_modal(ZoneForm())


class ZoneForm(Form):
    """Takes the name of a time zone."""

    def __init__(self) -> None:
        super().__init__(title=say("Time zone"))
        self._zone: ui.TextInput[Self] = ui.TextInput(max_length=60, custom_id="zone")
        told = say("Whose days “today” and “yesterday” mean here, such as Europe/Kyiv or America/New_York.")
        self.add_item(ui.Label(text=say("Time zone"), description=told, component=self._zone))

    async def filled_in(self, press: Press) -> None:
        """Keep the zone; a wrong one is answered with the nearest."""
        name = read_zone(self._zone.value)
        await press.response.defer()
        await change(press.client.newsroom, here(press), zone=name)
        await show_setup(press, press.client.newsroom)


class OpenStarters(Pressable[Button], template=r"setup:starters"):
    """Shows the topics of the starter list."""

    def __init__(self) -> None:
        super().__init__(ui.Button(label=say("News to start with"), custom_id="setup:starters"))

    @classmethod
    def restored(cls, state: re.Match[str]) -> Self:
        """Make it anew."""
        del state
        return cls()

    async def pressed(self, press: Press) -> None:
        """Show the topics."""
        told = say("Choose a topic. Its feeds are looked at first; those that cannot be read now are named.")
        await press.response.send_message(view=notice_view(told, [ChooseTopic()]), ephemeral=True)


class ChooseTopic(Pressable[ui.Select[ui.LayoutView]], template=r"setup:topic"):
    """Looks at the feeds of a topic and offers them."""

    def __init__(self) -> None:
        options = [_option(topic) for topic in starter_topics()]
        super().__init__(ui.Select(custom_id="setup:topic", options=options, placeholder=say("Topic")))

    @classmethod
    def restored(cls, state: re.Match[str]) -> Self:
        """Make it anew."""
        del state
        return cls()

    async def pressed(self, press: Press) -> None:
        """Look at the feeds of the topic."""
        await press.response.defer(thinking=True, ephemeral=True)
        topic = next(topic for topic in starter_topics() if topic.name == self.item.values[0])
        await show_offers(press, press.client.newsroom, topic.addresses)


async def show_setup(interaction: discord.Interaction[Any], newsroom: Newsroom, *, told: str = "") -> None:
    """Show the panel where the interaction was deferred."""
    settings = await asyncio.to_thread(newsroom.records.server, here(interaction))
    sources = await newsroom.sources(here(interaction))
    text = "\n".join(filter(None, (told, *_state(interaction.guild, settings, len(sources)))))
    buttons: list[ui.Item[Any]] = [ChooseChannel(settings.channel), OpenZone(), OpenStarters()]
    await interaction.edit_original_response(view=notice_view(text, buttons))


class Chosen(TypedDict, total=False):
    """What moderators can choose, by the names of `Server`."""

    zone: str
    channel: str
    writes: bool


async def change(newsroom: Newsroom, server: str, **chosen: Unpack[Chosen]) -> None:
    """Keep what moderators chose, by the names of `Server`."""
    settings = await asyncio.to_thread(newsroom.records.server, server)
    await asyncio.to_thread(newsroom.records.change, replace(settings, **chosen), now=newsroom.clock())


def _state(guild: discord.Guild | None, settings: Server, sources: int) -> tuple[str, ...]:
    channel = guild.get_channel(int(settings.channel)) if guild and settings.channel else None
    return (
        say("Channel: {channel}", channel=f"#{channel.name}" if channel else say("not chosen")),
        say("Time zone: {zone}", zone=settings.zone),
        say("Sources seen here: {count}", count=say_number(sources)),
    )


def _may_speak(guild: discord.Guild | None, channel_id: int) -> bool:
    channel = guild.get_channel(channel_id) if guild else None
    if guild is None or channel is None:
        return False
    mine = channel.permissions_for(guild.me)
    return mine.view_channel and mine.send_messages


def _option(topic: Topic) -> discord.SelectOption:
    named = ", ".join(topic.feeds)
    if len(named) > _DESCRIPTION_CHARACTERS:
        named = named[: _DESCRIPTION_CHARACTERS - 1] + "…"
    return discord.SelectOption(label=f"{topic.name} ({len(topic.feeds)})", value=topic.name, description=named)
