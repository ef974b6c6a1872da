"""Numbers, days and strangers' texts in the words and lines of a terminal."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from rich.console import RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from bot.answering.answers import Figure

INDENT = 4

_QUALIFIED = {
    "exact": "{}",
    "about": "about {}",
    "at_least": "at least {}",
    "more_than": "more than {}",
    "at_most": "at most {}",
    "nearly": "nearly {}",
}
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that move a cursor, colour a screen or turn the direction of writing: articles are strangers' text."""


def figure_words(figure: Figure) -> str:
    """Say a figure with its qualifier and unit: `about 66 attacks`."""
    number = _QUALIFIED[figure.qualifier].format(number_words(figure.value))
    return f"{number} {one_line(figure.unit)}".strip()


def number_words(value: float) -> str:
    """Write a number as news does: `1,200`, `3.5`."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def count_words(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: `1 incident`, `1,200 incidents`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def day_words(day: date) -> str:
    """Write a day: `22 Nov 2023`."""
    return f"{day.day} {day:%b %Y}"


def moment_words(moment: datetime) -> str:
    """Write a moment, which is UTC throughout the terminal: `22 Nov 2023, 14:05 UTC`."""
    return f"{day_words(moment)}, {moment:%H:%M} UTC"


def one_line(text: str) -> str:
    """Give strangers' text on one line, without characters that steer a terminal."""
    return " ".join(_STEERING.sub("", text).split())


def quoted(quote: str) -> RenderableType:
    """Give a quote indented, in marks unless it brings its own."""
    line = one_line(quote)
    return indented(Text(line if set(line) & set('“”"') else f"“{line}”"))


def linked(url: str | None, title: str) -> Text:
    """Give an address whole, for a person to follow or copy; the title where there is none."""
    if url is None:
        return Text(" " * INDENT + one_line(title), style="dim")
    address = one_line(url)
    on_the_web = address.startswith(("https://", "http://"))
    style = Style(color="blue", link=address if on_the_web else None)
    return Text.assemble(" " * INDENT, (address, style), no_wrap=True, overflow="ignore")


def indented(renderable: RenderableType) -> RenderableType:
    """Set a block off from the margin."""
    return Padding(renderable, (0, 0, 0, INDENT), expand=False)


def spaced(blocks: Sequence[RenderableType]) -> Iterator[RenderableType]:
    """Part blocks by an empty line."""
    for position, block in enumerate(blocks):
        if position:
            yield Text()
        yield block
