"""What reading anew came to, on a terminal."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from bot.answering.composition.phrasing import count_words
from bot.rendering.terminal.intakes import reasons
from ingest import Reread


def render_reread(done: Reread, *, behind: int) -> RenderableType:
    """Say what was read anew of the `behind` texts that an older version had read, and what it changed."""
    if not behind:
        return Text("Nothing to read anew: this version has read every text.")
    return Group(*_lines(done, behind - done.texts))


def render_reread_so_far(*, left: int) -> RenderableType:
    """Say what is kept after Ctrl-C, and how it goes on."""
    return Text(
        f"Stopped. What was read anew is kept; {count_words(left, 'text is', 'texts are')} left. "
        "Run the same command again to go on; nothing is done twice."
    )


def _lines(done: Reread, others: int) -> Iterator[RenderableType]:
    changed = f"{count_words(done.tallies, 'figure')} and {count_words(done.reports, 'report')} of incidents changed"
    yield Text.assemble((f"Read anew: {count_words(done.texts, 'text')}; ", "bold"), f"{changed}.")
    if others > 0:
        were = count_words(others, "text was", "texts were")
        yield Text(f"{were} read anew, or deleted, by another process meanwhile.")
    if done.unreadable:
        what = count_words(len(done.unreadable), "text keeps", "texts keep")
        yield Text(f"{what} what was read before:", style="yellow")
        yield from reasons([f"{refused.origin} {refused.reason}." for refused in done.unreadable])
