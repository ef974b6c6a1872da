"""Messages of alerts in Discord: where they go, whether one is there already, how it is posted and edited.

A message is posted with a nonce, by which Discord refuses to post it twice within minutes, and its frame bears the
post's number, by which it is found among the channel's last messages after that.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, TypeAlias

import discord
from discord import ui

from bot.alerting.alerts import Post
from bot.errors import PlaceLost, WrongInput
from bot.languages import say
from bot.rendering.discord.alerts import is_of

SECONDS_BETWEEN: Final = 1 / 40
"""Between the beginnings of two requests: Discord allows fifty a second, and answers to members need some."""
LOOKED_THROUGH: Final = 200
"""Of a channel's messages since a post was decided on."""
_CLOCKS: Final = timedelta(minutes=2)
"""By how much Discord's clock may be behind ours."""

Room: TypeAlias = discord.TextChannel | discord.Thread | discord.ForumChannel


@dataclass(frozen=True, slots=True)
class Posted:
    """Where Discord has a post."""

    message: int
    thread: int | None = None
    """Of a forum's post."""


async def place_of(guild: discord.Guild, channel: int) -> Room:
    """Give the channel, thread or forum; raises `PlaceLost` where it is gone, or may not be posted in."""
    found = guild.get_channel_or_thread(channel) or await _fetched(guild, channel)
    if not isinstance(found, discord.TextChannel | discord.Thread | discord.ForumChannel):
        raise PlaceLost(say("Its channel is gone. Make another alert elsewhere, and remove this one."))
    if missing := lacking(found):
        raise PlaceLost(missing)
    return found


def meant(interaction: discord.Interaction[Any], chosen: Room | None) -> Room:
    """Give where something is to be posted: the place that was chosen, or where it is asked.

    Raises `WrongInput` where the bot may not post.
    """
    place = chosen or interaction.channel
    if not isinstance(place, discord.TextChannel | discord.Thread | discord.ForumChannel):
        raise WrongInput(say("Choose a text channel, a thread or a forum to post in."))
    if missing := lacking(place):
        raise WrongInput(f"{missing} {say('Allow me that there, or choose another channel.')}")
    return place


def lacking(place: Room) -> str:
    """Say what the bot may not do there and would have to, "" if nothing is missing."""
    mine = place.permissions_for(place.guild.me)
    speaks = mine.send_messages_in_threads if isinstance(place, discord.Thread) else mine.send_messages
    needed = (
        (mine.view_channel, say("View Channel")),
        (speaks, say("Send Messages in Threads") if isinstance(place, discord.Thread) else say("Send Messages")),
        (mine.read_message_history, say("Read Message History")),
    )
    names = [name for allowed, name in needed if not allowed]
    if not names:
        return ""
    return say("I lack the permission {names} in {channel}.", names=", ".join(names), channel=f"#{place.name}")


async def room_of(place: Room, thread: int | None) -> Room | None:
    """Give where the messages about a post stand: of a forum's post, its thread; `None` if somebody deleted that."""
    if not isinstance(place, discord.ForumChannel) or thread is None:
        return place
    found = place.get_thread(thread) or await _fetched(place.guild, thread)
    return found if isinstance(found, discord.Thread) else None


async def posted(room: Room, view: ui.LayoutView, post: Post, *, name: str, reply_to: int | None = None) -> Posted:
    """Post, in a forum as a thread of this name; raises discord.py's errors.

    Within minutes Discord posts the same once, and gives what is there; a forum it does not guard so.
    """
    roles = [discord.Object(role) for role in post.roles]
    mentions = discord.AllowedMentions(everyone=False, users=False, roles=roles or False, replied_user=False)
    if isinstance(room, discord.ForumChannel):
        return await opened(room, view, name=name, mentions=mentions)
    nonce = f"alert {post.id}"
    if reply_to is None:
        message = await room.send(view=view, nonce=nonce, allowed_mentions=mentions)
    else:
        answered = discord.MessageReference(
            message_id=reply_to, channel_id=room.id, guild_id=room.guild.id, fail_if_not_exists=False
        )
        message = await room.send(view=view, nonce=nonce, allowed_mentions=mentions, reference=answered)
    return Posted(message.id, _forum_thread(room))


async def opened(
    forum: discord.ForumChannel, view: ui.LayoutView, *, name: str, mentions: discord.AllowedMentions
) -> Posted:
    """Open a thread of this name in a forum, with its first tag where it wants one; raises discord.py's errors."""
    tags = forum.available_tags[:1] if forum.flags.require_tag else []
    made = await forum.create_thread(name=name, view=view, allowed_mentions=mentions, applied_tags=tags)
    return Posted(made.message.id, made.thread.id)


async def found(room: Room, post: Post) -> Posted | None:
    """Find a post where it belongs, of which nobody noted that it was posted."""
    since, me = post.made - _CLOCKS, room.guild.me.id
    if isinstance(room, discord.ForumChannel):
        for thread in room.threads:
            if thread.owner_id == me and discord.utils.snowflake_time(thread.id) >= since:
                with suppress(discord.NotFound):  # because its first message may be deleted, and it not
                    if is_of((await thread.fetch_message(thread.id)).components, post.id):
                        return Posted(thread.id, thread.id)
        return None
    async for message in room.history(limit=LOOKED_THROUGH, after=since):
        if message.author.id == me and is_of(message.components, post.id):
            return Posted(message.id, _forum_thread(room))
    return None


async def edited(room: Room, view: ui.LayoutView, message: int) -> None:
    """Edit a posted message; one that somebody deleted stays deleted."""
    if isinstance(room, discord.ForumChannel):
        return
    try:
        await room.get_partial_message(message).edit(view=view, allowed_mentions=discord.AllowedMentions.none())
    except discord.NotFound as gone:
        if gone.code != _UNKNOWN_MESSAGE:
            raise


class Pace:
    """Spreads requests: each begins so long after the one before."""

    def __init__(self, seconds: float = SECONDS_BETWEEN) -> None:
        self._seconds = seconds
        self._lock = asyncio.Lock()

    async def turn(self) -> None:
        """Wait for one's turn."""
        async with self._lock:
            await asyncio.sleep(self._seconds)


_UNKNOWN_MESSAGE: Final = 10008


async def _fetched(guild: discord.Guild, channel: int) -> object:
    """Ask Discord for what is not in memory: a thread that was archived."""
    try:
        return await guild.fetch_channel(channel)
    except (discord.NotFound, discord.Forbidden, discord.InvalidData):
        return None


def _forum_thread(room: discord.TextChannel | discord.Thread) -> int | None:
    return room.id if isinstance(room, discord.Thread) and isinstance(room.parent, discord.ForumChannel) else None
