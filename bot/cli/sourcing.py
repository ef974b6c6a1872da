"""The commands about sources: sources add, list, pause, resume, remove, import, export.

Who types them is the operator: what is added here, everybody sees.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.door import STOPPED, WRONG_INPUT, bugs_logged
from bot.cli.options import Data, Json
from bot.cli.screens import notices, show, write_json

if TYPE_CHECKING:
    from ingest import Archive, Scouted, Settings, SourceSummary

Addresses = Annotated[
    list[str],
    typer.Argument(
        metavar="URL|FILE.opml",
        help="Feeds, sites that have one, single articles, or lists of feeds.",
        show_default=False,
    ),
]
OpmlFile = Annotated[Path, typer.Argument(metavar="FILE.opml", help="As feed readers export it.", show_default=False)]
Named = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="Its number, its address, or its name or enough of it, as `sitrep sources list` shows them.",
        show_default=False,
    ),
]
Yes = Annotated[bool, typer.Option("--yes", metavar="", hidden=True, help="For scripts: nothing is asked anyway.")]
_TOGETHER: Final = 40
"""Addresses that are looked at before those found are added: of a list of thousands, no hour's work is lost."""
_ALIVE: Final = timedelta(seconds=45)
"""A worker gives a sign of life every ten seconds, unless the archive keeps it waiting."""


def add(
    addresses: Addresses,
    *,
    yes: Yes = False,  # noqa: ARG001 because nothing is asked, and a script may say yes all the same
    json: Json = False,
    data: Data = None,
) -> None:
    """Look at each address, add what can be a source, say why the rest cannot. `sitrep sources remove` undoes it."""
    with _opened(data) as (settings, archive):
        _add([found for address in addresses for found in _listed(address)], settings, archive, json=json)


def import_opml(file: OpmlFile, *, json: Json = False, data: Data = None) -> None:
    """Add the feeds of a list, as `sitrep sources add` does."""
    with _opened(data) as (settings, archive):
        _add(_feeds_in(file), settings, archive, json=json)


def export_opml(*, data: Data = None) -> None:
    """Write the operator's feeds as a list that feed readers import."""
    from ingest import OPERATOR, Outline, SourceKind, write_opml

    with _opened(data) as (_, archive):
        feeds = [source for source in archive.sources(OPERATOR) if source.kind is SourceKind.FEED]
    outlines = [Outline(feed.name, feed.url) for feed in feeds if feed.url]
    sys.stdout.buffer.write(write_opml(outlines, title="Sources of sitrep"))
    sys.stdout.flush()


def list_sources(*, json: Json = False, data: Data = None) -> None:
    """List the sources: what each holds, how it fares, and when one that fails is tried again."""
    from bot.rendering.exports import source_row
    from bot.rendering.terminal import render_sources

    with _opened(data) as (_, archive):
        sources = archive.sources()
    if json:
        for source in sources:
            write_json(source_row(source))
    else:
        show(render_sources(sources))


def pause(source: Named, *, data: Data = None) -> None:
    """Leave a source out for now: it is neither polled nor searched."""
    from bot.rendering.terminal import render_paused
    from ingest import OPERATOR

    with _opened(data) as (_, archive):
        chosen = _chosen(archive, source)
        show(render_paused(chosen, changed=archive.pause(chosen.id, OPERATOR, by=None, now=datetime.now(UTC))))


def resume(source: Named, *, data: Data = None) -> None:
    """Poll and search a paused source again, from now on."""
    from bot.rendering.terminal import render_resumed
    from ingest import OPERATOR

    with _opened(data) as (_, archive):
        chosen = _chosen(archive, source)
        show(render_resumed(chosen, changed=archive.resume(chosen.id, OPERATOR, by=None, now=datetime.now(UTC))))


def remove(source: Named, *, data: Data = None) -> None:
    """Hide a source and what it brought. Adding it again brings all of it back."""
    from bot.rendering.terminal import render_removed
    from ingest import OPERATOR

    with _opened(data) as (_, archive):
        chosen = _chosen(archive, source)
        archive.remove(chosen.id, OPERATOR, by=None, now=datetime.now(UTC))
        show(render_removed(chosen))


@contextmanager
def _opened(data: Path | None) -> "Iterator[tuple[Settings, Archive]]":
    from bot.cli.workplace import opened_archive, prepared

    settings = prepared(data)
    with bugs_logged(settings.data), opened_archive(settings) as archive:
        yield settings, archive


