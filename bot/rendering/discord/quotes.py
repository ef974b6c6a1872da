"""The words that an answer rests on, page by page: disagreements, quotes, earlier figures. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from discord import ui

from bot.answering.answers import Answer, Citation, Conflict, Figure
from bot.answering.composition.phrasing import day, figure_phrase
from bot.languages import say, say_count
from bot.rendering.discord.layout import Buttons, clamped, dotted, lines, page_line, paged, parted_card, small
from bot.rendering.discord.limits import PAGE_CHARACTERS, QUOTE_CHARACTERS, QUOTES_A_PAGE, TITLE_CHARACTERS
from bot.rendering.discord.markup import escaped, fitted
from bot.rendering.discord.words import named, quoted, source_line

_HEADING_CHARACTERS: Final = 900
"""Of a page, for the question and notes."""
_MOST_NOTES: Final = 2
_NOTE_CHARACTERS: Final = 200
_FIGURE_CHARACTERS: Final = 80


def quotes_view(answer: Answer, page: int, buttons: Buttons) -> ui.LayoutView:
    """Give a page of quotes with their articles; pages count from 0, and the nearest stands in for a missing one."""
    pages = _pages(answer)
    page = clamped(page, len(pages))
    cited = say_count("{count} citation", "{count} citations", len(answer.quotes))
    footer = dotted(cited, page_line(page, len(pages)))
    heading = _heading(answer, answer.notes if page == 0 else ())
    return parted_card(heading, pages[page], small(footer), accent=None, buttons=buttons)


def quotes_pages(answer: Answer) -> int:
    """Count the pages of `quotes_view`; at least one."""
    return len(_pages(answer))


def related_view(answer: Answer) -> ui.LayoutView:
    """Give the nearest coverage of what nothing answers, as what it is."""
    question = fitted(answer.question, shown=TITLE_CHARACTERS, sent=2 * TITLE_CHARACTERS)
    heading = lines(
        say("**Nearest coverage:** {question}", question=question), small(say("It does not answer the question."))
    )
    blocks = [_cited("•", citation) for citation in answer.related]
    return parted_card(heading, blocks, "", accent=None, buttons=())


def _heading(answer: Answer, notes: Sequence[str]) -> str:
    question = fitted(answer.question, shown=TITLE_CHARACTERS, sent=2 * TITLE_CHARACTERS)
    shown = [fitted(note, shown=_NOTE_CHARACTERS, sent=_NOTE_CHARACTERS * 3 // 2) for note in notes[:_MOST_NOTES]]
    return lines(say("**What the answer rests on:** {question}", question=question), *map(small, filter(None, shown)))


def _pages(answer: Answer) -> list[list[str]]:
    blocks = list(_blocks(answer)) or [say("Nothing is cited.")]
    return paged(blocks, characters=PAGE_CHARACTERS - _HEADING_CHARACTERS, most=QUOTES_A_PAGE)


def _blocks(answer: Answer) -> Iterator[str]:
    cited = {citation.n: citation for citation in answer.citations}
    for conflict in answer.conflicts:
        yield from _sides(conflict, cited)
    disputed = {figure.citation for conflict in answer.conflicts for figure in conflict.figures}
    for citation in answer.quotes:
        if citation.n not in disputed:
            yield _cited(escaped(f"[{citation.n}]"), citation)
    if answer.history:
        yield lines(f"**{say('Earlier figures')}**", *map(_figure_line, answer.history))


def _sides(conflict: Conflict, cited: Mapping[int, Citation]) -> Iterator[str]:
    about = named(conflict.about, say("this"))
    for position, figure in enumerate(conflict.figures):
        side = _figure_line(figure)
        opening = side if position else f"**{say('Reports disagree about {about}', about=about)}**\n{side}"
        citation = cited.get(figure.citation)
        yield lines(opening, _quote(citation), small(source_line(citation))) if citation else opening


def _cited(mark: str, citation: Citation) -> str:
    return lines(f"**{mark}** {_quote(citation)}".rstrip(), small(source_line(citation)))


def _quote(citation: Citation) -> str:
    return quoted(citation.quote, shown=QUOTE_CHARACTERS, sent=2 * QUOTE_CHARACTERS)


def _figure_line(figure: Figure) -> str:
    said = fitted(figure_phrase(figure), shown=_FIGURE_CHARACTERS, sent=2 * _FIGURE_CHARACTERS)
    speaker = named(figure.said_by or "", say("speaker not named"))
    mark = escaped(f"[{figure.citation}]")
    return say(
        "{day}: **{figure}**, {speaker} {mark}", day=escaped(day(figure.as_of)), figure=said, speaker=speaker, mark=mark
    )
