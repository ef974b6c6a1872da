"""The command about files that go in: ingest."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.door import STOPPED, WRONG_INPUT, bugs_logged
from bot.cli.options import Data, Published, clock
from bot.cli.screens import notices, show

if TYPE_CHECKING:
    from bot.filling import Intake


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
    from bot.cli.progress import with_bar
    from bot.cli.workplace import ingest_encoder, opened_archive, prepared
    from bot.filling import Stated, fill
    from bot.rendering.terminal import render_intakes, render_stopped

    settings = prepared(data)
    stated = Stated(source=source, published=published, url=url)
    intakes: dict[Path, Intake] = {}
    with bugs_logged(settings.data), opened_archive(settings) as archive:
        filling = fill(files, stated, archive=archive, load_embedder=lambda: ingest_encoder(settings))
        try:
            for intake in with_bar(filling, files):
                intakes[intake.file] = intake
        except KeyboardInterrupt:
            notices().print(render_stopped(articles=archive.count(archive.view(clock(None))).articles))
            raise typer.Exit(STOPPED) from None
    show(render_intakes(tuple(intakes.values())))
    if not any(intake.holds_something for intake in intakes.values()):
        raise typer.Exit(WRONG_INPUT)
