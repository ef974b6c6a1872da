"""The log of what moderators of a server ruled of incidents, page by page, with what undoes it."""

import asyncio

from discord import ui

from bot.languages import say
from bot.newsroom import Newsroom
from bot.rendering.discord.incident_card import rulings_on, rulings_pages, rulings_view
from bot.views.overlay import Listed, OpenIncident, UndoRuling
from bot.views.pages import Page, neighbours
from bot.views.pressing import Button, Press, Pressable, here
from ingest import Subscriber


class TurnRulings(Pressable[Button], template=r"rulings:(?P<page>\d{1,4})"):
    """Turns to another page of what moderators ruled, as it is now."""

    def __init__(self, page: Page) -> None:
        self._page = page.number
        super().__init__(ui.Button(label=page.label, custom_id=f"rulings:{page.number}"))

    async def pressed(self, press: Press) -> None:
        """Show the page."""
        await press.response.defer()
        await press.edit_original_response(view=await rulings_page(press.client.newsroom, here(press), self._page))


async def rulings_page(newsroom: Newsroom, server: Subscriber, page: int) -> ui.LayoutView:
    """Give a page of what moderators ruled, the newest first, with what undoes it and what opens the next incident."""
    rulings = (await asyncio.to_thread(newsroom.archive.rulings_made, server))[::-1]
    listed = Listed(newsroom.clock(), None, None)
    incidents = await listed.incidents(newsroom, server)
    undoing = [
        UndoRuling(ruling.id, say("Undo {number}", number=len(rulings) - position))
        for position, ruling in rulings_on(rulings, page)
        if not ruling.undone
    ]
    turns = [TurnRulings(neighbour) for neighbour in neighbours(page, rulings_pages(rulings))]
    opening = [OpenIncident(listed, incidents, by_moderators=True)] if incidents else []
    return rulings_view(rulings, page, [*undoing, *turns, *opening])
