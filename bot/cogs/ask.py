"""Questions: the command, mentions, replies to the bot's own messages, and what is said in its own threads."""

import re
import time
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
from bot.cogs.audience import Audience, Audiences, places_of, tell_why
from bot.cogs.days import read_day, suggested_days
from bot.cogs.delivery import come, show
from bot.cogs.paces import Paces
from bot.cogs.repeats import Repeats
from bot.cogs.turns import Turns
from bot.errors import NotYourTurn
from bot.languages import ENGLISH, say, speak, speaking, spoken
from bot.newsroom import KeptName, Newsroom, ServerId
from bot.records import Seat, Server
from bot.rendering.discord.answers import answer_text, answer_view
from bot.rendering.discord.layout import plain_card
from bot.rendering.discord.notices import plain
from bot.rendering.discord.words import ago
from bot.views.answers import answer_buttons
from bot.views.errors import sentence_for
from bot.views.locales import language_beside, language_of_guild, language_of_server
from bot.views.pressing import server_of
from bot.views.told import CommandIds, command_mention
from bot.writing import paced

EDIT_SECONDS: Final = 2.0
"""Between two edits of one message; Discord takes five in five seconds of a whole channel."""

DIRECTED_EVERY_SECONDS: Final = 60.0
"""Between two answers in one channel that only say where to ask."""
MOST_THREADS: Final = 1_024
"""Of so many it is remembered whose they are; asking anew costs one request each."""

_SPOKEN: Final = (discord.MessageType.default, discord.MessageType.reply)
"""Discord itself speaks in messages of other types."""

log = structlog.get_logger(__name__)


