"""Showing a picture to whoever pressed for it."""

from bot.errors import MayNotAttach
from bot.rendering.discord.notices import notice_view
from bot.rendering.discord.pictures import picture_file, picture_view
from bot.rendering.pictures import Drawing, NothingToDraw
from bot.views.pressing import Press


async def show_picture(press: Press, drawing: Drawing | NothingToDraw, name: str) -> None:
    """Draw, and show the picture where the press was deferred; or say why there is none."""
    if isinstance(drawing, NothingToDraw):
        await press.edit_original_response(view=notice_view(drawing.reason))
        return
    if not press.app_permissions.attach_files:
        raise MayNotAttach
    picture = await press.client.newsroom.engine.draw(drawing)
    file = picture_file(picture, name)
    await press.edit_original_response(view=picture_view(picture, file), attachments=[file])
