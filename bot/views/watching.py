"""What members ask to be told of: the buttons beneath answers, the list of what they wait for, and its end."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import discord
from discord import ui

from bot.languages import marked, say, say_number
from bot.newsroom import Newsroom, ServerId, answer_in, watch_for
from bot.records import Begun
from bot.records.watches import MOST_OF_A_MEMBER, MOST_OF_A_SERVER
from bot.rendering.discord.markup import cut, one_line
from bot.rendering.discord.notices import notice_view
from bot.rendering.discord.watching import watches_view
from bot.views.forgotten import kept_answer
from bot.views.locales import language_of_server
from bot.views.pressing import OfKept, Press, Pressable, server_of
from bot.watching.watches import LASTS, Kind, Watch

_OPTION_CHARACTERS: Final = 100


class TellMe(OfKept, does="tell", label=marked("Tell me when something appears")):
    """Lets whoever presses it be told when something answers what nothing does."""

    async def pressed(self, press: Press) -> None:
        """Begin to wait, and say for how long."""
        hours = LASTS[Kind.APPEARS] // timedelta(hours=1)
        told = say(
            "I look again for {hours} hours and mention you here once, as soon as something answers this. "
            "/watching lists what you wait for and ends it.",
            hours=say_number(hours),
        )
        await _begin(press, self._name, Kind.APPEARS, told)


class FollowFigure(OfKept, does="follow", label=marked("Follow this figure")):
    """Lets whoever presses it be told when the figure of an answer moves."""

    async def pressed(self, press: Press) -> None:
        """Begin to follow, and say for how long."""
        told = say(
            "I mention you here once, when another number is reported, for at most {days} days. "
            "/watching lists what you wait for and ends it.",
            days=say_number(LASTS[Kind.MOVES].days),
        )
        await _begin(press, self._name, Kind.MOVES, told)


class EndWatch(Pressable[ui.Select[ui.LayoutView]], template=r"watching:end"):
    """Ends one of the things that whoever chooses waits for."""

    def __init__(self, watches: Sequence[Watch] = ()) -> None:
        options = [
            discord.SelectOption(label=cut(one_line(watch.question), _OPTION_CHARACTERS), value=watch.id)
            for watch in watches
        ]
        super().__init__(ui.Select(custom_id="watching:end", options=options, placeholder=say("Stop watching")))

    async def pressed(self, press: Press) -> None:
        """End it, and show what is left."""
        await press.response.defer()
        newsroom, server = press.client.newsroom, server_of(press)
        theirs = await asyncio.to_thread(newsroom.records.watches.of, str(press.user.id), server)
        chosen = [watch for watch in theirs if watch.id in self.item.values]
        await asyncio.to_thread(newsroom.records.watches.end, chosen)
        await press.edit_original_response(view=await watching_page(newsroom, str(press.user.id), server))


async def watching_page(newsroom: Newsroom, member: str, server: ServerId) -> ui.LayoutView:
    """List what a member waits for, and let them end it."""
    theirs = await asyncio.to_thread(newsroom.records.watches.of, member, server)
    return watches_view([(watch, answer_in(watch.answer)) for watch in theirs], [EndWatch(theirs)] if theirs else [])


async def _begin(press: Press, name: str, kind: Kind, told: str) -> None:
    await press.response.defer(thinking=True, ephemeral=True)
    newsroom, answer = press.client.newsroom, await kept_answer(press, name)
    if answer is None:
        return
    watch = watch_for(
        kind,
        answer,
        server=server_of(press),
        channel=press.channel_id or press.user.id,
        message=press.message.id if press.message else 0,
        member=press.user.id,
        language=language_of_server(press),
        is_private=bool(press.message and press.message.flags.ephemeral),
        now=newsroom.clock(),
    )
    begun = await asyncio.to_thread(newsroom.records.watches.add, watch)
    await press.edit_original_response(view=notice_view(told if begun is Begun.BEGUN else _refusal(begun)))


def _refusal(begun: Begun) -> str:
    if begun is Begun.MEMBER_IS_FULL:
        return say(
            "You wait for {count} things here already, the most there may be. End one with /watching first.",
            count=say_number(MOST_OF_A_MEMBER),
        )
    if begun is Begun.SERVER_IS_FULL:
        return say(
            "The members of this server wait for {count} things already, the most there may be. Try again tomorrow.",
            count=say_number(MOST_OF_A_SERVER),
        )
    return say("You wait for this already. /watching lists what you wait for and ends it.")
