"""The Discord client: its collaborators, its few intents, its commands, and the housekeeping of what it keeps."""

import asyncio
import hashlib
import json
from contextlib import suppress
from typing import Any, Final

import discord
import structlog
from discord import app_commands
from discord.ext import commands, tasks

from bot.cogs.about import About
from bot.cogs.alerting import Alerting
from bot.cogs.alerts import Alerts
from bot.cogs.ask import Ask
from bot.cogs.audience import PUBLIC_A_MINUTE, Audiences
from bot.cogs.claims import Claims
from bot.cogs.digest import Digests
from bot.cogs.latest import LatestIncidents
from bot.cogs.noticing import Noticing
from bot.cogs.overseeing import Overseeing
from bot.cogs.privacy import Privacy
from bot.cogs.scheduling import Scheduling
from bot.cogs.settings import Settings
from bot.cogs.sources import Sources
from bot.cogs.translating import CommandTranslator
from bot.cogs.turns import Turns
from bot.cogs.watching import Watching
from bot.newsroom import Newsroom
from bot.records import Kept
from bot.views import PRESSED
from bot.views.errors import ExcusingTree
from bot.views.pressing import NewsroomClient
from bot.views.told import CommandIds
from ingest import ArchiveError, ArchiveReadOnly

INTENTS: Final = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
"""None of them privileged: what mentions the bot, replies to it or is written to it directly is readable without."""

_COMMANDS: Final = "commands"
"""What Discord was told of the commands is kept under this name."""

log = structlog.get_logger(__name__)

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # because nobody speaks here


class SitrepBot(NewsroomClient):
    """Answers in Discord from a newsroom that is built already; `start` it, `close` it. Raises what discord.py raises.

    `public_a_minute` is how many answers a server is given in public. With `message_content`, which Discord has to
    allow, messages in the bot's own threads can be read.
    """

    def __init__(
        self,
        newsroom: Newsroom,
        *,
        public_a_minute: int = PUBLIC_A_MINUTE,
        message_content: bool = False,
        **options: Any,  # noqa: ANN401 because they are discord.py's own
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            intents=_intents(message_content=message_content),
            help_command=None,
            tree_cls=ExcusingTree,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            **options,
        )
        self.newsroom = newsroom
        self._command_ids: dict[str, int] = {}
        self._public_a_minute = public_a_minute

    async def setup_hook(self) -> None:
        """Learn the commands and buttons, and tell Discord of the commands if they changed."""
        self.add_dynamic_items(*PRESSED)
        for cog in self._cogs():
            await self.add_cog(cog)
        with suppress(ArchiveError):  # is met again by whoever asks first, and told there
            await asyncio.to_thread(self.newsroom.records.server, "")  # so that no question waits for settings
        await self._tell_commands()
        self._forget_old.add_exception_type(ArchiveError)  # is tried again, where others would end the loop
        self._forget_old.start()

    async def close(self) -> None:
        """Leave Discord."""
        self._forget_old.cancel()
        await super().close()
        await self.newsroom.settle()

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the cog that answers them: there are no prefix commands."""

    def _cogs(self) -> tuple[commands.Cog, ...]:
        newsroom = self.newsroom

        def command_ids() -> CommandIds:
            return self._command_ids

        turns, audiences = Turns(), Audiences(newsroom=newsroom, most=self._public_a_minute)
        return (
            Ask(client=self, newsroom=newsroom, turns=turns, audiences=audiences, command_ids=command_ids),
            Claims(tree=self.tree, newsroom=newsroom, turns=turns),
            Overseeing(newsroom=newsroom),
            LatestIncidents(newsroom=newsroom, audiences=audiences),
            Digests(newsroom=newsroom, turns=turns, audiences=audiences),
            Scheduling(newsroom=newsroom),
            Watching(client=self, newsroom=newsroom),
            Sources(newsroom=newsroom),
            Noticing(client=self, newsroom=newsroom),
            Alerts(newsroom=newsroom),
            Alerting(client=self, newsroom=newsroom),
            Settings(client=self, newsroom=newsroom, command_ids=command_ids),
            Privacy(newsroom=newsroom, command_ids=command_ids),
            About(newsroom=newsroom, known_commands=lambda: (self.tree.get_commands(), self._command_ids)),
        )

    async def _tell_commands(self) -> None:
        """Sync once a change: Discord counts syncs, and `on_ready` comes again with every reconnection."""
        translator = CommandTranslator()
        await self.tree.set_translator(translator)
        payloads = [await command.get_translated_payload(self.tree, translator) for command in self.tree.get_commands()]
        fingerprint = hashlib.sha256(json.dumps([self.application_id, payloads], sort_keys=True).encode()).hexdigest()
        records = self.newsroom.records
        told = await asyncio.to_thread(records.find, Kept.COMMANDS, _COMMANDS, server=None)
        if told is None or json.loads(told)["fingerprint"] != fingerprint:
            synced = await self.tree.sync()
            told = json.dumps({"fingerprint": fingerprint, "ids": {each.name: each.id for each in synced}})
            try:
                now = self.newsroom.clock()
                await asyncio.to_thread(records.keep, Kept.COMMANDS, told, server=None, now=now, name=_COMMANDS)
            except ArchiveError as error:  # a read-only disk, for instance: then they are told at the next start again
                log.warning("commands_not_noted", reason=str(error))
            log.info("commands_synced", count=len(synced))
        self._command_ids = json.loads(told)["ids"]

    @tasks.loop(hours=1)
    async def _forget_old(self) -> None:
        try:
            now, keep = self.newsroom.clock(), self.newsroom.keep
            forgotten = await asyncio.to_thread(self.newsroom.records.forget_old, now=now, after=keep)
        except ArchiveReadOnly as error:  # no use in trying again every few seconds
            log.warning("old_answers_not_forgotten", reason=str(error))
            return
        log.debug("old_answers_forgotten", count=forgotten)


def _intents(*, message_content: bool) -> discord.Intents:
    """Give what is asked to be told of; the content of messages that do not speak to the bot only where it is set."""
    return INTENTS | discord.Intents(message_content=message_content)
