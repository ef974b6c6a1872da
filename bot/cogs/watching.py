"""Coming back: the one loop that posts digests and asks again what was asked, and what members see of it."""

import asyncio
from datetime import datetime, timedelta
from typing import Any, Final

import discord
import structlog
from discord import app_commands, ui
from discord.ext import commands, tasks

from bot.answering.answers import Answer
from bot.cogs.posting import Posting
from bot.errors import BotError
from bot.languages import speaking
from bot.newsroom import KeptName, Newsroom, answer_in
from bot.rendering.discord.watching import appeared_view, corrected_text, corrected_view, moved_view, private_view
from bot.views.answers import ShowNews, answer_buttons
from bot.views.locales import language_beside
from bot.views.pressing import server_of
from bot.views.watching import watching_page
from bot.watching.movements import Movement, has_appeared, is_comparable, is_provisional, movement
from bot.watching.watches import Kind, Watch, asked_again
from ingest import SitrepError

EVERY_SECONDS: Final = 15.0
LOOKS: Final = 20
"""Answers that are asked for again in one round, so that no digest waits long."""
BREATH_SECONDS: Final = 0.5
"""Between two of them: 60 ms of the engine's time each is an eighth of it at most."""
MEMBERSHIP: Final = timedelta(days=1)
"""So often it is asked whether who waits is still a member: Discord tells of leaving with a privileged intent alone."""

log = structlog.get_logger(__name__)


