"""A picture as a message: the file, and the gallery that shows it, both with the alt text. Pure."""

from io import BytesIO

import discord
from discord import ui

from bot.rendering.pictures import Picture


def picture_file(picture: Picture, name: str) -> discord.File:
    """Give the file to attach."""
    return discord.File(BytesIO(picture.png), filename=name, description=picture.alt)


def picture_view(picture: Picture, file: discord.File) -> ui.LayoutView:
    """Give the message that shows the attached file."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.MediaGallery[ui.LayoutView](discord.MediaGalleryItem(file, description=picture.alt)))
    return view
