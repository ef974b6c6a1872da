"""The commands that bring sources in and give them out: sources add, import, export.

Who types them is the operator: what is added here, everybody sees.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.choosing import opened
from bot.cli.options import Data, Json, this_moment
from bot.cli.screens import notices, show, write_json
from bot.cli.taking import take_in
from bot.cli.tending import Language, Publisher, Tags
from bot.exits import STOPPED, WRONG_INPUT

if TYPE_CHECKING:
    from ingest import Archive, Description, Outline, Scouted, Settings

Addresses = Annotated[
    list[str],
    typer.Argument(
        metavar="URL|FILE",
        help="Feeds, sites that have one, single articles; lists of feeds (OPML); files of news, as "
        "`sitrep ingest` takes them.",
        show_default=False,
    ),
]
OpmlFile = Annotated[Path, typer.Argument(metavar="FILE.opml", help="As feed readers export it.", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", metavar="", hidden=True, help="For scripts: nothing is asked anyway.")]
_TOGETHER: Final = 40
"""Addresses that are looked at before those found are added: of a list of thousands, no hour's work is lost."""
_ALIVE: Final = timedelta(seconds=45)
"""A worker gives a sign of life every ten seconds, unless the archive keeps it waiting."""
_NEWS: Final = (".jsonl", ".jsonl.gz", ".html", ".htm", ".txt", ".md")
_FILES: Final = (".opml", ".jsonl", ".jsonl.gz")
"""What no address ends in, so that a file that is not there is missed as one."""


def add(  # noqa: PLR0913 because each is an option
    addresses: Addresses,
    *,
    publisher: Publisher = None,
    tag: Tags = None,
    language: Language = None,
    yes: Yes = False,  # noqa: ARG001 because nothing is asked, and a script may say yes all the same
    json: Json = False,
    data: Data = None,
) -> None:
    """Look at each address, add what can be a source, say why the rest cannot. `sitrep sources remove` undoes it."""
    from bot.inputs.descriptions import description

    said = description(publisher=publisher, tags=tag, language=language)
    files = [Path(address) for address in addresses if _is_file(address)]
    news = [file for file in files if file.name.lower().endswith(_NEWS)]
    lists = {str(file): _feeds_in(file) for file in files if file not in news}
    wanted = [_Wanted(each, said) for each in addresses if not _is_file(each)]
    wanted += [_Wanted.of(outline, said) for outlines in lists.values() for outline in outlines]
    with opened(data) as (settings, archive):
        has_news = bool(news) and take_in(news, settings, archive, as_json=json)
        if not (_add(wanted, settings, archive, json=json) if wanted else has_news):
            raise typer.Exit(WRONG_INPUT)


def import_opml(file: OpmlFile, *, json: Json = False, data: Data = None) -> None:
    """Add the feeds of a list, as `sitrep sources add` does."""
    from ingest import Description

    with opened(data) as (settings, archive):
        wanted = [_Wanted.of(outline, Description()) for outline in _feeds_in(file)]
        if not _add(wanted, settings, archive, json=json):
            raise typer.Exit(WRONG_INPUT)


def export_opml(*, data: Data = None) -> None:
    """Write the operator's feeds and news sitemaps as a list that feed readers, and sitrep elsewhere, import."""
    from bot.rendering.exports import sources_opml
    from ingest import OPERATOR

    with opened(data) as (_, archive):
        sources = archive.sources(OPERATOR)
    sys.stdout.buffer.write(sources_opml(sources))
    sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An address that is to become a source, and what is to be said of it."""

    address: str
    said: "Description"

    @classmethod
    def of(cls, outline: "Outline", said: "Description") -> "_Wanted":
        """Take an entry of a list; what was said on the command line goes before what the list says."""
        from bot.inputs.descriptions import description_in
        from ingest import Description

        listed = description_in(outline)
        publisher = listed.publisher if said.publisher is None else said.publisher
        tags = listed.tags if said.tags is None else said.tags
        language = listed.language if said.language is None else said.language
        return cls(outline.url, Description(publisher, tags, language))


def _is_file(address: str) -> bool:
    if "://" in address:
        return False
    try:
        return address.lower().endswith(_FILES) or Path(address).is_file()
    except OSError:  # longer than a file's name may be
        return False


def _feeds_in(file: Path) -> "Sequence[Outline]":
    from ingest import InputError, read_opml

    try:
        body = file.read_bytes()
    except OSError as cause:
        raise InputError(f"{file} cannot be opened: {cause.strerror}.") from cause
    try:
        feeds = read_opml(body)
    except InputError as cause:
        raise InputError(f"{file} is no list of feeds. To take in a file of news: sitrep ingest {file}") from cause
    if not feeds:
        raise InputError(f"{file} lists no feeds.")
    return feeds


def _add(wanted: Sequence[_Wanted], settings: "Settings", archive: "Archive", *, json: bool) -> bool:
    """Look and add; tells whether any address was of use."""
    from bot.rendering.terminal.offers import render_added

    now = this_moment()
    counts: Counter[str] = Counter()
    said = {each.address: each.said for each in wanted}
    try:
        asyncio.run(
            _look(list(said), settings, now, lambda found: counts.update(_taken(found, said, archive, now, json=json)))
        )
    except KeyboardInterrupt:
        notices().print("Stopped. What was added stays; the same command goes on with the rest.")
        raise typer.Exit(STOPPED) from None
    if not json:
        polled = any(beat.part == "worker" and now - beat.at < _ALIVE for beat in archive.beats())
        show(render_added(added=counts["added"], known=counts["offers"] - counts["added"], polled=polled))
    return counts["offers"] > 0


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


def _taken(
    scouted: "Sequence[Scouted]",
    said: "dict[str, Description]",
    archive: "Archive",
    now: datetime,
    *,
    json: bool,
) -> Counter[str]:
    """Add what can be added, with what is said of it, show what became of each, and count."""
    from bot.rendering.exports import scouted_row
    from bot.rendering.terminal.offers import render_scouted
    from ingest import OPERATOR, Offer

    offers = [one for one in scouted if isinstance(one, Offer)]
    news = archive.subscribe(offers, OPERATOR, by=None, now=now)
    added = {offer.url for offer, is_new in zip(offers, news, strict=True) if is_new}
    ids = {source.url: source.id for source in archive.sources(OPERATOR)}
    for offer in offers:
        archive.describe(ids[offer.url], OPERATOR, said[offer.address], by=None, now=now)
    for one in scouted:
        number = ids[one.url] if isinstance(one, Offer) else None
        is_new = isinstance(one, Offer) and one.url in added
        if json:
            write_json(scouted_row(one, number=number, is_new=is_new))
        else:
            show(render_scouted(one, number=number, is_new=is_new), "")
    return Counter(offers=len(offers), added=len(added))
