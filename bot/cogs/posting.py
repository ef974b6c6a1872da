"""Scheduled digests, posted: what is due is told once, and what cannot be told is paused and said to the moderators."""

import asyncio
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import discord
import structlog
from discord import ui

from bot.cogs.noticing import open_channels
from bot.cogs.placing import opened
from bot.errors import BotError
from bot.languages import speaking
from bot.newsroom import Newsroom
from bot.rendering.discord.watching import digest_name, nothing_new_view, paused_text
from bot.views.locales import language_of_guild
from bot.views.stories import stories_page
from bot.watching.schedules import Paused, Schedule, owed, question_of
from ingest import SitrepError

UNKNOWN_CHANNEL: Final = 10003

log = structlog.get_logger(__name__)


class Posting:
    """Posts the digests that are due."""

    def __init__(self, *, client: discord.Client, newsroom: Newsroom) -> None:
        self._client = client
        self._newsroom = newsroom

    async def post_due(self) -> None:
        """Post what is due in every server, and tell moderators of what was paused; one failure stops no other."""
        for schedule, zone in await asyncio.to_thread(self._newsroom.records.schedules.standing):
            guild = self._client.get_guild(int(schedule.server))
            if guild is None or guild.unavailable:
                continue
            try:
                with speaking(language_of_guild(guild, self._newsroom)):
                    await self._attend(schedule, ZoneInfo(zone), guild)
            except (discord.HTTPException, OSError, BotError, SitrepError) as error:
                log.warning("digest_not_posted", server=guild.id, digest=schedule.id, reason=str(error))
            except Exception:
                log.exception("digest_not_posted", server=guild.id, digest=schedule.id)

    async def _attend(self, schedule: Schedule, zone: ZoneInfo, guild: discord.Guild) -> None:
        now = self._newsroom.clock()
        if schedule.paused:
            await self._tell_moderators(schedule, guild)
        elif due := owed(schedule, zone, now):
            await self._post(schedule, zone, guild, due)

    async def _post(self, schedule: Schedule, zone: ZoneInfo, guild: discord.Guild, due: datetime) -> None:
        """Answer, claim, post, note: killed in between, it is posted once or not at all."""
        schedules, now = self._newsroom.records.schedules, self._newsroom.clock()
        await self._newsroom.quiet()
        answer, name = await self._newsroom.answer(question_of(schedule, zone, due, now), schedule.server, now=now)
        view = stories_page(answer, name, 0) if answer.stories else nothing_new_view(answer)
        if not await asyncio.to_thread(schedules.claim, schedule, due, now=now):
            await asyncio.to_thread(schedules.note_posted, schedule, due)  # because it may have been, before a kill
            return
        try:
            await self._send(view, schedule, guild, due, name=digest_name(schedule, due.astimezone(zone)))
        except (discord.Forbidden, discord.NotFound) as refusal:
            why = Paused.CHANNEL_GONE if refusal.code == UNKNOWN_CHANNEL else Paused.FORBIDDEN
            await asyncio.to_thread(schedules.pause, schedule, why)
            log.info("digest_paused", server=schedule.server, digest=schedule.id, why=why.value)
            return
        await asyncio.to_thread(schedules.note_posted, schedule, due)
        log.info("digest_posted", server=schedule.server, digest=schedule.id, late=str(now - due))

    async def _send(
        self, view: ui.LayoutView, schedule: Schedule, guild: discord.Guild, due: datetime, *, name: str
    ) -> None:
        """Send it to its channel, where Discord shows one nonce once; in a forum it is the thread of this name."""
        forum = guild.get_channel(int(schedule.channel))
        if not isinstance(forum, discord.ForumChannel):
            channel = self._client.get_partial_messageable(int(schedule.channel), guild_id=guild.id)
            await channel.send(view=view, nonce=f"{schedule.id}{int(due.timestamp())}")
        elif not _is_opened(forum, name, since=due):
            await opened(forum, view, name=name, mentions=discord.AllowedMentions.none())

    async def _tell_moderators(self, schedule: Schedule, guild: discord.Guild) -> None:
        """Tell why it is paused where the bot may speak by itself; with no such place, the list of digests says it."""
        chosen = self._newsroom.chosen(schedule.server).channel
        if channel := next(open_channels(guild, chosen), None):
            await asyncio.to_thread(self._newsroom.records.schedules.note_told, schedule)
            await channel.send(paused_text(schedule))


def _is_opened(forum: discord.ForumChannel, name: str, *, since: datetime) -> bool:
    """Tell whether the bot opened a thread of this name since then."""
    mine = (thread for thread in forum.threads if thread.owner_id == forum.guild.me.id and thread.name == name)
    return any(discord.utils.snowflake_time(thread.id) >= since for thread in mine)
