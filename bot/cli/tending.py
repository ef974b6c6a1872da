"""The commands that show sources and change how they stand.

These are list, show, pause, mute, resume, remove, restore, edit and log; who types them is the operator.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.choosing import Named, of_anybody, opened, polled_one, the_one
from bot.cli.options import Data, Json, this_moment
from bot.cli.screens import show, write_json

if TYPE_CHECKING:
    from pathlib import Path

    from ingest import Action, Archive, SourceSummary

Publisher = Annotated[
    str | None,
    typer.Option("--publisher", metavar="NAME", help="Who is named in citations, whoever its items name."),
]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="A word to sort it by; may be given several times.")
]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="What its texts are taken for, whatever they seem: en, de, ar."),
]


def list_sources(*, json: Json = False, data: Data = None) -> None:
    """List the sources: what each holds, how it fares, and when one that fails is tried again."""
    from bot.rendering.exports import source_row
    from bot.rendering.terminal.sources import render_sources
    from ingest import OPERATOR

    with opened(data) as (_, archive):
        sources = archive.sources()
        if json:
            for source in sources:
                write_json(source_row(source))
            return
        notices = archive.notices(OPERATOR)
        show(render_sources(sources, notices))
        archive.told([notice.id for notice in notices], OPERATOR)


def show_source(source: Named, *, json: Json = False, data: Data = None) -> None:
    """Show all that is known of a source: how it fares and why, what it holds, how often it is cited."""
    from bot.rendering.exports import source_row
    from bot.rendering.terminal.sources import render_source

    with opened(data) as (_, archive):
        chosen = the_one(source, of_anybody(archive))
    if json:
        write_json(source_row(chosen))
    else:
        show(render_source(chosen, this_moment()))


def pause(source: Named, *, data: Data = None) -> None:
    """Leave a source out for now: it is neither polled nor searched. One that servers added is so for all of them."""
    from ingest import Action

    _stand(source, Action.PAUSE, data)


def mute(source: Named, *, data: Data = None) -> None:
    """Go on polling and storing a source, but show nothing of it."""
    from ingest import Action

    _stand(source, Action.MUTE, data)


def resume(source: Named, *, data: Data = None) -> None:
    """Poll and search a paused or muted source again, from now on; one that servers added, as each stands to it."""
    from ingest import Action

    _stand(source, Action.RESUME, data)


def remove(source: Named, *, data: Data = None) -> None:
    """Hide a source and what it brought, and say what goes with it. For 7 days `sitrep sources restore` undoes it."""
    from bot.rendering.terminal.sources import render_removed
    from ingest import OPERATOR, loss_of

    now = this_moment()
    with opened(data) as (_, archive):
        chosen = polled_one(source, archive)
        loss = loss_of(archive, chosen.id, OPERATOR, now=now)
        archive.remove(chosen.id, OPERATOR, by=None, now=now)
        show(render_removed(chosen, loss))


def restore(
    source: Annotated[
        str | None,
        typer.Argument(metavar="SOURCE", help="Which one; without it, what can be restored.", show_default=False),
    ] = None,
    *,
    data: Data = None,
) -> None:
    """Undo the removal of a source, for 7 days after it."""
    from bot.rendering.terminal.sources import render_restorable, render_restored
    from ingest import OPERATOR

    now = this_moment()
    with opened(data) as (_, archive):
        removed = archive.restorable(OPERATOR, now=now)
        if source is None:
            show(render_restorable(removed))
            return
        chosen = the_one(source, removed)
        show(render_restored(chosen, is_back=archive.restore(chosen.id, OPERATOR, by=None, now=now)))


def edit(
    source: Named,
    *,
    publisher: Publisher = None,
    tag: Tags = None,
    language: Language = None,
    data: Data = None,
) -> None:
    """Change what is said of a source, for everybody who says nothing else of it. An empty text takes it back."""
    from bot.inputs.descriptions import description
    from bot.rendering.terminal.sources import render_described
    from ingest import OPERATOR

    said = description(publisher=publisher, tags=tag, language=language)
    with opened(data) as (_, archive):
        chosen = polled_one(source, archive)
        archive.describe(chosen.id, OPERATOR, said, by=None, now=this_moment())
        show(render_described(polled_one(str(chosen.id), archive)))


def log(
    *,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=10_000, help="How many changes, the newest.")
    ] = 20,
    json: Json = False,
    data: Data = None,
) -> None:
    """Show who changed what about sources, here and in every server, the newest first."""
    from bot.rendering.exports import change_row
    from bot.rendering.terminal.sources import render_changes

    with opened(data) as (_, archive):
        changes = archive.audit(None, limit)
    if json:
        for change in changes:
            write_json(change_row(change))
    else:
        show(render_changes(changes))


def _stand(source: str, action: "Action", data: "Path | None") -> None:
    from bot.rendering.terminal.sources import render_changed, render_halted
    from ingest import OPERATOR

    with opened(data) as (_, archive):
        chosen = the_one(source, of_anybody(archive))
        if not chosen.shared:
            show(render_halted(action, chosen, is_new=_halt(archive, chosen, action)))
            return
        chosen = polled_one(str(chosen.id), archive)
        is_new = archive.stand(chosen.id, OPERATOR, action, by=None, now=this_moment())
        show(render_changed(action, chosen, is_new=is_new))


def _halt(archive: "Archive", source: "SourceSummary", action: "Action") -> bool:
    """Let nobody read a source that servers added, or let them again; tells whether that is new."""
    from ingest import Action, InputError

    match action:
        case Action.PAUSE:
            return archive.halt(source.id, now=this_moment())
        case Action.RESUME:
            return archive.release_halted(source.id, now=this_moment())
        case _:
            raise InputError(
                f"{source.name} was added by servers, who mute it for themselves. To stop it for all of them: "
                f"sitrep sources pause {source.id}"
            )
