"""The command that reads the archive anew: reindex."""

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING

import typer

from bot.cli.door import STOPPED, bugs_logged
from bot.cli.options import Data
from bot.cli.screens import notices, show

if TYPE_CHECKING:
    from ingest import Archive, Reread


def reindex(*, data: Data = None) -> None:
    """Read figures and incidents anew that an older version read, of the newest texts first.

    Questions are answered meanwhile, news may come in. Repeating it changes nothing, stopping it loses nothing; a
    running service does the same by and by. Vectors stay: the embedding model of an archive cannot be changed.
    """
    from bot.cli.workplace import opened_archive, prepared
    from bot.rendering.terminal import render_reread, render_reread_so_far
    from ingest import Reread, left_to_reread

    settings = prepared(data)
    with bugs_logged(settings.data), opened_archive(settings) as archive:
        behind = left_to_reread(archive)
        try:
            done = asyncio.run(_reread(archive, behind)) if behind else Reread()
        except KeyboardInterrupt:
            notices().print(render_reread_so_far(left=left_to_reread(archive)))
            raise typer.Exit(STOPPED) from None
    show(render_reread(done, behind=behind))


async def _reread(archive: "Archive", behind: int) -> "Reread":
    from bot.cli.progress import counting
    from ingest import READERS, Reader, reread_all

    with closing(Reader(processes=READERS)) as reader, counting(behind) as tell:
        return await reread_all(archive, reader, tell=tell)
