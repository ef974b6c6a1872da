"""The sources of an archive, on a terminal."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.answering.composition.phrasing import count_words, day, moment_of
from bot.rendering.masking import masked
from bot.rendering.source_words import (
    Medium,
    change_words,
    changed_words,
    described_words,
    facts,
    loss_words,
    notice_words,
    restored_words,
    whys,
)
from bot.rendering.terminal.words import indented, linked, one_line
from ingest import (
    OPERATOR,
    Action,
    Change,
    DryRun,
    Failure,
    Feed,
    Health,
    Loss,
    Notice,
    PollState,
    RemovedSource,
    SourceId,
    SourceSummary,
    Standing,
    Trace,
)

_STYLES = {
    Health.OK: "green",
    Health.DOUBTFUL: "yellow",
    Health.FAILING: "yellow",
    Health.DORMANT: "bold red",
    Health.GONE: "bold red",
}


_MOST_SERVERS: Final = 3


def _by(person: str | None) -> str:
    return f"by Discord user {one_line(person)}" if person else "in the terminal"


def _command(name: str, source: SourceId | None) -> str:
    return f"sitrep sources {name} {source or 'URL'}"


TERMINAL: Final = Medium(
    text=one_line,
    moment=moment_of,
    by=_by,
    command=_command,
    whose="here, and on every server that is shown it and says nothing else of it",
)


def render_sources(sources: Sequence[SourceSummary], notices: Sequence[Notice] = ()) -> RenderableType:
    """Give what is new of troubles, a table, a source a row, and beneath it what fails, why, and when it is tried."""
    if not sources:
        return Text(
            "There are no sources yet. Add one with: sitrep sources add URL\n"
            "Or take files in with: sitrep ingest your.jsonl"
        )
    news = [Text(notice_words(notice, TERMINAL), style="bold yellow") for notice in notices]
    return Group(*news, *([Text()] if news else []), _table(sources), *_troubles(sources))


def render_source(source: SourceSummary, now: datetime) -> RenderableType:
    """Give a source with all that is known of it, a fact a line."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for name, fact in facts(source, now, TERMINAL):
        table.add_row(Text(name, style="dim"), Text(fact))
    return Group(_title(source), indented(table))


def render_changed(action: Action, source: SourceSummary, *, is_new: bool) -> RenderableType:
    """Say what came of pausing, muting or resuming."""
    return Text(changed_words(action, source, TERMINAL, is_new=is_new))


def render_halted(action: Action, source: SourceSummary, *, is_new: bool) -> RenderableType:
    """Say what came of pausing for all servers what they added, or of letting them read it again."""
    name = one_line(source.name)
    servers = count_words(len(source.servers), "server")
    match action, is_new:
        case Action.PAUSE, True:
            undo = f"Undo: sitrep sources resume {source.id}"
            return Text(f"{name} is paused for the {servers} that read it: neither polled nor searched. {undo}")
        case Action.PAUSE, False:
            return Text(f"{name} was paused for all already.")
        case _, True:
            return Text(f"{name} may be read again: each server reads, mutes or pauses it as before.")
        case _:
            return Text(f"{name} was not paused from here; a server's own pause is its own.")


def render_removed(source: SourceSummary, loss: Loss) -> RenderableType:
    """Say that a source is gone, what went with it, and how it comes back."""
    gone = f"{one_line(source.name)} is removed. It can be restored for 7 days: {_restore(source)}"
    return Group(Text(gone), Text(loss_words(loss)))


def render_restored(removed: RemovedSource, *, is_back: bool) -> RenderableType:
    """Say what came of restoring."""
    return Text(restored_words(removed, TERMINAL, is_back=is_back))


def render_restorable(removed: Sequence[RemovedSource]) -> RenderableType:
    """Give what can be restored."""
    if not removed:
        return Text("Nothing was removed in the last 7 days.")
    return Group(*(Text(f"{one_line(each.name)}, until {moment_of(each.until)}: {_restore(each)}") for each in removed))


