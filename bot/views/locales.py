"""Which language is spoken to whom: a member's own to them alone, the server's where all read it."""

from typing import Any

import discord

from bot.languages import ENGLISH, INTERFACE, spoken
from bot.newsroom import Newsroom


def code_of(locale: discord.Locale | None) -> str:
    """Give the interface's language for one of Discord's, whatever its region; English where there is none."""
    code = locale.value.partition("-")[0] if locale else ENGLISH
    return code if code in INTERFACE else ENGLISH


def language_of_member(interaction: discord.Interaction[Any]) -> str:
    """Give the language in which whoever acts reads Discord."""
    return code_of(interaction.locale)


def language_of_server(interaction: discord.Interaction[Any]) -> str:
    """Give the language that the server's moderators chose, here or in Discord; in direct messages, the member's."""
    if not interaction.guild_locale:
        return language_of_member(interaction)
    newsroom: Newsroom = interaction.client.newsroom
    return newsroom.chosen(str(interaction.guild_id)).language or code_of(interaction.guild_locale)


def language_of_guild(guild: discord.Guild, newsroom: Newsroom) -> str:
    """Give the language that the server's moderators chose, here or in Discord, where nobody acts."""
    return newsroom.chosen(str(guild.id)).language or code_of(guild.preferred_locale)


def language_beside(asked: str) -> str:
    """Give what is spoken around an answer: the question's language, where it is another than English and one is ours.

    Discord has no Arabic of its own: who asks in Arabic is answered in it to the last word.
    """
    return asked if asked != ENGLISH and asked in INTERFACE else spoken()
