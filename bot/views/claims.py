"""What became of a message's claims, shown to one and shared with all."""

import discord
from discord import app_commands, ui

from bot.answering.claims.verdicts import CheckedMessage
from bot.languages import marked, say, speak
from bot.newsroom import KeptName
from bot.rendering.discord.claims import claims_view
from bot.rendering.discord.notices import notice_view
from bot.views.locales import language_of_server
from bot.views.pressing import OfKept, Press, server_of


class ShareClaims(OfKept, does="share", label=marked("Share")):
    """Shows everybody in the channel what became of the claims, once."""

    async def pressed(self, press: Press) -> None:
        """Take the button away, and show the same in the channel, in the server's language."""
        if not _may_speak(press):
            raise app_commands.CheckFailure
        await press.response.defer()
        checked = await press.client.newsroom.kept_claims(self._name, server_of(press))
        if checked is None:
            told = say("This is no longer kept. Check the message again.")
            await press.edit_original_response(view=notice_view(told))
            return
        await press.edit_original_response(view=claims_view(checked, ()))
        speak(language_of_server(press))
        await press.followup.send(view=claims_view(checked, ()))


def checked_view(checked: CheckedMessage, name: KeptName | None) -> ui.LayoutView:
    """Give what became of a message's claims, with what shares it if it was kept and says anything."""
    return claims_view(checked, [ShareClaims(name)] if name and checked.claims else [])


def _may_speak(press: Press) -> bool:
    """Tell whether a member may write where they press: what they may not say themselves, the bot says not for them."""
    mine = press.permissions
    return mine.send_messages_in_threads if isinstance(press.channel, discord.Thread) else mine.send_messages
