"""Stories in Discord, five a page. Pure."""

from typing import Final

from discord import ui

from bot.answering.answers import Answer, Citation, StoryTold
from bot.answering.composition.phrasing import day
from bot.languages import say, say_count
from bot.rendering.discord.layout import (
    LISTED,
    Buttons,
    count_pages,
    dotted,
    lines,
    page_line,
    page_of,
    parted_card,
    small,
)
from bot.rendering.discord.limits import PAGE_CHARACTERS, QUOTE_CHARACTERS, STORIES_A_PAGE
from bot.rendering.discord.markup import escaped, fitted, link, size
from bot.rendering.discord.words import ago, beside, capitalised, publisher_name, quoted

_HEADING_CHARACTERS: Final = 200
_EDGES: Final = 600
"""Characters of a page that heading and footer may take."""


def stories_view(answer: Answer, page: int, buttons: Buttons) -> ui.LayoutView:
    """Give a page of what a digest, a timeline or a comparison tells, in its order."""
    shown, page = page_of(answer.stories, page, STORIES_A_PAGE)
    citations = {citation.n: citation for citation in answer.citations}
    room = (PAGE_CHARACTERS - _EDGES) // STORIES_A_PAGE
    blocks = [_block(story, citations[story.citation], room) for story in shown]
    footer = dotted(
        capitalised(say("as of {moment}", moment=ago(answer.as_of))), page_line(page, stories_pages(answer))
    )
    return parted_card(_heading(answer), blocks, small(footer), accent=LISTED, buttons=buttons)


def stories_pages(answer: Answer) -> int:
    """Count the pages of `stories_view`; at least one."""
    return count_pages(answer.stories, STORIES_A_PAGE)


def _heading(answer: Answer) -> str:
    beneath = say("Stories beneath this answer, the newest first:")
    first = beneath if answer.quotes else answer.answer.partition("\n")[0]
    return f"**{fitted(first, shown=_HEADING_CHARACTERS, sent=2 * _HEADING_CHARACTERS) or say('Stories')}**"


def _block(story: StoryTold, citation: Citation, room: int) -> str:
    """Give when and how many tell it, the sentence, and who says it, in at most `room` characters."""
    opening = f"**{escaped(day(story.day))}**{_tellers(story)}"
    source = small(_source(citation, room // 2))
    left = room - size(opening) - size(source) - len("\n\n")
    return lines(opening, quoted(citation.quote, shown=min(QUOTE_CHARACTERS, left), sent=left), source)


def _tellers(story: StoryTold) -> str:
    if story.articles == 1:
        return ""
    independent = story.independent_publishers
    if independent == 1:
        told = say_count("{count} article of one publisher", "{count} articles of one publisher", story.articles)
        return f" · {told}"
    return f" · {say_count('{count} independent publisher', '{count} independent publishers', independent)}"


def _source(citation: Citation, room: int) -> str:
    name = publisher_name(citation.publisher)
    where = escaped(beside(name, citation.url))
    linked = link(citation.url, name) + where
    return linked if size(linked) <= room else escaped(name) + where
