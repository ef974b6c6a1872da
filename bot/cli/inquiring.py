"""Having the service that runs at an archive reply, in a tenth of what a cold start takes.

What that takes of the settings is read here as `ingest/settings.py` reads it, without what it loads: a second's worth.
Whatever is unclear is left to the cold start, which says what is wrong.
"""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dotenv import dotenv_values
from platformdirs import user_data_path

from bot.cli.screens import show, write_json
from bot.hatch import Inquiry, Reply, digest_of, replies


def is_replied(inquiry: Inquiry, *, batch: Path | None, data: Path | None) -> bool:
    """Ask at the hatch, of a file's rows if there is one, and show the replies; `False` if nobody replied.

    Raises what is replied if that is an error.
    """
    try:
        folder, given = _settings(data)
        inquiry = replace(
            inquiry,
            rows=_rows(batch) if batch else None,
            model=given.get("SITREP_MODEL"),
            database=digest_of(given.get("DATABASE_URL")),
        )
    except (OSError, ValueError):
        return False
    is_any = False
    for reply in replies(folder, inquiry):
        is_any = True
        show_reply(reply)
    return is_any


def show_reply(reply: Reply) -> None:
    """Write a reply to stdout, or raise it."""
    match reply:
        case Exception():
            raise reply
        case tuple():
            show(*reply)
        case _:
            write_json(reply)


def _rows(batch: Path) -> tuple[bytes, ...]:
    with batch.open("rb") as rows:
        return tuple(rows)


def _settings(data: Path | None) -> tuple[Path, dict[str, str]]:
    """Give the archive's folder and all that is set, by name. Raises `OSError` or `ValueError` if it cannot be read."""
    environment = _named(os.environ)
    nearest = Path(environment.get("SITREP_ENV_FILE", ".env"))
    if "SITREP_ENV_FILE" in environment and not nearest.is_file():
        raise FileNotFoundError(nearest)
    near = _named(dotenv_values(nearest)) | environment
    folder = data or Path(near.get("SITREP_DATA") or user_data_path("sitrep", appauthor=False))
    folder = folder.expanduser()
    return folder, _named(dotenv_values(folder / ".env")) | near


def _named(values: Mapping[str, str | None]) -> dict[str, str]:
    """Give what is set, by name in capitals; what is empty counts as absent."""
    return {name.upper(): value for name, value in values.items() if value}
