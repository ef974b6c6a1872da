"""An incident with its reports, and what was ruled of such, on a terminal."""

from collections.abc import Collection, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from bot.answering.composition.phrasing import count_words, day_of, moment_of
from bot.rendering.corrections import value_words
from bot.rendering.terminal.incidents import render_incident_ids, render_outline
from bot.rendering.terminal.words import command, indented, linked, one_line, quoted, spaced
from ingest import FoundReport, Incident, ReportName, Ruling, RulingId, RulingKind

_SHOWN_NAMES = 3


def render_incident(incident: Incident, *, rulings: Sequence[RulingId]) -> RenderableType:
    """Give an incident, its reports with their numbers, newest first, and what can be done about a wrong one."""
    blocks = [render_outline(incident), *(_report(found) for found in incident.reports)]
    if rulings:
        numbers = ", ".join(str(number) for number in rulings)
        blocks.append(Text(f"Ruled by hand: {numbers}. See: sitrep incidents rulings", style="dim"))
    if len(incident.reports) > 1:
        blocks.append(
            Group(
                Text("If a report tells another event:"),
                command(f"sitrep incidents split {incident.id} {incident.reports[0].id}"),
            )
        )
    return Group(*spaced(blocks))


def render_ruled(ruling: Ruling, outcome: Sequence[Incident]) -> RenderableType:
    """Say what was ruled, what the incidents are now, and how it is undone."""
    these, those = count_words(len(ruling.these), "report"), count_words(len(ruling.those), "report")
    match ruling.kind:
        case RulingKind.SAME:
            said = f"Ruling {ruling.id}: {these} and {those} tell the same event."
        case RulingKind.DIFFERENT:
            said = f"Ruling {ruling.id}: {these} and the {those} left do not tell the same event."
        case RulingKind.CORRECTED:
            said = f"Ruling {ruling.id}: of {these}, {_correction(ruling)}."
    return Group(Text(said), Text(), render_incident_ids(outcome), Text(), Text("To undo it:"), _undoing(ruling))


def render_undone(ruling: Ruling) -> RenderableType:
    """Say that a ruling is taken back."""
    return Text(f"Ruling {ruling.id} is undone: incidents are again what they were without it.")


def render_rulings(rulings: Sequence[Ruling], *, applying: Collection[RulingId]) -> RenderableType:
    """Give a block a ruling, oldest first: what, when, by whom, whether it holds, and of which reports."""
    if not rulings:
        return Text("Nothing was ruled. To part or join incidents: sitrep incidents split, sitrep incidents join")
    return Group(*spaced([_ruling(ruling, applies=ruling.id in applying) for ruling in rulings]))


def _ruling(ruling: Ruling, *, applies: bool) -> RenderableType:
    heading = Text.assemble(
        (f"{ruling.id}", "bold"),
        "  ",
        (ruling.kind.value, "bold cyan"),
        f"  {moment_of(ruling.made)}, by {one_line(ruling.by)}",
        style="dim" if ruling.undone else "",
    )
    return Group(
        heading,
        *([indented(Text(state, style="yellow"))] if (state := _state(ruling, applies=applies)) else []),
        *_names(ruling.these),
        indented(Text(_ruled(ruling), style="dim")),
        *_names(ruling.those),
    )


def _ruled(ruling: Ruling) -> str:
    match ruling.kind:
        case RulingKind.SAME:
            return "is the same event as"
        case RulingKind.DIFFERENT:
            return "is not the same event as"
        case RulingKind.CORRECTED:
            return f"is corrected: {_correction(ruling)}"


def _correction(ruling: Ruling) -> str:
    """Give what is right instead, and why."""
    corrected = ruling.corrected
    return (
        f"{corrected.field} {one_line(value_words(corrected.value))} ({one_line(ruling.reason)})" if corrected else ""
    )


def _state(ruling: Ruling, *, applies: bool) -> str | None:
    if ruling.undone:
        return f"undone {moment_of(ruling.undone)}, by {one_line(ruling.undone_by or '')}"
    return None if applies else "idle: no such reports are here at present"


def _names(names: Sequence[ReportName]) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for name in names[:_SHOWN_NAMES]:
        lines += [quoted(name.sentence), linked(name.address, name.address)]
    if len(names) > _SHOWN_NAMES:
        lines.append(indented(Text(f"and {count_words(len(names) - _SHOWN_NAMES, 'report')} more", style="dim")))
    return lines


def _report(found: FoundReport) -> RenderableType:
    article = found.stored.article
    return Group(
        Text.assemble((f"report {found.id}", "bold"), f"  {one_line(article.publisher)}, {day_of(article)}"),
        quoted(found.sentence),
        *([linked(article.url, article.title)] if article.url else []),
    )


def _undoing(ruling: Ruling) -> RenderableType:
    return command(f"sitrep incidents undo {ruling.id}")
