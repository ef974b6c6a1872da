"""What became of ingested files, on a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from bot.answering.composition.phrasing import count_words
from bot.filling import Intake
from bot.rendering.terminal.words import indented, one_line

SHOWN_REASONS = 5
"""Of one file; the same mistake tends to repeat in every row."""


def render_intakes(intakes: Sequence[Intake]) -> RenderableType:
    """Give a paragraph a file: what was taken, what was refused and why."""
    return Group(*(line for intake in intakes for line in _intake(intake)))


def render_stopped(*, articles: int) -> RenderableType:
    """Say what is kept after Ctrl-C has ended an ingest, and how it goes on."""
    return Text(
        f"Stopped. What was stored is kept: the archive holds {count_words(articles, 'article')}. "
        "Run the same command again to go on; nothing is done twice."
    )


def _intake(intake: Intake) -> Iterator[RenderableType]:
    if intake.problem:
        yield Text.assemble(("Not read: ", "bold red"), one_line(intake.problem))
        return
    progress = intake.progress
    counts = [f"{progress.new:,} new", f"{progress.revised:,} revised", f"{progress.unchanged:,} unchanged"]
    if progress.refused:
        counts.append(f"{len(progress.refused):,} refused")
    yield Text.assemble((f"{one_line(intake.file.name)}: ", "bold"), ", ".join(counts) + ".")
    yield from reasons([f"{refused.origin} {refused.reason}." for refused in progress.refused])
    if progress.undated:
        undated = count_words(progress.undated, "article has", "articles have")
        yield indented(Text(f"{undated} no usable date: the time of reading stands in.", style="yellow"))
    yield from reasons([f"{note}. It was taken all the same." for note in intake.notes])


def reasons(given: Sequence[str]) -> Iterator[RenderableType]:
    """Give a line a reason, and how many more there are."""
    for reason in given[:SHOWN_REASONS]:
        yield indented(Text(one_line(reason), style="yellow"))
    if len(given) > SHOWN_REASONS:
        yield indented(Text(f"… and {len(given) - SHOWN_REASONS:,} more.", style="yellow"))
