"""Questions: the command, mentions, and replies to the bot's own messages."""

import re
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from datetime import date
from typing import Any, Final

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.answering.answers import Answer
from bot.answering.questions import MAX_CHARACTERS, Question
from bot.cogs.days import read_day, suggested_days
from bot.cogs.delivery import show
from bot.cogs.turns import Turns
from bot.languages import ENGLISH, say, speak, speaking, spoken
from bot.newsroom import KeptName, Newsroom, ServerId
from bot.records import Seat
from bot.rendering.discord import answer_text, answer_view, plain
from bot.views.answers import answer_buttons
from bot.views.errors import sentence_for
from bot.views.locales import code_of, language_beside, language_of_server
from bot.views.pressing import server_of
from bot.views.told import CommandIds, command_mention
from bot.writing import paced

EDIT_SECONDS: Final = 2.0
"""Between two edits of one message; Discord takes five in five seconds of a whole channel."""

_SPOKEN: Final = (discord.MessageType.default, discord.MessageType.reply)
"""Discord itself speaks in messages of other types."""

log = structlog.get_logger(__name__)


class Ask(commands.Cog):
    """Answers questions. `command_ids` gives Discord's ids of the commands."""

    def __init__(self, *, client: discord.Client, newsroom: Newsroom, command_ids: Callable[[], CommandIds]) -> None:
        self._client = client
        self._newsroom = newsroom
        self._command_ids = command_ids
        self._turns = Turns()

    @app_commands.command()
    @app_commands.describe(
        question="What do you want to know? For instance: how many attacks on US forces since Oct 17?",
        since="First day that counts, such as 2023-10-17",
        until="Last day that counts, such as 2023-11-22",
        only_me="Show the answer to me alone",
    )
    async def ask(
        self,
        interaction: discord.Interaction[Any],
        question: app_commands.Range[str, 1, MAX_CHARACTERS],
        since: str | None = None,
        until: str | None = None,
        only_me: bool = False,  # noqa: FBT001, FBT002 because Discord's options are given by name
    ) -> None:
        """Ask the news: the newest figure, the words it rests on, the links."""
        asked = Question(question, since=read_day(since), until=read_day(until))
        seat = Seat(server_of(interaction), interaction.user.id, interaction.channel_id or interaction.user.id)
        with self._turns.taken(interaction.user.id, seat.server):
            await interaction.response.defer(thinking=True, ephemeral=only_me)
            answer, name = await self._answer(asked, seat)
        if not only_me:
            speak(language_of_server(interaction))

        async def edit(version: Answer) -> discord.Message | None:
            with speaking(language_beside(version.language)):
                view = answer_view(version, answer_buttons(version, name))
            return await show(interaction, view, is_private=only_me)

        shown = await edit(answer)
        await self._note(seat, shown)
        if shown and name and not only_me:
            await self._newsroom.watch_shown(
                answer, seat.server, channel=seat.channel, message=shown.id, language=spoken()
            )
        await self._write(asked, answer, name, seat.server, edit)

    @ask.autocomplete("since")
    @ask.autocomplete("until")
    async def _days(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return suggested_days(typed, today=await self._today(server_of(interaction)))

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer whoever mentions the bot, replies to it, or writes to it directly."""
        text = self._addressed(message)
        if text is None or not _may_reply(message):
            return
        speak(code_of(message.guild.preferred_locale) if message.guild else ENGLISH)
        try:
            await self._reply(message, text)
        except Exception as error:  # noqa: BLE001 because the door tells the known ones from bugs
            self._newsroom.meter.refused(error, server=str(message.guild.id) if message.guild else None)
            await _send(message, content=plain(sentence_for(error)))

    async def _reply(self, message: discord.Message, text: str) -> None:
        if not text:
            await _send(message, content=_how_to_ask(command_mention("ask", self._command_ids())))
            return
        seat = _seat(message)
        with self._turns.taken(message.author.id, seat.server):
            async with message.channel.typing():
                answer, name = await self._answer(Question(text), seat)
        speak(language_beside(answer.language))

        def form(version: Answer) -> dict[str, Any]:
            if _permissions(message).embed_links:
                return {"view": answer_view(version, answer_buttons(version, name))}
            return {"content": answer_text(version)}

        sent = await _send(message, **form(answer))

        await self._note(seat, sent)
        if name:
            await self._newsroom.watch_shown(
                answer,
                seat.server,
                channel=seat.channel,
                message=sent.id,
                language=spoken(),
                is_plain=not _permissions(message).embed_links,
            )

        async def edit(version: Answer) -> None:
            await sent.edit(**form(version))

        await self._write(Question(text), answer, name, seat.server, edit)

    async def _write(
        self,
        question: Question,
        answer: Answer,
        name: KeptName | None,
        server: ServerId,
        edit: Callable[[Answer], Awaitable[object]],
    ) -> None:
        """Show the answer anew as a language model writes it, where the server has one."""
        versions = self._newsroom.written(question, answer, name, server, now=answer.as_of)
        try:
            async with aclosing(paced(versions, seconds=EDIT_SECONDS)) as shown:
                async for version in shown:
                    await edit(version)
        except discord.HTTPException as failure:  # the answer stands already, or somebody deleted it
            log.warning("written_answer_not_shown", reason=str(failure))

    async def _answer(self, question: Question, seat: Seat) -> tuple[Answer, KeptName | None]:
        return await self._newsroom.answer(question, seat.server, now=self._newsroom.clock(), seat=seat)

    async def _note(self, seat: Seat, shown: discord.Message | None) -> None:
        """Note which message shows the answer, for a reply to it."""
        if shown:
            await self._newsroom.note_shown(seat, shown.id, now=self._newsroom.clock())

    async def _today(self, server: ServerId) -> date:
        return self._newsroom.clock().astimezone(await self._newsroom.zone(server)).date()

    def _addressed(self, message: discord.Message) -> str | None:
        """Give what somebody says to the bot, `None` if they do not speak to it.

        The ping that comes with every reply is no mention; a reply to the bot's own message speaks to it.
        """
        me = self._client.user
        if me is None or message.author.bot or message.type not in _SPOKEN:
            return None
        mention = re.compile(rf"<@!?{me.id}>")
        speaks_to_me = mention.search(message.content) or message.guild is None or _replies_to(message, me)
        return mention.sub("", message.content).strip() if speaks_to_me else None


def _seat(message: discord.Message) -> Seat:
    return Seat(
        server=str(message.guild.id) if message.guild else None,
        member=message.author.id,
        channel=message.channel.id,
        replied_to=message.reference.message_id if message.reference else None,
    )


def _how_to_ask(ask: str) -> str:
    return say(
        "Ask me about the news: mention me with a question, or use {ask}. "
        "For instance: how many attacks on US forces since Oct 17?",
        ask=ask,
    )


def _replies_to(message: discord.Message, me: discord.ClientUser) -> bool:
    """Tell whether a message replies to the bot and its text could be read."""
    original = message.reference.resolved if message.reference else None
    return bool(message.content) and isinstance(original, discord.Message) and original.author.id == me.id


def _permissions(message: discord.Message) -> discord.Permissions:
    if message.guild is None:
        return discord.Permissions.all()
    return message.channel.permissions_for(message.guild.me)


def _may_reply(message: discord.Message) -> bool:
    mine = _permissions(message)
    is_thread = isinstance(message.channel, discord.Thread)
    return mine.view_channel and (mine.send_messages_in_threads if is_thread else mine.send_messages)


async def _send(message: discord.Message, **form: Any) -> discord.Message:  # noqa: ANN401 because discord.py's forms are overloads
    """Reply without a ping; where history may not be read, Discord refuses replies, so write beside it."""
    if _permissions(message).read_message_history:
        return await message.reply(mention_author=False, **form)
    return await message.channel.send(**form)
