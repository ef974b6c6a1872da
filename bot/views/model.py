"""The panel on which moderators let a language model write: it says first where what is asked here goes."""

from typing import Any

import discord
from discord import ui

from bot.answering.writing.briefing import MOST_PASSAGES
from bot.languages import say
from bot.newsroom import Newsroom, ServerId, Writer
from bot.rendering.discord.notices import notice_view
from bot.views.pressing import Button, Press, Pressable, here, refuse_others


class OpenModel(Pressable[Button], template=r"settings:model"):
    """Opens the panel."""

    def __init__(self) -> None:
        super().__init__(ui.Button(label=say("Language model"), custom_id="settings:model"))

    async def pressed(self, press: Press) -> None:
        """Say where questions would go, before anything can be switched."""
        refuse_others(press, press.client.newsroom)
        await press.response.defer(thinking=True, ephemeral=True)
        await show_model(press, press.client.newsroom)


class SwitchModel(Pressable[Button], template=r"model:(?P<to>on|off)"):
    """Lets the language model write in this server, or stops it."""

    def __init__(self, *, to: bool) -> None:
        self._to = to
        label = say("Switch on") if to else say("Switch off")
        super().__init__(ui.Button(label=label, custom_id=f"model:{'on' if to else 'off'}"))

    async def pressed(self, press: Press) -> None:
        """Keep what was chosen, and show how it stands."""
        newsroom = press.client.newsroom
        refuse_others(press, newsroom)
        await press.response.defer()
        await newsroom.choose(here(press), writes=self._to)
        await show_model(press, newsroom)


async def show_model(interaction: discord.Interaction[Any], newsroom: Newsroom) -> None:
    """Show the panel where the interaction was deferred."""
    writes = newsroom.chosen(here(interaction)).writes
    if newsroom.writer is None:
        view = notice_view(_none(), [SwitchModel(to=False)] if writes else [])
    else:
        view = notice_view(_told(newsroom.writer, is_on=writes), [SwitchModel(to=not writes)])
    await interaction.edit_original_response(view=view)


def writes_to(newsroom: Newsroom, server: ServerId) -> str:
    """Say which texts go where to be written in a server; nothing where no model writes."""
    writer = newsroom.writer if server and newsroom.chosen(server).writes else None
    return _where_it_goes(writer) if writer else ""


def _where_it_goes(writer: Writer) -> str:
    if writer.host:
        return say(
            "a question here goes to {host}, outside this bot's machine, with at most {passages} passages of articles"
            " that were found for it (publisher, date, title, text); not who asked, and no other message",
            host=writer.host,
            passages=MOST_PASSAGES,
        )
    return say(
        "a question here goes to a model on this bot's own machine, with at most {passages} passages of articles"
        " that were found for it (publisher, date, title, text); not who asked, and no other message",
        passages=MOST_PASSAGES,
    )


def _told(writer: Writer, *, is_on: bool) -> str:
    state = (
        say("The language model ({model}) is on in this server.", model=writer.model)
        if is_on
        else say("The language model ({model}) is off in this server.", model=writer.model)
    )
    while_on = say(
        "While it is on, {where}. That is done where the answer is quotes and no sure figure, for at most {most}"
        " questions a day.",
        where=_where_it_goes(writer),
        most=f"{writer.most:,}",
    )
    checked = say(
        "Each sentence that it writes is shown only if an article bears out its numbers, dates, places and names; the"
        " quotes stay beneath. Figures in bold are never its own."
    )
    return f"{state}\n{while_on}\n{checked}"


def _none() -> str:
    return say(
        "There is no language model to switch on. Whoever runs this bot can set one up; answers are figures and quotes,"
        " as they are."
    )
