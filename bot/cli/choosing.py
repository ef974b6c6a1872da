"""The archive opened for a command about sources, and the source that a person names."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol, TypeVar

import typer

from bot.cli.door import bugs_logged

if TYPE_CHECKING:
    from ingest import Archive, Settings, SourceId, SourceSummary

Named = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="Its number, its address, or its name or enough of it, as `sitrep sources list` shows them.",
        show_default=False,
    ),
]


class _Known(Protocol):
    """Something that a person may name by its number, its name or its address."""

    @property
    def id(self) -> "SourceId":
        """Its number."""
        ...

    @property
    def name(self) -> str:
        """Its title."""
        ...

    @property
    def url(self) -> str | None:
        """Where it is polled."""
        ...


Known = TypeVar("Known", bound=_Known)


@contextmanager
def opened(data: Path | None) -> "Iterator[tuple[Settings, Archive]]":
    """Open the archive, with what a bug leaves behind written down beside it."""
    from bot.cli.workplace import opened_archive, prepared

    settings = prepared(data)
    with bugs_logged(settings.data), opened_archive(settings) as archive:
        yield settings, archive


def meant_by(named: str, sources: Sequence[Known]) -> list[Known]:
    """Give the sources that a person may mean; the more exact way to name one goes before the vaguer.

    A number is no part of a name: the number of a source that is gone would mean whichever has it in its address.
    """
    wanted = named.strip().casefold()
    is_part = wanted and not wanted.isdecimal()
    return (
        [source for source in sources if str(source.id) == wanted]
        or [source for source in sources if wanted in {(source.url or "").casefold(), source.name.casefold()}]
        or [source for source in sources if is_part and wanted in f"{source.name}\n{source.url or ''}".casefold()]
    )


def the_one(named: str, sources: Sequence[Known]) -> Known:
    """Give the one source that is meant; raises `InputError` if there is none, or there are several."""
    from bot.rendering.terminal import source_choice
    from ingest import InputError

    meant = meant_by(named, sources)
    if not meant:
        raise InputError(f"There is no source {named}. All of them: sitrep sources list")
    if len(meant) > 1:
        raise InputError(f"{named} may be {source_choice(meant)}. Name it by its number.")
    return meant[0]


def polled_one(named: str, archive: "Archive") -> "SourceSummary":
    """Give the operator's one source that is meant; raises `InputError` also if it is an imported file."""
    from ingest import OPERATOR, InputError

    source = the_one(named, archive.sources(OPERATOR))
    if source.url is None:
        raise InputError(f"{source.name} was imported from a file: it is not polled, so none of this applies to it.")
    return source
