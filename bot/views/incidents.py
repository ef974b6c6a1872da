"""The latest incidents, by page, in pictures and files: what was asked for, and when, is in the buttons' custom ids."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, ClassVar, Final, Self

import discord
from discord import ui

from bot.answering.incidents.latest import Filters, Latest
from bot.errors import MayNotAttach
from bot.languages import marked, say, speak
from bot.newsroom import Newsroom, ServerId
from bot.rendering.discord.incidents import latest_on, latest_pages, latest_view, no_incidents_view, saved_words
from bot.rendering.discord.limits import FILE_BYTES, QUOTE_CHARACTERS
from bot.rendering.exports import incident_files
from bot.rendering.headings import incidents_heading
from bot.rendering.pictures import NothingToDraw, map_of, timeline_of
from bot.views.locales import language_of_server
from bot.views.overlay import Listed, OpenIncident, day_in
from bot.views.pages import Page, neighbours
from bot.views.picturing import show_picture
from bot.views.pressing import Button, Press, Pressable, Readers, server_of
from ingest import Incident

PLACE_CHARACTERS: Final = 30
"""What a custom id's hundred characters leave beside page, moment, kind and days."""

_LEAST_DRAWN: Final = 2
"""A timeline of one incident tells nothing that the page does not."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, and when: the end of a custom id."""

    filters: Filters
    at: datetime

    PATTERN: ClassVar[str] = r"\d{1,12}:[a-z_]*:[\d-]*:[\d-]*:.*"

    @classmethod
    def of(cls, text: str) -> Self:
        """Read it from a custom id."""
        at, kind, since, until, place = text.split(":", 4)
        filters = Filters(place or None, kind or None, day_in(since), day_in(until))
        return cls(filters, datetime.fromtimestamp(int(at), UTC))

    def __str__(self) -> str:
        since, until = (each.isoformat() if each else "" for each in (self.filters.since, self.filters.until))
        return f"{int(self.at.timestamp())}:{self.filters.kind or ''}:{since}:{until}:{self.filters.place or ''}"

    @property
    def title(self) -> str:
        """What a picture of it is called."""
        return incidents_heading(self.filters, say("Incidents"))


class TurnLatest(Pressable[Button], template=rf"latest:(?P<page>\d{{1,4}}):(?P<asked>{Asked.PATTERN})"):
    """Turns to another page of incidents, as of the moment they were asked for."""

    reads: ClassVar[Readers] = {**Pressable.reads, "asked": Asked.of}

    def __init__(self, asked: Asked, page: Page) -> None:
        self._asked, self._page = asked, page.number
        super().__init__(ui.Button(label=page.label, custom_id=f"latest:{page.number}:{asked}"))

    async def pressed(self, press: Press) -> None:
        """Ask again as of that moment, and show the page to all who saw the one before."""
        speak(language_of_server(press))
        await press.response.defer()
        newsroom, server, filters = press.client.newsroom, server_of(press), self._asked.filters
        found = await newsroom.latest(filters, server, now=self._asked.at)
        if found.incidents:
            view = latest_page(found, filters, self._asked.at, self._page)
        else:
            view = await nothing_latest(newsroom, filters, server)
        await press.edit_original_response(view=view)


class OfLatest(Pressable[Button], template=r"(?!)"):
    """A button that gives whoever presses it the listed incidents in another form, as of the moment of the list."""

    _does: ClassVar[str]
    _label: ClassVar[str]
    reads: ClassVar[Readers] = {**Pressable.reads, "asked": Asked.of}

    def __init_subclass__(cls, *, does: str, label: str) -> None:
        """Begin custom ids with what it `does`, and bear a `label` that is said in the reader's language."""
        super().__init_subclass__(template=rf"{does}:(?P<asked>{Asked.PATTERN})")
        cls._does, cls._label = does, label

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        super().__init__(ui.Button(label=say(self._label), custom_id=f"{self._does}:{asked}"))

    async def pressed(self, press: Press) -> None:
        """Ask again as of that moment, and give it."""
        await press.response.defer(thinking=True, ephemeral=True)
        found = await press.client.newsroom.latest(self._asked.filters, server_of(press), now=self._asked.at)
        await self.give(press, found.incidents)

    async def give(self, press: Press, incidents: Sequence[Incident]) -> None:
        """Give the incidents where the press was deferred."""
        raise NotImplementedError


class OpenMap(OfLatest, does="map", label=marked("Map")):
    """Shows the incidents on a map."""

    async def give(self, press: Press, incidents: Sequence[Incident]) -> None:
        """Draw."""
        await show_picture(press, map_of(incidents, self._asked.title), "map.png")


class OpenTimeline(OfLatest, does="timeline", label=marked("Timeline")):
    """Shows the incidents over time."""

    async def give(self, press: Press, incidents: Sequence[Incident]) -> None:
        """Draw."""
        drawing = timeline_of(incidents, self._asked.title, today=self._asked.at.date())
        await show_picture(press, drawing, "timeline.png")


class SaveLatest(OfLatest, does="save", label=marked("Files")):
    """Gives the incidents of all pages as files, for spreadsheets, maps and programs."""

    async def give(self, press: Press, incidents: Sequence[Incident]) -> None:
        """Attach."""
        if not press.app_permissions.attach_files:
            raise MayNotAttach
        saved = await asyncio.to_thread(incident_files, incidents, most=FILE_BYTES, quote=QUOTE_CHARACTERS)
        files = [discord.File(BytesIO(body), filename=name) for name, body in saved.files.items()]
        await press.edit_original_response(content=saved_words(saved, of=len(incidents)), attachments=files)


def latest_page(found: Latest, filters: Filters, at: datetime, page: int) -> ui.LayoutView:
    """Give a page of incidents with what turns to its neighbours, and the pictures that there are of all of them."""
    filters = replace(filters, since=found.since)  # so that all pages and pictures are of the same days
    asked = Asked(filters, at)
    buttons: list[ui.Item[Any]] = [
        TurnLatest(asked, neighbour) for neighbour in neighbours(page, latest_pages(found.incidents))
    ]
    if not isinstance(map_of(found.incidents, ""), NothingToDraw):
        buttons.append(OpenMap(asked))
    if len(found.incidents) >= _LEAST_DRAWN:
        buttons.append(OpenTimeline(asked))
    buttons.append(SaveLatest(asked))
    buttons.append(OpenIncident(Listed(at, filters.since, filters.until), latest_on(found.incidents, page)))
    return latest_view(found.incidents, incidents_heading(filters), found.possible, page, buttons)


async def nothing_latest(newsroom: Newsroom, filters: Filters, server: ServerId) -> ui.LayoutView:
    """Say that nothing was found, and among what."""
    holdings = await newsroom.holdings(server)
    return no_incidents_view(incidents_heading(filters), articles=holdings.articles, newest=holdings.newest)