def _listed(address: str) -> Sequence[str]:
    """Give the address itself, or those in the file that it names."""
    return _feeds_in(Path(address)) if _is_file(address) else [address]


def _is_file(address: str) -> bool:
    if "://" in address:
        return False
    file = Path(address)
    try:
        return file.suffix.lower() == ".opml" or file.is_file()
    except OSError:  # longer than a file's name may be
        return False


def _feeds_in(file: Path) -> Sequence[str]:
    from ingest import InputError, read_opml

    try:
        body = file.read_bytes()
    except OSError as cause:
        raise InputError(f"{file} cannot be opened: {cause.strerror}.") from cause
    try:
        feeds = [outline.url for outline in read_opml(body)]
    except InputError as cause:
        raise InputError(f"{file} is no list of feeds. To take in a file of news: sitrep ingest {file}") from cause
    if not feeds:
        raise InputError(f"{file} lists no feeds.")
    return feeds


def _add(addresses: Sequence[str], settings: "Settings", archive: "Archive", *, json: bool) -> None:
    from bot.rendering.terminal import render_added

    now = datetime.now(UTC)
    counts: Counter[str] = Counter()
    try:
        asyncio.run(
            _look(addresses, settings, now, lambda found: counts.update(_taken(found, archive, now, json=json)))
        )
    except KeyboardInterrupt:
        notices().print("Stopped. What was added stays; the same command goes on with the rest.")
        raise typer.Exit(STOPPED) from None
    if not json:
        polled = any(beat.part == "worker" and now - beat.at < _ALIVE for beat in archive.beats())
        show(render_added(added=counts["added"], known=counts["offers"] - counts["added"], polled=polled))
    if not counts["offers"]:
        raise typer.Exit(WRONG_INPUT)


async def _look(
    addresses: Sequence[str], settings: "Settings", now: datetime, take: "Callable[[Sequence[Scouted]], None]"
) -> None:
    from ingest import open_fetcher, scout

    async with open_fetcher(settings) as fetcher:
        for start in range(0, len(addresses), _TOGETHER):
            left = len(addresses) - start
            with notices().status(f"Looking at {left:,} of them …" if left > 1 else "Looking …"):
                scouted = await scout(addresses[start : start + _TOGETHER], fetcher=fetcher, now=now)
            take(scouted)


def _taken(scouted: "Sequence[Scouted]", archive: "Archive", now: datetime, *, json: bool) -> Counter[str]:
    """Add what can be added, show what became of each, and count."""
    from bot.rendering.exports import scouted_row
    from bot.rendering.terminal import render_scouted
    from ingest import OPERATOR, Offer

    offers = [one for one in scouted if isinstance(one, Offer)]
    news = archive.subscribe(offers, OPERATOR, by=None, now=now)
    added = {offer.url for offer, is_new in zip(offers, news, strict=True) if is_new}
    ids = {source.url: source.id for source in archive.sources(OPERATOR)}
    for one in scouted:
        number = ids[one.url] if isinstance(one, Offer) else None
        is_new = isinstance(one, Offer) and one.url in added
        if json:
            write_json(scouted_row(one, number=number, is_new=is_new))
        else:
            show(render_scouted(one, number=number, is_new=is_new), "")
    return Counter(offers=len(offers), added=len(added))


def _chosen(archive: "Archive", named: str) -> "SourceSummary":
    """Find the operator's source that a person means; the more exact way to name one goes before the vaguer.

    A number is no part of a name: the number of a source that is gone would mean whichever has it in its address.
    """
    from bot.rendering.terminal import source_choice
    from ingest import OPERATOR, InputError

    sources = archive.sources(OPERATOR)
    wanted = named.strip().casefold()
    is_part = wanted and not wanted.isdecimal()
    meant = (
        [source for source in sources if str(source.id) == wanted]
        or [source for source in sources if wanted in {(source.url or "").casefold(), source.name.casefold()}]
        or [source for source in sources if is_part and wanted in f"{source.name}\n{source.url or ''}".casefold()]
    )
    if not meant:
        raise InputError(f"There is no source {named}. All of them: sitrep sources list")
    if len(meant) > 1:
        raise InputError(f"{named} may be {source_choice(meant)}. Name it by its number.")
    (source,) = meant
    if source.url is None:
        raise InputError(f"{source.name} was imported from a file: it is not polled, so none of this applies to it.")
    return source
