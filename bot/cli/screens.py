"""Where output goes: results to stdout, all else to stderr, so that JSON has stdout to itself."""

import json
import sys
from collections.abc import Mapping

from rich.console import Console, RenderableType


def notices() -> Console:
    """Give the screen for what is no result: progress, advice, errors."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def show(*results: RenderableType) -> None:
    """Show results to a person. A line too long for the screen, which only a link can be, stays whole."""
    Console(highlight=False, markup=False, emoji=False).print(*results, sep="\n", crop=False)


def write_json(row: Mapping[str, object]) -> None:
    """Write one row for a program, at once; in ASCII, which every pipe carries."""
    write_text(json.dumps(row) + "\n")


def write_text(text: str) -> None:
    """Write exported text, at once."""
    sys.stdout.write(text)
    sys.stdout.flush()
