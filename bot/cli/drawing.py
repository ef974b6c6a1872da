"""The pictures that a command writes to files, beside what it prints."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from bot.cli.screens import notices

if TYPE_CHECKING:
    from bot.rendering.pictures import Drawing, NothingToDraw


def _named_png(file: Path | None) -> Path | None:
    if file and file.suffix.lower() != ".png":
        raise typer.BadParameter(f"pictures are PNG files: call it {file.with_suffix('.png')}.")
    return file


PictureFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--picture",
        metavar="FILE.png",
        callback=_named_png,
        help="Draw the figure over time, with who said it, into FILE.png.",
    ),
]
MapFile: TypeAlias = Annotated[
    Path | None,
    typer.Option("--map", metavar="FILE.png", callback=_named_png, help="Draw the incidents on a map into FILE.png."),
]
TimelineFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--timeline", metavar="FILE.png", callback=_named_png, help="Draw the incidents over time into FILE.png."
    ),
]


def write_picture(file: Path, drawing: "Drawing | NothingToDraw") -> None:
    """Draw into a file and say what the picture shows, or why there is none."""
    from bot.rendering.pictures import NothingToDraw, draw
    from ingest import InputError

    if isinstance(drawing, NothingToDraw):
        notices().print(f"{drawing.reason} {file} was not written.")
        return
    picture = draw(drawing)
    try:
        file.write_bytes(picture.png)
    except OSError as cause:
        raise InputError(f"{file} cannot be written: {cause.strerror}.") from cause
    notices().print(f"{file}: {picture.alt}", style="dim")
