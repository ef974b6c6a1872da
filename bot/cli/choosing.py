"""The archive opened for a command about sources, and the source that a person names."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.door import bugs_logged
from bot.inputs import sources as inputs

if TYPE_CHECKING:
    from bot.settings import BotSettings
    from ingest import Archive, SourceSummary

Named = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="Its number, its address, or its name or enough of it, as `sitrep sources list` shows them.",
        show_default=False,
    ),
]


@contextmanager
def opened(data: Path | None) -> "Iterator[tuple[BotSettings, Archive]]":
    """Open the archive, with what a bug leaves behind written down beside it."""
    from bot.cli.workplace import opened_archive, prepared

    settings = prepared(data)
    with bugs_logged(settings.data), opened_archive(settings) as archive:
        yield settings, archive


def the_one(named: str, sources: Sequence[inputs.Named]) -> inputs.Named:
    """Give the one source that is meant; raises `WrongInput` if there is none, or there are several."""
    return inputs.the_one(named, sources, listing="sitrep sources list")


def of_anybody(archive: "Archive") -> "list[SourceSummary]":
    """Give the operator's sources as the operator reads them, and those that only servers read."""
    from ingest import OPERATOR

    return [*archive.sources(OPERATOR), *(source for source in archive.sources() if not source.shared)]


def polled_one(named: str, archive: "Archive") -> "SourceSummary":
    """Give the operator's one source that is meant; raises `InputError` if it is an imported file."""
    from ingest import OPERATOR, InputError

    source = the_one(named, archive.sources(OPERATOR))
    if source.url is None:
        raise InputError(f"{source.name} was imported from a file: it is not polled, so none of this applies to it.")
    return source
