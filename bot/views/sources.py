"""A server's sources: the pages of their list, the addresses of new ones, and the last word before one goes."""

import asyncio
import re
from typing import Any, Final, Self

import discord
from discord import ui

from bot.errors import WrongInput
from bot.languages import say
from bot.newsroom import Newsroom
from bot.rendering.discord.notices import notice_view
from bot.rendering.discord.sources import removal_view, restored_view, sources_pages, sources_view
from bot.views.leaving import Leave
from bot.views.offers import show_offers
from bot.views.pages import Page, neighbours
from bot.views.pressing import Button, Form, Press, Pressable, here
from ingest import SourceId, SourceSummary, loss_of

MOST_ADDRESSES: Final = 25
"""Looked at in one go: what a message can tell of."""

_BETWEEN: Final = re.compile(r"[\s,;<>]+")


class TurnSources(Pressable[Button], template=r"sources:(?P<page>\d{1,4})"):
    """Turns to another page of the sources as they are now."""

    def __init__(self, page: Page) -> None:
        self._page = page.number
        super().__init__(ui.Button(label=page.label, custom_id=f"sources:{page.number}"))

    async def pressed(self, press: Press) -> None:
        """Show the page."""
        await press.response.defer()
        view = await sources_page(press.client.newsroom, here(press), self._page)
        await press.edit_original_response(view=view)


class RemoveSource(Pressable[Button], template=r"sources:remove:(?P<source>\d{1,18})"):
    """Removes a source from the server."""

    def __init__(self, source: SourceId) -> None:
        self._source = source
        style = discord.ButtonStyle.danger
        super().__init__(ui.Button(label=say("Remove"), style=style, custom_id=f"sources:remove:{source}"))

    async def pressed(self, press: Press) -> None:
        """Remove it, and offer to undo that."""
        await press.response.defer()
        newsroom = press.client.newsroom
        by, now = str(press.user.id), newsroom.clock()
        is_gone = await asyncio.to_thread(newsroom.archive.remove, self._source, here(press), by=by, now=now)
        told = say("Removed. For 7 days it can be restored.") if is_gone else say("It was removed already.")
        await press.edit_original_response(view=notice_view(told, [RestoreSource(self._source)]))


class RestoreSource(Pressable[Button], template=r"sources:restore:(?P<source>\d{1,18})"):
    """Undoes a removal."""

    def __init__(self, source: SourceId) -> None:
        self._source = source
        super().__init__(ui.Button(label=say("Undo"), custom_id=f"sources:restore:{source}"))

    async def pressed(self, press: Press) -> None:
        """Restore it."""
        await press.response.defer()
        await press.edit_original_response(view=await restored_page(press, press.client.newsroom, self._source))


class AddressesForm(Form):
    """Takes many addresses at once."""

    def __init__(self) -> None:
        super().__init__(title=say("Add news sources"))
        self._addresses: ui.TextInput[Self] = ui.TextInput(
            style=discord.TextStyle.paragraph, max_length=4000, custom_id="addresses"
        )
        told = say("Of feeds, of news sites whose feeds are then looked for, or of single articles.")
        self.add_item(ui.Label(text=say("Addresses, one a line"), description=told, component=self._addresses))

    async def filled_in(self, press: Press) -> None:
        """Look at the addresses."""
        await press.response.defer(thinking=True, ephemeral=True)
        await look_at(press, press.client.newsroom, self._addresses.value)


async def look_at(interaction: discord.Interaction[Any], newsroom: Newsroom, text: str) -> None:
    """Look at the addresses in a text, and show what is found where the interaction was deferred."""
    addresses = _addresses(text)
    if not addresses:
        raise WrongInput(say("{url} is no web address. Write it whole: https://example.org/page", url=text.strip()))
    await show_offers(interaction, newsroom, addresses[:MOST_ADDRESSES])
    if left := addresses[MOST_ADDRESSES:]:
        opening = say("At most {count} at a time. These are left for the next time:", count=MOST_ADDRESSES)
        told = "\n".join((opening, *left))
        await interaction.followup.send(view=notice_view(told), ephemeral=True)


def _addresses(text: str) -> list[str]:
    """Give the addresses in a text, each once, without the words around them."""
    return list(dict.fromkeys(each for each in _BETWEEN.split(text) if {".", ":"} & set(each.strip(".:"))))


async def sources_page(newsroom: Newsroom, server: str, page: int) -> ui.LayoutView:
    """Give a page of the server's sources."""
    sources = await newsroom.sources(server)
    turns = [TurnSources(neighbour) for neighbour in neighbours(page, sources_pages(sources))]
    limit = newsroom.limits.sources
    return sources_view(sources, page, newsroom.clock(), turns, limit=limit)


async def removal_page(
    interaction: discord.Interaction[Any], newsroom: Newsroom, source: SourceSummary
) -> ui.LayoutView:
    """Say what will go, before it goes."""
    loss = await asyncio.to_thread(loss_of, newsroom.archive, source.id, here(interaction), now=newsroom.clock())
    return removal_view(source, loss, [RemoveSource(source.id), Leave("sources:keep")])


async def restored_page(interaction: discord.Interaction[Any], newsroom: Newsroom, source: SourceId) -> ui.LayoutView:
    """Restore a removed source, and say what came of it."""
    server, now = here(interaction), newsroom.clock()
    restorable = await asyncio.to_thread(newsroom.archive.restorable, server, now=now)
    removed = next((each for each in restorable if each.id == source), None)
    if removed is None:
        return notice_view(say("There is nothing to restore: it is here, or it was removed more than 7 days ago."))
    by, limits = str(interaction.user.id), newsroom.limits
    is_back = await asyncio.to_thread(newsroom.archive.restore, source, server, by=by, now=now, limits=limits)
    return restored_view(removed, is_back=is_back)
