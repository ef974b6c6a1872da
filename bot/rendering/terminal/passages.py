"""Passages that a search found, on a terminal."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from bot.answering.answers import Ranked
from bot.answering.composition.phrasing import day_of
from bot.rendering.terminal.words import INDENT, indented, linked, one_line, spaced

EXCERPT_CHARACTERS = 300
"""More of a passage than this is not shown; the link leads to the rest."""


def render_passages(passages: Sequence[Ranked]) -> RenderableType:
    """Give the passages numbered, best first."""
    return Group(*spaced([_passage(rank, passage) for rank, passage in enumerate(passages, start=1)]))


def _passage(rank: int, passage: Ranked) -> RenderableType:
    title = one_line(passage.title) or "(no title)"
    return Group(
        Text.assemble((f"{rank}.".ljust(INDENT), "cyan"), (title, "bold")),
        indented(Text(f"{one_line(passage.publisher)}, {day_of(passage)}", style="dim")),
        indented(Text(_excerpt(passage.text))),
        *([linked(passage.url, title)] if passage.url else []),
    )


def _excerpt(text: str) -> str:
    line = one_line(text)
    if len(line) <= EXCERPT_CHARACTERS:
        return line
    return line[:EXCERPT_CHARACTERS].rsplit(" ", 1)[0] + " …"