def _restore(source: SourceSummary | RemovedSource) -> str:
    return TERMINAL.command("restore", source.id)


def render_described(source: SourceSummary) -> RenderableType:
    """Say what is said of a source now."""
    return Text(described_words(source, TERMINAL))


def render_changes(changes: Sequence[Change]) -> RenderableType:
    """Give who changed what, a change a line."""
    if not changes:
        return Text("Nothing was changed yet.")
    return Group(*(Text(change_words(change, TERMINAL) + _in_server(change)) for change in changes))


def render_whys(url: str, traces: Sequence[Trace], sources: Sequence[SourceSummary]) -> RenderableType:
    """Give a page's address and what became of it, a sentence a source."""
    return Group(linked(masked(url), ""), *(Text(told) for told in whys(url, traces, sources, TERMINAL)))


def render_checked(source: SourceSummary, found: DryRun, *, unseen: int) -> RenderableType:
    """Say what a source gives now, of which `unseen` items would be looked at."""
    told = [*_listed(found.feed, found.doubt, unseen), *_paged(found)]
    return Group(_title(source), *(indented(Text(line)) for line in told), Text("Nothing was stored."))


def _table(sources: Sequence[SourceSummary]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("no.", justify="right")
    table.add_column("source", overflow="fold")
    table.add_column("kind")
    table.add_column("state")
    table.add_column("articles", justify="right")
    table.add_column("newest")
    table.add_column("languages", overflow="fold")
    is_told_by_whom = not all(source.shared for source in sources)
    if is_told_by_whom:
        table.add_column("read by", overflow="fold")
    for source in sources:
        table.add_row(
            str(source.id),
            one_line(source.name),
            source.kind,
            _state(source),
            f"{source.articles:,}",
            day(source.newest) if source.newest else "none",
            ", ".join(source.languages) or "none",
            *([_readers(source)] if is_told_by_whom else []),
        )
    return table


def _readers(source: SourceSummary) -> str:
    """Say who reads a source: all servers, or those that added it."""
    if source.shared:
        return "everybody"
    named = [f"server {one_line(server)}" for server in source.servers[:_MOST_SERVERS]]
    more = len(source.servers) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def _state(source: SourceSummary) -> Text:
    if source.halted:
        return Text("paused for all", style="dim")
    if source.state is None:
        return Text("imported")
    if source.standing is not Standing.ACTIVE:
        return Text(source.standing, style="dim")
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


def _title(source: SourceSummary) -> Text:
    return Text.assemble((one_line(source.name), "bold"), f" (no. {source.id})")


def _in_server(change: Change) -> str:
    return "" if change.subscriber == OPERATOR else f" (server {one_line(change.subscriber)})"


def _listed(feed: Feed | Failure | None, doubt: str | None, unseen: int) -> Iterator[str]:
    if isinstance(feed, Failure):
        yield f"It cannot be read: {one_line(feed.reason)}."
    elif isinstance(feed, Feed):
        dated = sum(entry.published is not None for entry in feed.entries)
        yield f"It answers, robots.txt allows it: {count_words(len(feed.entries), 'item')}, {dated:,} with a date."
        yield from (f"Newest: {_item(entry.published, entry.title)}" for entry in feed.newest_first[:1])
        if doubt:
            yield f"Doubtful: {one_line(doubt)}."
        yield f"The next poll finds {unseen:,} of them new or changed."


def _paged(found: DryRun) -> Iterator[str]:
    which = "Its page" if found.feed is None else "The newest one's page"
    if isinstance(found.page, Failure):
        yield f"{which} cannot be read: {one_line(found.page.reason)}."
    elif found.page is not None:
        yield f"{which} can be read, robots.txt allows it: {found.page:,} characters."


def _item(published: datetime | None, title: str) -> str:
    return f"{moment_of(published) if published else 'no date'}  {one_line(title) or 'untitled'}"
