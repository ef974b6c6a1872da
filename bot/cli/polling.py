"""The commands that ask the sources for news: fetch, worker."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.choosing import opened
from bot.cli.door import bugs_logged
from bot.cli.options import Data
from bot.cli.screens import notices, show
from bot.exits import FAILED, STOPPED

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest import Archive, Polled, Settings

Once = Annotated[bool, typer.Option("--once", metavar="", help="The same; `sitrep worker` is what goes on polling.")]


def fetch(
    *,
    once: Once = False,  # noqa: ARG001 because it is the only way to fetch, and may be said all the same
    data: Data = None,
) -> None:
    """Poll what is due, once, with a line for each source. Stopping it loses nothing."""
    from bot.rendering.terminal.polls import render_poll, render_polled
    from ingest import Failure, named

    polls: list[Polled] = []

    def tell(polled: "Polled") -> None:
        polls.append(polled)
        show(render_poll(polled))

    with opened(data) as (settings, archive):
        try:
            with named(settings.data) as name:
                asyncio.run(_poll_due(archive, settings, name, tell))
        except KeyboardInterrupt:
            notices().print("Stopped. What was stored is kept; the rest is still due.")
            raise typer.Exit(STOPPED) from None
        if not polls:
            show(render_polled(archive.sources()))
    if polls and all(isinstance(polled.outcome, Failure) for polled in polls):
        raise typer.Exit(FAILED)


def worker(*, data: Data = None) -> None:
    """Poll what is due, over and over, until Ctrl-C or SIGTERM. Several share the sources among them."""
    from bot.cli.workplace import prepared
    from ingest import run_worker

    settings = prepared(data)
    with bugs_logged(settings.data):
        run_worker(settings)


async def _poll_due(archive: "Archive", settings: "Settings", name: str, tell: "Callable[[Polled], None]") -> None:
    from bot.cli.workplace import ingest_encoder
    from ingest import Desk, open_fetcher, poll_due, utc_now

    desk = Desk(archive, lambda: ingest_encoder(settings))
    try:
        async with open_fetcher(settings) as fetcher:
            await poll_due(
                archive=archive,
                fetcher=fetcher,
                desk=desk,
                name=name,
                clock=utc_now,
                done=tell,
                limits=settings.limits,
            )
    finally:
        desk.close()
