"""What was asked and not answered, on a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from bot.answering.composition.phrasing import count_words, day
from bot.gaps import Gap
from bot.rendering.terminal.words import command, one_line, spaced


def render_gaps(gaps: Sequence[Gap]) -> RenderableType:
    """Give each group of questions with what could answer it, the most asked first."""
    if not gaps:
        return Text("Nothing: every question that is still kept was answered.")
    return Group(*spaced([Group(*_lines(gap)) for gap in gaps]))


def _lines(gap: Gap) -> Iterator[RenderableType]:
    yield Text(f"Asked {count_words(gap.asked, 'time')}, last on {day(gap.newest)}", style="bold")
    yield from (Text(f"“{one_line(question)}”") for question in gap.questions)
    for each in gap.suggestions:
        yield Text(f"{each.publisher} covers {each.covers}:", style="dim")
        yield command(f"sitrep sources add {each.address}")
