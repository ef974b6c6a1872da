"""The one error door: what a person reads when something went wrong, by the exception's class."""

import secrets
from typing import Any, Final

import discord
import structlog
from discord import app_commands

from bot.answering.questions import QuestionError
from bot.cogs.locales import language_of_member
from bot.cogs.refusals import Refusal
from bot.engine import EngineError
from bot.languages import marked, say, speak
from bot.rendering.discord import plain
from ingest import ArchiveError, InputError

_UNKNOWN_INTERACTION: Final = 10062
_ITSELF: Final = "{}"
"""The exception's message was written for the person who reads it."""

SENTENCES: Final[dict[type[Exception], str]] = {
    QuestionError: _ITSELF,
    Refusal: _ITSELF,
    InputError: _ITSELF,
    EngineError: _ITSELF,
    app_commands.NoPrivateMessage: marked("This works in servers only."),
    app_commands.TransformerError: marked("One of the options could not be read. Choose from what is suggested."),
    app_commands.MissingPermissions: marked("This needs the permission Manage Server."),
    app_commands.CheckFailure: marked("You may not do this here."),
    discord.Forbidden: marked("Discord does not let me do this here: I lack a permission in this channel."),
}
_FAULTS: Final[dict[type[Exception], str]] = {
    ArchiveError: marked(
        "The archive cannot be reached at the moment. Try again in a minute; it is in the log (id {id})."
    ),
    Exception: marked("Something went wrong here; it is in the log (id {id})."),
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
        log.warning("interaction_expired", command=_name(interaction), age_seconds=_age(interaction))
        return
    sentence = sentence_for(cause)
    try:
        await whisper(interaction, sentence)
    except discord.HTTPException as failure:
        log.warning("excuse_not_delivered", command=_name(interaction), problem=str(failure), sentence=sentence)


def sentence_for(error: Exception) -> str:
    """Give what a person reads about an error; what is not expected is logged whole, under the id that they read."""
    for kind in type(error).__mro__:
        if kind in SENTENCES:
            return str(error) if SENTENCES[kind] == _ITSELF else say(SENTENCES[kind])
        if kind in _FAULTS:
            identity = secrets.token_hex(4)
            log.error("unexpected_error", id=identity, exc_info=error)
            return say(_FAULTS[kind], id=identity)
    raise error


async def whisper(interaction: discord.Interaction[Any], sentence: str) -> None:
    """Say something to the one who acted, whatever was answered before; in place of a "thinking…", if there is one."""
    if interaction.type is discord.InteractionType.autocomplete:
        return
    if not interaction.response.is_done():
        await interaction.response.send_message(plain(sentence), ephemeral=True)
        return
    if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        await interaction.edit_original_response(content=plain(sentence))
    else:
        await interaction.followup.send(plain(sentence), ephemeral=True)


def _cause(error: Exception) -> Exception:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _came_too_late(error: Exception) -> bool:
    return isinstance(error, discord.NotFound) and error.code == _UNKNOWN_INTERACTION


def _age(interaction: discord.Interaction[Any]) -> float:
    return round((discord.utils.utcnow() - interaction.created_at).total_seconds(), 1)


def _name(interaction: discord.Interaction[Any]) -> str:
    if interaction.command:
        return interaction.command.qualified_name
    return interaction.type.name
