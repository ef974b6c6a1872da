"""The options that several commands share, each described once."""

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeAlias, TypeVar

import typer

from bot.errors import MomentError
from bot.inputs.moments import parse_day, parse_moment, parse_published

Value = TypeVar("Value")


def _parser(parse: Callable[[str], Value]) -> Callable[[str], Value]:
    """Tell typer about a wrong value in its own way, with our sentence."""

    def parsed(text: str) -> Value:
        try:
            return parse(text)
        except MomentError as cause:
            raise typer.BadParameter(str(cause)) from cause

    return parsed


def _or_before_the_command(context: typer.Context, data: Path | None) -> Path | None:
    """Let `sitrep --data DIR ask` say the same as `sitrep ask --data DIR`."""
    folder = data or context.find_root().params.get("data")
    return Path(folder) if folder else None


def _noted(file: Path | None) -> Path | None:
    """Tell the settings, here and in every process that the command starts, where to look."""
    if file:
        from ingest import ENV_FILE

        os.environ[ENV_FILE] = str(file.absolute())
    return file


AsOf: TypeAlias = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        metavar="TIME",
        parser=_parser(parse_moment),
        help="Answer as if it were TIME: nothing published later is seen. A date (its end, UTC) or an ISO time.",
    ),
]
Since: TypeAlias = Annotated[
    date | None,
    typer.Option("--since", metavar="DAY", parser=_parser(parse_day), help="From this day on, such as 2023-10-17."),
]
Until: TypeAlias = Annotated[
    date | None,
    typer.Option("--until", metavar="DAY", parser=_parser(parse_day), help="Up to this day, itself included."),
]
Published: TypeAlias = Annotated[
    datetime | None,
    typer.Option(
        "--published",
        metavar="TIME",
        parser=_parser(parse_published),
        help="When the documents that state no date were published: a date or an ISO time.",
    ),
]
Json: TypeAlias = Annotated[
    bool, typer.Option("--json", metavar="", help="Write JSON for programs, one object a line.")
]
Data: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        callback=_or_before_the_command,
        help="Where the archive lives. Also SITREP_DATA; without either, your user's data folder.",
    ),
]

EnvFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--env-file",
        metavar="FILE",
        callback=_noted,
        is_eager=True,
        help="Where settings are written. Also SITREP_ENV_FILE; without either, .env in the current folder. What that "
        "lacks comes from .env beside the archive.",
    ),
]


def clock(as_of: datetime | None) -> datetime:
    """Give the moment to answer at: the one that was asked for, or this second."""
    return as_of or this_moment().replace(microsecond=0)


def this_moment() -> datetime:
    """Give the moment by the one clock."""
    from ingest import utc_now

    return utc_now()
