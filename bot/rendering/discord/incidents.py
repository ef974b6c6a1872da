"""The latest incidents in Discord, five a page. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from discord import ui

from bot.answering.composition.phrasing import casualties_phrase, day_of, moment_of
from bot.languages import say, say_count, say_number
from bot.rendering.discord.layout import (
    LISTED,
    UNKNOWN,
    Buttons,
    card,
    clamped,
    count_pages,
    dotted,
    lines,
    page_line,
    page_of,
    parted_card,
    small,
)
from bot.rendering.discord.limits import (
    INCIDENTS_A_PAGE,
    PAGE_CHARACTERS,
    QUOTE_CHARACTERS,
)
from bot.rendering.discord.markup import escaped, fitted, link, size
from bot.rendering.discord.words import beside, capitalised, how_to_begin, publisher_name, quoted
from bot.rendering.exports import SavedIncidents
from bot.rendering.headings import kind_name, when, where
from bot.rendering.reports import best_report
from ingest import Incident

_HEADING_CHARACTERS: Final = 100
_EDGES: Final = 400
"""Characters of a page that heading and footer may take."""
_WHERE_CHARACTERS: Final = 80
_LEAST_QUOTE: Final = 40
"""Characters; of less of a sentence nobody learns anything."""


def latest_view(
    incidents: Sequence[Incident], heading: str, possible: int, page: int, buttons: Buttons
) -> ui.LayoutView:
    """Give a page of incidents in the order given; `possible` of them are only possibly in the window asked for."""
    shown = latest_on(incidents, page)
    room = (PAGE_CHARACTERS - _EDGES) // INCIDENTS_A_PAGE
    blocks = [_block(incident, room) for incident in shown]
    footer = small(_footer(incidents, possible, page))
    return parted_card(_heading(heading), blocks, footer, accent=LISTED, buttons=buttons)


def latest_pages(incidents: Sequence[Incident]) -> int:
    """Count the pages of `latest_view`; at least one."""
    return count_pages(incidents, INCIDENTS_A_PAGE)


def saved_words(saved: SavedIncidents, *, of: int) -> str:
    """Say what is in the files of incidents."""
    told = say_count(
        "{count} incident, as a table, for maps, and for programs.",
        "{count} incidents, as a table, for maps, and for programs.",
        saved.count,
    )
    return (
        told
        if saved.count == of
        else lines(
            told, say("The newest of {of}: more would be too large for Discord. Ask for fewer days.", of=say_number(of))
        )
    )


def no_incidents_view(heading: str, *, articles: int, newest: datetime | None, buttons: Buttons = ()) -> ui.LayoutView:
    """Say that nothing was found, and among what."""
    return card([_heading(heading), _nothing(articles, newest)], accent=UNKNOWN, buttons=buttons)


def _heading(heading: str) -> str:
    return f"**{fitted(heading, shown=_HEADING_CHARACTERS, sent=2 * _HEADING_CHARACTERS) or say('Latest incidents')}**"


def _nothing(articles: int, newest: datetime | None) -> str:
    if newest is None:
        return f"{say('No incidents: there are no articles yet.')} {how_to_begin()}"
    among = say_count(
        "No incidents match, among {count} article up to {moment}.",
        "No incidents match, among {count} articles up to {moment}.",
        articles,
        moment=moment_of(newest),
    )
    return lines(among, small(say("That nothing was reported here does not mean that nothing happened.")))


def latest_on(incidents: Sequence[Incident], page: int) -> Sequence[Incident]:
    """Give the incidents of a page of `latest_view`."""
    return page_of(incidents, page, INCIDENTS_A_PAGE)[0]


def _footer(incidents: Sequence[Incident], possible: int, page: int) -> str:
    pages = latest_pages(incidents)
    certain = say_count("{count} incident", "{count} incidents", len(incidents) - possible)
    counted = say("{certain}, and {count} possibly in range", certain=certain, count=possible) if possible else certain
    return dotted(counted, page_line(clamped(page, pages), pages))


def _block(incident: Incident, room: int) -> str:
    """Give what, where and when, who was hurt, a sentence and its source, in at most `room` characters."""
    days = when(incident.first_day, incident.last_day, incident.date_precision)
    opening = (
        f"**{capitalised(kind_name(incident.kind))}**, "
        f"{fitted(where(incident.place), shown=_WHERE_CHARACTERS, sent=room // 4)}\n"
        f"{escaped(days)} · {casualties_phrase(incident)}"
    )
    source = small(_source(incident, room // 2))
    left = room - size(opening) - size(source) - len("\n\n")
    quote = quoted(incident.summary, shown=min(QUOTE_CHARACTERS, left), sent=left) if left >= _LEAST_QUOTE else ""
    return lines(opening, quote, source)


def _source(incident: Incident, room: int) -> str:
    """Give the best report's article, how many more tell it, and how sure they are."""
    best = best_report(incident).stored.article
    publisher = publisher_name(best.publisher)
    told = f"{escaped(publisher)}, {day_of(best)}"
    linked = f"{link(best.url, publisher)}, {day_of(best)}{escaped(beside(publisher, best.url))}"
    more = len(incident.reports) - 1
    rest = dotted(
        say("+{count} more", count=more) if more else "",
        say_count("{count} independent source", "{count} independent sources", incident.independent_sources)
        if more
        else "",
        "" if incident.status == "reported" else fitted(incident.status, shown=20),
        say("corrected here") if incident.corrections else "",
    )
    return next((whole for whole in (dotted(linked, rest), dotted(told, rest)) if size(whole) <= room), told)
