"""The latest incidents, by page, in pictures and files: what was asked for, and when, is in the buttons' custom ids."""

import asyncio
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, Final, Self

import discord
from discord import ui

from bot.answering.incidents.latest import Filters, Latest
from bot.errors import MayNotAttach
from bot.languages import say, speak
from bot.newsroom import Newsroom, ServerId
from bot.rendering.discord.incidents import latest_on, latest_pages, latest_view, no_incidents_view, saved_words
from bot.rendering.discord.limits import FILE_BYTES, QUOTE_CHARACTERS
from bot.rendering.exports import incident_files
from bot.rendering.headings import incidents_heading
from bot.rendering.pictures import NothingToDraw, map_of, timeline_of
from bot.views.locales import language_of_server
from bot.views.overlay import Listed, OpenIncident
from bot.views.pages import Page, neighbours
from bot.views.picturing import show_picture
from bot.views.pressing import Button, Press, Pressable, server_of

PLACE_CHARACTERS: Final = 30
"""What a custom id's hundred characters leave beside page, moment, kind and days."""

_ASKED: Final = r":(?P<at>\d{1,12}):(?P<kind>[a-z_]*):(?P<since>[\d-]*):(?P<until>[\d-]*):(?P<place>.*)"
"""What was asked for, and when, as the end of a custom id."""
_LEAST_DRAWN: Final = 2
"""A timeline of one incident tells nothing that the page does not."""


class TurnLatest(Pressable[Button], template=r"latest:(?P<page>\d{1,4})" + _ASKED):
    """Turns to another page of incidents, as of the moment they were asked for."""

    def __init__(self, filters: Filters, at: datetime, page: Page) -> None:
        self._filters, self._at, self._page = filters, at, page.number
        super().__init__(ui.Button(label=page.label, custom_id=f"latest:{page.number}:{_asked(filters, at)}"))

    @classmethod
    def restored(cls, state: re.Match[str]) -> Self:
        """Make it anew."""
        return cls(*_restored(state), Page(int(state["page"])))

    async def pressed(self, press: Press) -> None:
        """Ask again as of that moment, and show the page to all who saw the one before."""
        speak(language_of_server(press))
        await press.response.defer()
        newsroom, server = press.client.newsroom, server_of(press)
        found = await newsroom.latest(self._filters, server, now=self._at)
        if found.incidents:
            view = latest_page(found, self._filters, self._at, self._page)
        else:
            view = await nothing_latest(newsroom, self._filters, server)
        await press.edit_original_response(view=view)


class OpenMap(Pressable[Button], template=r"map" + _ASKED):
    """Shows whoever presses it the incidents on a map."""

    def __init__(self, filters: Filters, at: datetime) -> None:
        self._filters, self._at = filters, at
        super().__init__(ui.Button(label=say("Map"), custom_id=f"map:{_asked(filters, at)}"))

    @classmethod
    def restored(cls, state: re.Match[str]) -> Self:
        """Make it anew."""
        return cls(*_restored(state))

    async def pressed(self, press: Press) -> None:
        """Ask again as of that moment, and draw."""
        await press.response.defer(thinking=True, ephemeral=True)
        found = await press.client.newsroom.latest(self._filters, server_of(press), now=self._at)
        await show_picture(press, map_of(found.incidents, _title(self._filters)), "map.png")


class OpenTimeline(Pressable[Button], template=r"timeline" + _ASKED):
    """Shows whoever presses it the incidents over time."""

    def __init__(self, filters: Filters, at: datetime) -> None:
        self._filters, self._at = filters, at
        super().__init__(ui.Button(label=say("Timeline"), custom_id=f"timeline:{_asked(filters, at)}"))

    @classmethod
    def restored(cls, state: re.Match[str]) -> Self:
        """Make it anew."""
        return cls(*_restored(state))

    async def pressed(self, press: Press) -> None:
        """Ask again as of that moment, and draw."""
        await press.response.defer(thinking=True, ephemeral=True)
        found = await press.client.newsroom.latest(self._filters, server_of(press), now=self._at)
        drawing = timeline_of(found.incidents, _title(self._filters), today=self._at.date())
        await show_picture(press, drawing, "timeline.png")


class SaveLatest(Pressable[Button], template=r"save" + _ASKED):
    """Gives whoever presses it the incidents of all pages as files, for spreadsheets, maps and programs."""

    def __init__(self, filters: Filters, at: datetime) -> None:
        self._filters, self._at = filters, at
        super().__init__(ui.Button(label=say("Files"), custom_id=f"save:{_asked(filters, at)}"))

    @classmethod
    def restored(cls, state: re.Match[str]) -> Self:
        """Make it anew."""
        return cls(*_restored(state))

    async def pressed(self, press: Press) -> None:
        """Ask again as of that moment, and attach."""
        await press.response.defer(thinking=True, ephemeral=True)
        if not press.app_permissions.attach_files:
            raise MayNotAttach
        found = await press.client.newsroom.latest(self._filters, server_of(press), now=self._at)
        saved = await asyncio.to_thread(incident_files, found.incidents, most=FILE_BYTES, quote=QUOTE_CHARACTERS)
        files = [discord.File(BytesIO(body), filename=name) for name, body in saved.files.items()]
        told = saved_words(saved, of=len(found.incidents))
        await press.edit_original_response(content=told, attachments=files)


def latest_page(found: Latest, filters: Filters, at: datetime, page: int) -> ui.LayoutView:
    """Give a page of incidents with what turns to its neighbours, and the pictures that there are of all of them."""
    filters = replace(filters, since=found.since)  # so that all pages and pictures are of the same days
    buttons: list[ui.Item[Any]] = [
        TurnLatest(filters, at, neighbour) for neighbour in neighbours(page, latest_pages(found.incidents))
    ]
    if not isinstance(map_of(found.incidents, ""), NothingToDraw):
        buttons.append(OpenMap(filters, at))
    if len(found.incidents) >= _LEAST_DRAWN:
        buttons.append(OpenTimeline(filters, at))
    buttons.append(SaveLatest(filters, at))
    buttons.append(OpenIncident(Listed(at, filters.since, filters.until), latest_on(found.incidents, page)))
    return latest_view(found.incidents, incidents_heading(filters), found.possible, page, buttons)


async def nothing_latest(newsroom: Newsroom, filters: Filters, server: ServerId) -> ui.LayoutView:
    """Say that nothing was found, and among what."""
    holdings = await newsroom.holdings(server)
    return no_incidents_view(incidents_heading(filters), articles=holdings.articles, newest=holdings.newest)


def _title(filters: Filters) -> str:
    return incidents_heading(filters, say("Incidents"))


def _asked(filters: Filters, at: datetime) -> str:
    since, until = (each.isoformat() if each else "" for each in (filters.since, filters.until))
    return f"{int(at.timestamp())}:{filters.kind or ''}:{since}:{until}:{filters.place or ''}"


def _restored(state: re.Match[str]) -> tuple[Filters, datetime]:
    filters = Filters(state["place"] or None, state["kind"] or None, _day(state["since"]), _day(state["until"]))
    return filters, datetime.fromtimestamp(int(state["at"]), UTC)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
