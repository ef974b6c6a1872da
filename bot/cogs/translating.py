"""The names and descriptions of commands, options and choices in each language that Discord and we have."""

from typing import Any, Final

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation

from bot.languages import ENGLISH, say, say_name, speaking
from bot.rendering.discord.words import capitalised
from bot.rendering.headings import kind_name
from bot.views.locales import code_of

_NAMES: Final = frozenset(
    {
        TranslationContextLocation.command_name,
        TranslationContextLocation.group_name,
        TranslationContextLocation.parameter_name,
    }
)


class CommandTranslator(app_commands.Translator):
    """Looks them up in the catalogues."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContext[Any, Any],
    ) -> str | None:
        """Give the text in the language of `locale`; `None` where it is English, or says the same."""
        if (code := code_of(locale)) == ENGLISH:
            return None
        is_menu = isinstance(context.data, app_commands.ContextMenu)
        with speaking(code):
            told = say(string.message) if is_menu else _told(string.message, context.location)
        return told if told != string.message else None


def _told(message: str, location: TranslationContextLocation) -> str:
    if location in _NAMES:
        return say_name(message)
    if location is TranslationContextLocation.choice_name:
        return said if (said := say(message)) != message else capitalised(kind_name(message.lower()))
    return say(message)
