"""The commands that look into a source: check, which asks it now; why, which tells what became of a page."""

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.choosing import of_anybody, opened, the_one
from bot.cli.options import Data, Json, this_moment
from bot.cli.screens import notices, show, write_json
from bot.exits import FAILED
from bot.inputs.sources import meant_by

if TYPE_CHECKING:
    from ingest import DryRun, Scouted, Settings, SourceSummary


def check(
    source: Annotated[str, typer.Argument(metavar="SOURCE|URL", help="A source, or an address that may become one.")],
    *,
    data: Data = None,
) -> None:
    """Ask a source now, and say what the next poll would find. Nothing is stored."""
    from bot.rendering.terminal.offers import render_checked_address
    from bot.rendering.terminal.sources import render_checked
    from ingest import Failure, Unusable

    now = this_moment()
    with opened(data) as (settings, archive):
        sources = of_anybody(archive)
        if "." in source and not meant_by(source, sources):
            scouted = asyncio.run(_scouted(source, settings, now))
            show(render_checked_address(scouted))
            if isinstance(scouted, Unusable):
                raise typer.Exit(FAILED)
            return
        chosen = the_one(source, sources)
        found = asyncio.run(_asked(chosen, settings, now))
        unseen = archive.unseen(chosen.id, found.digests)
    show(render_checked(chosen, found, unseen=len(unseen)))
    if isinstance(found.feed, Failure) or (found.feed is None and isinstance(found.page, Failure)):
        raise typer.Exit(FAILED)


def why(
    url: Annotated[str, typer.Argument(metavar="URL", help="The address of an article.", show_default=False)],
    *,
    json: Json = False,
    data: Data = None,
) -> None:
    """Say what became of an article: stored, refused and why, too old, a copy, or never offered, source by source."""
    from bot.inputs.addresses import page_address
    from bot.rendering.exports import trace_row
    from bot.rendering.terminal.sources import render_whys
    from ingest import OPERATOR

    whole, address = page_address(url)
    with opened(data) as (_, archive):
        traces = archive.trace(whole, OPERATOR, canonical=address)
        sources = archive.sources(OPERATOR)
    if json:
        for trace in traces:
            if trace.stored or trace.outcome:
                write_json(trace_row(trace))
    else:
        show(render_whys(address, traces, sources))


async def _scouted(address: str, settings: "Settings", now: datetime) -> "Scouted":
    from ingest import open_fetcher, scout

    async with open_fetcher(settings) as fetcher:
        with notices().status("Looking …"):
            (scouted,) = await scout([address], fetcher=fetcher, now=now)
    return scouted


async def _asked(source: "SourceSummary", settings: "Settings", now: datetime) -> "DryRun":
    from ingest import InputError, SourceKind, open_fetcher, rehearse

    if source.url is None or source.kind is SourceKind.UPLOAD:
        raise InputError(f"{source.name} is a file: there is nothing to ask for.")
    async with open_fetcher(settings) as fetcher:
        with notices().status("Asking …"):
            return await rehearse(source.url, source.kind, fetcher=fetcher, now=now)
