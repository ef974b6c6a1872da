"""Digests and timelines: what is new, story by story."""

from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering.question.digesting import EVERYTHING, Form
from bot.answering.questions import MAX_CHARACTERS, Question
from bot.cogs.audience import Audiences, tell_why
from bot.cogs.delivery import come, show
from bot.cogs.turns import Turns
from bot.languages import marked, speak
from bot.newsroom import Newsroom
from bot.rendering.discord.answers import answer_view
from bot.views.answers import answer_buttons
from bot.views.locales import language_of_server
from bot.views.pressing import server_of
from bot.views.stories import stories_page

_WINDOWS: Final = [
    app_commands.Choice(name=name, value=words)
    for name, words in (
        (marked("Today"), "today"),
        (marked("Last 24 hours"), "in the last 24 hours"),
        (marked("Yesterday"), "yesterday"),
        (marked("This week"), "this week"),
        (marked("Last 7 days"), "in the last 7 days"),
        (marked("Last 30 days"), "in the last 30 days"),
    )
]
_FORMS: Final = [
    app_commands.Choice(name=marked("Digest"), value=Form.DIGEST.value),
    app_commands.Choice(name=marked("Timeline"), value=Form.TIMELINE.value),
]
_TOPIC_CHARACTERS: Final = MAX_CHARACTERS - 30
"""The words of a window follow it."""


class Digests(commands.Cog):
    """Tells stories."""

    def __init__(self, *, newsroom: Newsroom, turns: Turns, audiences: Audiences) -> None:
        self._newsroom = newsroom
        self._turns = turns
        self._audiences = audiences

    @app_commands.command()
    @app_commands.describe(
        topic="What it is to be about, such as grain exports; without it, everything",
        window="Of which days",
        form="A digest tells the newest first, a timeline the first",
        only_me="Show it to me alone",
    )
    @app_commands.choices(window=_WINDOWS, form=_FORMS)
    async def digest(
        self,
        interaction: discord.Interaction[Any],
        topic: app_commands.Range[str, 1, _TOPIC_CHARACTERS] | None = None,
        window: str | None = None,
        form: str = Form.DIGEST.value,
        only_me: bool | None = None,  # noqa: FBT001 because Discord's options are given by name
    ) -> None:
        """Tell what is new, story by story: one sentence each, who tells it, the link."""
        words = " ".join(filter(None, ((topic or "").strip() or EVERYTHING, window)))
        server = server_of(interaction)
        with self._turns.claimed(interaction.user.id, server) as turn:
            audience = self._audiences.of(interaction, only_me=only_me)
            await interaction.response.defer(thinking=True, ephemeral=audience.is_asker_alone)
            await come(interaction, turn)
            question, member = Question(words, form=Form(form)), interaction.user.id
            answer, name = await self._newsroom.answer(question, server, now=self._newsroom.clock(), member=member)
        if not audience.is_asker_alone:
            speak(language_of_server(interaction))
        told = stories_page(answer, name, 0) if answer.stories else answer_view(answer, answer_buttons(answer, name))
        await show(interaction, told, is_private=audience.is_asker_alone)
        await tell_why(interaction, audience)