class Ask(commands.Cog):
    """Answers questions, in `turns`, before `audiences`. `command_ids` gives Discord's ids of the commands."""

    def __init__(
        self,
        *,
        client: discord.Client,
        newsroom: Newsroom,
        turns: Turns,
        audiences: Audiences,
        command_ids: Callable[[], CommandIds],
    ) -> None:
        self._client = client
        self._newsroom = newsroom
        self._command_ids = command_ids
        self._turns = turns
        self._audiences = audiences
        self._repeats = Repeats()
        self._directions = Paces(1, DIRECTED_EVERY_SECONDS)
        self._is_mine: dict[int, bool] = {}
        """Threads, and whether they are the bot's."""

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
        only_me: bool | None = None,  # noqa: FBT001 because Discord's options are given by name
    ) -> None:
        """Ask the news: the newest figure, the words it rests on, the links."""
        asked = Question(question, since=read_day(since), until=read_day(until))
        seat = Seat(server_of(interaction), interaction.user.id, interaction.channel_id or interaction.user.id)
        with self._turns.claimed(interaction.user.id, seat.server) as turn:
            audience = self._audiences.of(interaction, only_me=only_me)
            await interaction.response.defer(thinking=True, ephemeral=audience.is_asker_alone)
            await come(interaction, turn)
            answered = await self._answer(asked, seat)
        await self._show_asked(interaction, asked, answered, seat, audience)

    async def _show_asked(
        self,
        interaction: discord.Interaction[Any],
        asked: Question,
        answered: tuple[Answer, KeptName | None],
        seat: Seat,
        audience: Audience,
    ) -> None:
        answer, name = answered
        if not audience.is_asker_alone:
            speak(language_of_server(interaction))
            if repeated := self._repeated(asked, answer, seat):
                await show(interaction, plain_card(repeated, buttons=()))
                return

        async def edit(version: Answer) -> discord.Message | None:
            with speaking(language_beside(version.language)):
                view = answer_view(version, answer_buttons(version, name))
            return await show(interaction, view, is_private=audience.is_asker_alone)

        shown = await edit(answer)
        await tell_why(interaction, audience)
        await self._note(seat, shown)
        if shown and not audience.is_asker_alone:
            self._note_public(asked, answer, seat, shown)
            if name:
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
        """Answer whoever mentions the bot, replies to it, writes to it directly or in a thread of its own."""
        text = await self._addressed(message)
        if text is None or not _may_reply(message):
            return
        speak(language_of_guild(message.guild, self._newsroom) if message.guild else ENGLISH)
        try:
            if directions := self._directions_in(message):
                await self._direct(message, directions)
            else:
                await self._reply(message, text)
        except NotYourTurn as error:
            self._newsroom.meter.refused(error, server=str(message.guild.id) if message.guild else None)
            await self._direct(message, plain(sentence_for(error)))
        except Exception as error:  # noqa: BLE001 because the door tells the known ones from bugs
            self._newsroom.meter.refused(error, server=str(message.guild.id) if message.guild else None)
            await _send(message, content=plain(sentence_for(error)))

    @commands.Cog.listener()
    async def on_raw_message_delete(self, deleted: discord.RawMessageDeleteEvent) -> None:
        """Link nobody to an answer that is gone."""
        self._repeats.forget({deleted.message_id})

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, deleted: discord.RawBulkMessageDeleteEvent) -> None:
        """Do the same where moderators clear a channel."""
        self._repeats.forget(deleted.message_ids)

    def _directions_in(self, message: discord.Message) -> str:
        """Say what is to be done first where mentions are not answered; nothing where they are."""
        settings = self._settings(message)
        if settings is None or settings.answers_in(*places_of(message.channel)):
            return ""
        ids = self._command_ids()
        if not settings.channels:
            return say(
                "I answer mentions once a moderator has chosen in which channels: {settings}. {ask} works at once.",
                settings=command_mention("settings", ids),
                ask=command_mention("ask", ids),
            )
        return say(
            "Moderators chose other channels for mentions: {channels}. Here {ask} answers you alone.",
            channels=", ".join(f"<#{channel}>" for channel in settings.channels),
            ask=command_mention("ask", ids),
        )

    async def _direct(self, message: discord.Message, directions: str) -> None:
        """Say what is no answer, but not again and again: mentions in vain must not fill a channel with it."""
        if not self._directions.wait(message.channel.id, time.monotonic()):
            await _send(message, content=directions)

    async def _reply(self, message: discord.Message, text: str) -> None:
        if not text:
            await self._direct(message, _how_to_ask(command_mention("ask", self._command_ids())))
            return
        asked, seat = Question(text), _seat(message)
        with self._turns.claimed(message.author.id, seat.server) as turn:
            if seat.server and not self._audiences.may_be_public(seat.server):
                await self._direct(message, _too_many_in_public(command_mention("ask", self._command_ids())))
                return
            async with message.channel.typing():
                await turn.come()
                answer, name = await self._answer(asked, seat)
        speak(language_beside(answer.language))
        if message.guild and (repeated := self._repeated(asked, answer, seat)):
            await _send(message, content=repeated)
            return

        def form(version: Answer) -> dict[str, Any]:
            if _permissions(message).embed_links:
                return {"view": answer_view(version, answer_buttons(version, name))}
            return {"content": answer_text(version)}

        sent = await _send(message, **form(answer))
        self._note_public(asked, answer, seat, sent)
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
            await sent.edit(**form(version), allowed_mentions=discord.AllowedMentions.none())

        await self._write(asked, answer, name, seat.server, edit)

    def _repeated(self, asked: Question, answer: Answer, seat: Seat) -> str:
        """Say where the very same stands in the channel already; nothing where it does not."""
        shown = self._repeats.before(asked, answer, self._place(seat))
        if shown is None:
            return ""
        return say("Answered here {moment}, and nothing new since: {link}", moment=ago(shown.at), link=shown.link)

    def _note_public(self, asked: Question, answer: Answer, seat: Seat, shown: discord.Message | None) -> None:
        if shown and seat.server and not answer.is_aside:
            self._repeats.note(asked, answer, self._place(seat), shown)

    def _place(self, seat: Seat) -> tuple[int, bool]:
        """Tell a channel's answers apart by whether a language model writes them."""
        return seat.channel, bool(seat.server and self._newsroom.chosen(seat.server).writes)

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

    async def _addressed(self, message: discord.Message) -> str | None:
        """Give what somebody says to the bot, `None` if they do not speak to it.

        The ping that comes with every reply is no mention; a reply to the bot's own message speaks to it.
        """
        me = self._client.user
        if me is None or message.author.bot or message.type not in _SPOKEN:
            return None
        mention = re.compile(rf"<@!?{me.id}>")
        speaks_to_me = (
            mention.search(message.content)
            or message.guild is None
            or _replies_to(message, me)
            or await self._is_in_my_thread(message, me)
        )
        return mention.sub("", message.content).strip() if speaks_to_me else None

    async def _is_in_my_thread(self, message: discord.Message, me: discord.ClientUser) -> bool:
        """Tell whether a message that can be read stands in a thread of the bot's, where moderators let it listen.

        A thread is its own that it opened, or that hangs on one of its messages: a thread has its message's id.
        """
        thread, settings = message.channel, self._settings(message)
        if not isinstance(thread, discord.Thread) or not (settings and settings.threads and message.content):
            return False
        if thread.id not in self._is_mine:
            if len(self._is_mine) >= MOST_THREADS:
                self._is_mine.clear()
            self._is_mine[thread.id] = thread.owner_id == me.id or await _began(thread, me)
        return self._is_mine[thread.id]

    def _settings(self, message: discord.Message) -> Server | None:
        return self._newsroom.chosen(str(message.guild.id)) if message.guild else None


async def _began(thread: discord.Thread, me: discord.ClientUser) -> bool:
    """Tell whether a thread hangs on a message of the bot's."""
    if not isinstance(thread.parent, discord.TextChannel):
        return False
    try:
        return (await thread.parent.fetch_message(thread.id)).author.id == me.id
    except discord.HTTPException:  # it hangs on none, or its history may not be read
        return False


def _seat(message: discord.Message) -> Seat:
    return Seat(
        server=str(message.guild.id) if message.guild else None,
        member=message.author.id,
        channel=message.channel.id,
        replied_to=message.reference.message_id if message.reference else None,
        began_with=message.channel.id if isinstance(message.channel, discord.Thread) else None,
    )


def _too_many_in_public(ask: str) -> str:
    return say("I have answered a lot here within a minute. {ask} still answers: you alone.", ask=ask)


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