class Watching(commands.Cog):
    """Goes round every quarter of a minute; all state is in the records, so that a restart forgets nothing."""

    def __init__(self, *, client: discord.Client, newsroom: Newsroom) -> None:
        self._client = client
        self._newsroom = newsroom
        self._posting = Posting(client=client, newsroom=newsroom)
        self._members: dict[tuple[str, str], datetime] = {}
        """When who waits was last known to be a member."""

    async def cog_load(self) -> None:
        """Begin."""
        self.go_round.start()

    async def cog_unload(self) -> None:
        """End."""
        self.go_round.cancel()

    @app_commands.command()
    async def watching(self, interaction: discord.Interaction[Any]) -> None:
        """List what I watch for you here: what you want to be told of, and the figures you follow."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        view = await watching_page(self._newsroom, str(interaction.user.id), server_of(interaction))
        await interaction.edit_original_response(view=view)

    @tasks.loop(seconds=EVERY_SECONDS)
    async def go_round(self) -> None:
        """Post the digests that are due, and look at the answers that were not looked at for longest."""
        await self._client.wait_until_ready()
        try:
            await self._posting.post_due()
            for place, watch in enumerate(await self._due()):
                await asyncio.sleep(BREATH_SECONDS if place else 0)
                await self._look_safely(watch)
        except SitrepError as error:
            log.warning("round_broken_off", reason=str(error))

    async def _due(self) -> tuple[Watch, ...]:
        watches, now = self._newsroom.records.watches, self._newsroom.clock()
        await asyncio.to_thread(watches.forget_ended, now=now)
        return await asyncio.to_thread(watches.due, now=now, limit=LOOKS)

    async def _look_safely(self, watch: Watch) -> None:
        """Look; what goes wrong over one answer, a bug too, ends no round."""
        try:
            await self._look(watch)
        except (discord.HTTPException, OSError, BotError, SitrepError) as error:
            log.warning("answer_not_looked_at", server=watch.server, kind=watch.kind.value, reason=str(error))
        except Exception:
            log.exception("answer_not_looked_at", server=watch.server, kind=watch.kind.value)

    async def _look(self, watch: Watch) -> None:
        """Ask again; what came is claimed before it is told, and told once."""
        watches, now = self._newsroom.records.watches, self._newsroom.clock()
        await asyncio.to_thread(watches.note_look, watch, now=now)
        if not await self._is_member(watch, now):
            return
        before = answer_in(watch.answer)
        after = await self._newsroom.ask_again(asked_again(before), watch.server, now=now)
        moved = None if watch.kind is Kind.APPEARS else movement(before, after)
        if moved is None and not (watch.kind is Kind.APPEARS and has_appeared(after)):
            return
        if moved and not await self._is_news(watch, before):
            return
        if await asyncio.to_thread(watches.claim, watch, now=now):
            await self._tell(watch, after, moved, now)
            await asyncio.to_thread(watches.end, [watch])

    async def _is_news(self, watch: Watch, before: Answer) -> bool:
        """Tell whether it is the news that moved a figure; where it is how it is read, the watch ends."""
        control = await self._newsroom.ask_again(asked_again(before), watch.server, now=before.as_of)
        if is_provisional(control):
            return False
        if is_comparable(before, control):
            return True
        await asyncio.to_thread(self._newsroom.records.watches.end, [watch])
        log.info("watch_not_comparable", server=watch.server, kind=watch.kind.value)
        return False

    async def _is_member(self, watch: Watch, now: datetime) -> bool:
        """Tell whether who waits is still there; who left is forgotten."""
        if watch.server is None or watch.member is None:
            return True
        known = (watch.server, watch.member)
        if now - self._members.get(known, now - MEMBERSHIP) < MEMBERSHIP:
            return True
        guild = self._client.get_guild(int(watch.server))
        if guild is None or guild.unavailable:
            return False
        try:
            await guild.fetch_member(int(watch.member))
        except discord.NotFound:
            await asyncio.to_thread(self._newsroom.records.watches.forget_member, watch.member, watch.server)
            return False
        self._members = {who: seen for who, seen in self._members.items() if now - seen < MEMBERSHIP} | {known: now}
        return True

    async def _tell(self, watch: Watch, after: Answer, moved: Movement | None, now: datetime) -> None:
        """Tell it where it was asked; where that is gone or closed, nobody can be told."""
        name = await self._newsroom.keep_answer(after, watch.server, now=now)
        try:
            with speaking(watch.language), speaking(language_beside(after.language)):
                if watch.member:
                    sent = await self._mention(watch, watch.member, _told(watch, watch.member, after, moved, name))
                    await self._watch_told(watch, after, sent)
                elif moved:
                    await self._correct(watch, moved, after, name, now)
            log.info("watch_told", server=watch.server, kind=watch.kind.value, waited=str(now - watch.made))
        except (discord.Forbidden, discord.NotFound) as refusal:
            log.info("nobody_to_tell", server=watch.server, kind=watch.kind.value, reason=str(refusal))

    async def _mention(self, watch: Watch, member: str, view: ui.LayoutView) -> discord.Message:
        only_them = discord.AllowedMentions(
            everyone=False, roles=False, replied_user=False, users=[discord.Object(int(member))]
        )
        return await self._channel(watch).send(view=view, allowed_mentions=only_them, nonce=watch.id)

    async def _watch_told(self, watch: Watch, after: Answer, sent: discord.Message) -> None:
        """Let what was told be corrected as any answer is that everybody reads."""
        if not watch.is_private:
            await self._newsroom.watch_shown(
                after, watch.server, channel=int(watch.channel), message=sent.id, language=watch.language
            )

    async def _correct(self, watch: Watch, moved: Movement, after: Answer, name: KeptName, now: datetime) -> None:
        message = self._channel(watch).get_partial_message(int(watch.message))
        nobody = discord.AllowedMentions.none()  # because an edit leaves the client's own out
        if watch.is_plain:
            await message.edit(content=corrected_text(moved, after, now=now), allowed_mentions=nobody)
        else:
            view = corrected_view(moved, after, answer_buttons(after, name), now=now)
            await message.edit(view=view, allowed_mentions=nobody)

    def _channel(self, watch: Watch) -> discord.PartialMessageable:
        guild = int(watch.server) if watch.server else None
        return self._client.get_partial_messageable(int(watch.channel), guild_id=guild)


def _told(watch: Watch, member: str, after: Answer, moved: Movement | None, name: KeptName) -> ui.LayoutView:
    if watch.is_private:
        return private_view(member, [ShowNews(name, member)])
    buttons = answer_buttons(after, name)
    return moved_view(member, moved, after, buttons) if moved else appeared_view(member, watch.question, after, buttons)
