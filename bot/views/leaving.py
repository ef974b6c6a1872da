"""The button that changes nothing: it ends what is asked before something is added, saved or removed."""

from typing import Final

from discord import ui

from bot.languages import marked, say
from bot.rendering.discord.notices import notice_view
from bot.views.pressing import Button, Press, Pressable

_TOLD: Final = {
    "alerts:drop": (marked("Cancel"), marked("No alert was saved.")),
    "offers:drop": (marked("Cancel"), marked("Nothing was added.")),
    "sources:keep": (marked("Keep"), marked("Nothing was removed.")),
}
"""Its label, and what is said."""


class Leave(Pressable[Button], template=rf"(?P<what>{'|'.join(_TOLD)})"):
    """Leaves things as they are."""

    def __init__(self, what: str) -> None:
        self._what = what
        super().__init__(ui.Button(label=say(_TOLD[what][0]), custom_id=what))

    async def pressed(self, press: Press) -> None:
        """Say so."""
        await press.response.edit_message(view=notice_view(say(_TOLD[self._what][1])))
