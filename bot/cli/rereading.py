"""The command that reads the archive anew: reindex."""

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.door import bugs_logged
from bot.cli.options import Data
from bot.cli.reencoding import change_model
from bot.cli.screens import notices, show
from bot.exits import STOPPED

if TYPE_CHECKING:
    from ingest import Archive, Reread


def reindex(
    *,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="MODEL",
            help="Bring the archive to another embedding model instead: a name at the Hugging Face hub, or a folder.",
            show_default=False,
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Read figures and incidents anew that an older version read, of the newest texts first.

    Questions are answered meanwhile, news may come in. Repeating it changes nothing, stopping it loses nothing; a
    running service does the same by and by. Vectors stay, unless another embedding model is named: then its vectors are
    made beside those in use, and put in their place when all are there and the service does not run.
    """
    from bot.cli.workplace import opened_archive, prepared, refuse_no_archive
    from bot.rendering.terminal.rereads import render_reread, render_reread_so_far
    from ingest import left_to_reread

    settings = prepared(data)
    refuse_no_archive(settings)
    with bugs_logged(settings.data), opened_archive(settings) as archive:
        if model is not None:
            change_model(settings, archive, model)
            return
        if archive.encoder and archive.encoder.name != settings.model:
            notices().print(_vectors_stay(archive.encoder.name, settings.model), style="yellow")
        behind = left_to_reread(archive)
        try:
            done = read_anew(archive, behind=behind)
        except KeyboardInterrupt:
            notices().print(render_reread_so_far(left=left_to_reread(archive)))
            raise typer.Exit(STOPPED) from None
    show(render_reread(done, behind=behind))


def _vectors_stay(made_with: str, wanted: str) -> str:
    return (
        f"The vectors stay those of the model {made_with}, although SITREP_MODEL is {wanted}: they are not made anew. "
        f"Set SITREP_MODEL={made_with}, or bring the archive to the other one: sitrep reindex --model {wanted}"
    )


def read_anew(archive: "Archive", *, behind: int) -> "Reread":
    """Read anew the `behind` texts that an older version read, if there are any, with a bar meanwhile."""
    from ingest import Reread

    return asyncio.run(_read_anew(archive, behind)) if behind else Reread()


async def _read_anew(archive: "Archive", behind: int) -> "Reread":
    from bot.cli.progress import counting
    from ingest import Reader, reread_all

    with closing(Reader()) as reader, counting(behind) as tell:  # one process: who asks meanwhile needs the other core
        return await reread_all(archive, reader, tell=tell)
