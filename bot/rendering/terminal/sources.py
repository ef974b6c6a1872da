"""The sources of an archive, on a terminal."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.answering.phrasing import moment_of
from bot.rendering.terminal.words import one_line
from ingest import SourceSummary


def render_sources(sources: Sequence[SourceSummary]) -> RenderableType:
    """Give a table, a source a row."""
    if not sources:
        return Text("There are no sources yet. Take files in with: sitrep ingest your.jsonl")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("source", overflow="fold")
    table.add_column("kind")
    table.add_column("articles", justify="right")
    table.add_column("newest")
    table.add_column("languages", overflow="fold")
    for source in sources:
        newest = moment_of(source.newest) if source.newest else "none"
        languages = ", ".join(source.languages) or "none"
        table.add_row(one_line(source.name), source.kind, f"{source.articles:,}", newest, languages)
    return table
