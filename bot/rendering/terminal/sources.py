"""The sources of an archive, on a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.answering.phrasing import day, moment_of
from bot.rendering.terminal.words import command, indented, one_line
from ingest import Health, PollState, SourceSummary

_STYLES = {Health.OK: "green", Health.FAILING: "yellow", Health.DORMANT: "bold red", Health.GONE: "bold red"}
_SHOWN_CHOICES = 5


def render_sources(sources: Sequence[SourceSummary]) -> RenderableType:
    """Give a table, a source a row, and beneath it what fails, why, and when it is tried again."""
    if not sources:
        return Text(
            "There are no sources yet. Add one with: sitrep sources add URL\n"
            "Or take files in with: sitrep ingest your.jsonl"
        )
    return Group(_table(sources), *_troubles(sources))


def render_paused(source: SourceSummary, *, changed: bool) -> RenderableType:
    """Say that a source is paused, and how it goes on."""
    if not changed:
        return Text(f"{one_line(source.name)} was paused already.")
    return Text(
        f"{one_line(source.name)} is paused: neither polled nor searched. Undo: sitrep sources resume {source.id}"
    )


def render_resumed(source: SourceSummary, *, changed: bool) -> RenderableType:
    """Say that a source is polled again."""
    if not changed:
        return Text(f"{one_line(source.name)} was not paused.")
    return Text(f"{one_line(source.name)} is polled again, beginning now.")


def render_removed(source: SourceSummary) -> RenderableType:
    """Say that a source is gone, and how it comes back."""
    return Group(
        Text(f"{one_line(source.name)} is removed, and what it brought is hidden. Undo:"),
        command(f"sitrep sources add {source.url}"),
    )


def source_choice(sources: Sequence[SourceSummary]) -> str:
    """Name sources among which a person has to choose: `3 (Harbour Post) or 7 (Harbour Times)`."""
    named = [f"{source.id} ({one_line(source.name)})" for source in sources[:_SHOWN_CHOICES]]
    if len(sources) > _SHOWN_CHOICES:
        named.append(f"one of {len(sources) - _SHOWN_CHOICES:,} more")
    return " or ".join([", ".join(named[:-1]), named[-1]])


def _table(sources: Sequence[SourceSummary]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("no.", justify="right")
    table.add_column("source", overflow="fold")
    table.add_column("kind")
    table.add_column("state")
    table.add_column("articles", justify="right")
    table.add_column("newest")
    table.add_column("languages", overflow="fold")
    for source in sources:
        table.add_row(
            str(source.id),
            one_line(source.name),
            source.kind,
            _state(source),
            f"{source.articles:,}",
            day(source.newest) if source.newest else "none",
            ", ".join(source.languages) or "none",
        )
    return table


def _state(source: SourceSummary) -> Text:
    if source.state is None:
        return Text("imported")
    if source.paused:
        return Text("paused", style="dim")
    return Text(source.state.health, style=_STYLES.get(source.state.health, ""))


def _troubles(sources: Sequence[SourceSummary]) -> Iterator[RenderableType]:
    troubled = [(source, source.state) for source in sources if source.state and source.state.problem]
    if troubled:
        yield Text()
    for source, state in troubled:
        yield Text.assemble((f"{one_line(source.name)}: ", "bold"), one_line(state.problem or ""))
        yield indented(Text(_next_attempt(state, is_paused=source.paused)))


def _next_attempt(state: PollState, *, is_paused: bool) -> str:
    since = f"failing since {moment_of(state.failing_since)}; " if state.failing_since else ""
    if is_paused or state.next_check is None:
        return f"{since}not tried again while it is paused" if is_paused else f"{since}not tried again"
    return f"{since}next attempt {moment_of(state.next_check)}"
