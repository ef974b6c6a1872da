"""Showing a picture to whoever pressed for it."""

from io import BytesIO

import discord
from discord import ui

from bot.errors import MayNotAttach
from bot.rendering.discord.notices import notice_view
from bot.rendering.pictures import Drawing, NothingToDraw
from bot.views.pressing import Press


async def show_picture(press: Press, drawing: Drawing | NothingToDraw, name: str) -> None:
    """Draw, and show the picture where the press was deferred, with its alt text; or say why there is none."""
    if isinstance(drawing, NothingToDraw):
        await press.edit_original_response(view=notice_view(drawing.reason))
        return
    if not press.app_permissions.attach_files:
        raise MayNotAttach
    picture = await press.client.newsroom.engine.draw(drawing)
    file = discord.File(BytesIO(picture.png), filename=name, description=picture.alt)
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.MediaGallery[ui.LayoutView](discord.MediaGalleryItem(file, description=picture.alt)))
    await press.edit_original_response(view=view, attachments=[file])
