"""The one door by which every failure leaves in Discord: what a person reads, by the exception's class."""

import secrets
from typing import Any, Final

import discord
import structlog
from discord import app_commands

from bot.doors import exit_of
from bot.languages import marked, say, say_reason, speak
from bot.rendering.discord.notices import notice_view, plain
from bot.views.locales import language_of_member

_UNKNOWN_INTERACTION: Final = 10062
_DISCORDS_OWN: Final[dict[type[Exception], str]] = {
    app_commands.NoPrivateMessage: marked("This works in servers only."),
    app_commands.TransformerError: marked("One of the options could not be read. Choose from what is suggested."),
    app_commands.MissingPermissions: marked("This needs the permission Manage Server."),
    app_commands.CheckFailure: marked("You may not do this here. Whoever manages this server can allow it."),
    discord.Forbidden: marked("Discord does not let me do this here: I lack a permission in this channel."),
}

log = structlog.get_logger(__name__)


class ExcusingTree(app_commands.CommandTree[Any]):
    """A command tree that speaks the member's language, and whose errors go through the door."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Let everything pass, and speak to the member; what all read is the command's to say in the server's."""
        speak(language_of_member(interaction))
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Answer the error that a command or an autocomplete raised."""
        await excuse(interaction, error)


async def excuse(interaction: discord.Interaction[Any], error: Exception) -> None:
    """Tell the one who acted what went wrong; log what is nobody's mistake."""
    speak(language_of_member(interaction))
    cause = _cause(error)
    if _came_too_late(cause):
        log.warning("interaction_expired", command=_name(interaction), acted=interaction.created_at.isoformat())
        return
    interaction.client.newsroom.meter.refused(cause, server=str(interaction.guild_id) if interaction.guild_id else None)
    sentence = sentence_for(cause)
    try:
        await whisper(interaction, sentence)
    except discord.HTTPException as failure:
        log.warning("excuse_not_delivered", command=_name(interaction), problem=str(failure), sentence=sentence)


def sentence_for(error: Exception) -> str:
    """Give what a person reads about an error; what is not expected is logged whole, under the id that they read."""
    for kind in type(error).__mro__:
        if kind in _DISCORDS_OWN:
            return say(_DISCORDS_OWN[kind])
    leaving, identity = exit_of(error), secrets.token_hex(4)
    if leaving.is_logged:
        log.error("unexpected_error", id=identity, exc_info=error)
    return say(leaving.sentence, error=say_reason(str(error)), id=identity)


async def whisper(interaction: discord.Interaction[Any], sentence: str) -> None:
    """Say something to the one who acted, whatever was answered before; in place of a "thinking…", if there is one."""
    if interaction.type is discord.InteractionType.autocomplete:
        return
    if not interaction.response.is_done():
        await interaction.response.send_message(plain(sentence), ephemeral=True)
        return
    if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        await interaction.edit_original_response(view=notice_view(sentence))  # a place in the queue may stand there
    else:
        await interaction.followup.send(plain(sentence), ephemeral=True)


def _cause(error: Exception) -> Exception:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _came_too_late(error: Exception) -> bool:
    return isinstance(error, discord.NotFound) and error.code == _UNKNOWN_INTERACTION


def _name(interaction: discord.Interaction[Any]) -> str:
    if interaction.command:
        return interaction.command.qualified_name
    return interaction.type.name
