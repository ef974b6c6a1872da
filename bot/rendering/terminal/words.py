"""Counts, quotes and strangers' texts in the lines of a terminal."""

import re
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from bot.rendering.quoting import brings_marks

INDENT = 4

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that move a cursor, colour a screen or turn the direction of writing: articles are strangers' text."""


def one_line(text: str) -> str:
    """Give strangers' text on one line, without characters that steer a terminal."""
    return " ".join(_STEERING.sub("", text).split())


def quoted(quote: str) -> RenderableType:
    """Give a quote indented, in marks unless it brings its own."""
    line = one_line(quote)
    return indented(Text(line if brings_marks(line) else f"“{line}”"))


def linked(url: str | None, title: str) -> Text:
    """Give an address whole, for a person to follow or copy; the title where there is none."""
    if url is None:
        return Text(" " * INDENT + one_line(title), style="dim")
    address = one_line(url)
    on_the_web = address.startswith(("https://", "http://"))
    style = Style(color="blue", link=address if on_the_web else None)
    return Text.assemble(" " * INDENT, (address, style), no_wrap=True, overflow="ignore")


def command(line: str) -> Text:
    """Give a command to copy, whole on its line."""
    return Text(" " * INDENT + one_line(line), style="cyan", no_wrap=True, overflow="ignore")


def render_next_steps(commands: Sequence[str]) -> RenderableType:
    """Give commands to copy, each whole on its line, beneath what they are."""
    return Group(Text("What to type next", style="bold"), *map(command, commands))


def indented(renderable: RenderableType) -> RenderableType:
    """Set a block off from the margin."""
    return Padding(renderable, (0, 0, 0, INDENT), expand=False)


def spaced(blocks: Sequence[RenderableType]) -> Iterator[RenderableType]:
    """Part blocks by an empty line."""
    for position, block in enumerate(blocks):
        if position:
            yield Text()
        yield block
