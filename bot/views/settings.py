"""The page on which moderators choose all that a server can choose, and the first sources.

Each choice is kept when it is made, and the page shown anew: it is made of what is kept, so that it survives restarts.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, Self, Unpack

import discord
from discord import ui

from bot.inputs.zones import read_zone
from bot.languages import INTERFACE, say, say_count, say_language, say_number, speaking
from bot.newsroom import Chosen, Newsroom
from bot.records import EVERYWHERE, Server
from bot.rendering.discord.layout import LISTED, card, lines
from bot.rendering.discord.notices import notice_view, plain
from bot.starters import Topic, starter_topics
from bot.views.model import OpenModel
from bot.views.offers import show_offers
from bot.views.pressing import Button, Form, Press, Pressable, here, may_write, refuse_others

_SPOKEN_IN: Final = [discord.ChannelType.text, discord.ChannelType.news]
_ANSWERED_IN: Final = [*_SPOKEN_IN, discord.ChannelType.forum, discord.ChannelType.voice, discord.ChannelType.category]
_MOST: Final = 25
"""Values of one select."""
_KEEPING_DAYS: Final = (0, 1, 3, 7, 14, 30, 90)
"""For how long answers may be kept, as far as the installation keeps them."""
_DESCRIPTION_CHARACTERS: Final = 100


class OpenSetup(Pressable[Button], template=r"setup:open"):
    """Opens the page, out of a public message."""

    def __init__(self) -> None:
        super().__init__(ui.Button(label=say("Set up"), style=discord.ButtonStyle.primary, custom_id="setup:open"))

    async def pressed(self, press: Press) -> None:
        """Show the page to whoever moderates."""
        refuse_others(press, press.client.newsroom)
        await press.response.defer(thinking=True, ephemeral=True)
        await show_settings(press, press.client.newsroom)


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

    async def pressed(self, press: Press) -> None:
        """Keep the channel, if the bot may write there."""
        chosen, newsroom = self.item.values[0], press.client.newsroom
        refuse_others(press, newsroom)
        await press.response.defer()
        told = _closed(press.guild, [chosen])
        if not told:
            await newsroom.choose(here(press), channel=str(chosen.id))
        await show_settings(press, newsroom, told=told)


class ChooseChannels(Pressable[ui.ChannelSelect[ui.LayoutView]], template=r"settings:channels"):
    """Chooses the channels in which mentions are answered; a category stands for all in it."""

    def __init__(self, chosen: Sequence[str] = ()) -> None:
        channels = [each for each in chosen if each != EVERYWHERE]
        super().__init__(
            ui.ChannelSelect(
                custom_id="settings:channels",
                channel_types=_ANSWERED_IN,
                placeholder=say("The channels in which I answer mentions"),
                min_values=0,
                max_values=_MOST,
                default_values=[
                    discord.SelectDefaultValue.from_channel(discord.Object(int(each))) for each in channels
                ],
            )
        )

    async def pressed(self, press: Press) -> None:
        """Keep the channels in which the bot may write, and name the others."""
        open_ones = [each for each in self.item.values if _may_speak(press.guild, each.id)]
        channels = tuple(str(each.id) for each in open_ones)
        await _keep(press, told=_closed(press.guild, self.item.values), channels=channels)


class ChooseModerators(Pressable[ui.RoleSelect[ui.LayoutView]], template=r"settings:moderators"):
    """Chooses the roles that moderate the bot beside whoever may manage the server."""

    def __init__(self, chosen: Sequence[str] = ()) -> None:
        super().__init__(
            ui.RoleSelect(
                custom_id="settings:moderators",
                placeholder=say("Who moderates me, beside Manage Server"),
                min_values=0,
                max_values=_MOST,
                default_values=[discord.SelectDefaultValue.from_role(discord.Object(int(each))) for each in chosen],
            )
        )

    async def pressed(self, press: Press) -> None:
        """Keep the roles."""
        await _keep(press, moderators=tuple(str(role.id) for role in self.item.values))


class ChooseLanguage(Pressable[ui.Select[ui.LayoutView]], template=r"settings:language"):
    """Chooses the language of what all read."""

    def __init__(self, chosen: str | None = None) -> None:
        names = {"": say("Language: as the server has it in Discord")} | {code: _own_name(code) for code in INTERFACE}
        options = [
            discord.SelectOption(label=name, value=code or "discord", default=code == (chosen or ""))
            for code, name in names.items()
        ]
        super().__init__(ui.Select(custom_id="settings:language", options=options))

    async def pressed(self, press: Press) -> None:
        """Keep the language."""
        chosen = self.item.values[0]
        await _keep(press, language=chosen if chosen in INTERFACE else None)


class ChooseKeeping(Pressable[ui.Select[ui.LayoutView]], template=r"settings:keeping"):
    """Chooses for how long answers are kept; what is older then is forgotten at once."""

    def __init__(self, chosen: int | None = None, most: int = _KEEPING_DAYS[-1]) -> None:
        days = [each for each in _KEEPING_DAYS if each < most]
        options = [
            discord.SelectOption(label=_keeping(most), value="most", default=chosen is None or chosen >= most),
            *(discord.SelectOption(label=_keeping(each), value=str(each), default=each == chosen) for each in days),
        ]
        super().__init__(ui.Select(custom_id="settings:keeping", options=options))

    async def pressed(self, press: Press) -> None:
        """Keep the choice, and forget what it no longer keeps."""
        newsroom, chosen = press.client.newsroom, self.item.values[0]
        refuse_others(press, newsroom)
        await press.response.defer()
        await newsroom.choose(here(press), keep_days=None if chosen == "most" else int(chosen))
        await asyncio.to_thread(newsroom.records.forget_old, now=newsroom.clock(), after=newsroom.keep)
        await show_settings(press, newsroom)


class Switch(Pressable[Button], template=r"settings:(?P<what>everywhere|only_me|threads):(?P<to>on|off)"):
    """Switches one choice on or off."""

    def __init__(self, what: str, *, to: bool, label: str = "", disabled: bool = False) -> None:
        self._what, self._to = what, to
        custom_id = f"settings:{what}:{'on' if to else 'off'}"
        super().__init__(ui.Button(label=label or what, custom_id=custom_id, disabled=disabled))

    async def pressed(self, press: Press) -> None:
        """Keep the choice."""
        match self._what:
            case "everywhere":
                await _keep(press, channels=(EVERYWHERE,) if self._to else ())
            case "only_me":
                await _keep(press, only_me=self._to)
            case _:
                await _keep(press, threads=self._to)


class OpenZone(Pressable[Button], template=r"setup:zone"):
    """Asks for the time zone."""

    def __init__(self) -> None:
        super().__init__(ui.Button(label=say("Time zone"), custom_id="setup:zone"))

    async def pressed(self, press: Press) -> None:
        """Open the form."""
        refuse_others(press, press.client.newsroom)
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
        await _keep(press, zone=read_zone(self._zone.value))


class OpenStarters(Pressable[Button], template=r"setup:starters"):
    """Shows the topics of the starter list."""

    def __init__(self) -> None:
        super().__init__(ui.Button(label=say("News to start with"), custom_id="setup:starters"))

    async def pressed(self, press: Press) -> None:
        """Show the topics."""
        told = say("Choose a topic. Its feeds are looked at first; those that cannot be read now are named.")
        await press.response.send_message(view=notice_view(told, [ChooseTopic()]), ephemeral=True)


class ChooseTopic(Pressable[ui.Select[ui.LayoutView]], template=r"setup:topic"):
    """Looks at the feeds of a topic and offers them."""

    def __init__(self) -> None:
        options = [_option(topic) for topic in starter_topics()]
        super().__init__(ui.Select(custom_id="setup:topic", options=options, placeholder=say("Topic")))

    async def pressed(self, press: Press) -> None:
        """Look at the feeds of the topic."""
        await press.response.defer(thinking=True, ephemeral=True)
        topic = next(topic for topic in starter_topics() if topic.name == self.item.values[0])
        await show_offers(press, press.client.newsroom, topic.addresses)


async def _keep(press: Press, *, told: str = "", **chosen: Unpack[Chosen]) -> None:
    """Keep what who moderates the bot here chose, and show the page anew."""
    refuse_others(press, press.client.newsroom)
    await press.response.defer()
    await press.client.newsroom.choose(here(press), **chosen)
    await show_settings(press, press.client.newsroom, told=told)


async def show_settings(interaction: discord.Interaction[Any], newsroom: Newsroom, *, told: str = "") -> None:
    """Show the page where the interaction was deferred."""
    settings = newsroom.chosen(here(interaction))
    sources = await newsroom.sources(here(interaction))
    hears_threads = interaction.client.intents.message_content
    state = _state(settings, newsroom, sources=len(sources), hears_threads=hears_threads)
    items = _items(_as_it_is(settings, interaction.guild), newsroom, hears_threads=hears_threads)
    view = card([plain(told) if told else "", lines(*map(_labelled, state))], accent=LISTED, buttons=items)
    await interaction.edit_original_response(view=view)


def _as_it_is(settings: Server, guild: discord.Guild | None) -> Server:
    """Give the settings without channels and roles that were deleted: Discord refuses selects that show them."""
    if guild is None:
        return settings
    channels = tuple(each for each in settings.channels if each == EVERYWHERE or guild.get_channel(int(each)))
    channel = settings.channel if settings.channel and guild.get_channel(int(settings.channel)) else None
    moderators = tuple(each for each in settings.moderators if guild.get_role(int(each)))
    return replace(settings, channels=channels, channel=channel, moderators=moderators)


def _items(settings: Server, newsroom: Newsroom, *, hears_threads: bool) -> list[ui.Item[Any]]:
    """Give what may be chosen: each select in a row of its own, the buttons beneath."""
    is_everywhere = settings.channels == (EVERYWHERE,)
    return [
        ChooseChannels(settings.channels),
        ChooseChannel(settings.channel),
        ChooseModerators(settings.moderators),
        ChooseLanguage(settings.language),
        ChooseKeeping(settings.keep_days, newsroom.keep.days),
        Switch(
            "everywhere",
            to=not is_everywhere,
            label=say("Mentions: nowhere") if is_everywhere else say("Mentions: everywhere"),
        ),
        Switch(
            "only_me",
            to=not settings.only_me,
            label=say("Answers: in public") if settings.only_me else say("Answers: to the asker alone"),
        ),
        Switch(
            "threads",
            to=not settings.threads,
            label=say("Threads: with a mention") if settings.threads else say("Threads: without a mention"),
            disabled=not hears_threads,
        ),
        OpenZone(),
        OpenModel(),
        OpenStarters(),
    ]


def _state(settings: Server, newsroom: Newsroom, *, sources: int, hears_threads: bool) -> Iterator[str]:
    """Say how all that may be chosen stands."""
    yield _answered_in(settings)
    yield say(
        "Where I speak unasked: {channel}", channel=f"<#{settings.channel}>" if settings.channel else say("not chosen")
    )
    yield say(
        "Moderators: Manage Server{roles}. Discord shows their commands to Manage Server alone; allow other roles in "
        "Server Settings, Integrations.",
        roles="".join(f", <@&{role}>" for role in settings.moderators),
    )
    yield (
        say("Answers: to the asker alone, unless they choose otherwise")
        if settings.only_me
        else say("Answers: in public, unless the asker chooses otherwise")
    )
    yield say("Time zone: {zone}", zone=settings.zone)
    yield _keeping(settings.keeps(newsroom.keep).days)
    yield _model(settings, newsroom)
    yield _threads(settings, hears_threads=hears_threads)
    yield say("Sources seen here: {count}", count=say_number(sources))


def _labelled(state: str) -> str:
    """Let the eye find what a line is about."""
    label, colon, rest = state.partition(": ")
    return f"**{label}:** {rest}" if colon else f"**{state}**"


def _answered_in(settings: Server) -> str:
    if not settings.channels:
        return say("Mentions: answered nowhere until you choose; who mentions me is told so, and that /ask works")
    if settings.channels == (EVERYWHERE,):
        return say("Mentions: answered in every channel")
    channels = ", ".join(f"<#{channel}>" for channel in settings.channels)
    return say("Mentions: answered in {channels}; elsewhere /ask answers the asker alone", channels=channels)


def _keeping(days: int) -> str:
    if days == 0:
        return say("Answers are not kept: no buttons beneath them, no follow-ups")
    return say_count("Answers are kept for {count} day", "Answers are kept for {count} days", days)


def _model(settings: Server, newsroom: Newsroom) -> str:
    if newsroom.writer is None:
        return say("Language model: none; whoever runs this bot has set none up")
    model = newsroom.writer.model
    return (
        say("Language model: {model}, on", model=model)
        if settings.writes
        else say("Language model: {model}, off", model=model)
    )


def _threads(settings: Server, *, hears_threads: bool) -> str:
    if not hears_threads:
        return say(
            "My threads: a question needs a mention, since whoever runs this bot has not set DISCORD_MESSAGE_CONTENT=1"
        )
    return (
        say("My threads: every message is a question")
        if settings.threads
        else say("My threads: a question needs a mention")
    )


def _closed(guild: discord.Guild | None, chosen: Sequence[Any]) -> str:
    """Name the chosen channels in which the bot may not write; nothing if there are none."""
    names = [f"#{each.name}" for each in chosen if not _may_speak(guild, each.id)]
    if not names:
        return ""
    return say(
        "I may not write in {channels}: allow me View Channel and Send Messages there, or choose another.",
        channels=", ".join(names),
    )


def _own_name(code: str) -> str:
    """Name a language in itself."""
    with speaking(code):
        return say_language(code) or code


def _may_speak(guild: discord.Guild | None, channel_id: int) -> bool:
    channel = guild.get_channel(channel_id) if guild else None
    return guild is not None and channel is not None and may_write(channel.permissions_for(guild.me), channel)


def _option(topic: Topic) -> discord.SelectOption:
    named = ", ".join(topic.feeds)
    if len(named) > _DESCRIPTION_CHARACTERS:
        named = named[: _DESCRIPTION_CHARACTERS - 1] + "…"
    return discord.SelectOption(label=f"{topic.name} ({len(topic.feeds)})", value=topic.name, description=named)
