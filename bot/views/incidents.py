"""The latest incidents, page by page: what was asked for, and when, is in the buttons' custom ids."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final, Self

from discord import ui

from bot.answering.latest import Filters, Latest
from bot.answering.phrasing import day
from bot.newsroom import Newsroom, ServerId
from bot.rendering.discord import latest_pages, latest_view, no_incidents_view
from bot.views.pages import Page, neighbours
from bot.views.pressing import Button, Press, Pressable, server_of

PLACE_CHARACTERS: Final = 30
"""What a custom id's hundred characters leave beside page, moment, kind and days."""

_STATE: Final = re.compile(
    r"latest:(?P<page>\d{1,4}):(?P<at>\d{1,12}):(?P<kind>[a-z_]*):(?P<since>[\d-]*):(?P<until>[\d-]*):(?P<place>.*)"
)


class TurnLatest(Pressable[Button], template=_STATE):
    """Turns to another page of incidents, as of the moment they were asked for."""

    def __init__(self, filters: Filters, at: datetime, page: Page) -> None:
        self._filters, self._at, self._page = filters, at, page.number
        super().__init__(ui.Button(label=page.label, custom_id=_state(filters, at, page.number)))

    @classmethod
    def restored(cls, state: re.Match[str]) -> Self:
        """Make it anew."""
        filters = Filters(state["place"] or None, state["kind"] or None, _day(state["since"]), _day(state["until"]))
        return cls(filters, datetime.fromtimestamp(int(state["at"]), UTC), Page(int(state["page"])))

    async def pressed(self, press: Press) -> None:
        """Ask again as of that moment, and show the page."""
        await press.response.defer()
        newsroom, server = press.client.newsroom, server_of(press)
        found = await newsroom.latest(self._filters, server, now=self._at)
        if found.incidents:
            view = latest_page(found, self._filters, self._at, self._page)
        else:
            view = await nothing_latest(newsroom, self._filters, server)
        await press.edit_original_response(view=view)


def latest_page(found: Latest, filters: Filters, at: datetime, page: int) -> ui.LayoutView:
    """Give a page of incidents with what turns to its neighbours."""
    turns = [TurnLatest(filters, at, neighbour) for neighbour in neighbours(page, latest_pages(found.incidents))]
    return latest_view(found.incidents, _heading(filters), found.possible, page, turns)


async def nothing_latest(newsroom: Newsroom, filters: Filters, server: ServerId) -> ui.LayoutView:
    """Say that nothing was found, and among what."""
    holdings = await newsroom.holdings(server)
    return no_incidents_view(_heading(filters), articles=holdings.articles, newest=holdings.newest)


def _heading(filters: Filters) -> str:
    return " ".join(("Latest incidents", *_conditions(filters)))


def _conditions(filters: Filters) -> Iterator[str]:
    if filters.place:
        yield f"in {filters.place}"
    if filters.since:
        yield f"since {day(filters.since)}"
    if filters.until:
        yield f"until {day(filters.until)}"
    if filters.kind:
        yield f"of the kind {filters.kind.replace('_', ' ')}"


def _state(filters: Filters, at: datetime, page: int) -> str:
    since, until = (each.isoformat() if each else "" for each in (filters.since, filters.until))
    return f"latest:{page}:{int(at.timestamp())}:{filters.kind or ''}:{since}:{until}:{filters.place or ''}"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
