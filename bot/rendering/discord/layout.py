"""Texts and buttons as a layout of Discord's components. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias, TypeVar

from discord import Colour, ui

from bot.languages import say, say_number
from bot.rendering.discord.direction import directed
from bot.rendering.discord.limits import ROW_BUTTONS
from bot.rendering.discord.markup import size

ItemT = TypeVar("ItemT")
Buttons: TypeAlias = Sequence[ui.Item[Any]]
"""What may be pressed beneath a text: made by whoever answers the press. A select fills a row of its own."""

ANSWERED: Final = Colour(0x2E7D32)
DISPUTED: Final = Colour(0xEF6C00)
UNKNOWN: Final = Colour(0x78909C)
LISTED: Final = Colour(0x1565C0)


def card(blocks: Sequence[str], *, accent: Colour | None, buttons: Buttons) -> ui.LayoutView:
    """Give the blocks in one framed container, the buttons beneath; empty blocks are left out.

    The view has no timeout: a button that is a `DynamicItem` answers after a restart too.
    """
    view = ui.LayoutView(timeout=None)
    texts = [ui.TextDisplay[ui.LayoutView](directed(block)) for block in blocks if block]
    view.add_item(ui.Container[ui.LayoutView](*texts, accent_colour=accent))
    return _with_buttons(view, buttons)


def parted_card(
    heading: str, items: Sequence[str], footer: str, *, accent: Colour | None, buttons: Buttons
) -> ui.LayoutView:
    """Give a list in one framed container, a line between its items; else as `card`."""
    view = ui.LayoutView(timeout=None)
    box = ui.Container[ui.LayoutView](ui.TextDisplay(directed(heading)), accent_colour=accent)
    for item in items:
        box.add_item(ui.Separator()).add_item(ui.TextDisplay(directed(item)))
    if footer:
        box.add_item(ui.Separator()).add_item(ui.TextDisplay(directed(footer)))
    view.add_item(box)
    return _with_buttons(view, buttons)


def plain_card(text: str, *, buttons: Buttons) -> ui.LayoutView:
    """Give one text without a frame."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(directed(text)))
    return _with_buttons(view, buttons)


def _with_buttons(view: ui.LayoutView, buttons: Buttons) -> ui.LayoutView:
    for row in _rows(buttons):
        view.add_item(ui.ActionRow[ui.LayoutView](*row))
    return view


def _rows(buttons: Buttons) -> Iterator[Buttons]:
    row: list[ui.Item[Any]] = []
    for button in buttons:
        if sum(item.width for item in row) + button.width > ROW_BUTTONS:
            yield row
            row = []
        row.append(button)
    if row:
        yield row


def small(text: str) -> str:
    """Give a line of small print; of nothing, nothing."""
    return f"-# {text}" if text else ""


def lines(*parts: str) -> str:
    """Put what is not empty on lines of its own."""
    return "\n".join(part for part in parts if part)


def dotted(*parts: str) -> str:
    """Put what is not empty on one line, parted by dots."""
    return " · ".join(part for part in parts if part)


def paged(blocks: Sequence[str], *, characters: int, most: int) -> list[list[str]]:
    """Give the blocks in order on pages of at most `characters` and `most` blocks; at least one page."""
    pages: list[list[str]] = [[]]
    used = 0
    for block in blocks:
        if pages[-1] and (used + size(block) > characters or len(pages[-1]) == most):
            pages.append([])
            used = 0
        pages[-1].append(block)
        used += size(block) + 1
    return pages


def as_many(told: Sequence[str], *, characters: int) -> list[str]:
    """Give the first of some lines that fit together, and how many are left out."""
    shown: list[str] = []
    for line in told:
        characters -= size(line) + 1
        if characters < 0:
            left = say_number(len(told) - len(shown))
            return [*shown, small(say("and {count} more", count=left))]
        shown.append(line)
    return shown


def clamped(page: int, pages: int) -> int:
    """Give a page that exists: the nearest to the one asked for, counted from 0."""
    return max(0, min(page, pages - 1))


def page_of(listed: Sequence[ItemT], page: int, size: int) -> tuple[Sequence[ItemT], int]:
    """Give what stands on a page of `size` things each, and which page that is: the nearest to the one asked for."""
    page = clamped(page, count_pages(listed, size))
    return listed[page * size : (page + 1) * size], page


def count_pages(listed: Sequence[object], size: int) -> int:
    """Count pages of `size` things each; at least one."""
    return max(1, -(-len(listed) // size))


def page_line(page: int, pages: int) -> str:
    """Say which page this is, where there are several."""
    return say("page {page} of {pages}", page=page + 1, pages=pages) if pages > 1 else ""
