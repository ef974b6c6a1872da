"""What befell sources, told to each server's moderators once: where the bot may speak by itself, else in the list."""

import asyncio
from collections.abc import Iterator
from typing import Final

import discord
import structlog
from discord.ext import commands, tasks

from bot.languages import speaking
from bot.newsroom import Newsroom
from bot.rendering.discord.sources import notices_text
from bot.views.locales import language_of_guild
from bot.views.pressing import may_write
from ingest import ArchiveError, NoticeId, Subscriber

EVERY_SECONDS: Final = 60.0

log = structlog.get_logger(__name__)


class Noticing(commands.Cog):
    """Tells what is new, every minute; a server that cannot be told waits, and keeps no other waiting."""

    def __init__(self, *, client: discord.Client, newsroom: Newsroom) -> None:
        self._client = client
        self._newsroom = newsroom
        self._sent: set[tuple[str, NoticeId]] = set()
        """What could be sent and not be noted: an archive that cannot be written must not have it sent every minute."""

    async def cog_load(self) -> None:
        """Begin."""
        self.tell_all.start()

    async def cog_unload(self) -> None:
        """End."""
        self.tell_all.cancel()

    @tasks.loop(seconds=EVERY_SECONDS)
    async def tell_all(self) -> None:
        """Tell every server what it was not told yet."""
        for guild in self._client.guilds:
            try:
                await self._tell(guild)
            except (discord.HTTPException, ArchiveError) as error:
                log.warning("notice_not_delivered", server=guild.id, reason=str(error))

    async def _tell(self, guild: discord.Guild) -> None:
        server, newsroom = Subscriber(str(guild.id)), self._newsroom
        untold = await asyncio.to_thread(newsroom.archive.notices, server)
        notices = [each for each in untold if (server, each.id) not in self._sent]
        chosen = newsroom.chosen(server).channel if notices else None
        channel = next(open_channels(guild, chosen), None)
        if notices and channel:
            with speaking(language_of_guild(guild, newsroom)):
                await channel.send(notices_text(notices))
            self._sent |= {(server, notice.id) for notice in notices}
            await asyncio.to_thread(newsroom.archive.told, [notice.id for notice in notices], server)


def open_channels(guild: discord.Guild, chosen: str | None) -> Iterator[discord.TextChannel]:
    """Give where the moderators let the bot speak, then where the server itself speaks, where it may write."""
    return writable(guild.get_channel(int(chosen)) if chosen else None, guild.system_channel)


def writable(*channels: object) -> Iterator[discord.TextChannel]:
    """Give those text channels in which the bot may write."""
    for channel in channels:
        if isinstance(channel, discord.TextChannel) and may_write(channel.permissions_for(channel.guild.me), channel):
            yield channel
