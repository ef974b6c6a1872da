"""The command about files that go in: ingest."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.choosing import opened
from bot.cli.options import Data, Published, clock, this_moment
from bot.cli.screens import notices, show, write_json
from bot.exits import STOPPED, WRONG_INPUT

if TYPE_CHECKING:
    from bot.filling import Intake, Stated
    from ingest import Archive, Settings


def ingest(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="One or more files.", show_default=False),
    ],
    *,
    source: Annotated[
        str | None,
        typer.Option("--as", metavar="SOURCE", help="Name of the source; without it, each file's own name."),
    ] = None,
    published: Published = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where the one article in a page or text can be read.")
    ] = None,
    data: Data = None,
) -> None:
    """Take files into the archive. Repeating it changes nothing, stopping it loses nothing.

    What is read: .jsonl and .jsonl.gz (rows of "url", "title", "text", "published", "publisher"), .html, .txt, .md.
    """
    from bot.filling import Stated

    stated = Stated(source=source, published=published, url=url)
    with opened(data) as (settings, archive):
        if not take_in(files, settings, archive, stated):
            raise typer.Exit(WRONG_INPUT)


def take_in(
    files: Sequence[Path],
    settings: "Settings",
    archive: "Archive",
    stated: "Stated | None" = None,
    *,
    as_json: bool = False,
) -> bool:
    """Take files in, show what became of each, and tell whether the archive holds anything of them."""
    from bot.cli.progress import with_bar
    from bot.cli.workplace import ingest_encoder
    from bot.filling import Stated, fill
    from bot.rendering.exports import intake_row
    from bot.rendering.terminal.intakes import render_intakes, render_stopped

    intakes: dict[Path, Intake] = {}
    load = partial(ingest_encoder, settings)
    filling = fill(files, stated or Stated(), archive=archive, load_embedder=load, clock=this_moment)
    try:
        for intake in with_bar(filling, files):
            intakes[intake.file] = intake
    except KeyboardInterrupt:
        notices().print(render_stopped(articles=archive.count(archive.view(clock(None))).articles))
        raise typer.Exit(STOPPED) from None
    if as_json:
        for intake in intakes.values():
            write_json(intake_row(intake))
    else:
        show(render_intakes(tuple(intakes.values())))
    return any(intake.holds_something for intake in intakes.values())
