"""What came of polls, on a terminal."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from bot.answering.composition.phrasing import moment_of
from bot.rendering.terminal.words import one_line
from ingest import Failure, Polled, SourceSummary


def render_poll(polled: Polled) -> RenderableType:
    """Give a line: what a source brought, or why it brought nothing and when it is asked again."""
    name = (f"{one_line(polled.source.title)}: ", "bold")
    if isinstance(polled.outcome, Failure):
        again = f"; next attempt {moment_of(polled.state.next_check)}" if polled.state.next_check else ""
        return Text.assemble(name, (one_line(polled.outcome.reason), "yellow"), f"{again}.")
    return Text.assemble(name, f"{_brought(polled)}.")


def render_polled(sources: Sequence[SourceSummary]) -> RenderableType:
    """Say why nothing was polled, and when that changes."""
    awaited = [source.state.next_check for source in sources if source.state and not source.paused]
    next_checks = [moment for moment in awaited if moment]
    if next_checks:
        return Text(f"Nothing is due before {moment_of(min(next_checks))}.")
    return Text("There is nothing to poll. Add a source with: sitrep sources add URL")


def _brought(polled: Polled) -> str:
    counts = {"new": polled.new, "revised": polled.revised, "left out": polled.skipped}
    return ", ".join(f"{count:,} {what}" for what, count in counts.items() if count) or "nothing new"
