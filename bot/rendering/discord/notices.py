"""One sentence to a person: an error, a confirmation. Pure."""

from discord import ui

from bot.languages import say
from bot.rendering.discord.layout import Buttons, plain_card
from bot.rendering.discord.limits import PLAIN_CHARACTERS
from bot.rendering.discord.markup import fitted, size


def notice_view(sentence: str, buttons: Buttons = ()) -> ui.LayoutView:
    """Give plain text, lines kept, as a message of its own; it is made safe here, strangers' words in it too."""
    return plain_card(plain(sentence), buttons=buttons)


def plain(sentence: str) -> str:
    """Give the same as a plain message."""
    told = ""
    for line in sentence.splitlines():
        room = PLAIN_CHARACTERS - size(told) - len("\n")
        told = "\n".join(filter(None, (told, fitted(line, shown=room, sent=room))))
    return told or say("Nothing to say.")
